"""How projects end and contracts are signed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_gates")]
    operations = []
