from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0005_endings")]
    operations = [
        migrations.AddField(
            model_name="process",
            name="sop_status",
            field=models.CharField(
                choices=[
                    ("none", "None"),
                    ("drafted", "Drafted"),
                    ("reviewed", "Reviewed"),
                    ("approved", "Approved"),
                    ("outdated", "Outdated"),
                ],
                default="none",
                max_length=8,
                verbose_name="status of the operating procedure",
            ),
        ),
        migrations.AddField(
            model_name="process",
            name="kt_status",
            field=models.CharField(
                choices=[
                    ("not_started", "Not started"),
                    ("shadowing", "Shadowing"),
                    ("reverse", "Reverse shadowing"),
                    ("certified", "Certified"),
                ],
                default="not_started",
                max_length=11,
                verbose_name="status of the knowledge transfer",
            ),
        ),
    ]
