"""How projects end and contracts are signed."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.walls
from projects.sql.sows import KEPT


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0004_gates"),
        ("records", "0007_fields"),
    ]
    operations = [
        # Whoever was asked to sign, and what came of it, is written while the version stays as it is.
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="sowversion",
            name="ask",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.ask",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="receipt",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="receipt"),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="signed_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="signed by answer"),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="text_hash",
            field=models.CharField(
                blank=True, editable=False, max_length=64, verbose_name="fingerprint of the text"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(also=(), field="ask", name="projects_sowversion_ask_fk"),
        ),
    ]
