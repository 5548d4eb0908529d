"""What has to be in place, and the demand for people."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0007_scope"), ("projects", "0003_backbone"), ("tenancy", "0008_jobs")]
    operations = [
        migrations.CreateModel(
            name="DemandLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared with the client")],
                        default="internal",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("title_zh", models.CharField(blank=True, max_length=300, verbose_name="Chinese title")),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, editable=False, max_length=500)),
                ("skill", models.CharField(blank=True, max_length=120, verbose_name="skill")),
                ("headcount", models.DecimalField(decimal_places=2, max_digits=8, verbose_name="count")),
                ("from_on", models.DateField(verbose_name="from")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("derived_from", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        default=tenancy.scope.current_organization_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.site",
                        verbose_name="site",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "demand line",
                "verbose_name_plural": "demand lines",
                "ordering": ["from_on", "number"],
                "constraints": [
                    records.anchors.Anchored(
                        also=("skill", "reason"),
                        key="",
                        kind="planning.DemandLine",
                        letter="DL",
                        name="planning_demandline_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="planning_demandline_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("headcount__gt", 0)),
                        name="planning_demandline_count",
                        violation_error_message="Write a count above 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="planning_demandline_days",
                        violation_error_message="The last day is before the first. Change one of them.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="planning_demandline_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="planning_demandline_project_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="planning_demandline_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="planning_demandline_project_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="owner", name="planning_demandline_owner_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="made_by", name="planning_demandline_made_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="planning_demandline_withdrawn_by_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="site", name="planning_demandline_site_fk"),
                    tenancy.walls.TenantWall(
                        append_only=False, name="planning_demandline_wall", portal="record"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadinessItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared with the client")],
                        default="internal",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("title_zh", models.CharField(blank=True, max_length=300, verbose_name="Chinese title")),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("people", "People"),
                            ("facility", "Facility"),
                            ("network", "Network"),
                            ("telephony", "Telephony"),
                            ("hardware", "Hardware"),
                            ("licence", "Licences"),
                            ("access", "Access"),
                            ("compliance", "Compliance"),
                            ("funds", "Funds"),
                        ],
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("need_by", models.DateField(verbose_name="needed by")),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="expected on")),
                ("ready_on", models.DateField(editable=False, null=True, verbose_name="ready on")),
                ("mandatory", models.BooleanField(default=True, verbose_name="needed to go on")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("on_track", "On track"),
                            ("at_risk", "At risk"),
                            ("late", "Late"),
                            ("ready", "Ready"),
                        ],
                        default="not_started",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        default=tenancy.scope.current_organization_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="owner",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "readiness item",
                "verbose_name_plural": "readiness items",
                "ordering": ["kind", "need_by", "number"],
                "constraints": [
                    records.anchors.Anchored(
                        also=("notes",),
                        key="",
                        kind="planning.ReadinessItem",
                        letter="RI",
                        name="planning_readinessitem_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="planning_readinessitem_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="planning_readinessitem_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="planning_readinessitem_project_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="planning_readinessitem_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="planning_readinessitem_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="owner", name="planning_readinessitem_owner_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="made_by", name="planning_readinessitem_made_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="planning_readinessitem_withdrawn_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="planning_readinessitem_wall", portal="record"
                    ),
                ],
            },
        ),
    ]
