"""search"""

from django.db import migrations

from records.sql.search import CREATE, DROP, EXTENSIONS


class Migration(migrations.Migration):
    dependencies = [("records", "0004_approvals")]
    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        # The table is as new as this: nobody waits for it while its index is built.
        migrations.RunSQL(CREATE, DROP),
    ]
