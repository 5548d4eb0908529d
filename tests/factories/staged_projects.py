"""One record per transition table of projects, in any state."""

from collections.abc import Callable
from typing import Any

from projects import services
from projects.models import Engagement, IntakeRequest, Process, Programme, Site, Sow, SowVersion
from tenancy.models import Membership, Person
from tests.cast import NOW
from tests.factories.stages import Staged
from toolkit.identifiers import uuid7

DAY = NOW.date()


def code() -> str:
    """A code that nothing has yet."""
    return f"C-{uuid7().hex[-12:].upper()}"


def taken(verb: Any, subject_as: str) -> Callable[[Any, Any, str], Any]:
    """A step by a service that takes the record under a name."""

    def take(actor: Any, record: Any, step: str) -> Any:
        return verb(actor=actor, step=step, reason="because", **{subject_as: record})

    return take


def somebody_else(owner: Person) -> Person:
    """Who decides did not write it: delivery heads are given what somebody else made."""
    is_head = Membership.objects.filter(person=owner, role="DH").exists()
    return Person.objects.filter(name="Ada").get() if is_head else owner


def make_site(project: Any, owner: Any) -> Site:
    return Site.objects.create(
        code=code(), name="Kraków", zone="Europe/Warsaw", currency="PLN", created_at=NOW
    )


def make_process(project: Any, owner: Any) -> Process:
    of = {"project": project, "client": project.client}
    return Process.objects.create(code=code(), name="Invoices", channel="voice", created_at=NOW, **of)


def make_programme(project: Any, owner: Any) -> Programme:
    return Programme.objects.create(code=code(), name="Finance", created_at=NOW)


def make_engagement(project: Any, owner: Any) -> Engagement:
    told = {"starts_on": DAY, "signed_on": DAY, "created_at": NOW}
    return Engagement.objects.create(client=project.client, code=code(), title="Master agreement", **told)


def make_version(project: Any, owner: Any) -> SowVersion:
    engagement = make_engagement(project, owner)
    of = {"engagement": engagement, "client": project.client}
    sow = Sow.objects.create(code=code(), title="Work", created_at=NOW, **of)
    writer = somebody_else(owner)
    signs = {"our_signatory": writer, "client_signatory": writer}
    told = {"starts_on": DAY, "pricing": "fte", "currency": "EUR", "author": writer, "created_at": NOW}
    return SowVersion.objects.create(sow=sow, number=1, **signs, **told)


def make_request(project: Any, owner: Any) -> IntakeRequest:
    number = IntakeRequest.objects.count() + 1
    told = {"title": "More", "why": "growth", "client": project.client, "created_at": NOW}
    return IntakeRequest.objects.create(number=number, requester=somebody_else(owner), **told)


BACKBONE_STAGED = {
    "projects.SITE": Staged(
        Site,
        make_site,
        taken(services.change_site_state, "site"),
        lambda record, verb: f"sites/{record.code}/state/",
    ),
    "projects.PROCESS": Staged(
        Process,
        make_process,
        taken(services.change_process_state, "process"),
        lambda record, verb: f"projects/{record.project.key}/processes/{record.code}/state/",
    ),
    "projects.PROGRAMME": Staged(
        Programme,
        make_programme,
        taken(services.change_programme_state, "programme"),
        lambda record, verb: f"programmes/{record.code}/state/",
    ),
    "projects.ENGAGEMENT": Staged(
        Engagement,
        make_engagement,
        taken(services.change_engagement_state, "engagement"),
        lambda record, verb: f"engagements/{record.code}/state/",
    ),
    "projects.SOW_VERSION": Staged(
        SowVersion,
        make_version,
        taken(services.change_sow_state, "sow_version"),
        lambda record, verb: f"sows/{record.sow.code}/versions/{record.number}/state/",
    ),
    "projects.REQUEST": Staged(
        IntakeRequest,
        make_request,
        taken(services.change_request_state, "request"),
        lambda record, verb: f"requests/{record.number}/state/",
    ),
}
