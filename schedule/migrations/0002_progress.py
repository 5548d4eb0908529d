"""Progress, timesheets, boards."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_baselines")]
    operations = [
        migrations.CreateModel(
            name="TimesheetWeek",
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
                ("starts_on", models.DateField(verbose_name="week from")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("approved", "Approved"),
                            ("returned", "Returned"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(editable=False, null=True, verbose_name="submitted")),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided")),
                (
                    "reason",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="reason"),
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
                        db_constraint=False,
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
            ],
            options={
                "verbose_name": "timesheet",
                "verbose_name_plural": "timesheets",
            },
        ),
        migrations.CreateModel(
            name="TimesheetLine",
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
                ("day", models.DateField(verbose_name="day")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="time")),
                ("comment", models.CharField(blank=True, max_length=500, verbose_name="comment")),
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
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                    ),
                ),
                (
                    "week",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="schedule.timesheetweek",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of a timesheet",
                "verbose_name_plural": "lines of timesheets",
            },
        ),
        migrations.CreateModel(
            name="PeriodLock",
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
                ("through", models.DateField(verbose_name="locked through")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("unlocked_at", models.DateTimeField(editable=False, null=True, verbose_name="unlocked")),
                (
                    "unlock_reason",
                    models.CharField(
                        blank=True, editable=False, max_length=500, verbose_name="reason for unlocking"
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
                    "locked_by",
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
                    "unlocked_by",
                    models.ForeignKey(
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
                "verbose_name": "locked period",
                "verbose_name_plural": "locked periods",
                "indexes": [
                    models.Index(fields=["organization", "project", "through"], name="schedule_lock_project")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_periodlock_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="schedule_periodlock_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_periodlock_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="locked_by", name="schedule_periodlock_locked_by_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="unlocked_by", name="schedule_periodlock_unlocked_by_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="schedule_periodlock_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressEntry",
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
                ("reported_on", models.DateField(verbose_name="reported on")),
                ("percent_before", models.PositiveSmallIntegerField(verbose_name="before")),
                ("percent_after", models.PositiveSmallIntegerField(verbose_name="complete")),
                (
                    "remaining_minutes",
                    models.PositiveIntegerField(null=True, verbose_name="remaining duration"),
                ),
                ("comment", models.CharField(blank=True, max_length=1000, verbose_name="comment")),
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
                    "person",
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
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "progress entry",
                "verbose_name_plural": "progress entries",
                "indexes": [
                    models.Index(
                        fields=["organization", "task", "-created_at"], name="schedule_progress_task"
                    ),
                    models.Index(
                        fields=["organization", "project", "-created_at"], name="schedule_progress_project"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent_after__lte", 100), ("percent_before__lte", 100)),
                        name="schedule_progressentry_percent",
                        violation_error_message="Write the progress as a number from 0 to 100.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_progressentry_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="schedule_progressentry_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_progressentry_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("project",), field="task", name="schedule_progressentry_task_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="person", name="schedule_progressentry_person_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=True, name="schedule_progressentry_wall", portal=""),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="timesheetweek",
            index=models.Index(
                fields=["organization", "owner", "starts_on"], name="schedule_timesheet_owner"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "owner", "starts_on"),
                name="schedule_timesheetweek_once",
                violation_error_message="This week has a timesheet already. Open it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=models.CheckConstraint(
                condition=models.Q(("starts_on__iso_week_day", 1)),
                name="schedule_timesheetweek_monday",
                violation_error_message="A week begins on a Monday. Choose one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("decided_by__isnull", True),
                    models.Q(("decided_by", models.F("owner")), _negated=True),
                    _connector="OR",
                ),
                name="schedule_timesheetweek_two",
                violation_error_message="Somebody else has to approve it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_timesheetweek_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="schedule_timesheetweek_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_timesheetweek_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_timesheetweek_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="schedule_timesheetweek_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decided_by", name="schedule_timesheetweek_decided_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetweek",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_timesheetweek_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=models.UniqueConstraint(
                fields=("organization", "week", "task", "day"), name="schedule_timesheetline_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)),
                name="schedule_timesheetline_day",
                violation_error_message="A day has 24 hours. Write less.",
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="schedule_timesheetline_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="schedule_timesheetline_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="schedule_timesheetline_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="week", name="schedule_timesheetline_week_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="task", name="schedule_timesheetline_task_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="timesheetline",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="schedule_timesheetline_wall", portal=""
            ),
        ),
        migrations.CreateModel(
            name="BoardLimit",
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
                ("state", models.CharField(max_length=11, verbose_name="column")),
                ("at_most", models.PositiveSmallIntegerField(verbose_name="at most")),
                ("hard", models.BooleanField(default=False, verbose_name="refuse more")),
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
                "verbose_name": "limit of a board",
                "verbose_name_plural": "limits of boards",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "project", "state"), name="schedule_boardlimit_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("at_most__gte", 1)),
                        name="schedule_boardlimit_least",
                        violation_error_message="A limit is 1 or more. Leave it empty for no limit.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_boardlimit_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="schedule_boardlimit_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_boardlimit_project_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="schedule_boardlimit_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
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
                ("text", models.CharField(max_length=300, verbose_name="step")),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="position"),
                ),
                ("done_at", models.DateTimeField(editable=False, null=True, verbose_name="done")),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
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
                    "done_by",
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
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a checklist",
                "verbose_name_plural": "steps of checklists",
                "indexes": [
                    models.Index(fields=["organization", "task", "position"], name="schedule_checklist_task")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_checklistitem_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="schedule_checklistitem_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_checklistitem_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("project",), field="task", name="schedule_checklistitem_task_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="done_by", name="schedule_checklistitem_done_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="schedule_checklistitem_wall", portal=""
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Collection",
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
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        default=4,
                        verbose_name="asks on",
                    ),
                ),
                ("on", models.BooleanField(default=True, verbose_name="asks every week")),
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
                "verbose_name": "weekly question about progress",
                "verbose_name_plural": "weekly questions about progress",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "project"), name="schedule_collection_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weekday__gte", 1), ("weekday__lte", 7)),
                        name="schedule_collection_weekday",
                        violation_error_message="Choose a day of the week.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_collection_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="schedule_collection_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_collection_project_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="schedule_collection_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressAsk",
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
                ("week", models.DateField(verbose_name="week from")),
                ("tasks", models.JSONField(default=list, verbose_name="tasks")),
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
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
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
                "verbose_name": "question about progress",
                "verbose_name_plural": "questions about progress",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "project", "person", "week"), name="schedule_progressask_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_progressask_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="schedule_progressask_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_progressask_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="person", name="schedule_progressask_person_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=True, name="schedule_progressask_wall", portal=""),
                ],
            },
        ),
    ]
    operations = together(operations)
