"""Narrowing of this room's lists; page and API use the same."""

from django.utils.translation import gettext_lazy as _

from schedule.models.handoffs import HandOff
from schedule.models.timesheets import TimesheetWeek
from toolkit.filters import Between, Filters, OneOf, Search


class EntryFilters(Filters):
    """What was reported on tasks."""

    q = Search("task__name", "comment", "person__name", label=_("Search"))
    reported_on = Between(label=_("Reported"))


class TimesheetFilters(Filters):
    """Weeks of hours."""

    q = Search("owner__name", label=_("Person"))
    state = OneOf(TimesheetWeek.State.choices, label=_("State"), many=True)
    starts_on = Between(label=_("Week from"))


class HandOffFilters(Filters):
    """Hand-offs of tasks."""

    q = Search("task__name", "giver__name", "taker__name", "done", "left", label=_("Search"))
    state = OneOf(HandOff.State.choices, label=_("State"), many=True)
