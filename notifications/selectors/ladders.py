"""Questions about escalation."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from notifications.catalogue import NOTICES, Notice
from notifications.models import Escalation, EscalationStep, InboxLine, Rung
from notifications.models.ladders import EscalationQuerySet
from notifications.policies import visible
from tenancy.actors import Actor
from toolkit.errors import Missing

EVERYTHING = frozenset({"TA", "DH", "AU", "platform"})
USUAL = ""


@dataclass(frozen=True)
class Step:
    """A rung above the first: who is told, how many hours after the one below."""

    position: int
    role: str
    hours: int


USUAL_STEPS = (Step(2, "PM", 24), Step(3, "DH", 24))


@dataclass(frozen=True)
class Ladder:
    """The rungs of one rule, or (without a rule) the organization's usual ones."""

    rule: str
    notice: Notice | None
    steps: tuple[Step, ...]
    is_own: bool


def climbing_rules() -> list[Notice]:
    """The rules whose letters climb a ladder."""
    return [known for known in NOTICES.values() if known.climbs]


def ladders(*, actor: Actor) -> list[Ladder]:
    """The organization's usual ladder, and the one of each rule that climbs; one query."""
    own = _own_steps()
    usual = own.get(USUAL, USUAL_STEPS)
    rules = [Ladder(one.rule, one, own.get(one.rule, usual), one.rule in own) for one in climbing_rules()]
    return [Ladder(USUAL, None, usual, USUAL in own), *rules]


def ladder(*, actor: Actor, rule: str) -> Ladder:
    """One ladder; raises `Missing` for a rule that climbs none."""
    found = next((one for one in ladders(actor=actor) if one.rule == rule), None)
    if found is None:
        raise Missing()
    return found


def _own_steps() -> dict[str, tuple[Step, ...]]:
    found: dict[str, tuple[Step, ...]] = {}
    for rung in Rung.objects.order_by("rule", "position"):
        step = (Step(rung.position, rung.role, rung.hours),) if rung.role else ()
        found[rung.rule] = (*found.get(rung.rule, ()), *step)
    return found


def visible_escalations(actor: Actor) -> Q:
    """Whoever sees the whole organization sees every ladder; everybody else those she was told of."""
    if actor.is_system or actor.roles & EVERYTHING:
        return Q()
    told = InboxLine.objects.filter(visible(actor), escalation__isnull=False)
    return Q(pk__in=told.values("escalation_id"))


def escalations(*, actor: Actor) -> EscalationQuerySet:
    """The ladders the actor may know of, newest first."""
    return Escalation.objects.filter(visible_escalations(actor)).order_by("-created_at")


def escalation_by_id(*, actor: Actor, escalation_id: UUID) -> Escalation:
    """One ladder; raises `Missing`."""
    rows = escalations(actor=actor).select_related("acknowledged_by")
    found = rows.filter(pk=escalation_id).first()
    if found is None:
        raise Missing()
    return found


def steps_told(*, actor: Actor, escalation: Escalation) -> QuerySet[EscalationStep]:
    """The rungs that were told, from the first."""
    return EscalationStep.objects.filter(escalation=escalation).order_by("position")
