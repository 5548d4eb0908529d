"""What this room asks of people on the page "My day"."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from records import selectors
from records.models import Ask
from records.needing import Band, Need, band_of, feeds, working_days_after
from records.selectors import Waiting
from tenancy.actors import Actor
from toolkit.formats import is_chinese

LENGTH = 80


@feeds("approvals")
def decisions(*, actor: Actor, as_of: date) -> list[Need]:
    """Decisions that wait for the actor; two queries."""
    if not actor.may("records.decide_approval"):
        return []
    return [_decision(actor, one, as_of) for one in selectors.waiting_approvals(actor=actor)]


@feeds("asks")
def questions(*, actor: Actor, as_of: date) -> list[Need]:
    """Questions to the actor, and hers that nobody has answered; two queries."""
    if not actor.may("records.view_asks") or actor.person_id is None:
        return []
    return [*_asked_of_me(actor, as_of), *_unanswered(actor, as_of)]


def _decision(actor: Actor, one: Waiting, as_of: date) -> Need:
    address = {"org": actor.organization.slug, "entry": one.entry_id}
    name = (is_chinese() and one.record_zh) or one.record
    return Need(
        band=band_of(one.due, today=as_of, until=working_days_after(as_of)) or Band.SOON,
        icon="checks",
        name=name,
        what=_("Decide: %(about)s") % {"about": one.about[:LENGTH]},
        why=_("%(name)s asked for approval") % {"name": one.asked_by or _("The house")},
        url=reverse("records_approvals", kwargs=address),
        verb=_("Decide"),
        verb_url=reverse("records_decide_approval", kwargs={**address, "approval": one.approval_id}),
        due=one.due,
        overdue_days=_days_late(one.due, as_of),
        project_key=one.key,
    )


def _asked_of_me(actor: Actor, as_of: date) -> Iterator[Need]:
    until = working_days_after(as_of)
    for ask in selectors.asked_of_me(actor=actor):
        name = ask.asked_by.name if ask.asked_by else actor.organization.name
        band = band_of(ask.expires_on, today=as_of, until=until) or Band.SOON
        why, url = _("%(name)s asks you") % {"name": name}, reverse("records_answer", kwargs={"ask": ask.pk})
        yield _question(actor, ask, band, why, _("Answer the question"), url)


def _unanswered(actor: Actor, as_of: date) -> Iterator[Need]:
    for ask in selectors.unanswered(actor=actor):
        why = _("Waits for %(name)s") % {"name": ask.person.name}
        url = reverse(
            "records_resend_ask",
            kwargs={"org": actor.organization.slug, "entry": ask.entry_id, "ask": ask.pk},
        )
        yield _question(actor, ask, Band.WAITING, why, _("Send again"), url)


def _question(actor: Actor, ask: Ask, band: Band, why: str, verb: str, verb_url: str) -> Need:
    url = reverse(
        "records_ask", kwargs={"org": actor.organization.slug, "entry": ask.entry_id, "ask": ask.pk}
    )
    return Need(
        band=band,
        icon="send",
        name=ask.title,
        what=ask.title,
        why=why,
        url=url,
        verb=verb,
        verb_url=verb_url,
        due=ask.expires_on,
        project_key=ask.entry.key,
    )


def _days_late(due: date | None, as_of: date) -> int:
    return max((as_of - due).days, 0) if due else 0
