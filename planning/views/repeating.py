"""Repeating work."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from planning.forms_repeating import RepeatForm
from planning.services.repeating import Repeated, repeat_task
from planning.views.subjects import OfTask
from toolkit.formats import day
from toolkit.links import Link
from toolkit.pages import FormPage


def repeated(made: Repeated) -> str:
    """What became true."""
    said = ngettext(
        "%(n)d row is added below T%(number)d, on %(first)s.",
        "%(n)d rows are added below T%(number)d, from %(first)s to %(last)s.",
        made.rows,
    )
    span = {"first": day(made.first_on), "last": day(made.last_on)}
    return said % {"n": made.rows, "number": made.number, **span}


class RepeatTask(OfTask, FormPage):
    """More rows like this one, on the days of a pattern."""

    policy = "planning.add_task"
    title, verb = _("Repeat T%(number)s %(name)s"), _("Add rows")
    form, service = RepeatForm, repeat_task
    success = staticmethod(repeated)
    success_url, cancel_url = Link("planning_plan"), Link("planning_task")
    versioned = True
