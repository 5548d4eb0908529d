"""The charter, its subsidiary plans, stakeholders and what they expect."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0005_objectives"),
        ("projects", "0003_backbone"),
        ("records", "0004_approvals"),
        ("tenancy", "0008_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Stakeholder",
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
                    "side",
                    models.CharField(
                        choices=[("client", "Client"), ("own", "Own organization"), ("other", "Third party")],
                        default="client",
                        max_length=6,
                        verbose_name="side",
                    ),
                ),
                ("company", models.CharField(blank=True, max_length=200, verbose_name="organization")),
                ("position", models.CharField(blank=True, max_length=200, verbose_name="role")),
                ("power", models.PositiveSmallIntegerField(default=3, verbose_name="power")),
                ("interest", models.PositiveSmallIntegerField(default=3, verbose_name="interest")),
                (
                    "engagement",
                    models.CharField(
                        choices=[
                            ("unaware", "Unaware"),
                            ("resistant", "Resistant"),
                            ("neutral", "Neutral"),
                            ("supportive", "Supportive"),
                            ("leading", "Leading"),
                        ],
                        default="neutral",
                        max_length=10,
                        verbose_name="engagement today",
                    ),
                ),
                (
                    "desired",
                    models.CharField(
                        choices=[
                            ("unaware", "Unaware"),
                            ("resistant", "Resistant"),
                            ("neutral", "Neutral"),
                            ("supportive", "Supportive"),
                            ("leading", "Leading"),
                        ],
                        default="supportive",
                        max_length=10,
                        verbose_name="engagement wanted",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=60, verbose_name="language")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="contact")),
                ("approach", models.TextField(blank=True, verbose_name="how we work with them")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("left", "Left")],
                        default="active",
                        max_length=6,
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="person",
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
                "verbose_name": "stakeholder",
                "verbose_name_plural": "stakeholders",
            },
        ),
        migrations.CreateModel(
            name="ObjectiveAgreement",
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
                    "verdict",
                    models.CharField(
                        choices=[
                            ("agree", "Agrees"),
                            ("agree_with_comment", "Agrees, with a comment"),
                            ("disagree", "Disagrees"),
                        ],
                        max_length=18,
                        verbose_name="says",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                ("said_on", models.DateField(verbose_name="said on")),
                ("superseded_at", models.DateTimeField(editable=False, null=True)),
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
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "objective",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.objective",
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
                    "stakeholder",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement on an objective",
                "verbose_name_plural": "agreements on objectives",
            },
        ),
        migrations.CreateModel(
            name="Expectation",
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
                        choices=[("need", "Need"), ("expectation", "Expectation")],
                        default="need",
                        max_length=11,
                        verbose_name="kind",
                    ),
                ),
                (
                    "weight",
                    models.CharField(
                        choices=[("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="medium",
                        max_length=6,
                        verbose_name="weight",
                    ),
                ),
                ("measure", models.TextField(blank=True, verbose_name="how we know it is met")),
                ("response", models.TextField(blank=True, verbose_name="what we do about it")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="heard on")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("understood", "Understood"),
                            ("met", "Met"),
                            ("not_met", "Not met"),
                        ],
                        default="open",
                        max_length=10,
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
                    "objective",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.objective",
                        verbose_name="objective",
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
                    "stakeholder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.stakeholder",
                        verbose_name="stakeholder",
                    ),
                ),
            ],
            options={
                "verbose_name": "expectation",
                "verbose_name_plural": "expectations",
            },
        ),
        migrations.CreateModel(
            name="Charter",
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
                ("edition", models.PositiveIntegerField(editable=False, null=True, verbose_name="version")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "client_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agree", "Signed"),
                            ("agree_with_remark", "Signed, with a remark"),
                            ("refuse", "Not signed"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="client’s answer",
                    ),
                ),
                (
                    "client_remark",
                    models.TextField(blank=True, editable=False, verbose_name="client’s remark"),
                ),
                ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "text_hash",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="fingerprint of the text"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="receipt"),
                ),
                ("background", models.TextField(blank=True, verbose_name="background")),
                ("objectives", models.TextField(blank=True, verbose_name="objectives")),
                ("scope", models.TextField(blank=True, verbose_name="scope")),
                ("out_of_scope", models.TextField(blank=True, verbose_name="out of scope")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="start")),
                ("finishes_on", models.DateField(blank=True, null=True, verbose_name="finish")),
                (
                    "budget_from",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="budget from"
                    ),
                ),
                (
                    "budget_to",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="budget to"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("deliverables", models.TextField(blank=True, verbose_name="deliverables")),
                ("success_criteria", models.TextField(blank=True, verbose_name="success criteria")),
                ("success_factors", models.TextField(blank=True, verbose_name="critical success factors")),
                ("limits", models.TextField(blank=True, verbose_name="constraints")),
                ("assumptions", models.TextField(blank=True, verbose_name="assumptions")),
                ("risks", models.TextField(blank=True, verbose_name="risks at a high level")),
                ("authority", models.TextField(blank=True, verbose_name="authority of the project manager")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "approved_by",
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
                    "ask",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.ask",
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
                "verbose_name": "charter",
                "verbose_name_plural": "charters",
                "constraints": [
                    records.anchors.Anchored(
                        also=("background", "scope"),
                        key="",
                        kind="planning.Charter",
                        letter="CH",
                        name="planning_charter_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="planning_charter_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("finishes_on__isnull", True),
                            ("finishes_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="planning_charter_days",
                        violation_error_message="The finish is before the start. Change one of the two days.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget_from__isnull", True),
                            ("budget_to__isnull", True),
                            ("budget_to__gte", models.F("budget_from")),
                            _connector="OR",
                        ),
                        name="planning_charter_budget",
                        violation_error_message="The budget ends below where it begins. Change one of the two.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="planning_charter_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="planning_charter_project_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="planning_charter_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="planning_charter_project_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="owner", name="planning_charter_owner_fk"),
                    tenancy.walls.CompositeKey(also=(), field="made_by", name="planning_charter_made_by_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="planning_charter_withdrawn_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="approved_by", name="planning_charter_approved_by_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="ask", name="planning_charter_ask_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="signed_by", name="planning_charter_signed_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="planning_charter_wall", portal="record"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ManagementPlan",
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
                ("edition", models.PositiveIntegerField(editable=False, null=True, verbose_name="version")),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved")),
                (
                    "client_answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agree", "Signed"),
                            ("agree_with_remark", "Signed, with a remark"),
                            ("refuse", "Not signed"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="client’s answer",
                    ),
                ),
                (
                    "client_remark",
                    models.TextField(blank=True, editable=False, verbose_name="client’s remark"),
                ),
                ("signed_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "text_hash",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="fingerprint of the text"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(blank=True, editable=False, max_length=64, verbose_name="receipt"),
                ),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("scope", "Scope management plan"),
                            ("schedule", "Schedule management plan"),
                            ("cost", "Cost management plan"),
                            ("quality", "Quality management plan"),
                            ("resource", "Resource management plan"),
                            ("communication", "Communication management plan"),
                            ("risk", "Risk management plan"),
                            ("procurement", "Procurement management plan"),
                            ("change", "Change management plan"),
                            ("closure", "Closure plan"),
                        ],
                        max_length=13,
                        verbose_name="plan",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("review", "In review"),
                            ("approved", "Approved"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "approved_by",
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
                    "ask",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.ask",
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
                "verbose_name": "management plan",
                "verbose_name_plural": "management plans",
                "constraints": [
                    records.anchors.Anchored(
                        also=("text",),
                        key="",
                        kind="planning.ManagementPlan",
                        letter="MP",
                        name="planning_managementplan_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="planning_managementplan_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="planning_managementplan_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="planning_managementplan_project_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="planning_managementplan_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="planning_managementplan_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="owner", name="planning_managementplan_owner_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="made_by", name="planning_managementplan_made_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="planning_managementplan_withdrawn_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="approved_by", name="planning_managementplan_approved_by_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="ask", name="planning_managementplan_ask_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="signed_by", name="planning_managementplan_signed_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="planning_managementplan_wall", portal="record"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=records.anchors.Anchored(
                also=("company", "position"),
                key="",
                kind="planning.Stakeholder",
                letter="ST",
                name="planning_stakeholder_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_stakeholder_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("power__gte", 1), ("power__lte", 5)),
                name="planning_stakeholder_power",
                violation_error_message="Write a number from 1 to 5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.CheckConstraint(
                condition=models.Q(("interest__gte", 1), ("interest__lte", 5)),
                name="planning_stakeholder_interest",
                violation_error_message="Write a number from 1 to 5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_stakeholder_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_stakeholder_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_stakeholder_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_stakeholder_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="planning_stakeholder_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_stakeholder_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_stakeholder_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="planning_stakeholder_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stakeholder",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_stakeholder_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("organization", "objective", "stakeholder"),
                name="planning_agreement_last",
                violation_error_message="Somebody recorded an answer of the same person a moment ago. Reload and look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", "agree"), models.Q(("comment", ""), _negated=True), _connector="OR"
                ),
                name="planning_agreement_comment",
                violation_error_message="Write what they said: this answer needs a comment.",
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_objectiveagreement_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_objectiveagreement_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_objectiveagreement_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="objective", name="planning_objectiveagreement_objective_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="stakeholder", name="planning_objectiveagreement_stakeholder_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_objectiveagreement_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiveagreement",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_objectiveagreement_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=records.anchors.Anchored(
                also=("measure", "response"),
                key="",
                kind="planning.Expectation",
                letter="EX",
                name="planning_expectation_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_expectation_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_expectation_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_expectation_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_expectation_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_expectation_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="planning_expectation_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_expectation_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_expectation_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="stakeholder", name="planning_expectation_stakeholder_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="objective", name="planning_expectation_objective_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="expectation",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_expectation_wall", portal="record"
            ),
        ),
    ]
    operations = together(operations)
