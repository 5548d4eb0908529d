"""Progress, timesheets, boards."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_baselines")]
    operations = []
