"""lists"""

import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_tables"),
        ("tenancy", "0008_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="ColumnMemory",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=40)),
                ("heads_digest", models.CharField(max_length=64)),
                ("mapping", models.JSONField(default=dict)),
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
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "remembered columns",
                "verbose_name_plural": "remembered columns",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "person", "what", "heads_digest"),
                        name="exchange_columnmemory_once",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="exchange_columnmemory_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="person", name="exchange_columnmemory_person_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="exchange_columnmemory_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListImport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(editable=False, max_length=40, verbose_name="list")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("previewed", "Waiting for you"),
                            ("running", "Being imported"),
                            ("imported", "Imported"),
                            ("discarded", "Discarded"),
                        ],
                        default="previewed",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("filename", models.CharField(max_length=200, verbose_name="file")),
                ("size", models.PositiveBigIntegerField(verbose_name="size")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("content", models.BinaryField()),
                ("sheet", models.CharField(blank=True, max_length=120, verbose_name="sheet")),
                ("has_heads", models.BooleanField(default=True)),
                ("heads", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("mapping_digest", models.CharField(editable=False, max_length=64)),
                ("report", models.JSONField(default=dict, verbose_name="report")),
                ("created_at", models.DateTimeField(editable=False)),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="ended")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.jobrun",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a list",
                "verbose_name_plural": "imports of lists",
                "ordering": ["-created_at"],
                "indexes": [
                    models.Index(fields=["organization", "created_at"], name="exchange_listimport_when")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "imported")),
                        fields=("organization", "what", "project", "sha256", "mapping_digest"),
                        name="exchange_listimport_once",
                        nulls_distinct=False,
                        violation_error_message="This file was imported already, with the same columns.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="exchange_listimport_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="client", name="exchange_listimport_client_fk"),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="exchange_listimport_project_fk"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="job", name="exchange_listimport_job_fk"),
                    tenancy.walls.CompositeKey(
                        also=(), field="started_by", name="exchange_listimport_started_by_fk"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="exchange_listimport_wall", portal=""),
                ],
            },
        ),
    ]
