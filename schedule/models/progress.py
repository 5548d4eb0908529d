"""What people said of their tasks, one line for each time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey

COMMENT_LENGTH = 1000


class ProgressEntry(ProjectRecord):
    """One report on one task: how far it was before, how far it is, what is left. Never changed.

    `reported_on` is the day in the project's own zone; `remaining_minutes` are working minutes.
    """

    append_only = True

    task = TenantForeignKey("planning.Task", models.PROTECT, related_name="+", also=("project",))
    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True)
    reported_on = models.DateField(_("reported on"))
    percent_before = models.PositiveSmallIntegerField(_("before"))
    percent_after = models.PositiveSmallIntegerField(_("complete"))
    remaining_minutes = models.PositiveIntegerField(_("remaining duration"), null=True)
    comment = models.CharField(_("comment"), max_length=COMMENT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent_before__lte=100, percent_after__lte=100),
                name="schedule_progressentry_percent",
                violation_error_message=_("Write the progress as a number from 0 to 100."),
            )
        ]
        indexes = [
            models.Index(fields=["organization", "task", "-created_at"], name="schedule_progress_task"),
            models.Index(fields=["organization", "project", "-created_at"], name="schedule_progress_project"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} {self.percent_after}"
