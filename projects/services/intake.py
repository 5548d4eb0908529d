"""Verbs of requests for projects: asked, looked at, decided on, opened."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from projects.events import ProjectRequested, RequestChanged, RequestOpened, RequestStateChanged
from projects.models import IntakeCounter, IntakeRequest, Project
from projects.services.contracts import chosen_contract
from projects.services.errors import step_of
from projects.services.projects import create_project
from projects.states import REQUEST
from tenancy.actors import Actor
from tenancy.rules import separate
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError
from toolkit.writing import differences, joined, write

EDITABLE = (IntakeRequest.State.REQUESTED, IntakeRequest.State.TRIAGE)
DECISIONS = ("approve", "decline")


class RequestDecided(DomainError):
    """What was decided on stays as it was asked."""

    code = "request_decided"
    message = _("IN%(number)s was decided on. Ask a delivery head to look at it again.")


class RequestNotApproved(DomainError):
    """Only what was approved becomes a project, and only once."""

    code = "request_not_approved"
    message = _("IN%(number)s is “%(state)s”. A project is opened from an approved request, once.")


class ClientMissing(BadInput):
    """A project has a client."""

    code = "client_missing"
    message = _("The request names no client of ours yet. Add the client first, then choose it here.")
    field = "client_id"


class RequestFields(TypedDict, total=False):
    """What a request says."""

    title_zh: str
    client_id: UUID | None
    client_name: str
    kind: str
    why: str
    fte: Decimal | None
    value: Decimal | None
    currency: str
    wanted_on: date | None
    risks: str


class RequestChanges(RequestFields, total=False):
    """What `update_request` may change."""

    title: str


class Opening(TypedDict, total=False):
    """What the new project says beside what was asked for."""

    name: str
    zone: str
    manager_id: UUID | None
    template_key: str
    planned_finish: date | None


@verb
def request_project(*, actor: Actor, title: str, **fields: Unpack[RequestFields]) -> IntakeRequest:
    """Ask for a project. Raises `BadInput` without a client or the name of a new one."""
    require(actor, "projects.request_project")
    made = IntakeRequest.objects.create(
        number=_next_number(), title=title, requester_id=actor.person_id, created_at=actor.now, **fields
    )
    record(actor, "projects.request_project", made, after={"number": made.number, "title": title})
    publish(ProjectRequested(actor.organization.id, made.pk), actor=actor)
    return made


@verb
def update_request(
    *, actor: Actor, request: IntakeRequest, version: int | None = None, **fields: Unpack[RequestChanges]
) -> IntakeRequest:
    """Change what is asked for, until it is decided on; the asker's and a delivery head's to do.

    Raises `Denied`, `RequestDecided`, `Stale`.
    """
    require(actor, "projects.update_request")
    _check_own(actor, request, "projects.update_request")
    if request.state not in EDITABLE:
        raise RequestDecided(number=request.number)
    changed = differences(request, fields)
    if not changed:
        return request
    before = write(request, changed, version=version)
    record(actor, "projects.update_request", request, before=before, after=changed)
    publish(RequestChanged(actor.organization.id, request.pk, joined(changed)), actor=actor)
    return request


@verb
def change_request_state(
    *, actor: Actor, request: IntakeRequest, step: str, reason: str = "", version: int | None = None
) -> IntakeRequest:
    """Take a request up, decide on it, or withdraw it. Who asked does not decide.

    Raises `StateRefused`, `Denied` for withdrawing what others asked for, `SamePerson`, `ReasonMissing`,
    `Stale`.
    """
    require(actor, "projects.change_request_state")
    state = step_of(REQUEST, actor, request, step, reason).to
    if step == "withdraw":
        _check_own(actor, request, "projects.change_request_state")
    changed: dict[str, Any] = {"state": state, "reason": reason}
    if step in DECISIONS:
        separate(actor, [request.requester_id], action="projects.change_request_state", subject=request)
        changed |= {"decider_id": actor.person_id, "decided_at": actor.now}
    before = write(request, changed, version=version)
    record(actor, "projects.change_request_state", request, before=before, after=changed)
    publish(RequestStateChanged(actor.organization.id, request.pk, before["state"], state), actor=actor)
    return request


@verb
def open_requested(
    *,
    actor: Actor,
    request: IntakeRequest,
    key: str,
    currency: str,
    client_id: UUID | None = None,
    engagement_id: UUID | None = None,
    sow_id: UUID | None = None,
    version: int | None = None,
    **opening: Unpack[Opening],
) -> Project:
    """Open the project that was asked for, all or nothing: project, stage, manager, contract, both links.

    Of two at once one opens it, the other is told. Raises `RequestNotApproved`, `ClientMissing`,
    `ContractMismatch`, `Stale`, and what `create_project` raises.
    """
    require(actor, "projects.open_requested")
    if request.state != IntakeRequest.State.APPROVED:
        raise RequestNotApproved(number=request.number, state=request.get_state_display())
    client = client_id or request.client_id
    if client is None:
        raise ClientMissing()
    write(request, {"client_id": client}, version=version)
    asked: dict[str, Any] = {"name": request.title, "name_zh": request.title_zh, "kind": request.kind}
    asked["planned_start"] = request.wanted_on
    given: dict[str, Any] = {**asked, **opening}
    project = create_project(actor=actor, client_id=client, key=key, currency=currency, **given)
    chosen = {name: one for name, one in chosen_contract(actor, client, engagement_id, sow_id).items() if one}
    if chosen:
        write(project, chosen)
    _opened(actor, request, project)
    return project


def _opened(actor: Actor, request: IntakeRequest, project: Project) -> None:
    changed = {"state": IntakeRequest.State.OPENED, "opened_id": project.pk}
    before = write(request, changed)
    record(actor, "projects.open_requested", request, before=before, after=changed)
    publish(RequestOpened(actor.organization.id, project.pk, request.pk), actor=actor)


def _next_number() -> int:
    """The next number of the organization; the counter's row stays locked until the request is there."""
    counter, _made = IntakeCounter.objects.get_or_create()
    IntakeCounter.objects.filter(pk=counter.pk).update(last=F("last") + 1)
    last: int = IntakeCounter.objects.values_list("last", flat=True).get(pk=counter.pk)
    return last


def _check_own(actor: Actor, request: IntakeRequest, action: str) -> None:
    """A delivery head speaks for all, everybody else for the own requests."""
    is_own = actor.person_id is not None and actor.person_id == request.requester_id
    if not (actor.is_system or "DH" in actor.roles or is_own):
        raise Denied(action, request)
