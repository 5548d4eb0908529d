"""What waits for what."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from planning.models.base import Sourced, Withdrawable
from tenancy.walls import ProjectRecord, TenantForeignKey


class DependencyQuerySet(models.QuerySet["Dependency"]):
    """Words for links."""

    def live(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class Dependency(Sourced, Withdrawable, ProjectRecord):
    """One task waits for another. The lag is working minutes (around the clock when `lag_elapsed`),
    or percent of the predecessor's duration; negative is a lead."""

    class Kind(models.TextChoices):
        FINISH_START = "FS", _("Finish to start")
        START_START = "SS", _("Start to start")
        FINISH_FINISH = "FF", _("Finish to finish")
        START_FINISH = "SF", _("Start to finish")

    predecessor = TenantForeignKey(
        "planning.Task",
        models.CASCADE,
        related_name="links_out",
        also=("project",),
        db_index=False,
        verbose_name=_("predecessor"),
    )
    successor = TenantForeignKey(
        "planning.Task",
        models.CASCADE,
        related_name="links_in",
        also=("project",),
        db_index=False,
        verbose_name=_("successor"),
    )
    kind = models.CharField(_("type"), max_length=2, choices=Kind.choices, default=Kind.FINISH_START)
    lag_minutes = models.IntegerField(_("lag"), default=0)
    lag_percent = models.DecimalField(
        _("lag in percent"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    lag_elapsed = models.BooleanField(_("counted around the clock"), default=False)

    objects = DependencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "predecessor", "successor", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="planning_dependency_once",
                violation_error_message=_("These two tasks are linked like this already."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="planning_dependency_self",
                violation_error_message=_("A task cannot wait for itself. Choose another predecessor."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["FS", "SS", "FF", "SF"]),
                name="planning_dependency_kind",
                violation_error_message=_("Choose a type: FS, SS, FF or SF."),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "project"], name="planning_dependency_project"),
            models.Index(fields=["organization", "predecessor"], name="planning_dependency_before"),
            models.Index(fields=["organization", "successor"], name="planning_dependency_after"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} {self.kind} {self.successor_id}"
