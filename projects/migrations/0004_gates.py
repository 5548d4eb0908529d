"""Stage gates: criteria, evidence, decisions, waivers."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_backbone"), ("tenancy", "0008_jobs")]
    operations = [
        migrations.CreateModel(
            name="StageGate",
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
                    "code",
                    models.CharField(
                        choices=[
                            ("G0", "G0 Contract signed"),
                            ("G1", "G1 Plan baselined"),
                            ("G2", "G2 Knowledge transfer signed off"),
                            ("G3", "G3 Pilot exit"),
                            ("G4", "G4 Wave of the ramp"),
                            ("G5", "G5 Steady state accepted"),
                            ("G6", "G6 Periodic review"),
                            ("G7", "G7 Closed"),
                        ],
                        max_length=2,
                        verbose_name="gate",
                    ),
                ),
                ("scheduled_on", models.DateField(blank=True, null=True, verbose_name="promised for")),
                ("forecast_on", models.DateField(blank=True, null=True, verbose_name="expected on")),
                ("reviewers", models.CharField(blank=True, max_length=300, verbose_name="reviewers")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("evidence", "Collecting evidence"),
                            ("review", "In review"),
                            ("go", "Go"),
                            ("conditional_go", "Conditional go"),
                            ("no_go", "No go"),
                            ("deferred", "Deferred"),
                        ],
                        default="scheduled",
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                ("decided_on", models.DateField(editable=False, null=True, verbose_name="decided on")),
                ("decision", models.TextField(blank=True, editable=False, verbose_name="decision")),
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
                "verbose_name": "stage gate",
                "verbose_name_plural": "stage gates",
                "ordering": ["code", "number"],
            },
        ),
        migrations.CreateModel(
            name="GateDecision",
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
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("scheduled", "Scheduled"),
                            ("evidence", "Collecting evidence"),
                            ("review", "In review"),
                            ("go", "Go"),
                            ("conditional_go", "Conditional go"),
                            ("no_go", "No go"),
                            ("deferred", "Deferred"),
                        ],
                        max_length=14,
                        verbose_name="decision",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="reason")),
                ("criteria", models.JSONField(verbose_name="criteria as they stood")),
                ("fingerprint", models.CharField(max_length=64, verbose_name="fingerprint")),
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
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "gate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="projects.stagegate",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on a gate",
                "verbose_name_plural": "decisions on gates",
                "ordering": ["created_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="GateCriterion",
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
                    "evidence_wanted",
                    models.CharField(blank=True, max_length=300, verbose_name="evidence required"),
                ),
                ("threshold", models.CharField(blank=True, max_length=200, verbose_name="threshold")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="weight")),
                ("mandatory", models.BooleanField(default=True, verbose_name="mandatory")),
                ("source", models.CharField(blank=True, editable=False, max_length=80)),
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
                (
                    "gate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="criteria",
                        to="projects.stagegate",
                        verbose_name="gate",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion of a gate",
                "verbose_name_plural": "criteria of gates",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="GateCondition",
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
                ("due_on", models.DateField(verbose_name="by")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("met", "Met")],
                        default="open",
                        max_length=4,
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
                (
                    "gate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="projects.stagegate",
                        verbose_name="gate",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition of a gate",
                "verbose_name_plural": "conditions of gates",
                "ordering": ["due_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="GateEvidence",
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
                ("text", models.TextField(verbose_name="evidence")),
                ("met", models.BooleanField(verbose_name="met")),
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
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="projects.gatecriterion",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence for a criterion",
                "verbose_name_plural": "evidence for criteria",
                "ordering": ["created_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="projects_gateevidence_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="projects_gateevidence_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="projects_gateevidence_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("project",), field="criterion", name="projects_gateevidence_criterion_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="given_by", name="projects_gateevidence_given_by_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=True, name="projects_gateevidence_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="GateWaiver",
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
                ("reason", models.TextField(verbose_name="why it may be passed without")),
                ("expires_on", models.DateField(verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[("requested", "Requested"), ("granted", "Granted"), ("refused", "Refused")],
                        default="requested",
                        editable=False,
                        max_length=9,
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
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waivers",
                        to="projects.gatecriterion",
                        verbose_name="criterion",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="for us",
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
                    "sponsor",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="for the client",
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
                "verbose_name": "waiver of a criterion",
                "verbose_name_plural": "waivers of criteria",
                "constraints": [
                    records.anchors.Anchored(
                        also=("reason",),
                        key="",
                        kind="projects.GateWaiver",
                        letter="GW",
                        name="projects_gatewaiver_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="projects_gatewaiver_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "granted"), _negated=True),
                            models.Q(("head__isnull", False), ("sponsor__isnull", False)),
                            _connector="OR",
                        ),
                        name="projects_gatewaiver_both",
                        violation_error_message="A waiver needs the delivery head and the client’s sponsor.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="projects_gatewaiver_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="projects_gatewaiver_project_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="projects_gatewaiver_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="projects_gatewaiver_project_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="owner", name="projects_gatewaiver_owner_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="made_by", name="projects_gatewaiver_made_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="projects_gatewaiver_withdrawn_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("project",), field="criterion", name="projects_gatewaiver_criterion_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="head", name="projects_gatewaiver_head_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="sponsor", name="projects_gatewaiver_sponsor_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="projects_gatewaiver_wall", portal="record"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=records.anchors.Anchored(
                also=(),
                key="",
                kind="projects.StageGate",
                letter="SG",
                name="projects_stagegate_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="projects_stagegate_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_stagegate_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="projects_stagegate_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_stagegate_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_stagegate_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="projects_stagegate_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="projects_stagegate_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="projects_stagegate_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stagegate",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_stagegate_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_gatedecision_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_gatedecision_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_gatedecision_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="gate", name="projects_gatedecision_gate_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decided_by", name="projects_gatedecision_decided_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatedecision",
            constraint=tenancy.walls.TenantWall(
                append_only=True, name="projects_gatedecision_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=records.anchors.Anchored(
                also=("evidence_wanted", "threshold"),
                key="",
                kind="projects.GateCriterion",
                letter="SC",
                name="projects_gatecriterion_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="projects_gatecriterion_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source", ""), _negated=True),
                fields=("organization", "gate", "source"),
                name="projects_gatecriterion_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight__gte", 1), ("weight__lte", 100)),
                name="projects_gatecriterion_weight",
                violation_error_message="Write a weight from 1 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_gatecriterion_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="projects_gatecriterion_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_gatecriterion_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_gatecriterion_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="projects_gatecriterion_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="projects_gatecriterion_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="projects_gatecriterion_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="gate", name="projects_gatecriterion_gate_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecriterion",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_gatecriterion_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=records.anchors.Anchored(
                also=(),
                key="",
                kind="projects.GateCondition",
                letter="GC",
                name="projects_gatecondition_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="projects_gatecondition_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_gatecondition_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="projects_gatecondition_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_gatecondition_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_gatecondition_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="projects_gatecondition_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="projects_gatecondition_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="projects_gatecondition_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="gate", name="projects_gatecondition_gate_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="gatecondition",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_gatecondition_wall", portal="record"
            ),
        ),
    ]
    operations = together(operations)
