"""What sign-in keeps."""

import django.utils.timezone
from django.db import migrations, models

import toolkit.identifiers


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0005_audit")]
    operations = [
        migrations.CreateModel(
            name="AccountLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("address", models.EmailField(max_length=254, verbose_name="mail address")),
                ("facts", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("next_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "letter about a login",
                "verbose_name_plural": "letters about logins",
            },
        ),
    ]
