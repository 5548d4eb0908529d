"""Letters of this room."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from notifications.notices import Letter, notice
from projects.events import EngagementExpiring, GateDecided, ProjectRequested, RequestStateChanged
from projects.models import Engagement, IntakeRequest, StageGate
from projects.registers import notices as of_registers
from projects.selectors import engagements, people_of, requests
from projects.selectors.gates import gates
from tenancy.actors import Actor, system
from tenancy.selectors import members, organization_ref

__all__ = ["of_registers"]
HEADS = ("DH",)
DECIDED = (IntakeRequest.State.APPROVED, IntakeRequest.State.DECLINED, IntakeRequest.State.OPENED)


def people_with(actor: Actor, *roles: str) -> list[UUID]:
    """Who has one of the roles in the organization."""
    return list(members(actor=actor).filter(role__in=roles).values_list("person_id", flat=True))


@notice(
    EngagementExpiring,
    rule="engagement_expiring",
    subject=_("Engagements about to run out"),
    audience=_("The engagement’s owner, delivery heads and finance"),
)
def engagement_expiring(event: EngagementExpiring) -> Letter | None:
    """To the owner, the delivery heads and finance; to nobody once it was renewed or ended."""
    actor = system("letter about an engagement")
    found = engagements(actor=actor).select_related("client").filter(pk=event.engagement_id).first()
    if found is None or found.state != Engagement.State.EXPIRING:
        return None
    people = [found.owner_id] if found.owner_id else []
    return Letter(
        people=list(dict.fromkeys([*people, *people_with(actor, "DH", "FI")])),
        template="projects/mail/engagement_expiring",
        link=_address(event, "projects_engagement", engagement=found.code),
        subject_kind="projects.Engagement",
        subject_id=found.pk,
        version=ordinal(event.due),
        why=_("You own this engagement, or look after contracts."),
        context={"code": found.code, "name": found.title, "client": found.client.name, "due": event.due},
    )


@notice(
    ProjectRequested,
    rule="project_requested",
    subject=_("Requests for projects"),
    audience=_("Delivery heads"),
)
def project_requested(event: ProjectRequested) -> Letter | None:
    """To those who decide."""
    actor = system("letter about a request")
    found = requests(actor=actor).select_related("requester").filter(pk=event.request_id).first()
    if found is None or found.state != IntakeRequest.State.REQUESTED:
        return None
    asked = [one for one in people_with(actor, *HEADS) if one != found.requester_id]
    return _letter(event, found, asked, "project_requested", _("You decide on requests for projects."))


@notice(
    RequestStateChanged,
    rule="request_decided",
    subject=_("Decisions on my requests for projects"),
    audience=_("Who asked for the project"),
)
def request_decided(event: RequestStateChanged) -> Letter | None:
    """To who asked."""
    actor = system("letter about a request")
    found = requests(actor=actor).select_related("requester").filter(pk=event.request_id).first()
    if found is None or event.after not in DECIDED or not found.requester_id:
        return None
    return _letter(event, found, [found.requester_id], "request_decided", _("You asked for this project."))


@notice(
    GateDecided,
    rule="gate_decided",
    subject=_("Decisions on stage gates"),
    audience=_("The project’s members"),
)
def gate_decided(event: GateDecided) -> Letter | None:
    """To everybody who works on the project today."""
    actor = system("letter about a gate")
    found = gates(actor=actor).select_related("project").filter(pk=event.gate_id).first()
    if found is None or found.state != event.outcome:
        return None
    project = found.project
    told = {"key": project.key, "project": project.name, "code": found.code, "name": found.title}
    return Letter(
        people=[row["person_id"] for row in people_of(actor=actor, project=project)],
        template="projects/mail/gate_decided",
        link=_address(event, "projects_gate", key=project.key, number=found.number),
        subject_kind="projects.StageGate",
        subject_id=found.pk,
        version=found.version,
        why=_("You work on this project."),
        context={**told, "state": StageGate.State(found.state).label, "reason": found.decision},
        project=project.pk,
        project_name=project.name,
    )


def _letter(event: Any, found: IntakeRequest, people: list[UUID], template: str, why: Any) -> Letter:
    by = found.requester.name if found.requester else ""
    told = {"key": f"IN{found.number}", "name": found.title, "by": by, "reason": found.reason}
    return Letter(
        people=people,
        template=f"projects/mail/{template}",
        link=_address(event, "projects_request", asked=found.number),
        subject_kind="projects.IntakeRequest",
        subject_id=found.pk,
        version=found.version,
        why=why,
        context={**told, "state": IntakeRequest.State(found.state).label},
    )


def _address(event: Any, route: str, **arguments: Any) -> str:
    slug = organization_ref(organization_id=event.organization_id).slug
    return reverse(route, kwargs={"org": slug, **arguments})


def ordinal(day: date) -> int:
    """A day as the version of what is due on it: another day is another letter."""
    return day.toordinal()
