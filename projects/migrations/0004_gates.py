"""Stage gates: criteria, evidence, decisions, waivers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_backbone")]
    operations = []
