"""Hand-offs of tasks: the offer, its page, the answer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.selectors import Task
from schedule import filters
from schedule.forms.handoffs import AnswerForm, HandOffForm
from schedule.models import HandOff
from schedule.selectors import handoffs as selectors
from schedule.services import handoffs as services
from schedule.states import HANDOFF
from schedule.tables.handoffs import HandOffFacts, HandOffTable
from schedule.views.subjects import InProjectZone, OfProject, OfTask
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage

PAGE = Link("schedule_handoff", handoff="pk")
CONSEQUENCES = {
    "accept": _("The task is yours from then on."),
    "decline": _("The task stays with its owner, who reads your reason."),
    "withdraw": _("The task stays with its owner."),
}


class OfHandOff(InProjectZone):
    """About one hand-off."""

    subject_as = "handoff"

    def get_subject(self, actor: Actor, **kwargs: Any) -> HandOff:
        return selectors.handoff(actor=actor, key=kwargs["key"], handoff_id=kwargs["handoff"])


class HandOver(OfTask, FormPage):
    """Offer a task to another member."""

    policy = "schedule.offer_handoff"
    title, verb = _("Hand over T%(number)s %(name)s"), _("Offer hand-off")
    form = HandOffForm
    service = services.offer_handoff
    success = _("The offer is sent. The task stays with its owner until it is accepted.")
    success_url, cancel_url = PAGE, Link("planning_task")

    def get_form_kwargs(self, actor: Actor, subject: Task) -> dict[str, Any]:
        return {"takers": selectors.takers(actor=actor, task=subject)}


class HandOffList(OfProject, ListPage):
    """Who hands what over to whom."""

    policy = "schedule.view_handoffs"
    title = _("Hand-offs")
    selector = selectors.handoffs
    table, filterset = HandOffTable, filters.HandOffFilters
    order = ("-created_at",)
    empty_title = _("Nothing was handed over yet")
    empty_text = _("Who owns a task hands it over from the task’s page. Offer and answer stay here.")
    empty_icon = "user-check"


class HandOffPage(OfHandOff, DetailPage):
    """One hand-off: what is done, what is open, the answer."""

    policy = "schedule.view_handoffs"
    facts, template = HandOffFacts, "schedule/handoff.html"

    def get_title(self) -> str:
        return f"T{self.subject.task.number} {self.subject.giver.name} → {self.subject.taker.name}"

    def get_context(self) -> dict[str, Any]:
        return {"steps": open_steps(self.actor, self.subject)}


def open_steps(actor: Actor, handoff: HandOff) -> list[dict[str, Any]]:
    """The steps that this person may take now."""
    found = HANDOFF.choices(actor, handoff)
    return [{"step": one, "word": word} for one, word in found if services.may_step(actor, handoff, one)]


class StepHandOff(OfHandOff, ActionPage):
    """Accept, decline, withdraw: the address names the step."""

    policy = "schedule.change_handoff_state"
    form = AnswerForm
    service = services.step_handoff
    success_url = cancel_url = PAGE
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: HandOff) -> dict[str, Any]:
        named = [one for one in HANDOFF.steps if one.verb == self.kwargs["step"]]
        return {"needed": any(one.needs_reason for one in named)}

    @property
    def verb(self) -> str:  # type: ignore[override]
        return HANDOFF.word(self.kwargs["step"])

    @property
    def consequence(self) -> Any:  # type: ignore[override]
        return CONSEQUENCES.get(self.kwargs["step"], "")

    def get_title(self) -> str:
        if self.kwargs["step"] not in HANDOFF.all_verbs():
            raise Missing()
        return f"{self.verb}: T{self.subject.task.number} {self.subject.task.name}"

    def fact(self, result: HandOff) -> str:
        return f"T{result.task.number} {result.task.name}: {result.get_state_display()}"

    def perform(self, cleaned: dict[str, Any]) -> HandOff:
        return super().perform({**cleaned, "step": self.kwargs["step"]})  # type: ignore[no-any-return]
