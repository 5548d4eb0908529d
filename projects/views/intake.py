"""Pages of requests for projects."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import RequestFilters
from projects.forms.base import StepForm
from projects.forms.intake import OpeningForm, RequestForm
from projects.models import IntakeRequest
from projects.states import REQUEST
from projects.tables.intake import REQUEST_STATES, RequestFacts, RequestTable
from projects.views.base import Chosen, Steps
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage, ListPage
from toolkit.tables import Action

REQUESTS, OF_REQUEST = Link("projects_requests"), Link("projects_request")
EDIT = Action(_("Edit"), Link("projects_edit_request"), policy="projects.update_request", icon="pencil")
STATE = Action(_("Decide"), Link("projects_request_state"), policy="projects.change_request_state")
OPEN = Action(
    _("Open the project"), Link("projects_open_requested"), policy="projects.open_requested", icon="plus"
)
ASK = Action(
    _("Ask for a project"),
    Link("projects_add_request"),
    policy="projects.request_project",
    icon="plus",
)


class OfRequest:
    """About one request."""

    def get_subject(self, actor: Actor, **kwargs: Any) -> IntakeRequest:
        return selectors.request_by_number(actor=actor, number=kwargs["asked"])

    def get_arguments(self) -> dict[str, Any]:
        return {"request": self.subject}  # type: ignore[attr-defined]


class RequestList(ListPage):
    """Requests with how many stand where."""

    policy = "projects.view_requests"
    title = _("Requests")
    selector = selectors.requests
    table, filterset = RequestTable, RequestFilters
    order = ("-number",)
    template = "projects/requests.html"
    actions = (ASK,)
    empty_title, empty_icon = _("No request yet"), "inbox"
    empty_text = _("Ask for a project here; a delivery head decides, and the approved one is opened from it.")

    def get_context(self) -> dict[str, Any]:
        counts = selectors.request_counts(actor=self.actor)
        return {"board": board(counts, self.request.GET.getlist("state"))}


def board(counts: dict[str, int], chosen: list[str]) -> list[dict[str, Any]]:
    """The states as tabs with how many requests stand in each; the first shows all."""
    tabs = [{"url": "?", "label": _("All"), "count": sum(counts.values()), "active": not chosen}]
    return tabs + [
        {
            "url": f"?state={state}",
            "label": REQUEST_STATES[state][0],
            "count": count,
            "active": chosen == [state],
        }
        for state, count in counts.items()
    ]


class AddRequest(Chosen, FormPage):
    """Ask for a project."""

    policy = "projects.request_project"
    title, verb = _("Ask for a project"), _("Send request")
    form = RequestForm
    service = services.request_project
    success = _("IN%(number)s is with the delivery heads.")
    success_url, cancel_url = Link("projects_request", asked="number"), REQUESTS


class RequestPage(OfRequest, DetailPage):
    """One request, what resembles it, and what became of it."""

    policy = "projects.view_requests"
    facts = RequestFacts
    template = "projects/request.html"

    def get_title(self) -> str:
        return f"IN{self.subject.number} {self.subject.title}"

    def get_actions(self) -> tuple[Action, ...]:
        return request_actions(self.actor, self.subject)

    def get_context(self) -> dict[str, Any]:
        projects, others = selectors.similar(actor=self.actor, request=self.subject)
        return {"similar_projects": projects, "similar_requests": others}


def request_actions(actor: Actor, request: IntakeRequest) -> tuple[Action, ...]:
    """The verbs that make sense for a request as it stands."""
    steps = (STATE,) if REQUEST.choices(actor, request) else ()
    if request.state == IntakeRequest.State.APPROVED:
        return (OPEN, *steps)
    is_open = request.state in (IntakeRequest.State.REQUESTED, IntakeRequest.State.TRIAGE)
    return (*steps, EDIT) if is_open else steps


class EditRequest(Chosen, OfRequest, FormPage):
    """Change what is asked for."""

    policy = "projects.update_request"
    title, verb = _("Edit IN%(number)s"), _("Save request")
    form = RequestForm
    service = services.update_request
    success = _("IN%(number)s is saved.")
    success_url = cancel_url = OF_REQUEST
    versioned = True


class ChangeRequestState(OfRequest, Steps, FormPage):
    """Take a request up, decide on it, or withdraw it."""

    policy = "projects.change_request_state"
    title, verb = _("Decide on IN%(number)s"), _("Record decision")
    form = StepForm
    states = REQUEST
    service = services.change_request_state
    success_url = cancel_url = OF_REQUEST

    def get_initial(self, subject: IntakeRequest) -> dict[str, Any]:
        return {}


class OpenRequested(OfRequest, FormPage):
    """Open the project that was asked for."""

    policy = "projects.open_requested"
    title, verb = _("Open the project of IN%(number)s"), _("Open project")
    form = OpeningForm
    service = services.open_requested
    success = _("%(key)s %(name)s is open.")
    success_url, cancel_url = Link("home_overview", key="key"), OF_REQUEST
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: IntakeRequest) -> dict[str, Any]:
        return {"actor": actor, "request": subject}

    def get_initial(self, subject: IntakeRequest) -> dict[str, Any]:
        given = {"name": subject.title, "client_id": subject.client_id, "currency": subject.currency}
        return {**given, "zone": self.actor.organization.zone}
