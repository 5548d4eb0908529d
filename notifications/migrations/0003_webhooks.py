"""Webhooks and their log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_rules")]
    operations = []
