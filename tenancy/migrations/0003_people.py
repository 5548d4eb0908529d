"""Invitations, and what else the administrator of an organization keeps."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from tenancy.sql.invitations import FUNCTION, LOOKUPS, TIDY

ROLES = [
    ("TA", "Organization administrator"),
    ("DH", "Delivery head"),
    ("PM", "Project manager"),
    ("TL", "Team lead"),
    ("AG", "Team member"),
    ("QA", "Quality analyst"),
    ("WF", "Workforce analyst"),
    ("FI", "Finance"),
    ("CS", "Client sponsor"),
    ("CV", "Client viewer"),
    ("AU", "Auditor"),
]
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
WAITING = models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True))
AUDITOR_ENDS = models.Q(models.Q(("role", "AU"), _negated=True), ("ends_on__isnull", False), _connector="OR")
IN_ORDER = models.Q(
    ("ends_on__gte", models.F("starts_on")),
    ("starts_on__isnull", True),
    ("ends_on__isnull", True),
    ("ended_at__isnull", False),
    _connector="OR",
)


def counted(model: str) -> migrations.AddField:
    """The version of a record."""
    return migrations.AddField(model, "version", models.PositiveIntegerField(default=1, editable=False))


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_lookups")]
    operations = [
        counted("organization"),
        counted("client"),
        counted("person"),
        counted("membership"),
        migrations.AddField(
            "person",
            "left_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="left"),
        ),
        migrations.AddField(
            "membership",
            "ended_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="ended"),
        ),
        migrations.RunSQL(TIDY, migrations.RunSQL.noop),
        migrations.RemoveConstraint("membership", "tenancy_membership_role"),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("organization", "user", "role"),
                name="tenancy_membership_held",
                violation_error_message="The person has this role already. Change its days instead.",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=AUDITOR_ENDS,
                name="tenancy_membership_auditor_ends",
                violation_error_message="An auditor’s role ends on a day. Name the last day.",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                condition=IN_ORDER,
                name="tenancy_membership_days",
                violation_error_message="The last day is before the first. Choose a later day.",
            ),
        ),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(
                condition=models.Q(models.Q(("email", ""), _negated=True), ("left_at__isnull", True)),
                fields=("organization", "email"),
                name="tenancy_person_email",
                violation_error_message="Somebody else here has this mail address. Look for it in the list.",
            ),
        ),
        migrations.AlterConstraint(
            "client",
            "tenancy_client_code",
            models.UniqueConstraint(
                fields=("organization", "code"),
                name="tenancy_client_code",
                violation_error_message="Another client has this code. Choose another one.",
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="mail address")),
                ("role", models.CharField(choices=ROLES, max_length=2, verbose_name="role")),
                (
                    "language",
                    models.CharField(choices=LANGUAGES, default="en", max_length=10, verbose_name="language"),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("projects", models.JSONField(default=list, verbose_name="projects")),
                ("invited_by", models.CharField(max_length=160, verbose_name="invited by")),
                ("nonce", models.PositiveIntegerField(default=1, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("created_at", models.DateTimeField(verbose_name="made")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="accepted")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="tenancy.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-created_at"],
                "indexes": [models.Index(fields=["digest"], name="tenancy_invitation_lookup")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "digest"), name="tenancy_invitation_digest"
                    ),
                    models.UniqueConstraint(
                        condition=WAITING,
                        fields=("organization", "person"),
                        name="tenancy_invitation_waiting",
                        violation_error_message="This person is invited already. Send that invitation again.",
                    ),
                    models.CheckConstraint(
                        condition=AUDITOR_ENDS,
                        name="tenancy_invitation_auditor_ends",
                        violation_error_message="An auditor’s role ends on a day. Name the last day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                        name="tenancy_invitation_expires",
                        violation_error_message="The link would be dead before it is sent. Send it again.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="tenancy_invitation_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="person", name="tenancy_invitation_person_fk"),
                    tenancy.walls.TenantWall(append_only=False, name="tenancy_invitation_wall", portal=""),
                ],
            },
        ),
        migrations.RunSQL(FUNCTION, "; ".join(f"DROP FUNCTION {name}" for name in LOOKUPS)),
    ]
