"""Lists of this room: the plan, its milestones, what was taken out."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from planning import selectors
from planning.filters import MilestoneFilters, TaskFilters
from planning.selectors import Counts
from planning.tables import MilestoneTable, TaskTable, WithdrawnTable
from planning.views.subjects import OfProject
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import DetailPage, ListPage
from toolkit.tables import Action

MANY = (
    Action(_("Change owner"), Link("planning_assign_rows"), policy="planning.edit_task", icon="user"),
    Action(_("Share"), Link("planning_share_rows"), policy="planning.share_task", icon="eye"),
    Action(_("Stop sharing"), Link("planning_unshare_rows"), policy="planning.share_task", icon="eye-off"),
    Action(_("Withdraw"), Link("planning_withdraw_rows"), policy="planning.withdraw_task", icon="trash"),
)
BACK = (Action(_("Restore"), Link("planning_restore_rows"), policy="planning.restore_task", icon="restore"),)
VIEWS = (
    ("planning_plan", _("Grid")),
    ("planning_gantt", _("Gantt")),
    ("planning_check", _("Plan check")),
    ("planning_estimates", _("Estimates")),
    ("planning_buffers", _("Buffers")),
    ("planning_calendars", _("Calendars")),
)


START = Action(
    _("Start from a template"), Link("planning_start_plan"), policy="planning.start_plan", icon="list-tree"
)


class OfPlan(OfProject):
    """About a plan, which begins with a template as long as it is empty."""

    subject: Any
    actor: Any

    @cached_property
    def counts(self) -> Counts:
        today = today_of(project=self.subject, now=self.actor.now)
        return selectors.plan_counts(actor=self.actor, project=self.subject, as_of=today)

    def get_actions(self) -> tuple[Action, ...]:
        usual: tuple[Action, ...] = PlanList.actions
        return usual if self.counts.rows else (START, *usual)


class PlanList(OfPlan, ListPage):
    """The work breakdown as a tree grid."""

    policy = "planning.view_plan"
    title = _("Plan")
    selector = selectors.tasks
    table = TaskTable
    filterset = TaskFilters
    order = ("position",)
    page_size, bulk = 100, MANY
    template = "planning/plan.html"
    actions = (
        Action(_("Add task"), Link("planning_add_task"), policy="planning.add_task", icon="plus"),
        Action(_("Import"), Link("exchange_stage"), policy="exchange.stage_import", icon="file-import"),
        Action(_("Import a list"), Link("exchange_import_tasks"), policy="planning.load_plan", icon="table"),
        Action(
            _("Reschedule"), Link("planning_reschedule"), policy="planning.reschedule", icon="calendar-stats"
        ),
        Action(_("Withdrawn"), Link("planning_withdrawn"), policy="planning.restore_task", icon="history"),
    )
    empty_title = _("The plan is empty")
    empty_text = _("Start from a template, import a plan from Microsoft Project, or add the first task.")
    empty_icon = "list-tree"

    def get_context(self) -> dict[str, Any]:
        return about_plan(self)


class PlanChart(OfPlan, DetailPage):
    """The plan as bars over time; the list is its complete equivalent."""

    policy = "planning.view_plan"
    title = _("Plan")
    template = "planning/gantt.html"

    def get_context(self) -> dict[str, Any]:
        return about_plan(self)


def about_plan(page: Any) -> dict[str, Any]:
    """What the views of a plan say above their rows: the sentence, and the way to each other."""
    views = views_of_plan(page)
    return {"say": sentence(page.counts), "views": views, "unsettled": is_unsettled(page.actor, page.subject)}


def views_of_plan(page: Any) -> list[dict[str, Any]]:
    """The ways to look at a plan."""
    here = page.request.resolver_match.url_name
    return [
        {"label": label, "url": Link(name).url(page.kwargs), "active": name == here} for name, label in VIEWS
    ]


def is_unsettled(actor: Actor, project: Project) -> bool:
    """Whether dates should be computed anew, and this actor may do it."""
    plan = selectors.plan_of(actor=actor, project=project)
    return plan is not None and not plan.settled and bool(actor.may("planning.reschedule", project))


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
    table, bulk = WithdrawnTable, BACK
    order = ("-withdrawn_at",)
    empty_title = _("Nothing was withdrawn")
    empty_text = _("What is withdrawn from the plan stays here for 30 days and can be restored.")
    empty_icon = "history"
