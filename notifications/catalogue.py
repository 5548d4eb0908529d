"""Every rule by which people are told something: its words, its way, its urgency. Filled by `notices.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from notifications.letters import Addressee, Letter, Text
from notifications.resolving import Default, Way
from tenancy.actors import Actor
from tenancy.listeners import Event

PROPOSED = Default()
Writer = Callable[[Any], Letter | None]
PeopleOf = Callable[[Actor, UUID, str], list[UUID]]
DIGEST = "digest"
ESCALATED = "escalated"


class Urgency(StrEnum):
    """How soon somebody should look; digests begin with the most urgent."""

    URGENT = "urgent"
    NORMAL = "normal"
    LOW = "low"


ORDER = {urgency: place for place, urgency in enumerate(Urgency)}
URGENCY_WORDS = {Urgency.URGENT: _("Urgent"), Urgency.NORMAL: _("Normal"), Urgency.LOW: _("Low")}
WAY_WORDS = {
    Way.MAIL: _("Inbox and mail at once"),
    Way.DIGEST: _("Inbox and digest"),
    Way.INBOX: _("Inbox only"),
    Way.OFF: _("Off"),
}


@dataclass(frozen=True)
class Days:
    """A number of days that a project may set for a rule: what it means, and the house's own."""

    label: Text
    default: int
    least: int = 1
    most: int = 60


@dataclass(frozen=True)
class Notice:
    """One rule: the fact it hears and who writes its letter.

    `subject`: what it tells of, for people; `audience`: whom, for people. `default`: the way it comes unless
    somebody chose otherwise. `of_project`: the manager of a project may turn it off there, set its `days`,
    and choose who is told. `people`: persons of a role on a project; with it, a letter that nobody
    acknowledges climbs the ladder. `addressee`: for letters to an address, asked again when it is sent.
    """

    rule: str
    subject: Text
    event: type[Event] | None = None
    write: Writer | None = None
    audience: Text = ""
    default: Default = PROPOSED
    urgency: Urgency = Urgency.NORMAL
    of_project: bool = False
    days: Days | None = None
    people: PeopleOf | None = None
    climbs: bool = False
    addressee: Callable[[UUID], Addressee | None] | None = None

    @property
    def room(self) -> str:
        """The room whose facts it tells."""
        return self.event.__module__.partition(".")[0] if self.event else "notifications"

    @property
    def is_chosen(self) -> bool:
        """Whether people choose how it comes: not what is mailed to an address, nor the digest itself."""
        return self.addressee is None and self.rule != DIGEST


NOTICES: dict[str, Notice] = {
    DIGEST: Notice(DIGEST, _("Digest"), audience=_("Whoever has chosen the digest for a rule")),
    ESCALATED: Notice(
        ESCALATED,
        _("Nobody has acknowledged"),
        audience=_("The next rung of the ladder"),
        urgency=Urgency.URGENT,
    ),
}


def default_of(rule: str) -> Default:
    """What the house proposes for a rule; a rule that is no longer known is told in full."""
    known = NOTICES.get(rule)
    return known.default if known else Default()


def urgency_of(rule: str) -> Urgency:
    """How urgent a rule is."""
    known = NOTICES.get(rule)
    return known.urgency if known else Urgency.NORMAL


def words_of(rule: str) -> str:
    """What a rule tells of, in the active language."""
    known = NOTICES.get(rule)
    return str(known.subject) if known else rule


def chosen_rules() -> list[Notice]:
    """The rules that people choose a way for, by room and words."""
    found = (known for known in NOTICES.values() if known.is_chosen)
    return sorted(found, key=lambda known: (known.room, ORDER[known.urgency], known.rule))


def project_rules() -> list[Notice]:
    """The rules that a project may turn off or adjust."""
    return [known for known in chosen_rules() if known.of_project]
