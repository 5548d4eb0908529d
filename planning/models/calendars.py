"""Working calendars."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning.models.base import Sourced, once_per_source
from tenancy.walls import TenantForeignKey, TenantModel


def standard_week() -> list[list[list[int]]]:
    """Monday to Friday 8 to 12 and 13 to 17, in minutes since midnight."""
    return [[[480, 720], [780, 1020]] for _day in range(5)] + [[], []]


class WorkCalendar(Sourced, TenantModel):
    """When work goes on: of the organization (no project), or of one project's plan.

    `week` lists the spans of each weekday from Monday, in minutes since midnight; null: as the base.
    `weeks` lists patterns that hold for a while: {"first", "last", "days"}.
    """

    project = TenantForeignKey(
        "projects.Project", models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    base = TenantForeignKey(
        "planning.WorkCalendar", models.PROTECT, related_name="derived", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=255)
    week = models.JSONField(_("week"), default=standard_week)
    weeks = models.JSONField(_("other weeks"), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("working calendar")
        verbose_name_plural = _("working calendars")
        constraints = [once_per_source("planning_workcalendar", "project")]
        indexes = [models.Index(fields=["organization", "project"], name="planning_calendar_project")]

    def __str__(self) -> str:
        return self.name


class CalendarException(TenantModel):
    """Days that differ from a calendar's week: hours of their own, or none at all.

    `rule` is null for every day from `first_on` to `last_on`, else a pattern (`engine.recurrence`).
    """

    calendar = TenantForeignKey("planning.WorkCalendar", models.CASCADE, related_name="exceptions")
    name = models.CharField(_("name"), max_length=255, blank=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    spans = models.JSONField(_("hours"), default=list, blank=True)
    rule = models.JSONField(_("pattern"), null=True, blank=True)
    source_fields = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["first_on"]
        verbose_name = _("calendar exception")
        verbose_name_plural = _("calendar exceptions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="planning_calendarexception_days",
                violation_error_message=_("The last day is before the first. Change one of them."),
            )
        ]
        indexes = [models.Index(fields=["organization", "calendar"], name="planning_exception_calendar")]

    def __str__(self) -> str:
        return f"{self.name} {self.first_on}"
