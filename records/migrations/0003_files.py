"""files"""

import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0002_talk")]

    operations = [
        migrations.CreateModel(
            name="FileAttachment",
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
                        verbose_name="visibility",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("series", models.UUIDField(default=toolkit.identifiers.uuid7, editable=False)),
                ("edition", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                ("is_latest", models.BooleanField(default=True, editable=False)),
                ("name", models.CharField(editable=False, max_length=160, verbose_name="name")),
                ("media_type", models.CharField(editable=False, max_length=120, verbose_name="type")),
                ("icon", models.CharField(editable=False, max_length=30)),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("path", models.CharField(blank=True, editable=False, max_length=200)),
                ("preview_path", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[("kept", "Kept"), ("quarantined", "Quarantined")],
                        default="kept",
                        max_length=11,
                        verbose_name="state",
                    ),
                ),
                ("virus", models.CharField(blank=True, editable=False, max_length=120)),
                ("uploaded_name", models.CharField(blank=True, editable=False, max_length=160)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_reason", models.CharField(blank=True, editable=False, max_length=500)),
                ("purged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.entry",
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
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "uploaded_by",
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
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["name", "-edition"],
                "indexes": [
                    models.Index(fields=["organization", "entry"], name="records_file_entry"),
                    models.Index(
                        fields=["organization", "uploaded_by", "created_at"], name="records_file_day"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "series", "edition"), name="records_file_edition"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_latest", True)),
                        fields=("organization", "series"),
                        name="records_file_one_latest",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("path", ""), _negated=True),
                        fields=("organization", "path"),
                        name="records_file_path",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "kept"), models.Q(("path", ""), ("preview_path", "")), _connector="OR"
                        ),
                        name="records_file_quarantined_without_content",
                        violation_error_message="What was quarantined or purged keeps no content.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="records_fileattachment_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="entry", name="records_fileattachment_entry_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="client", name="records_fileattachment_client_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=("client",), field="project", name="records_fileattachment_project_fk"
                    ),
                    tenancy.walls.CompositeKey(
                        also=(), field="uploaded_by", name="records_fileattachment_uploaded_by_fk"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="records_fileattachment_wall", portal="entry"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FileUsage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("bytes", models.BigIntegerField(default=0, editable=False)),
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
            ],
            options={
                "verbose_name": "storage in use",
                "verbose_name_plural": "storage in use",
                "constraints": [
                    models.UniqueConstraint(fields=("organization",), name="records_fileusage_one"),
                    models.CheckConstraint(
                        condition=models.Q(("bytes__gte", 0)),
                        name="records_fileusage_positive",
                        violation_error_message="Storage in use cannot be less than nothing.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="records_fileusage_tenant_key"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="records_fileusage_wall", portal=""),
                ],
            },
        ),
    ]
