"""Requirements, deliverables, responsibilities, assumptions."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0006_charter"),
        ("projects", "0003_backbone"),
        ("records", "0007_fields"),
        ("tenancy", "0008_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deliverable",
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
                ("criteria", models.TextField(blank=True, verbose_name="accepted when")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("window_days", models.PositiveSmallIntegerField(default=10, verbose_name="days for review")),
                ("deemed", models.BooleanField(default=False, verbose_name="silence accepts it")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("in_progress", "In progress"),
                            ("internal_qc", "Quality check"),
                            ("submitted", "Ready for the client"),
                            ("client_review", "With the client"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                        ],
                        default="planned",
                        max_length=13,
                        verbose_name="state",
                    ),
                ),
                (
                    "review_until",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="answer until"),
                ),
                (
                    "decided_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="decided"),
                ),
                (
                    "decided_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "The client answered"),
                            ("recorded", "Recorded by hand"),
                            ("deemed", "Deemed accepted: the time for review ran out"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="how it was decided",
                    ),
                ),
                ("remark", models.TextField(blank=True, editable=False, verbose_name="the client’s remark")),
                (
                    "acceptor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="accepted by the client’s",
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        blank=True,
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "handed_in_by",
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
                        verbose_name="made by task",
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
                "verbose_name": "deliverable",
                "verbose_name_plural": "deliverables",
            },
        ),
        migrations.CreateModel(
            name="Requirement",
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
                ("statement", models.TextField(blank=True, verbose_name="statement")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="from")),
                (
                    "priority",
                    models.CharField(
                        choices=[
                            ("must", "Must have"),
                            ("should", "Should have"),
                            ("could", "Could have"),
                            ("wont", "Won’t have this time"),
                        ],
                        default="should",
                        max_length=6,
                        verbose_name="priority",
                    ),
                ),
                ("criterion", models.TextField(blank=True, verbose_name="met when")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("analysed", "Analysed"),
                            ("agreed", "Agreed"),
                            ("allocated", "Allocated"),
                            ("delivered", "Delivered"),
                            ("verified", "Verified"),
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("deferred", "Deferred"),
                        ],
                        default="proposed",
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
                    "deliverable",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirements",
                        to="planning.deliverable",
                        verbose_name="delivered by",
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
                    "stakeholder",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="the client’s person who asks for it",
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
                "verbose_name": "requirement",
                "verbose_name_plural": "requirements",
            },
        ),
        migrations.CreateModel(
            name="RequirementTask",
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
                    "requirement",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_links",
                        to="planning.requirement",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requirement_links",
                        to="planning.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "task of a requirement",
                "verbose_name_plural": "tasks of requirements",
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
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
                    "part",
                    models.CharField(
                        choices=[
                            ("R", "Responsible"),
                            ("A", "Accountable"),
                            ("AR", "Accountable and responsible"),
                            ("C", "Consulted"),
                            ("I", "Informed"),
                        ],
                        max_length=2,
                        verbose_name="part",
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
                    "deliverable",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibilities",
                        to="planning.deliverable",
                        verbose_name="deliverable",
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.process",
                        verbose_name="process",
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
                "verbose_name": "responsibility",
                "verbose_name_plural": "responsibilities",
            },
        ),
        migrations.CreateModel(
            name="ScopeItem",
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
                            ("in", "In scope"),
                            ("out", "Out of scope"),
                            ("assumption", "Assumption"),
                            ("extra", "Extra work"),
                        ],
                        default="in",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "department",
                    models.CharField(blank=True, max_length=120, verbose_name="client’s department"),
                ),
                (
                    "clause",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="clause of the statement of work"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Draft"), ("agreed", "Agreed"), ("declined", "Declined")],
                        default="draft",
                        max_length=8,
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
                    "process",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.process",
                        verbose_name="process",
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
                "verbose_name": "scope item",
                "verbose_name_plural": "scope items",
            },
        ),
        migrations.CreateModel(
            name="ScopePrice",
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
                ("amount", models.DecimalField(decimal_places=2, max_digits=18, verbose_name="price")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="how it was computed")),
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
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prices",
                        to="planning.scopeitem",
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
                    "priced_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                "verbose_name": "price of extra work",
                "verbose_name_plural": "prices of extra work",
            },
        ),
        migrations.CreateModel(
            name="Assumption",
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
                        choices=[("assumption", "Assumption"), ("dependency", "Dependency")],
                        default="assumption",
                        max_length=10,
                        verbose_name="type",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("own", "Us"), ("client", "The client"), ("other", "A third party")],
                        default="client",
                        max_length=6,
                        verbose_name="depends on",
                    ),
                ),
                ("impact", models.TextField(blank=True, verbose_name="if it does not hold")),
                ("validate_on", models.DateField(blank=True, null=True, verbose_name="check by")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("validated", "Holds"), ("invalidated", "Does not hold")],
                        default="open",
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
                "verbose_name": "assumption",
                "verbose_name_plural": "assumptions",
                "constraints": [
                    records.anchors.Anchored(
                        also=("impact",),
                        key="",
                        kind="planning.Assumption",
                        letter="AS",
                        name="planning_assumption_anchor",
                        project="project_id",
                        title="title",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "number"),
                        name="planning_assumption_number",
                        violation_error_message="This number is taken. Send the form again.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="planning_assumption_tenant_key"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "project", "id"), name="planning_assumption_project_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="planning_assumption_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="planning_assumption_project_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="owner", name="planning_assumption_owner_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="made_by", name="planning_assumption_made_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="withdrawn_by", name="planning_assumption_withdrawn_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="planning_assumption_wall", portal="record"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=records.anchors.Anchored(
                also=("criteria",),
                key="",
                kind="planning.Deliverable",
                letter="D",
                name="planning_deliverable_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_deliverable_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.CheckConstraint(
                condition=models.Q(("window_days__range", (1, 90))),
                name="planning_deliverable_window",
                violation_error_message="Give the client between 1 and 90 days for review.",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_deliverable_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_deliverable_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_deliverable_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_deliverable_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="planning_deliverable_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_deliverable_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_deliverable_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="acceptor", name="planning_deliverable_acceptor_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="planning_deliverable_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="handed_in_by", name="planning_deliverable_handed_in_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(also=(), field="ask", name="planning_deliverable_ask_fk"),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decided_by", name="planning_deliverable_decided_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliverable",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_deliverable_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=records.anchors.Anchored(
                also=("statement", "criterion", "source"),
                key="",
                kind="planning.Requirement",
                letter="RQ",
                name="planning_requirement_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_requirement_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_requirement_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_requirement_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_requirement_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_requirement_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="planning_requirement_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_requirement_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_requirement_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="stakeholder", name="planning_requirement_stakeholder_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="deliverable", name="planning_requirement_deliverable_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirement",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_requirement_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=models.UniqueConstraint(
                fields=("organization", "requirement", "task"),
                name="planning_requirementtask_once",
                violation_error_message="This task is linked to the requirement already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_requirementtask_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_requirementtask_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_requirementtask_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="requirement", name="planning_requirementtask_requirement_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="planning_requirementtask_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="requirementtask",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_requirementtask_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("deliverable__isnull", False), ("process__isnull", True)),
                    models.Q(("deliverable__isnull", True), ("process__isnull", False)),
                    _connector="OR",
                ),
                name="planning_responsibility_about",
                violation_error_message="Choose a deliverable or a process, one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["R", "A", "AR", "C", "I"])),
                name="planning_responsibility_part",
                violation_error_message="Choose R, A, A and R, C or I.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("organization", "deliverable", "person"),
                name="planning_responsibility_deliverable_once",
                violation_error_message="This person has a part in it already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("organization", "process", "person"),
                name="planning_responsibility_process_once",
                violation_error_message="This person has a part in it already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("part__in", ["A", "AR"])),
                fields=("organization", "deliverable"),
                name="planning_responsibility_deliverable_one_a",
                violation_error_message="Exactly one person is accountable. Choose one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                condition=models.Q(("part__in", ["A", "AR"])),
                fields=("organization", "process"),
                name="planning_responsibility_process_one_a",
                violation_error_message="Exactly one person is accountable. Choose one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_responsibility_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_responsibility_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_responsibility_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="deliverable", name="planning_responsibility_deliverable_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="process", name="planning_responsibility_process_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="planning_responsibility_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="responsibility",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_responsibility_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=records.anchors.Anchored(
                also=("description", "department", "clause"),
                key="",
                kind="planning.ScopeItem",
                letter="SC",
                name="planning_scopeitem_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_scopeitem_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_scopeitem_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_scopeitem_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_scopeitem_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_scopeitem_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="planning_scopeitem_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_scopeitem_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_scopeitem_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="process", name="planning_scopeitem_process_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.CompositeKey(also=(), field="site", name="planning_scopeitem_site_fk"),
        ),
        migrations.AddConstraint(
            model_name="scopeitem",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_scopeitem_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0)),
                name="planning_scopeprice_amount",
                violation_error_message="Write 0 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_scopeprice_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_scopeprice_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_scopeprice_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="item", name="planning_scopeprice_item_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="priced_by", name="planning_scopeprice_priced_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="scopeprice",
            constraint=tenancy.walls.TenantWall(append_only=True, name="planning_scopeprice_wall", portal=""),
        ),
    ]
    operations = together(operations)
