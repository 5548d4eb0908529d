"""Rules, digests, quiet hours, escalation."""

import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_tables")]
    operations = [
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event", models.UUIDField(editable=False, verbose_name="fact")),
                ("rule", models.CharField(max_length=60, verbose_name="rule")),
                ("subject_kind", models.CharField(max_length=60, verbose_name="kind of record")),
                ("subject_id", models.UUIDField(verbose_name="record")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("template", models.CharField(max_length=120)),
                ("context", models.JSONField()),
                ("link", models.CharField(max_length=300, verbose_name="link")),
                ("project", models.UUIDField(editable=False, null=True, verbose_name="project")),
                ("project_name", models.CharField(blank=True, max_length=200, verbose_name="project")),
                ("created_at", models.DateTimeField(verbose_name="written at")),
                ("fact_name", models.CharField(editable=False, max_length=80)),
                ("payload", models.JSONField(editable=False)),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="rung")),
                ("next_at", models.DateTimeField(null=True, verbose_name="next rung")),
                ("acknowledged_at", models.DateTimeField(null=True, verbose_name="acknowledged at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="no longer so")),
            ],
            options={
                "verbose_name": "escalation",
                "verbose_name_plural": "escalations",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="rung")),
                ("role", models.CharField(blank=True, max_length=2, verbose_name="told")),
                ("people", models.JSONField(default=list, verbose_name="people")),
                ("told_at", models.DateTimeField(verbose_name="told at")),
            ],
            options={
                "verbose_name": "rung told",
                "verbose_name_plural": "rungs told",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Mute",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("subject_kind", models.CharField(max_length=60, verbose_name="kind of record")),
                ("subject_id", models.UUIDField(verbose_name="record")),
                ("created_at", models.DateTimeField(verbose_name="muted at")),
            ],
            options={
                "verbose_name": "muted record",
                "verbose_name_plural": "muted records",
            },
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="rule")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "Inbox and mail at once"),
                            ("digest", "Inbox and digest"),
                            ("inbox", "Inbox only"),
                            ("off", "Off"),
                        ],
                        max_length=6,
                        verbose_name="way",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a person",
                "verbose_name_plural": "choices of people",
                "ordering": ["rule"],
            },
        ),
        migrations.CreateModel(
            name="NoticeTimes",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("daily", "Once a day"), ("hourly", "Every hour")],
                        default="daily",
                        max_length=6,
                        verbose_name="rhythm of the digest",
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField(default=9, verbose_name="digest at")),
                (
                    "days",
                    models.CharField(default="0,1,2,3,4", max_length=13, verbose_name="days of the digest"),
                ),
                ("quiet_since", models.TimeField(blank=True, null=True, verbose_name="quiet from")),
                ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="quiet until")),
                ("quiet_weekends", models.BooleanField(default=False, verbose_name="weekends are quiet")),
                (
                    "urgent_passes",
                    models.BooleanField(default=True, verbose_name="urgent letters come at any hour"),
                ),
            ],
            options={
                "verbose_name": "times of letters",
                "verbose_name_plural": "times of letters",
            },
        ),
        migrations.CreateModel(
            name="ProjectNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("project", models.UUIDField(editable=False, verbose_name="project")),
                ("rule", models.CharField(max_length=60, verbose_name="rule")),
                ("on", models.BooleanField(null=True, verbose_name="on")),
                ("days", models.PositiveSmallIntegerField(null=True, verbose_name="days")),
                ("role", models.CharField(blank=True, max_length=2, verbose_name="told")),
            ],
            options={
                "verbose_name": "choice of a project",
                "verbose_name_plural": "choices of projects",
                "ordering": ["rule"],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("rule", models.CharField(blank=True, max_length=60, verbose_name="rule")),
                ("position", models.PositiveSmallIntegerField(verbose_name="rung")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("TL", "Team lead"),
                            ("PM", "Project manager"),
                            ("DH", "Delivery head"),
                            ("TA", "Organization administrator"),
                        ],
                        max_length=2,
                        verbose_name="told",
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(default=24, verbose_name="after hours")),
            ],
            options={
                "verbose_name": "rung",
                "verbose_name_plural": "rungs",
                "ordering": ["rule", "position"],
            },
        ),
        migrations.AddField(
            model_name="delivery",
            name="address",
            field=models.EmailField(blank=True, max_length=254, verbose_name="address"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="digest",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="notifications.delivery",
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="project",
            field=models.UUIDField(editable=False, null=True, verbose_name="project"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="project_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="project"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="slot",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="digest number"),
        ),
        migrations.AddField(
            model_name="inboxline",
            name="project",
            field=models.UUIDField(editable=False, null=True, verbose_name="project"),
        ),
        migrations.AddField(
            model_name="inboxline",
            name="project_name",
            field=models.CharField(blank=True, max_length=200, verbose_name="project"),
        ),
        migrations.AddField(
            model_name="inboxline",
            name="snoozed_until",
            field=models.DateTimeField(null=True, verbose_name="back at"),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenancy.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Waiting to be sent"),
                    ("held", "Waits for the digest"),
                    ("sending", "Being sent"),
                    ("sent", "Sent"),
                    ("failed", "Failed, will be tried again"),
                    ("parked", "Given up"),
                    ("dropped", "No longer needed"),
                ],
                default="pending",
                max_length=8,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("digest__isnull", True), ("state", "held")),
                fields=["organization", "next_at"],
                name="notifications_delivery_held",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("digest__isnull", False)),
                fields=["organization", "digest"],
                name="notifications_delivery_items",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["organization", "state", "-created_at"], name="notifications_delivery_list"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["organization", "person", "rule"], name="notifications_delivery_of"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address", ""), _negated=True),
                fields=("organization", "rule", "subject_kind", "subject_id", "version", "address"),
                name="notifications_delivery_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("person__isnull", False)),
                    models.Q(("person__isnull", True), models.Q(("address", ""), _negated=True)),
                    _connector="OR",
                ),
                name="notifications_delivery_to",
                violation_error_message="A letter goes to a person or to an address, not to both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="digest", name="notifications_delivery_digest_fk"
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="acknowledged_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="acknowledged by",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="inboxline",
            name="escalation",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="lines",
                to="notifications.escalation",
            ),
        ),
        migrations.AddConstraint(
            model_name="inboxline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="escalation", name="notifications_inboxline_escalation_fk"
            ),
        ),
        migrations.AddField(
            model_name="escalationstep",
            name="escalation",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="notifications.escalation",
            ),
        ),
        migrations.AddField(
            model_name="escalationstep",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="mute",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="mute",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenancy.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="noticechoice",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="noticechoice",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenancy.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="noticetimes",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="noticetimes",
            name="person",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="tenancy.person",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="projectnotice",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="rung",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddIndex(
            model_name="escalation",
            index=models.Index(
                condition=models.Q(("acknowledged_at__isnull", True), ("ended_at__isnull", True)),
                fields=["organization", "next_at"],
                name="notifications_escalation_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                fields=("organization", "rule", "subject_kind", "subject_id", "version"),
                name="notifications_escalation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_escalation_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="acknowledged_by", name="notifications_escalation_acknowledged_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_escalation_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                fields=("organization", "escalation", "position"), name="notifications_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_escalationstep_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="escalation", name="notifications_escalationstep_escalation_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=tenancy.walls.TenantWall(
                append_only=True, name="notifications_escalationstep_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=models.UniqueConstraint(
                fields=("organization", "person", "subject_kind", "subject_id"),
                name="notifications_mute_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_mute_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="notifications_mute_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="mute",
            constraint=tenancy.walls.TenantWall(append_only=False, name="notifications_mute_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.UniqueConstraint(
                fields=("organization", "person", "rule"), name="notifications_choice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_noticechoice_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="notifications_noticechoice_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_noticechoice_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=models.UniqueConstraint(
                fields=("organization", "person"), name="notifications_times_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=models.CheckConstraint(
                condition=models.Q(("hour__lte", 23)),
                name="notifications_times_hour",
                violation_error_message="Write the hour as a number from 0 to 23.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__regex", "^[0-6](,[0-6])*$")),
                name="notifications_times_days",
                violation_error_message="Choose at least one day for the digest.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quiet_since__isnull", True), ("quiet_until__isnull", True)),
                    models.Q(("quiet_since__isnull", False), ("quiet_until__isnull", False)),
                    _connector="OR",
                ),
                name="notifications_times_quiet",
                violation_error_message="Quiet hours have a beginning and an end. Write both, or none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_noticetimes_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="notifications_noticetimes_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="noticetimes",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_noticetimes_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="projectnotice",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "rule"), name="notifications_project_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectnotice",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_projectnotice_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectnotice",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_projectnotice_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(
                fields=("organization", "rule", "position"), name="notifications_rung_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(("hours__gte", 1), ("hours__lte", 720)),
                name="notifications_rung_hours",
                violation_error_message="Write the hours as a number from 1 to 720.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_rung_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=tenancy.walls.TenantWall(append_only=False, name="notifications_rung_wall", portal=""),
        ),
    ]
    operations = together(operations)
