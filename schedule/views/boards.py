"""The board of a project, its limits, and the checklists of its tasks."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from planning.selectors import Task, owners
from schedule.forms.boards import ChecklistForm, CollectionForm, LimitsForm
from schedule.forms.progress import StepReasonForm
from schedule.selectors import boards as selectors
from schedule.selectors.collecting import collection_of
from schedule.services import boards, collecting
from schedule.views.subjects import OfProject, OfTask
from tenancy.actors import Actor
from toolkit.errors import BadParameter, Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage
from toolkit.tables import Action

BOARD, TASK = Link("schedule_board"), Link("planning_task", number="number")


class Board(OfProject, DetailPage):
    """The tasks of a project by state; it reads itself again every few seconds."""

    policy = "schedule.view_board"
    title = _("Board")
    template, part_template = "schedule/board.html", "schedule/board_part.html"
    actions = (
        Action(_("Limits"), Link("schedule_limits"), policy="schedule.set_board_limits", icon="adjustments"),
        Action(
            _("Ask for progress"), Link("schedule_collect"), policy="schedule.set_collection", icon="send"
        ),
    )

    def get_context(self) -> dict[str, Any]:
        people = owners(actor=self.actor, project=self.subject)
        owner = self.request.GET.get("owner", "")
        if owner and owner not in dict(people):
            raise BadParameter(_("Choose one of the project’s members."), field="owner")
        about = {"actor": self.actor, "project": self.subject, "as_of": self.reader.as_of}
        columns = selectors.board(**about, owner=UUID(owner) if owner else None)
        return {"columns": columns, "people": people, "owner": owner, "here": self.request.get_full_path()}


class MoveCard(OfTask, ActionPage):
    """Move a card to another column: the address names it."""

    policy = "schedule.report_progress"
    form = StepReasonForm
    service = boards.move_card
    verb = _("Move")
    success_url = cancel_url = BOARD
    versioned = True

    def get_subject(self, actor: Actor, **kwargs: Any) -> Task:
        if kwargs["column"] not in selectors.COLUMNS:
            raise Missing()
        return super().get_subject(actor, **kwargs)

    def get_title(self) -> str:
        word = dict(Task.State.choices)[self.kwargs["column"]]
        return gettext("Move T%(number)s to “%(column)s”") % {"number": self.subject.number, "column": word}

    def fact(self, result: Task) -> str:
        return f"T{result.number} {result.name}: {result.get_state_display()}"

    def perform(self, cleaned: dict[str, Any]) -> Task:
        return super().perform({**cleaned, "column": self.kwargs["column"]})


class SetLimits(OfProject, FormPage):
    """How many tasks may stand in each column."""

    policy = "schedule.set_board_limits"
    title, verb = _("Limits of the board"), _("Save limits")
    form = LimitsForm
    service = boards.set_limits
    success = _("Limits saved.")
    success_url = cancel_url = BOARD

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"limits": selectors.limits_of(actor=actor, project=subject)}


class Checklist(OfTask, FormPage):
    """The small steps of a task."""

    policy = "schedule.check_item"
    title, verb = _("Checklist of T%(number)s %(name)s"), _("Save checklist")
    form = ChecklistForm
    service = boards.write_checklist
    success = _("Checklist saved.")
    success_url, cancel_url = TASK, Link("planning_task")

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"items": selectors.checklist(actor=actor, task=subject)}


class SetCollection(OfProject, FormPage):
    """Whether and on which day of the week the project asks for progress."""

    policy = "schedule.set_collection"
    title, verb = _("Ask for progress every week"), _("Save")
    form = CollectionForm
    service = collecting.set_collection
    success = _("Saved.")
    success_url = cancel_url = BOARD

    def get_initial(self, subject: Any) -> dict[str, Any]:
        found = collection_of(actor=self.actor, project=subject)
        return {"on": found.on, "weekday": found.weekday} if found else {"on": False, "weekday": 4}
