"""Baselines, variance, recovery."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_scheduling")]
    operations = []
