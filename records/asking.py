"""Socket: what can be answered to an ask, and what an answer does.

A room's `answers.py` (read at start) declares the kinds of questions it asks:

    @answers("closeout.accept", name=_("Acceptance"), choices=(Choice("accept", _("I accept it")), REFUSE))
    def accept(*, actor, ask, answer, remark, given): …

The function runs inside the transaction that keeps the answer. `actor` is the person who was asked, limited
to this ask: its policies allow nothing else. What the room then does, it does as the house.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor, System
from tenancy.rules import WRITE

Text = str | Promise
ASKED = "asked"


@dataclass(frozen=True)
class Choice:
    """One answer. `needs_remark`: the person has to say why, or what. `tone`: "" | "g" | "r"."""

    key: str
    label: Text
    needs_remark: bool = False
    tone: str = ""


AGREE = Choice("agree", _("I agree"), tone="g")
AGREE_WITH_REMARK = Choice("agree_with_remark", _("I agree, with a remark"), needs_remark=True, tone="g")
REFUSE = Choice("refuse", _("I do not agree"), needs_remark=True, tone="r")


def nothing_follows(*, actor: Actor, ask: Any, answer: str, remark: str, given: dict[str, Any]) -> None:
    """The answer is kept; that is all."""


@dataclass(frozen=True)
class Answers:
    """One kind of question: its choices, its form beside them, and what an answer does.

    `by_hand`: people may send it from a record's page; others are sent by verbs.
    """

    key: str
    name: Text
    choices: tuple[Choice, ...]
    perform: Callable[..., None] = nothing_follows
    form: type[forms.Form] | None = None
    by_hand: bool = False

    def choice(self, key: str) -> Choice | None:
        """One of the answers."""
        return next((one for one in self.choices if one.key == key), None)

    def word(self, key: str) -> Text:
        """An answer in words."""
        found = self.choice(key)
        return found.label if found else key


_known: dict[str, Answers] = {}


def answers(
    key: str,
    *,
    name: Text,
    choices: tuple[Choice, ...],
    form: type[forms.Form] | None = None,
    by_hand: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a kind of question. Its key is stored, so it never changes."""

    def register(perform: Callable[..., None]) -> Callable[..., None]:
        _known[key] = Answers(key, name, choices, perform, form, by_hand)
        return perform

    return register


def forget(key: str) -> None:
    """Strike out a kind, such as one that a test made."""
    _known.pop(key, None)


def answers_of(key: str) -> Answers | None:
    """A kind by its key; None for one that this version does not know."""
    return _known.get(key)


def by_hand() -> list[Answers]:
    """The kinds that people send from a record's page."""
    return [one for one in _known.values() if one.by_hand]


def scope_of(ask_id: UUID) -> str:
    """What names the one ask that somebody who was asked may answer."""
    return f"{ASKED}:{ask_id}"


def limited_to(ask_id: UUID) -> frozenset[str]:
    """The scopes of a person who answers one ask: to write that answer, to read nothing."""
    return frozenset({WRITE, scope_of(ask_id)})


def house(actor: Actor, reason: str) -> Actor:
    """The house, doing what follows from somebody's answer at the same instant."""
    acting = System(reason, actor.organization, now=actor.now)
    return replace(acting, ip=actor.ip, request_id=actor.request_id)
