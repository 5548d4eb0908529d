"""What sign-in keeps."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0005_audit")]
    operations = []
