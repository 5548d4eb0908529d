"""Issues, blockers, change requests, decisions."""

import django.db.models.deletion
from django.db import migrations, models

import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_progress")]
    operations = [
        migrations.CreateModel(
            name="ChangeRequest",
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
                    "type",
                    models.CharField(
                        choices=[
                            ("scope", "Scope"),
                            ("sla", "SLA"),
                            ("volume", "Volume"),
                            ("price", "Price"),
                            ("schedule", "Schedule"),
                            ("regulatory", "Regulatory"),
                            ("correction", "Correction"),
                        ],
                        default="scope",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("normal", "Normal"),
                            ("high", "High"),
                            ("urgent", "Urgent"),
                        ],
                        default="normal",
                        max_length=6,
                        verbose_name="priority",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "emergency",
                    models.BooleanField(default=False, verbose_name="emergency: decide first, assess after"),
                ),
                ("scope_impact", models.TextField(blank=True, verbose_name="impact on scope")),
                (
                    "days",
                    models.IntegerField(blank=True, null=True, verbose_name="impact on time in working days"),
                ),
                (
                    "cost_once",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="one-off cost"
                    ),
                ),
                (
                    "cost_monthly",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="recurring cost a month",
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("quality_impact", models.TextField(blank=True, verbose_name="impact on quality")),
                ("risk_impact", models.TextField(blank=True, verbose_name="impact on risk")),
                ("sla_impact", models.TextField(blank=True, verbose_name="impact on the SLA")),
                (
                    "headcount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=8,
                        null=True,
                        verbose_name="impact on headcount in FTE",
                    ),
                ),
                ("contract_impact", models.TextField(blank=True, verbose_name="impact on the contract")),
                ("options", models.TextField(blank=True, verbose_name="options considered")),
                ("do_nothing", models.TextField(blank=True, verbose_name="what happens if nothing is done")),
                ("implementation", models.TextField(blank=True, verbose_name="implementation plan")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="effective from")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("triaged", "Triaged"),
                            ("impact_assessment", "Impact assessment"),
                            ("ccb_review", "With the change board"),
                            ("approved", "Approved"),
                            ("rejected", "Rejected"),
                            ("deferred", "Deferred"),
                            ("client_signed", "Signed by the client"),
                            ("implementing", "Being implemented"),
                            ("implemented", "Implemented"),
                            ("verified", "Verified"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=17,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided")),
                ("assess_by", models.DateField(editable=False, null=True, verbose_name="assess by")),
                ("assessed_at", models.DateTimeField(editable=False, null=True, verbose_name="assessed")),
                (
                    "finish_before",
                    models.DateField(editable=False, null=True, verbose_name="finish without it"),
                ),
                ("finish_after", models.DateField(editable=False, null=True, verbose_name="finish with it")),
                ("foreseen_at", models.DateTimeField(editable=False, null=True, verbose_name="computed")),
                ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="signed")),
                (
                    "implemented_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="implemented"),
                ),
                (
                    "review",
                    models.TextField(blank=True, editable=False, verbose_name="review after implementation"),
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
                    "implemented_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                "verbose_name": "change request",
                "verbose_name_plural": "change requests",
            },
        ),
        migrations.CreateModel(
            name="ChangeEffect",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("effect", models.CharField(max_length=60, verbose_name="effect")),
                ("values", models.JSONField(default=dict, verbose_name="values")),
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
                (
                    "change",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="effects",
                        to="schedule.changerequest",
                        verbose_name="change request",
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a change request",
                "verbose_name_plural": "effects of change requests",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
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
                ("choice", models.TextField(blank=True, verbose_name="decision")),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("evidence", models.TextField(blank=True, verbose_name="data and feedback it rests on")),
                ("options", models.TextField(blank=True, verbose_name="options considered")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("decided", "Decided"),
                            ("superseded", "Superseded"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schedule.changerequest",
                        verbose_name="change request",
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
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schedule.decision",
                        verbose_name="replaces",
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
                        verbose_name="task",
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
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
            },
        ),
        migrations.CreateModel(
            name="Issue",
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
                        choices=[("issue", "Issue"), ("blocker", "Blocker")],
                        default="issue",
                        max_length=7,
                        verbose_name="type",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("1", "1 Critical"), ("2", "2 High"), ("3", "3 Medium"), ("4", "4 Low")],
                        default="3",
                        max_length=1,
                        verbose_name="severity",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="what happens")),
                ("root_cause", models.TextField(blank=True, verbose_name="root cause")),
                ("resolution", models.TextField(blank=True, verbose_name="resolution")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("assigned", "Assigned"),
                            ("in_progress", "In progress"),
                            ("resolved", "Resolved"),
                            ("verified", "Verified"),
                            ("closed", "Closed"),
                            ("reopened", "Reopened"),
                        ],
                        default="open",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                ("respond_by", models.DateTimeField(editable=False, verbose_name="respond by")),
                ("resolve_by", models.DateTimeField(editable=False, verbose_name="resolve by")),
                (
                    "first_response_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="first response"),
                ),
                ("resolved_at", models.DateTimeField(editable=False, null=True, verbose_name="resolved")),
                ("reopened_at", models.DateTimeField(editable=False, null=True, verbose_name="reopened")),
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
                    "resolved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                        verbose_name="task it blocks",
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
                "verbose_name": "issue",
                "verbose_name_plural": "issues",
            },
        ),
        migrations.CreateModel(
            name="IssueAlert",
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
                ("rule", models.CharField(max_length=7, verbose_name="rule")),
                ("due_at", models.DateTimeField(verbose_name="due")),
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
                    "issue",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="schedule.issue",
                        verbose_name="issue",
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
                "verbose_name": "issue alert",
                "verbose_name_plural": "issue alerts",
                "ordering": ["-created_at"],
            },
        ),
        migrations.AddIndex(
            model_name="changerequest",
            index=models.Index(
                condition=models.Q(("assess_by__isnull", False), ("assessed_at__isnull", True)),
                fields=["organization", "assess_by"],
                name="schedule_change_unassessed",
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=records.anchors.Anchored(
                also=("reason", "options", "review"),
                key="",
                kind="schedule.ChangeRequest",
                letter="CR",
                name="schedule_changerequest_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_changerequest_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^([A-Z]{3})?$")),
                name="schedule_changerequest_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("currency", ""), _negated=True),
                    models.Q(("cost_monthly__isnull", True), ("cost_once__isnull", True)),
                    _connector="OR",
                ),
                name="schedule_changerequest_money",
                violation_error_message="Name the currency of the cost, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_changerequest_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_changerequest_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_changerequest_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_changerequest_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="schedule_changerequest_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_changerequest_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_changerequest_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="signed_by", name="schedule_changerequest_signed_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="implemented_by", name="schedule_changerequest_implemented_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changerequest",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_changerequest_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=models.UniqueConstraint(
                fields=("organization", "change", "position"),
                name="schedule_changeeffect_position",
                violation_error_message="Somebody added an effect at the same time. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_changeeffect_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_changeeffect_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_changeeffect_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="change", name="schedule_changeeffect_change_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="changeeffect",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_changeeffect_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=records.anchors.Anchored(
                also=("choice", "reason", "evidence"),
                key="",
                kind="schedule.Decision",
                letter="DE",
                name="schedule_decision_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_decision_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_decision_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_decision_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_decision_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_decision_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="schedule_decision_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="schedule_decision_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_decision_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="change", name="schedule_decision_change_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="schedule_decision_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="replaces", name="schedule_decision_replaces_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_decision_wall", portal="record"
            ),
        ),
        migrations.AddIndex(
            model_name="issue",
            index=models.Index(
                condition=models.Q(
                    ("state__in", ("open", "assigned", "in_progress", "reopened")),
                    ("withdrawn_at__isnull", True),
                ),
                fields=["organization", "resolve_by"],
                name="schedule_issue_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=records.anchors.Anchored(
                also=("description", "root_cause", "resolution"),
                key="",
                kind="schedule.Issue",
                letter="IS",
                name="schedule_issue_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="schedule_issue_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["1", "2", "3", "4"])),
                name="schedule_issue_severity",
                violation_error_message="Choose a severity from 1 to 4.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_issue_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_issue_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(also=(), field="client", name="schedule_issue_client_fk"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_issue_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="schedule_issue_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(also=(), field="made_by", name="schedule_issue_made_by_fk"),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="schedule_issue_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="schedule_issue_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="resolved_by", name="schedule_issue_resolved_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_issue_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=models.UniqueConstraint(
                fields=("organization", "issue", "rule", "due_at"), name="schedule_issuealert_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_issuealert_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_issuealert_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_issuealert_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="issue", name="schedule_issuealert_issue_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuealert",
            constraint=tenancy.walls.TenantWall(append_only=True, name="schedule_issuealert_wall", portal=""),
        ),
    ]
    operations = together(operations)
