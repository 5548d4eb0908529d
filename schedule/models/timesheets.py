"""Who worked how long on what: weeks, their lines, and the days after which nothing changes any more."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey

DAY_MINUTES = 24 * 60
COMMENT_LENGTH = 500


class TimesheetQuerySet(models.QuerySet["TimesheetWeek"]):
    """Words for timesheets."""

    def submitted(self) -> Self:
        """Those that wait for a decision."""
        return self.filter(state=TimesheetWeek.State.SUBMITTED)


class TimesheetWeek(ProjectRecord):
    """One person's hours on one project in one ISO week, which `starts_on` a Monday."""

    keys = ("project",)

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")

    owner = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", verbose_name=_("person"))
    starts_on = models.DateField(_("week from"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices, default=State.DRAFT)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True, editable=False)

    objects = TimesheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("timesheet")
        verbose_name_plural = _("timesheets")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "project", "owner", "starts_on"],
                name="schedule_timesheetweek_once",
                violation_error_message=_("This week has a timesheet already. Open it."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__iso_week_day=1),
                name="schedule_timesheetweek_monday",
                violation_error_message=_("A week begins on a Monday. Choose one."),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(decided_by__isnull=True) | ~Q(decided_by=F("owner")),
                name="schedule_timesheetweek_two",
                violation_error_message=_("Somebody else has to approve it."),
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "owner", "starts_on"], name="schedule_timesheet_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.starts_on}"

    @property
    def ends_on(self) -> date:
        """The Sunday."""
        return self.starts_on + timedelta(days=6)


class TimesheetLine(ProjectRecord):
    """Minutes on one task on one day."""

    week = TenantForeignKey(TimesheetWeek, models.CASCADE, related_name="lines", also=("project",))
    task = TenantForeignKey("planning.Task", models.PROTECT, related_name="+", also=("project",))
    day = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("time"))
    comment = models.CharField(_("comment"), max_length=COMMENT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("line of a timesheet")
        verbose_name_plural = _("lines of timesheets")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "week", "task", "day"], name="schedule_timesheetline_once"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=DAY_MINUTES),
                name="schedule_timesheetline_day",
                violation_error_message=_("A day has 24 hours. Write less."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.minutes}"


class PeriodLock(ProjectRecord):
    """That the hours of a project are closed through a day. Opened again, it stays as a line of what was."""

    through = models.DateField(_("locked through"))
    reason = models.CharField(_("reason"), max_length=500)
    locked_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    unlocked_at = models.DateTimeField(_("unlocked"), null=True, editable=False)
    unlocked_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    unlock_reason = models.CharField(_("reason for unlocking"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name = _("locked period")
        verbose_name_plural = _("locked periods")
        indexes = [models.Index(fields=["organization", "project", "through"], name="schedule_lock_project")]

    def __str__(self) -> str:
        return str(self.through)
