"""Each row has its entry among the records."""

import records.anchors
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_tables"), ("records", "0001_entries")]
    operations = [
        migrations.AddConstraint(
            model_name="project",
            constraint=records.anchors.Anchored(
                name="projects_project_anchor", kind="projects.Project", title="name", key="key", project="id"
            ),
        )
    ]
