"""Each row has its entry among the records."""

import records.anchors
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("kpis", "0001_tables"), ("records", "0001_entries")]
    operations = [
        migrations.AddConstraint(
            model_name="kpidefinition",
            constraint=records.anchors.Anchored(
                name="kpis_kpidefinition_anchor",
                kind="kpis.KPIDefinition",
                title="name",
                key="code",
                also=("purpose", "purpose_zh"),
            ),
        )
    ]
