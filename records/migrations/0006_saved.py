"""saved views, and forms that were sent"""

import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("records", "0005_search")]
    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("route", models.CharField(editable=False, max_length=80, verbose_name="list")),
                ("label", models.CharField(max_length=60, verbose_name="name")),
                ("state", models.CharField(blank=True, max_length=2000, verbose_name="state")),
                ("shared", models.BooleanField(default=False, verbose_name="for everybody")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                ("created_at", models.DateTimeField(editable=False)),
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
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
            },
        ),
        migrations.CreateModel(
            name="FirstView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("route", models.CharField(editable=False, max_length=80)),
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.savedview",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("answer", models.JSONField(editable=False, null=True)),
                ("sent_at", models.DateTimeField(editable=False)),
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
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("organization", "owner", "route", "label"),
                name="records_savedview_label",
                violation_error_message="You have a view of this name. Choose another one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_savedview_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="records_savedview_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=tenancy.walls.TenantWall(append_only=False, name="records_savedview_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=models.UniqueConstraint(
                fields=("organization", "person", "route"), name="records_firstview_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_firstview_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="records_firstview_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=tenancy.walls.CompositeKey(also=(), field="view", name="records_firstview_view_fk"),
        ),
        migrations.AddConstraint(
            model_name="firstview",
            constraint=tenancy.walls.TenantWall(append_only=False, name="records_firstview_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="sentform",
            constraint=models.UniqueConstraint(
                fields=("organization", "digest"), name="records_sentform_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sentform",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_sentform_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sentform",
            constraint=tenancy.walls.TenantWall(append_only=False, name="records_sentform_wall", portal=""),
        ),
    ]
    operations = together(operations)
