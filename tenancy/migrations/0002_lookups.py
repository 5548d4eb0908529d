"""Lookups that run before a tenant is known."""

from django.db import migrations

from tenancy.sql import FUNCTIONS, LOOKUPS, hand_over


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_tables")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS + hand_over(), "; ".join(f"DROP FUNCTION IF EXISTS {name}" for name in LOOKUPS)
        )
    ]
