"""Each row has its entry among the records."""

import records.anchors
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("planning", "0003_alert_steps"), ("records", "0001_entries")]
    operations = [
        migrations.AddConstraint(
            model_name="task",
            constraint=records.anchors.Anchored(
                name="planning_task_anchor",
                kind="planning.Task",
                title="name",
                letter="T",
                also=("notes",),
            ),
        )
    ]
