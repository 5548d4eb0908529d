"""Answers that are kept for whoever has to ask again."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0006_signin")]
    operations = [
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("caller", models.UUIDField()),
                ("key", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField(blank=True)),
                ("made_at", models.DateTimeField(verbose_name="answered")),
                ("expires_at", models.DateTimeField(verbose_name="kept until")),
            ],
            options={
                "verbose_name": "stored answer",
                "verbose_name_plural": "stored answers",
            },
        ),
        migrations.AddField(
            model_name="storedanswer",
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
            model_name="storedanswer",
            index=models.Index(fields=["organization", "expires_at"], name="tenancy_storedanswer_over"),
        ),
        migrations.AddConstraint(
            model_name="storedanswer",
            constraint=models.UniqueConstraint(
                fields=("organization", "caller", "key"), name="tenancy_storedanswer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedanswer",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="tenancy_storedanswer_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="storedanswer",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="tenancy_storedanswer_wall", portal=""
            ),
        ),
    ]
