"""Work-streams with their rank, and what was decided where their priorities collide."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, registered
from tenancy.walls import ProjectRecord, TenantForeignKey


class WorkStream(Registered):
    """One channel or line of business of a project, led by its owner. Rank 1 goes before all others;
    streams of the same rank are equally important."""

    letters = "WS"

    class Channel(models.TextChoices):
        VOICE = "voice", _("Voice")
        CHAT = "chat", _("Chat")
        EMAIL = "email", _("E-mail")
        BACK_OFFICE = "back_office", _("Back office")
        ANNOTATION = "annotation", _("Data annotation")

    channel = models.CharField(_("channel"), max_length=12, choices=Channel.choices, blank=True)
    lob = models.CharField(_("line of business"), max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    focus = models.TextField(_("what counts in it now"), blank=True)

    class Meta:
        verbose_name = _("work-stream")
        verbose_name_plural = _("work-streams")
        constraints: ClassVar = [
            *registered(
                "planning_workstream", kind="planning.WorkStream", letters="WS", also=("lob", "focus")
            ),
            models.CheckConstraint(
                condition=Q(rank__range=(1, 99)),
                name="planning_workstream_rank",
                violation_error_message=_("Write the rank as 1 to 99; 1 goes first."),
            ),
        ]


class PriorityDecisionQuerySet(models.QuerySet["PriorityDecision"]):
    """Words for what was decided."""

    def standing(self) -> Self:
        """The last decision on each conflict."""
        return self.filter(superseded_at__isnull=True)


class PriorityDecision(ProjectRecord):
    """Which of two tasks goes first, why, and who said so. A later decision supersedes it; nothing is
    overwritten. `conflict`: the kind and both numbers, as the list of conflicts names it."""

    conflict = models.CharField(_("conflict"), max_length=40, editable=False)
    first = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        also=("project",),
        editable=False,
        verbose_name=_("goes first"),
    )
    then = TenantForeignKey(
        "planning.Task",
        models.PROTECT,
        related_name="+",
        also=("project",),
        editable=False,
        verbose_name=_("waits"),
    )
    reason = models.TextField(_("why"))
    decided_on = models.DateField(_("decided on"))
    decided_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("decided by")
    )
    made_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)

    objects = PriorityDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision on priorities")
        verbose_name_plural = _("decisions on priorities")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "project", "conflict"],
                condition=Q(superseded_at__isnull=True),
                name="planning_prioritydecision_last",
                violation_error_message=_("Somebody decided this a moment ago. Reload and look again."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="planning_prioritydecision_reason",
                violation_error_message=_("Write why it goes first."),
            ),
        ]

    def __str__(self) -> str:
        return self.conflict
