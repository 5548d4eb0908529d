"""What search reads besides."""

from django.db import migrations

from records.sql.beside import ADD, REMOVE, RENEW


class Migration(migrations.Migration):
    dependencies = [("records", "0007_fields")]
    operations = [
        migrations.RunSQL(ADD, REMOVE),
        migrations.RunSQL(RENEW, migrations.RunSQL.noop),
    ]
