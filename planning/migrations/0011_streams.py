"""Work-streams, decisions on their priorities, and the line of business of scope items."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0010_buffers"),
        ("projects", "0006_process_status"),
        ("tenancy", "0008_jobs"),
    ]
    operations = [
        migrations.AddField(
            model_name="scopeitem",
            name="lob",
            field=models.CharField(blank=True, max_length=120, verbose_name="line of business"),
        ),
        migrations.CreateModel(
            name="WorkStream",
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
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voice", "Voice"),
                            ("chat", "Chat"),
                            ("email", "E-mail"),
                            ("back_office", "Back office"),
                            ("annotation", "Data annotation"),
                        ],
                        max_length=12,
                        verbose_name="channel",
                    ),
                ),
                ("lob", models.CharField(blank=True, max_length=120, verbose_name="line of business")),
                ("rank", models.PositiveSmallIntegerField(default=1, verbose_name="rank")),
                ("focus", models.TextField(blank=True, verbose_name="what counts in it now")),
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
                "verbose_name": "work-stream",
                "verbose_name_plural": "work-streams",
            },
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=records.anchors.Anchored(
                also=("lob", "focus"),
                key="",
                kind="planning.WorkStream",
                letter="WS",
                name="planning_workstream_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "number"),
                name="planning_workstream_number",
                violation_error_message="This number is taken. Send the form again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=models.CheckConstraint(
                condition=models.Q(("rank__range", (1, 99))),
                name="planning_workstream_rank",
                violation_error_message="Write the rank as 1 to 99; 1 goes first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_workstream_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="planning_workstream_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_workstream_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_workstream_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="planning_workstream_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_workstream_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="withdrawn_by", name="planning_workstream_withdrawn_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="workstream",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_workstream_wall", portal="record"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="stream",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="planning.workstream",
                verbose_name="work-stream",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("stream__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["organization", "stream", "due"],
                name="planning_task_stream",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="stream", name="planning_task_stream_fk"
            ),
        ),
        migrations.CreateModel(
            name="PriorityDecision",
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
                ("conflict", models.CharField(editable=False, max_length=40, verbose_name="conflict")),
                ("reason", models.TextField(verbose_name="why")),
                ("decided_on", models.DateField(verbose_name="decided on")),
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
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                        verbose_name="goes first",
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
                    "then",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="planning.task",
                        verbose_name="waits",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on priorities",
                "verbose_name_plural": "decisions on priorities",
            },
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("organization", "project", "conflict"),
                name="planning_prioritydecision_last",
                violation_error_message="Somebody decided this a moment ago. Reload and look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="planning_prioritydecision_reason",
                violation_error_message="Write why it goes first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="planning_prioritydecision_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="planning_prioritydecision_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="planning_prioritydecision_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="first", name="planning_prioritydecision_first_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=("project",), field="then", name="planning_prioritydecision_then_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decided_by", name="planning_prioritydecision_decided_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="planning_prioritydecision_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="prioritydecision",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="planning_prioritydecision_wall", portal=""
            ),
        ),
    ]
