"""Escalation: the rungs an organization set, and the ladders that are being climbed."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from notifications.models.letters import Known
from tenancy.walls import TenantForeignKey, TenantModel

FIRST = 1


class Rung(TenantModel):
    """Who is told next when nobody acknowledged for some hours. An empty rule: the usual ladder.

    The first rung is whoever the letter goes to; these are the ones above it, from 2.
    """

    class Role(models.TextChoices):
        TEAM_LEAD = "TL", _("Team lead")
        PROJECT_MANAGER = "PM", _("Project manager")
        DELIVERY_HEAD = "DH", _("Delivery head")
        TENANT_ADMIN = "TA", _("Organization administrator")

    rule = models.CharField(_("rule"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("rung"))
    role = models.CharField(_("told"), max_length=2, choices=Role.choices, blank=True)
    hours = models.PositiveSmallIntegerField(_("after hours"), default=24)

    class Meta:
        ordering = ["rule", "position"]
        verbose_name = _("rung")
        verbose_name_plural = _("rungs")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "rule", "position"], name="notifications_rung_position"
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=720),
                name="notifications_rung_hours",
                violation_error_message=_("Write the hours as a number from 1 to 720."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule or '*'} {self.position} {self.role}"


class EscalationQuerySet(models.QuerySet["Escalation"]):
    """Words for ladders."""

    def open(self) -> "EscalationQuerySet":
        """Nobody acknowledged, and what it tells of is still so."""
        return self.filter(acknowledged_at__isnull=True, ended_at__isnull=True)

    def due(self, *, now: datetime) -> "EscalationQuerySet":
        """The next rung is to be told now."""
        return self.open().filter(next_at__lte=now)


class Escalation(Known):
    """One ladder being climbed: what it tells of, how far it got, and who stopped it.

    `position` is the rung that was told last, `next_at` the instant of the next one (empty: there is none).
    """

    fact_name = models.CharField(max_length=80, editable=False)
    payload = models.JSONField(editable=False)
    position = models.PositiveSmallIntegerField(_("rung"), default=FIRST)
    next_at = models.DateTimeField(_("next rung"), null=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("acknowledged by")
    )
    ended_at = models.DateTimeField(_("no longer so"), null=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "rule", "subject_kind", "subject_id", "version"],
                name="notifications_escalation_once",
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "next_at"],
                name="notifications_escalation_due",
                condition=Q(acknowledged_at__isnull=True, ended_at__isnull=True),
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.acknowledged_at is None and self.ended_at is None


class EscalationStep(TenantModel):
    """That one rung of one ladder was told, and whom. Each rung once."""

    append_only = True

    escalation = TenantForeignKey("notifications.Escalation", models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("rung"))
    role = models.CharField(_("told"), max_length=2, blank=True)
    people = models.JSONField(_("people"), default=list)
    told_at = models.DateTimeField(_("told at"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("rung told")
        verbose_name_plural = _("rungs told")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "escalation", "position"], name="notifications_step_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.escalation_id} {self.position}"
