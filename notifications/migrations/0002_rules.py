"""Rules, digests, quiet hours, escalation."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_tables")]
    operations = []
