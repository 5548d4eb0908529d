"""Issues, blockers, change requests, decisions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schedule", "0002_progress")]
    operations = []
