"""Narrowing of plans; page and API use the same."""

from django.utils.translation import gettext_lazy as _

from planning.models import Task
from tenancy.walls import Visibility
from toolkit.filters import Between, Filters, Flag, OneOf, Search


class TaskFilters(Filters):
    """Rows of a plan."""

    q = Search("name", "wbs", label=_("Search"))
    kind = OneOf(Task.Kind.choices, label=_("Type"), many=True)
    state = OneOf(Task.State.choices, label=_("State"), many=True)
    stream = Search("stream__title", "stream__title_zh", label=_("Work-stream"))
    due = Between(label=_("Due"))
    critical = Flag(label=_("Critical"))
    is_buffer = Flag(label=_("Buffer"))
    visibility = OneOf(Visibility.choices, label=_("Visibility"))


class MilestoneFilters(Filters):
    """Milestones of a plan."""

    q = Search("name", label=_("Search"))
    state = OneOf(
        [pair for pair in Task.State.choices if pair[0] in ("planned", "at_risk", "achieved", "missed")],
        label=_("State"),
        many=True,
    )
    due = Between(label=_("Due"))
    contractual = Flag(label=_("Promised in the contract"))
    visibility = OneOf(Visibility.choices, label=_("Visibility"))
