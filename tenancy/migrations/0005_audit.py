"""The sealed chain of the trail, and the access log."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from tenancy.sql import audit


def identity() -> tuple[str, models.Field]:
    return (
        "id",
        models.UUIDField(
            default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
        ),
    )


def organization() -> tuple[str, models.Field]:
    return (
        "organization",
        models.ForeignKey(
            db_index=False,
            default=tenancy.scope.current_organization_id,
            editable=False,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="tenancy.organization",
        ),
    )


def walls(table: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(fields=("organization", "id"), name=f"{table}_tenant_key"),
        tenancy.walls.TenantWall(append_only=True, name=f"{table}_wall", portal=""),
    ]


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0004_rights")]
    operations = [
        migrations.AddField(
            "auditline",
            "on_behalf",
            models.CharField(blank=True, default="", max_length=160, verbose_name="operator"),
        ),
        migrations.AddIndex(
            "auditline",
            models.Index(fields=["organization", "project", "at"], name="tenancy_audit_project"),
        ),
        migrations.CreateModel(
            name="UnsealedLine",
            fields=[identity(), organization()],
            options={
                "verbose_name": "unsealed line",
                "verbose_name_plural": "unsealed lines",
                "constraints": walls("tenancy_unsealedline"),
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                identity(),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("sealed_at", models.DateTimeField(verbose_name="sealed")),
                (
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.auditline",
                    ),
                ),
                organization(),
            ],
            options={
                "verbose_name": "audit seal",
                "verbose_name_plural": "audit seals",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "number"), name="tenancy_auditseal_number"
                    ),
                    models.UniqueConstraint(fields=("organization", "line"), name="tenancy_auditseal_once"),
                    tenancy.walls.CompositeKey(also=(), field="line", name="tenancy_auditseal_line_fk"),
                    *walls("tenancy_auditseal"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                identity(),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                ("sealed_at", models.DateTimeField(verbose_name="sealed")),
                organization(),
            ],
            options={
                "verbose_name": "end of the chain",
                "verbose_name_plural": "ends of the chain",
                "constraints": [
                    models.UniqueConstraint(fields=("organization",), name="tenancy_audithead_once"),
                    *walls("tenancy_audithead"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessLine",
            fields=[
                identity(),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "Read"),
                            ("export", "Exported"),
                            ("receipt", "Read by the client"),
                            ("refused", "Refused"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("actor_user", models.UUIDField(null=True)),
                ("actor_person", models.UUIDField(null=True)),
                ("actor_name", models.CharField(max_length=160, verbose_name="who")),
                ("on_behalf", models.CharField(blank=True, max_length=160, verbose_name="operator")),
                ("client", models.UUIDField(null=True)),
                ("via", models.CharField(max_length=10, verbose_name="door")),
                ("what", models.CharField(max_length=80, verbose_name="page")),
                ("address", models.CharField(max_length=300, verbose_name="address")),
                ("query", models.CharField(blank=True, max_length=300, verbose_name="filters")),
                ("subject_type", models.CharField(blank=True, max_length=80)),
                ("subject_id", models.UUIDField(null=True, verbose_name="record")),
                ("subject_key", models.CharField(blank=True, max_length=60, verbose_name="key")),
                ("project", models.UUIDField(null=True)),
                ("ip", models.GenericIPAddressField(null=True)),
                ("request_id", models.CharField(blank=True, max_length=40)),
                organization(),
            ],
            options={
                "verbose_name": "access line",
                "verbose_name_plural": "access lines",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organization", "at"], name="tenancy_access_at"),
                    models.Index(fields=["organization", "project", "at"], name="tenancy_access_project"),
                    models.Index(
                        condition=models.Q(("kind", "refused")),
                        fields=["organization", "actor_user", "at"],
                        name="tenancy_access_refused",
                    ),
                ],
                "constraints": walls("tenancy_accessline"),
            },
        ),
        migrations.RunSQL(audit.CHAIN, audit.UNCHAIN),
    ]
