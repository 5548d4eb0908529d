"""What an organization took away from a role, and what its administrator opened for an hour."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class SwitchQuerySet(models.QuerySet["ActionSwitch"]):
    """Words for switches."""

    def standing(self) -> Self:
        """Those that take something away now."""
        return self.filter(lifted_at__isnull=True)


class ActionSwitch(TenantModel):
    """One action, switched off for one role, from when to when and why. Lifted ones stay as history."""

    role = models.CharField(_("role"), max_length=2)
    action = models.CharField(_("action"), max_length=80)
    reason = models.CharField(_("reason"), max_length=500)
    made_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", verbose_name=_("by"))
    made_at = models.DateTimeField(_("switched off"))
    lifted_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True)
    lifted_at = models.DateTimeField(_("switched on again"), null=True, blank=True)
    lifted_reason = models.CharField(_("reason for switching on"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SwitchQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        verbose_name = _("switched-off action")
        verbose_name_plural = _("switched-off actions")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "role", "action"],
                condition=Q(lifted_at__isnull=True),
                name="tenancy_actionswitch_once",
                violation_error_message=_("This is switched off for the role already."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="tenancy_actionswitch_lifted",
                violation_error_message=_("Say who switched it on again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.action}"


class BrokenGlass(TenantModel):
    """An administrator reads client content: since when, until when, and why."""

    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+")
    user = models.ForeignKey("tenancy.User", models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    opened_at = models.DateTimeField(_("opened"))
    until = models.DateTimeField(_("until"))
    closed_at = models.DateTimeField(_("ended early"), null=True, blank=True)

    class Meta:
        ordering = ["-opened_at"]
        verbose_name = _("break-glass reading")
        verbose_name_plural = _("break-glass readings")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at")),
                name="tenancy_brokenglass_ends",
                violation_error_message=_("A reading ends after it was opened."),
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "user", "until"],
                name="tenancy_brokenglass_open",
                condition=Q(closed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.opened_at:%Y-%m-%d %H:%M}"
