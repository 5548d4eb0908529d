"""How far a milestone had slipped, and against which promise, when people were told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0002_task_counts_index")]
    operations = [
        migrations.AddField(
            model_name="milestonealert",
            name="promised",
            field=models.DateField(null=True, verbose_name="promised for"),
        ),
        migrations.AddField(
            model_name="milestonealert",
            name="step",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="steps slipped"),
        ),
    ]
