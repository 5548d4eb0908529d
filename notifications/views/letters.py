"""The ledger of letters in the organization's settings."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import selectors, services
from notifications.filters import LetterFilters
from notifications.models import Delivery
from notifications.tables import LetterFacts, LetterTable
from tenancy.actors import Actor
from toolkit.pages import Action, ActionPage, DetailPage, Link, ListPage

LEDGER = Link("notifications_letters")
REPLAY = Action(_("Send again"), Link("notifications_replay_letter"), policy="notifications.send_again")
REPLAY_ALL = Action(
    _("Send all given-up letters again"),
    Link("notifications_replay_letters"),
    policy="notifications.send_again",
    icon="refresh",
)


class Letters(ListPage):
    """Every letter, and what became of it: the answer to "I was never told"."""

    policy = "notifications.view_letters"
    title = _("Letters")
    selector = selectors.letters
    table, filterset = LetterTable, LetterFilters
    order = ("-created_at",)
    template = "notifications/letters.html"
    empty_title, empty_icon = _("No letter was written yet"), "mail"
    empty_text = _("Mails to your people stand here with what became of each.")

    def get_actions(self) -> tuple[Action, ...]:
        return (REPLAY_ALL,) if self.counts.get(Delivery.State.PARKED) else ()

    @cached_property
    def counts(self) -> dict[str, int]:
        return selectors.letter_counts(actor=self.actor)

    def get_context(self) -> dict[str, Any]:
        states = dict(Delivery.State.choices)
        return {"counts": [(states[one], n) for one, n in self.counts.items() if one in states]}


class OfLetter:
    """About one letter."""

    subject_as = "letter"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Delivery:
        return selectors.letter_by_id(actor=actor, letter_id=kwargs["pk"])


class LetterDetail(OfLetter, DetailPage):
    """One letter."""

    policy = "notifications.view_letters"
    title = _("Letter")
    facts = LetterFacts
    template = "notifications/letter.html"

    def get_actions(self) -> tuple[Action, ...]:
        return (REPLAY,) if self.subject.state == Delivery.State.PARKED else ()

    def get_context(self) -> dict[str, Any]:
        rows = selectors.letters(actor=self.actor).filter(digest=self.subject)
        return {"items": LetterTable(self.reader).shown(list(rows.values(*LetterTable.fields())))}


class ReplayLetter(OfLetter, ActionPage):
    """Give one letter to the sender again."""

    policy = "notifications.send_again"
    title, verb = _("Send this letter again?"), _("Send again")
    consequence = _("It keeps its Message-ID: a mailbox that has it already shows it once.")
    service = services.send_one_again
    success = _("The letter will be sent again.")
    success_url = cancel_url = LEDGER


def said_of_letters(count: int) -> str:
    """What became true."""
    return ngettext(
        "%(count)d letter will be sent again.", "%(count)d letters will be sent again.", count
    ) % {"count": count}


class ReplayLetters(ActionPage):
    """Give every given-up letter to the sender again."""

    policy = "notifications.send_again"
    title, verb = _("Send all given-up letters again?"), _("Send all again")
    consequence = _("Each keeps its Message-ID: a mailbox that has it already shows it once.")
    service = services.send_again
    success = staticmethod(said_of_letters)
    success_url = cancel_url = LEDGER
