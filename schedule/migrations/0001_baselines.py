"""Baselines, variance, recovery."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from decimal import Decimal
from django.db import migrations, models
from schedule.sql.baselines import FREEZE, THAW
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_scheduling")]

    operations = [
        migrations.CreateModel(
            name="Baseline",
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
                        choices=[("schedule", "Schedule"), ("scope", "Scope"), ("cost", "Cost")],
                        default="schedule",
                        max_length=8,
                        verbose_name="type",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why now")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("approved", "In force"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("snapshot", models.JSONField(default=dict, editable=False)),
                (
                    "digest",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="fingerprint"),
                ),
                ("taken_at", models.DateTimeField(editable=False, null=True, verbose_name="taken")),
                ("task_count", models.PositiveIntegerField(default=0, editable=False, verbose_name="rows")),
                (
                    "milestone_count",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="milestones"),
                ),
                (
                    "work_minutes",
                    models.PositiveBigIntegerField(default=0, editable=False, verbose_name="work"),
                ),
                ("finish_on", models.DateField(editable=False, null=True, verbose_name="finish")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "approver",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="approved by",
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
                "verbose_name": "baseline",
                "verbose_name_plural": "baselines",
            },
        ),
        migrations.CreateModel(
            name="RecoveryPlan",
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
                ("reason", models.TextField(blank=True, verbose_name="what slipped, and why")),
                ("before_on", models.DateField(blank=True, null=True, verbose_name="finish without it")),
                ("after_on", models.DateField(blank=True, null=True, verbose_name="finish with it")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="cost"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("executing", "Under way"),
                            ("recovered", "Recovered"),
                            ("failed", "Failed"),
                        ],
                        default="draft",
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
                "verbose_name": "recovery plan",
                "verbose_name_plural": "recovery plans",
            },
        ),
        migrations.CreateModel(
            name="RecoveryAction",
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
                    "lever",
                    models.CharField(
                        choices=[
                            ("crash", "Crash: more effort on the critical path"),
                            ("fast_track", "Fast-track: in parallel instead of in turn"),
                            ("re_scope", "Re-scope: less, or later"),
                            ("re_staff", "Re-staff: other or more people"),
                            ("process", "Change the process"),
                        ],
                        max_length=10,
                        verbose_name="lever",
                    ),
                ),
                ("resources", models.CharField(blank=True, max_length=300, verbose_name="resources")),
                ("before_on", models.DateField(blank=True, null=True, verbose_name="finish without it")),
                ("after_on", models.DateField(blank=True, null=True, verbose_name="finish with it")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="by")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("done", "Done"), ("dropped", "Dropped")],
                        default="planned",
                        max_length=7,
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
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                        verbose_name="slipped task",
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
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schedule.recoveryplan",
                        verbose_name="recovery plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "recovery action",
                "verbose_name_plural": "recovery actions",
            },
        ),
        migrations.CreateModel(
            name="Threshold",
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
                    "days_slipped",
                    models.PositiveSmallIntegerField(default=5, verbose_name="days behind the baseline"),
                ),
                (
                    "work_percent",
                    models.PositiveSmallIntegerField(
                        default=10, verbose_name="percent more work than in the baseline"
                    ),
                ),
                (
                    "least_spi",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.90"), max_digits=4, verbose_name="lowest SPI"
                    ),
                ),
                (
                    "stale_days",
                    models.PositiveSmallIntegerField(default=7, verbose_name="days without an update"),
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
                "verbose_name": "thresholds",
                "verbose_name_plural": "thresholds",
            },
        ),
        migrations.CreateModel(
            name="Variance",
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
                    "metric",
                    models.CharField(
                        choices=[
                            ("days", "Days behind the baseline"),
                            ("work", "Percent more work than in the baseline"),
                            ("spi", "SPI"),
                            ("other", "Another measure"),
                        ],
                        default="other",
                        max_length=5,
                        verbose_name="measure",
                    ),
                ),
                (
                    "threshold",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="threshold"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="value"
                    ),
                ),
                ("cause", models.TextField(blank=True, verbose_name="cause")),
                (
                    "waited_for",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("provider", "Us"),
                            ("client", "The client"),
                            ("third_party", "A third party"),
                            ("nobody", "Nobody"),
                        ],
                        max_length=11,
                        verbose_name="waited for",
                    ),
                ),
                ("corrective", models.TextField(blank=True, verbose_name="corrective action")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="corrected by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("raised", "Raised"),
                            ("explained", "Explained"),
                            ("action", "Being corrected"),
                            ("closed", "Closed"),
                        ],
                        default="raised",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("raised_for", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "baseline",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schedule.baseline",
                        verbose_name="baseline",
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
                    "task",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                        verbose_name="task or milestone",
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
                "verbose_name": "variance",
                "verbose_name_plural": "variances",
            },
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=records.anchors.Anchored(
                also=("reason",),
                key="",
                kind="schedule.Baseline",
                letter="BL",
                name="schedule_baseline_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_baseline_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_baseline_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_baseline_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_baseline_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_baseline_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="schedule_baseline_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_baseline_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_baseline_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="approver", name="schedule_baseline_approver_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="baseline",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_baseline_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=records.anchors.Anchored(
                also=("reason",),
                key="",
                kind="schedule.RecoveryPlan",
                letter="RP",
                name="schedule_recoveryplan_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_recoveryplan_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                name="schedule_recoveryplan_cost",
                violation_error_message="Write a cost of 0 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("cost__isnull", True), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                ),
                name="schedule_recoveryplan_currency",
                violation_error_message="Write the currency of the cost as three letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_recoveryplan_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_recoveryplan_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_recoveryplan_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_recoveryplan_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="schedule_recoveryplan_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_recoveryplan_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_recoveryplan_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryplan",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_recoveryplan_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=records.anchors.Anchored(
                also=("resources",),
                key="",
                kind="schedule.RecoveryAction",
                letter="RA",
                name="schedule_recoveryaction_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_recoveryaction_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_recoveryaction_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_recoveryaction_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_recoveryaction_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_recoveryaction_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="schedule_recoveryaction_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_recoveryaction_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_recoveryaction_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="plan", name="schedule_recoveryaction_plan_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="schedule_recoveryaction_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="recoveryaction",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_recoveryaction_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.UniqueConstraint(
                fields=("organization", "project"),
                name="schedule_threshold_project",
                violation_error_message="This project has thresholds already. Edit those.",
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("days_slipped__gte", 1), ("stale_days__gte", 1), ("work_percent__gte", 1)
                ),
                name="schedule_threshold_counts",
                violation_error_message="Write whole numbers of 1 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_spi__gt", 0), ("least_spi__lte", 1)),
                name="schedule_threshold_spi",
                violation_error_message="Write an SPI above 0 and up to 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_threshold_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_threshold_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_threshold_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="threshold",
            constraint=tenancy.walls.TenantWall(append_only=False, name="schedule_threshold_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=records.anchors.Anchored(
                also=("cause", "corrective"),
                key="",
                kind="schedule.Variance",
                letter="VA",
                name="schedule_variance_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_variance_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("raised_for", ""), _negated=True),
                fields=("organization", "project", "raised_for"),
                name="schedule_variance_once",
                violation_error_message="This variance was raised already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_variance_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_variance_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_variance_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_variance_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="schedule_variance_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_variance_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_variance_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="schedule_variance_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="baseline", name="schedule_variance_baseline_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="variance",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_variance_wall", portal="record"
            ),
        ),
        migrations.RunSQL(FREEZE, THAW),
    ]
    operations = together(operations)
