"""Documents that are approved version after version: one is in force, the one before is superseded."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from planning.services.rows import lock_plan
from projects.registers.declared import register_of
from projects.registers.services import step_record
from records.services.asks import take_back
from tenancy.actors import Actor, System
from toolkit.writing import write

APPROVED, SUPERSEDED = "approved", "superseded"


def supersede_others(*, actor: Actor, subject: Any, step: str) -> None:
    """Before one is approved: what was in force in its place is so no more, in the same transaction.

    Whoever approves another version at the same time waits.
    """
    lock_plan(subject.project_id)
    house = System("Another version was approved", actor.organization, now=actor.now)
    register = register_of(subject._meta.label)
    assert register is not None
    reason = said(_("Superseded by %(key)s."), subject)
    for other in others(subject).filter(state=APPROVED).order_by("pk"):
        step_record(actor=house, register=register, subject=other, step="supersede", reason=reason)


def give_edition(*, actor: Actor, subject: Any, step: str) -> None:
    """With the approval: the version's number, by whom and when."""
    last = others(subject).aggregate(last=Max("edition"))["last"] or 0
    write(
        subject,
        {"edition": last + 1, "approved_by_id": actor.person_id, "approved_at": actor.now},
    )


def take_back_question(*, actor: Actor, subject: Any, step: str) -> None:
    """What is no longer in force is no longer signed."""
    if subject.waits_for_client:
        house = System("Out of force", actor.organization, now=actor.now)
        ask = type(subject).objects.select_related("ask").get(pk=subject.pk).ask
        if ask.withdrawn_at is None:
            take_back(house, ask, said(_("%(key)s is no longer in force."), subject))


def others(subject: Any) -> Any:
    """The other versions of the same document that nobody has withdrawn."""
    return type(subject).objects.live().filter(**subject.place()).exclude(pk=subject.pk)


def said(reason: Any, subject: Any) -> str:
    """A reason about a document, in the language in which the house keeps its history."""
    with override("en"):
        return str(reason) % {"key": subject.key}
