"""Actions switched off per role, reading with a reason, and what is known of tokens."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from tenancy.sql.members import FIRST_FUNCTIONS, FIRST_SIGNATURES, FUNCTIONS, SIGNATURES, drop, hand_over

AGAIN = FIRST_FUNCTIONS[FIRST_FUNCTIONS.index("CREATE FUNCTION") :] + hand_over(FIRST_SIGNATURES)


def identity() -> list[tuple[str, models.Field]]:
    """The two columns of every tenant table."""
    return [
        (
            "id",
            models.UUIDField(
                default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
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
    ]


def pointer(to: str, on_delete=django.db.models.deletion.PROTECT, **more) -> models.Field:
    """A key into a tenant table; the database's key is a `CompositeKey`."""
    return models.ForeignKey(db_constraint=False, on_delete=on_delete, to=to, **{"related_name": "+", **more})


def walls(table: str, *keys: str) -> list[models.BaseConstraint]:
    """What stands around every tenant table."""
    return [
        models.UniqueConstraint(fields=("organization", "id"), name=f"{table}_tenant_key"),
        *(tenancy.walls.CompositeKey(also=(), field=key, name=f"{table}_{key}_fk") for key in keys),
        tenancy.walls.TenantWall(append_only=False, name=f"{table}_wall", portal=""),
    ]


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_people")]
    operations = [
        migrations.AddField(
            "apitoken",
            "revoked_reason",
            models.CharField(blank=True, max_length=200, verbose_name="why revoked"),
        ),
        migrations.AddField(
            "apitoken",
            "warned_at",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="warned"),
        ),
        migrations.CreateModel(
            name="TokenUse",
            fields=[
                *identity(),
                ("used_at", models.DateTimeField(verbose_name="last used")),
                ("ip", models.GenericIPAddressField(null=True, verbose_name="from")),
                (
                    "token",
                    pointer("tenancy.apitoken", django.db.models.deletion.CASCADE, related_name="uses"),
                ),
            ],
            options={
                "verbose_name": "use of a token",
                "verbose_name_plural": "uses of tokens",
                "constraints": [
                    models.UniqueConstraint(fields=("organization", "token"), name="tenancy_tokenuse_once"),
                    *walls("tenancy_tokenuse", "token"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionSwitch",
            fields=[
                *identity(),
                ("role", models.CharField(max_length=2, verbose_name="role")),
                ("action", models.CharField(max_length=80, verbose_name="action")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("made_at", models.DateTimeField(verbose_name="switched off")),
                (
                    "lifted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="switched on again"),
                ),
                (
                    "lifted_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for switching on"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("made_by", pointer("tenancy.person", verbose_name="by")),
                ("lifted_by", pointer("tenancy.person", null=True, blank=True)),
            ],
            options={
                "verbose_name": "switched-off action",
                "verbose_name_plural": "switched-off actions",
                "ordering": ["-made_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "role", "action"),
                        condition=models.Q(("lifted_at__isnull", True)),
                        name="tenancy_actionswitch_once",
                        violation_error_message="This is switched off for the role already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True))
                        | models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                        name="tenancy_actionswitch_lifted",
                        violation_error_message="Say who switched it on again.",
                    ),
                    *walls("tenancy_actionswitch", "made_by", "lifted_by"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BrokenGlass",
            fields=[
                *identity(),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("until", models.DateTimeField(verbose_name="until")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="ended early")),
                ("person", pointer("tenancy.person")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "break-glass reading",
                "verbose_name_plural": "break-glass readings",
                "ordering": ["-opened_at"],
                "indexes": [
                    models.Index(
                        fields=["organization", "user", "until"],
                        name="tenancy_brokenglass_open",
                        condition=models.Q(("closed_at__isnull", True)),
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("opened_at"))),
                        name="tenancy_brokenglass_ends",
                        violation_error_message="A reading ends after it was opened.",
                    ),
                    *walls("tenancy_brokenglass", "person"),
                ],
            },
        ),
        migrations.RunSQL(
            f"{drop(FIRST_SIGNATURES)}; {FUNCTIONS} {hand_over(SIGNATURES)}",
            f"{drop(SIGNATURES)}; {AGAIN}",
        ),
    ]
