"""What has to be in place, and the demand for people."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("planning", "0007_scope")]
    operations = []
