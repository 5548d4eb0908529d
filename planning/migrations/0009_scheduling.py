"""What the schedule is computed from."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("planning", "0008_readiness")]
    operations = [
        migrations.AddField(
            model_name="plan", name="settled", field=models.BooleanField(default=True, editable=False)
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(
                    optimistic_minutes__isnull=True,
                    likely_minutes__isnull=True,
                    pessimistic_minutes__isnull=True,
                )
                | Q(
                    optimistic_minutes__lte=F("likely_minutes"),
                    likely_minutes__lte=F("pessimistic_minutes"),
                    optimistic_minutes__isnull=False,
                    likely_minutes__isnull=False,
                    pessimistic_minutes__isnull=False,
                ),
                name="planning_task_estimates",
                violation_error_message=(
                    "Give all three estimates, from the optimistic to the pessimistic, or none."
                ),
            ),
        ),
    ]
