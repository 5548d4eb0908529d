"""Socket: what stands on a project's page of an area, "planning" or "schedule".

Registers stand there by themselves; a room names its further pages in its `records.py`:

    card("planning", route="planning_readiness", label=_("Readiness"), icon="list-check",
         policy="planning.view_readiness_items", text=_("What is ready, and what is missing."))
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from projects.models import Project
from projects.registers.declared import Register, registers
from projects.registers.selectors import Counted, counts_of
from tenancy.actors import Actor

Label = str | Promise
NOTHING = Counted()


@dataclass(frozen=True)
class Card:
    """One page beside the registers. `owns`: prefixes of the names of the addresses below it."""

    route: str
    label: Label
    icon: str
    policy: str
    text: Label
    owns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One register of an area, and how many of its records there are."""

    register: Register
    counted: Counted


_cards: dict[str, dict[str, Card]] = {}


def card(area: str, **declared: Any) -> Card:
    """Put a page of a project on the page of an area; the arguments are those of `Card`."""
    made = Card(**declared)
    _cards.setdefault(area, {})[made.route] = made
    return made


def forget_card(area: str, route: str) -> None:
    """Take one off, such as one that a test made."""
    _cards.get(area, {}).pop(route, None)


def cards_of(*, actor: Actor, project: Project, area: str) -> list[Card]:
    """The pages of an area that the actor may open, in the order in which the rooms named them."""
    return [one for one in _cards.get(area, {}).values() if actor.may(one.policy, project)]


def lines_of(*, actor: Actor, project: Project, area: str, as_of: date) -> list[Line]:
    """The registers of an area that the actor may see, counted in one query."""
    shown = [one for one in registers(area) if actor.may(one.policy("view"), project)]
    counted = counts_of(actor=actor, project=project, shown=shown, as_of=as_of)
    return [Line(one, counted.get(one.label, NOTHING)) for one in shown]


def routes_of(area: str) -> tuple[str, ...]:
    """Prefixes of the names of the addresses that belong to an area."""
    own = [one.route(verb) for one in registers(area) for verb in VERBS]
    return (*own, *(name for one in _cards.get(area, {}).values() for name in (one.route, *one.owns)))


VERBS = (
    "import",
    "assign_rows",
    "",
    "list",
    "add",
    "edit",
    "state",
    "share",
    "unshare",
    "withdraw",
    "withdrawn",
    "restore",
)
