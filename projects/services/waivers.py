"""Waivers: leave to pass a gate without a criterion, from the delivery head and the client's sponsor."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.events import WaiverSettled
from projects.models import GateCriterion, GateWaiver, Project, StageGate
from projects.selectors import today_of
from records.selectors import carrier
from records.services import request_approval
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import write

WAIVER = "gate_waiver"
HEAD, SPONSOR = "DH", "CS"
ASKED = frozenset({"criterion_id", "reason", "expires_on"})


class NothingToWaive(BadInput):
    """Only what stands in the way is waived."""

    code = "nothing_to_waive"
    message = _("Choose a mandatory criterion of a gate that is not passed yet.")
    field = "criterion_id"


class WaiverOver(BadInput):
    """A waiver runs for some time."""

    code = "waiver_over"
    message = _("Choose a last day from today on.")
    field = "expires_on"


class WaiverDecided(DomainError):
    """What both sides are asked about stays as it is."""

    code = "waiver_decided"
    message = _("%(key)s was put to both sides, so it stays as it is. Ask for another one.")


class OneSided(DomainError):
    """One side alone does not waive."""

    code = "one_sided"
    message = _("A waiver needs the delivery head and the client’s sponsor. Ask both.")


def can_be_waived(
    *, actor: Actor, project: Project, subject: GateWaiver | None, values: dict[str, Any]
) -> None:
    """A mandatory criterion of a gate that is not passed, until a day that is not over."""
    if subject is not None:
        if ASKED & set(values):
            raise WaiverDecided(key=subject.key)
        return
    rows = GateCriterion.objects.live().filter(project=project, mandatory=True)
    if not rows.filter(pk=values["criterion_id"]).exclude(gate__state__in=StageGate.PASSED).exists():
        raise NothingToWaive()
    if values["expires_on"] < today_of(project=project, now=actor.now):
        raise WaiverOver()


def ask_both_sides(*, actor: Actor, subject: GateWaiver) -> None:
    """Put a new waiver to the delivery head and, by an ask, to the client's sponsor."""
    criterion = subject.criterion
    about = _("%(criterion)s of %(gate)s: to be passed without, until %(day)s. %(reason)s") % {
        "criterion": criterion,
        "gate": criterion.gate,
        "day": _day(subject.expires_on),
        "reason": subject.reason,
    }
    found = carrier(actor=actor, entry_id=subject.pk)
    request_approval(actor=actor, carrier=found, about=about, decision=WAIVER)


@verb
def settle_waiver(*, actor: Actor, waiver: GateWaiver, state: str, sides: dict[str, UUID]) -> GateWaiver:
    """Write what both sides decided; `sides`: who decided in which role. Raises `OneSided`."""
    require(actor, "projects.settle_waiver", waiver)
    changed: dict[str, Any] = {"state": state}
    if state == GateWaiver.State.GRANTED:
        if not {HEAD, SPONSOR} <= set(sides):
            raise OneSided()
        changed |= {"head_id": sides[HEAD], "sponsor_id": sides[SPONSOR]}
    before = write(waiver, changed)
    record(actor, "projects.settle_waiver", waiver, before=before, after=changed)
    publish(WaiverSettled(actor.organization.id, waiver.project_id, waiver.pk, state), actor=actor)
    return waiver


def grant_waiver(*, actor: Actor, approval: Any, record: GateWaiver) -> None:
    """Both agreed. Raises `OneSided` where the organization's matrix left one of them out."""
    sides = dict(approval.steps.exclude(decided_by=None).values_list("role", "decided_by"))
    settle_waiver(actor=actor, waiver=record, state=GateWaiver.State.GRANTED, sides=sides)


def refuse_waiver(*, actor: Actor, approval: Any, record: GateWaiver) -> None:
    """One side did not."""
    settle_waiver(actor=actor, waiver=record, state=GateWaiver.State.REFUSED, sides={})


def _day(day: date) -> str:
    return day.isoformat()
