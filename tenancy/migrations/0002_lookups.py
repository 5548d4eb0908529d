"""Lookups that run before a tenant is known."""

from django.db import migrations

from tenancy.sql.members import FIRST_FUNCTIONS, FIRST_SIGNATURES, drop, hand_over


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_tables")]
    operations = [
        migrations.RunSQL(FIRST_FUNCTIONS + hand_over(FIRST_SIGNATURES), drop(FIRST_SIGNATURES)),
    ]
