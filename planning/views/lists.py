"""Lists of this room: the plan, its milestones, what was taken out."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from planning import selectors
from planning.filters import MilestoneFilters, TaskFilters
from planning.selectors import Counts
from planning.tables import MilestoneTable, TaskTable, WithdrawnTable
from planning.views.subjects import OfProject
from projects.selectors import today_of
from toolkit.links import Link
from toolkit.pages import ListPage
from toolkit.tables import Action


class PlanList(OfProject, ListPage):
    """The work breakdown as a tree grid."""

    policy = "planning.view_plan"
    title = _("Plan")
    selector = selectors.tasks
    table = TaskTable
    filterset = TaskFilters
    order = ("position",)
    page_size = 100
    template = "planning/plan.html"
    actions = (
        Action(_("Add task"), Link("planning_add_task"), policy="planning.add_task", icon="plus"),
        Action(_("Import"), Link("exchange_stage"), policy="exchange.stage_import", icon="file-import"),
        Action(_("Withdrawn"), Link("planning_withdrawn"), policy="planning.restore_task", icon="history"),
    )
    empty_title = _("The plan is empty")
    empty_text = _("Import a plan from Microsoft Project, or add the first task.")
    empty_icon = "list-tree"

    def get_context(self) -> dict[str, Any]:
        today = today_of(project=self.subject, now=self.actor.now)
        return {"say": sentence(selectors.plan_counts(actor=self.actor, project=self.subject, as_of=today))}


def sentence(counts: Counts) -> str:
    """The plan in one sentence: how much, how far, what is late."""
    if not counts.rows:
        return ""
    done = ngettext("%(done)d of %(tasks)d task done", "%(done)d of %(tasks)d tasks done", counts.tasks)
    marks = ngettext("%d milestone", "%d milestones", counts.milestones) % counts.milestones
    late = ngettext("%d is overdue", "%d are overdue", counts.overdue) % counts.overdue
    told = late if counts.overdue else gettext("nothing is overdue")
    return f"{done % {'done': counts.done, 'tasks': counts.tasks}} · {marks} · {told}"


class MilestoneList(OfProject, ListPage):
    """Milestones: promised, due, reached."""

    policy = "planning.view_milestones"
    title = _("Milestones")
    selector = selectors.milestones
    table = MilestoneTable
    filterset = MilestoneFilters
    order = ("due", "position")
    actions = (
        Action(_("Add milestone"), Link("planning_add_milestone"), policy="planning.add_task", icon="plus"),
    )
    empty_title = _("No milestones yet")
    empty_text = _("A milestone marks a day that people wait for. Add one, or import a plan that has some.")
    empty_icon = "flag"


class WithdrawnList(OfProject, ListPage):
    """What was taken out in the last 30 days, and can come back."""

    policy = "planning.restore_task"
    title = _("Withdrawn tasks")
    selector = selectors.withdrawn_tasks
    table = WithdrawnTable
    order = ("-withdrawn_at",)
    empty_title = _("Nothing was withdrawn")
    empty_text = _("What is withdrawn from the plan stays here for 30 days and can be restored.")
    empty_icon = "history"
