"""Time in a plan that is kept free for surprises."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("planning", "0009_scheduling")]
    operations = [
        migrations.AddField(
            model_name="task",
            name="is_buffer",
            field=models.BooleanField(default=False, editable=False, verbose_name="buffer"),
        ),
        migrations.AddField(
            model_name="task",
            name="buffer_minutes",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="planned buffer"),
        ),
        migrations.AddField(
            model_name="task",
            name="buffer_red_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="buffer red since"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=Q(
                    is_buffer=True,
                    kind="task",
                    percent_complete=0,
                    buffer_minutes__isnull=False,
                    duration_minutes__isnull=False,
                )
                | Q(is_buffer=False, buffer_minutes__isnull=True, buffer_red_at__isnull=True),
                name="planning_task_buffer",
                violation_error_message=(
                    "A buffer is a task with a duration on which nobody works. Remove its progress and what "
                    "stands below it, or make it an ordinary task."
                ),
            ),
        ),
        migrations.RemoveIndex(model_name="task", name="planning_task_counts"),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=Q(withdrawn_at__isnull=True),
                fields=["organization", "project", "kind", "state", "due"],
                include=["id", "critical", "is_buffer"],
                name="planning_task_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=Q(is_buffer=True, withdrawn_at__isnull=True),
                fields=["organization", "project"],
                name="planning_task_buffers",
            ),
        ),
    ]
