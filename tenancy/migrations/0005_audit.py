"""The sealed chain of the trail, and the access log."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0004_rights")]
    operations = []
