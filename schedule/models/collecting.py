"""The weekly question about progress: whether and when a project asks, and whom it has asked."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import ProjectRecord, TenantForeignKey


class Weekday(models.IntegerChoices):
    """Days on which a project asks; ISO weekdays."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class Collection(ProjectRecord):
    """That a project asks the owners of its tasks once a week how far they are."""

    weekday = models.PositiveSmallIntegerField(
        _("asks on"), choices=Weekday.choices, default=Weekday.THURSDAY
    )
    on = models.BooleanField(_("asks every week"), default=True)

    class Meta:
        verbose_name = _("weekly question about progress")
        verbose_name_plural = _("weekly questions about progress")
        constraints = [
            models.UniqueConstraint(fields=["organization", "project"], name="schedule_collection_once"),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7),
                name="schedule_collection_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_weekday_display()


class ProgressAsk(ProjectRecord):
    """That one person was asked about her tasks of one project in one ISO week: once, whoever sweeps."""

    append_only = True

    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+")
    week = models.DateField(_("week from"))
    tasks = models.JSONField(_("tasks"), default=list)

    class Meta:
        verbose_name = _("question about progress")
        verbose_name_plural = _("questions about progress")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "project", "person", "week"], name="schedule_progressask_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.week}"
