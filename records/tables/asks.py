"""Asks as lists and facts show them."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.asking import answers_of
from records.models import Ask
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Choice, Custom, Day, Instant, Key, Person, Status, Table, Text

Label = str | Promise
STATES = {
    Ask.State.OPEN: (pgettext_lazy("ask", "Open"), "begun"),
    Ask.State.ANSWERED: (_("Answer given"), "green"),
    Ask.State.EXPIRED: (_("Run out"), "red"),
    Ask.State.WITHDRAWN: (_("Withdrawn"), "open"),
}
ASK = Link("records_ask", entry="entry_id", ask="id")


def answer_words(kind: str, answer: str) -> str:
    """An answer as its socket calls it."""
    known = answers_of(kind)
    return str(known.word(answer)) if known and answer else answer


def said(row: Row, reader: Reader) -> str:
    """The answer in words."""
    return answer_words(row["answers"], row["answer"])


def lateness(row: Row, reader: Reader) -> str:
    """A last day that has passed without an answer."""
    return "r" if row["state"] == Ask.State.EXPIRED else ""


class AskTable(Table):
    """What the reader asked, and what was asked of her."""

    caption = _("Questions")
    record_key = Key(_("Record"), link=Link("records_approvals", entry="entry_id"), sort=False)
    title = Text(_("Question"), link=ASK, strong=True)
    person = Person(pgettext_lazy("letter", "To"), source="person__name")
    asked_by = Person(_("Asked by"), source="asked_by__name", priority=3)
    state = Status(_("State"), mapping=STATES, sort=False)
    answer = Custom(_("Answer given"), render=said, needs=("answers", "answer"), exports=said, sort=False)
    expires_on = Day(_("Answer until"), tone=lateness, needs=("state",))
    sent_at = Instant(pgettext_lazy("when", "Sent"), priority=3)
    needs = ("entry_id", "id")


class AskFacts(Table):
    """One ask: to whom, when, what was answered, and its fingerprints."""

    person = Person(pgettext_lazy("letter", "To"), source="person__name")
    email = Text(_("Mail address"))
    asked_by = Person(_("Asked by"), source="asked_by__name")
    state = Status(_("State"), mapping=STATES)
    sent_at = Instant(pgettext_lazy("when", "Sent"))
    expires_on = Day(_("Answer until"))
    fingerprint = Text(_("Fingerprint of the text (SHA-256)"))


class AnswerFacts(Table):
    """The answer: who, when, from where, and the receipt."""

    answer = Custom(_("Answer given"), render=said, needs=("answers", "answer"), exports=said)
    remark = Text(_("Remark"))
    answered_at = Instant(_("Answered at"))
    via = Choice(_("Came by"), mapping=dict(Ask.Via.choices))
    ip = Text(_("Network address"))
    receipt = Text(_("Receipt (SHA-256)"))


def state_of(ask: Any) -> tuple[Label, str]:
    """Word and tone of an ask's state."""
    return STATES[ask.state]
