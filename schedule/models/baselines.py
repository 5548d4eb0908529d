"""Baselines: what was promised, as it stood on a day, and never changed after that."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, RegisteredQuerySet, registered
from tenancy.walls import TenantForeignKey


class BaselineQuerySet(RegisteredQuerySet):
    """Words for baselines."""

    def in_force(self) -> Self:
        """Those that count now: approved, and not superseded."""
        return self.live().filter(state=Baseline.State.APPROVED)


class BaselineManager(models.Manager.from_queryset(BaselineQuerySet)):  # type: ignore[misc]
    """Leaves the snapshot where it is until somebody asks for it: it holds a whole plan."""

    def get_queryset(self) -> BaselineQuerySet:
        return super().get_queryset().defer("snapshot")  # type: ignore[no-any-return]


class Baseline(Registered):
    """One proposal of what counts. A draft says why; submitting it takes the snapshot of everything that the
    rooms know of the plan (`schedule.effects`), with the SHA-256 of its canonical JSON. From its approval on
    the database refuses every change of what it says (`schedule.sql`): another one supersedes it."""

    letters = "BL"

    class Kind(models.TextChoices):
        SCHEDULE = "schedule", _("Schedule")
        SCOPE = "scope", _("Scope")
        COST = "cost", _("Cost")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("In force")
        SUPERSEDED = "superseded", _("Superseded")

    kind = models.CharField(_("type"), max_length=8, choices=Kind.choices, default=Kind.SCHEDULE)
    reason = models.TextField(_("why now"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    snapshot = models.JSONField(default=dict, editable=False)
    digest = models.CharField(_("fingerprint"), max_length=64, blank=True, editable=False)
    taken_at = models.DateTimeField(_("taken"), null=True, editable=False)
    task_count = models.PositiveIntegerField(_("rows"), default=0, editable=False)
    milestone_count = models.PositiveIntegerField(_("milestones"), default=0, editable=False)
    work_minutes = models.PositiveBigIntegerField(_("work"), default=0, editable=False)
    finish_on = models.DateField(_("finish"), null=True, editable=False)
    approver = TenantForeignKey(
        "tenancy.Person",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)

    objects: ClassVar[Any] = BaselineManager()

    class Meta:
        verbose_name = _("baseline")
        verbose_name_plural = _("baselines")
        constraints: ClassVar = registered(
            "schedule_baseline", kind="schedule.Baseline", letters="BL", also=("reason",)
        )
