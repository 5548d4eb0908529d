"""The board: how much may be under way at once, and the small steps of a task."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey

TEXT_LENGTH = 300


class BoardLimit(ProjectRecord):
    """How many tasks may stand in one column of a project's board. `hard`: no more are let in."""

    state = models.CharField(_("column"), max_length=11)
    at_most = models.PositiveSmallIntegerField(_("at most"))
    hard = models.BooleanField(_("refuse more"), default=False)

    class Meta:
        verbose_name = _("limit of a board")
        verbose_name_plural = _("limits of boards")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "project", "state"], name="schedule_boardlimit_once"
            ),
            models.CheckConstraint(
                condition=Q(at_most__gte=1),
                name="schedule_boardlimit_least",
                violation_error_message=_("A limit is 1 or more. Leave it empty for no limit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.at_most}"


class ChecklistItem(ProjectRecord):
    """One small step of a task: done or not."""

    task = TenantForeignKey("planning.Task", models.PROTECT, related_name="+", also=("project",))
    text = models.CharField(_("step"), max_length=TEXT_LENGTH)
    position = models.PositiveSmallIntegerField(_("position"), default=1, editable=False)
    done_at = models.DateTimeField(_("done"), null=True, editable=False)
    done_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("step of a checklist")
        verbose_name_plural = _("steps of checklists")
        indexes = [models.Index(fields=["organization", "task", "position"], name="schedule_checklist_task")]

    def __str__(self) -> str:
        return self.text
