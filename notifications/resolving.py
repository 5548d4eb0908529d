"""Which way a rule reaches one person: what she chose, what the project chose, what the house proposes.

Pure: no Django, no database.
"""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """How a person hears of something. Each way but `OFF` also writes an inbox line."""

    MAIL = "mail"
    DIGEST = "digest"
    INBOX = "inbox"
    OFF = "off"


@dataclass(frozen=True)
class Default:
    """What the house proposes for a rule. `locked`: nobody can turn it off or delay it."""

    way: Way = Way.MAIL
    on: bool = True
    locked: bool = False


def resolve(person: Way | None, project: bool | None, default: Default) -> Way:
    """The way that counts. None stands for "did not choose".

    A locked rule is what it is. A project decides whether the rule speaks of it at all; only then counts how
    the person wants to hear it, else the house's proposal.
    """
    if default.locked:
        return default.way
    speaks = default.on if project is None else project
    if not speaks:
        return Way.OFF
    return default.way if person is None else person
