"""Hand-offs of tasks."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers


class Migration(migrations.Migration):
    dependencies = [("schedule", "0003_changes")]
    operations = [
        migrations.CreateModel(
            name="HandOff",
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
                ("done", models.TextField(max_length=2000, verbose_name="what is done")),
                ("left", models.TextField(max_length=2000, verbose_name="what is open")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="offered",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("answered_at", models.DateTimeField(editable=False, null=True, verbose_name="answered")),
                (
                    "answer",
                    models.CharField(blank=True, editable=False, max_length=500, verbose_name="answer"),
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
                    "giver",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="handed over by",
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
                    "taker",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="to whom",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                        verbose_name="task",
                    ),
                ),
            ],
            options={
                "verbose_name": "hand-off",
                "verbose_name_plural": "hand-offs",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "offered")),
                        fields=["organization", "taker"],
                        name="schedule_handoff_waiting",
                    ),
                    models.Index(
                        fields=["organization", "project", "-created_at"], name="schedule_handoff_project"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "offered")),
                        fields=("organization", "task"),
                        name="schedule_handoff_one_open",
                        violation_error_message="This task is offered to somebody already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="schedule_handoff_two",
                        violation_error_message="Choose somebody else than the owner.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="schedule_handoff_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="schedule_handoff_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="schedule_handoff_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("project",), field="task", name="schedule_handoff_task_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="giver", name="schedule_handoff_giver_fk"),
                    tenancy.walls.CompositeKey(also=(), field="taker", name="schedule_handoff_taker_fk"),
                    tenancy.walls.TenantWall(append_only=False, name="schedule_handoff_wall", portal=""),
                ],
            },
        ),
    ]
