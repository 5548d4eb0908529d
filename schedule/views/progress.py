"""My tasks, the report on one of them, and what was reported."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from planning.selectors import Task, steps_of
from schedule import filters
from schedule.forms.progress import ReportForm, StepReasonForm
from schedule.selectors import progress as selectors
from schedule.selectors.handoffs import offered_by_me, offered_to_me
from schedule.services import progress as services
from schedule.tables.progress import EntryTable
from schedule.views.subjects import OfProject, OfTask
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage

MINE, TASK = Link("schedule_my_tasks"), Link("planning_task", number="number")


class MyTasks(DetailPage):
    """All open tasks of one person, made for a phone."""

    policy = "schedule.view_my_tasks"
    title = _("My tasks")
    template = "schedule/my_tasks.html"

    def get_context(self) -> dict[str, Any]:
        rows = list(selectors.my_tasks(actor=self.actor))
        offered = offered_by_me(actor=self.actor, tasks=rows)
        bands = selectors.bands(actor=self.actor, rows=rows, offered=offered)
        projects = {row.project.key: row.project for row in rows}
        return {
            "offers": list(offered_to_me(actor=self.actor)),
            "bands": bands,
            "say": sentence(rows),
            "projects": [projects[key] for key in sorted(projects)],
        }


def sentence(rows: list[Any]) -> str:
    """How many, and how many of them are late."""
    if not rows:
        return ""
    late = sum(bool(row.due and row.due < row.today) for row in rows)
    told = gettext("%(n)s late") % {"n": late} if late else gettext("nothing is late")
    open_ = ngettext("%(n)s open task", "%(n)s open tasks", len(rows)) % {"n": len(rows)}
    return f"{open_} · {told}"


class BackToMine(OfTask):
    """Who reports on her own task goes back to her list, others to the task."""

    cancel_url: Link | None = TASK
    success_url: Link | None = TASK

    def get_success_url(self, result: Task) -> str:
        own = result.owner_id is not None and result.owner_id == self.actor.person_id
        return (MINE if own else TASK).url({**self.kwargs})  # type: ignore[attr-defined]


class ReportProgress(BackToMine, FormPage):
    """Say how far it is."""

    policy = "schedule.report_progress"
    title, verb = _("Progress of T%(number)s %(name)s"), _("Report progress")
    form = ReportForm
    service = services.report_progress
    success = _("T%(number)s is %(percent_complete)s%% done.")
    versioned = True


class StepTask(BackToMine, ActionPage):
    """Take one step of a task: the address names it."""

    policy = "schedule.report_progress"
    form = StepReasonForm
    service = services.step_task
    versioned = True

    def get_subject(self, actor: Actor, **kwargs: Any) -> Task:
        task = super().get_subject(actor, **kwargs)
        self.word = dict(steps_of(actor=actor, task=task)).get(kwargs["step"])
        if self.word is None and actor.may(self.policy, task):
            raise Missing()
        return task

    def get_title(self) -> str:
        return f"{self.verb}: T{self.subject.number} {self.subject.name}"

    @property
    def verb(self) -> str:  # type: ignore[override]
        return str(self.word)

    def fact(self, result: Task) -> str:
        return f"T{result.number} {result.name}: {result.get_state_display()}"

    def perform(self, cleaned: dict[str, Any]) -> Task:
        return super().perform({**cleaned, "step": self.kwargs["step"]})


class ProgressList(OfProject, ListPage):
    """What was reported on the tasks of a project."""

    policy = "schedule.view_progress"
    title = _("Progress reports")
    selector = selectors.progress_entries
    table = EntryTable
    filterset = filters.EntryFilters
    order = ("-created_at",)
    empty_title = _("Nothing was reported yet")
    empty_text = _("Whoever owns a task reports on it from “My tasks”. Each report stays here as a line.")
    empty_icon = "progress"
