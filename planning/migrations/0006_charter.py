"""The charter, its subsidiary plans, stakeholders and what they expect."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("planning", "0005_objectives")]
    operations = []
