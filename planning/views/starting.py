"""Beginning an empty plan."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from planning.forms_starting import StartForm
from planning.services.starting import Started, start_from_template
from planning.starting.usual import USUAL
from planning.views.subjects import OfProject
from projects.selectors import Project, today_of
from toolkit.formats import day, sentences
from toolkit.links import Link
from toolkit.pages import FormPage


def started(made: Started) -> str:
    """What became true."""
    told = ngettext("%(n)d row is in the plan.", "%(n)d rows are in the plan.", made.rows) % {"n": made.rows}
    if made.starts_on is None or made.ends_on is None:
        return told
    span = {"first": day(made.starts_on), "last": day(made.ends_on)}
    return sentences(told, gettext("It runs from %(first)s to %(last)s.") % span)


class StartPlan(OfProject, FormPage):
    """A usual plan or that of another project, laid on working days."""

    policy = "planning.start_plan"
    title, verb = _("Start the plan from a template"), _("Start the plan")
    form, service = StartForm, start_from_template
    success = staticmethod(started)
    success_url = cancel_url = Link("planning_plan")
    template, part_template = "planning/start.html", ""

    def get_initial(self, subject: Project) -> dict[str, Any]:
        today = today_of(project=subject, now=self.actor.now)
        return {"start_on": max(today, subject.planned_start or today)}

    def get_context(self) -> dict[str, Any]:
        return {"usual": [_told(one) for one in USUAL.values()]}


def _told(one: Any) -> dict[str, Any]:
    points = [step.name for step in one.steps if step.days == 0 and step.day is None]
    return {"name": one.name, "note": one.note, "rows": len(one.steps), "points": points}
