"""Invitations, and what else the administrator of an organization keeps."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0002_lookups")]
    operations = []
