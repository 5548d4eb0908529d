"""How the lists of the trace and of responsibilities are narrowed."""

from django.utils.translation import gettext_lazy as _

from planning.models import Requirement, Responsibility, Task
from toolkit.filters import Filters, Flag, OneOf, Search


class TraceFilters(Filters):
    """Of the trace."""

    q = Search("title", "title_zh", "deliverable__title", "task_name", label=_("Search"))
    priority = OneOf(Requirement.Priority.choices, label=_("Priority"), many=True)
    state = OneOf(Requirement.State.choices, label=_("State"), many=True)


class UnaskedFilters(Filters):
    """Of tasks without a requirement."""

    q = Search("name", "notes", label=_("Search"))
    state = OneOf(
        [(value, label) for value, label in Task.State.choices if value not in ("planned", "at_risk")],
        label=_("State"),
        many=True,
    )
    critical = Flag(label=_("Critical"))


class ResponsibilityFilters(Filters):
    """Of who does what."""

    q = Search("deliverable__title", "process__name", "person__name", label=_("Search"))
    part = OneOf(Responsibility.Part.choices, label=_("Part"), many=True)
