"""Hand-offs: who gives a task to whom, with what is done and what is open, and what the other one said."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.walls import ProjectRecord, TenantForeignKey

NOTE_LENGTH = 2000


class HandOff(ProjectRecord):
    """One offer of one task by its owner to another member. Until it is accepted, the giver owns the task."""

    class State(models.TextChoices):
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", pgettext_lazy("hand-off", "Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    task = TenantForeignKey(
        "planning.Task", models.PROTECT, related_name="+", also=("project",), verbose_name=_("task")
    )
    giver = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )
    taker = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", verbose_name=_("to whom"))
    done = models.TextField(_("what is done"), max_length=NOTE_LENGTH)
    left = models.TextField(_("what is open"), max_length=NOTE_LENGTH)
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.OFFERED)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("hand-off")
        verbose_name_plural = _("hand-offs")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "task"],
                condition=Q(state="offered"),
                name="schedule_handoff_one_open",
                violation_error_message=_("This task is offered to somebody already."),
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")),
                name="schedule_handoff_two",
                violation_error_message=_("Choose somebody else than the owner."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organization", "taker"],
                condition=Q(state="offered"),
                name="schedule_handoff_waiting",
            ),
            models.Index(fields=["organization", "project", "-created_at"], name="schedule_handoff_project"),
        ]

    def __str__(self) -> str:
        return f"{self.task} → {self.taker}"
