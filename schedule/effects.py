"""Socket: what a baseline contains, and what an approved change performs.

A room that knows something of a plan says so in its `effects.py` (read at start). Planning stands below and
cannot see this socket: what it knows is said in `schedule/snapshots.py`.

    @snapshot("resources.assignments")
    def assignments(*, actor: Actor, project: Project) -> dict[str, Any]:
        return {"rows": […]}

    @effect("resources.add_seats", name=_("Add seats"))
    def add_seats(*, actor: Actor, change: Change, values: dict[str, Any]) -> None:
        …

A part answers what JSON can hold, in the same order whenever nothing has changed: a baseline's hash is taken
over it. An effect runs inside the transaction in which the change is carried out: it raises why not, or calls
services of its own room. Both are called with a constant number of queries, however long a plan is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from projects.selectors import Project
from tenancy.actors import Actor

Label = str | Promise
Part = dict[str, Any]
# (actor=, project=) -> what JSON can hold.
TakePart = Callable[..., Part]
# (actor=, change=, values=) -> whatever its service answers.
Perform = Callable[..., Any]


class UnknownEffect(ValueError):
    """Nobody has said how this is done."""


class SaidTwice(ValueError):
    """A part of a baseline and an effect have one home each."""


@dataclass(frozen=True)
class Effect:
    """One thing an approved change can do. `key`: room and verb; `name`: the same in words."""

    key: str
    name: Label
    perform: Perform


_parts: dict[str, TakePart] = {}
_effects: dict[str, Effect] = {}


def snapshot(name: str) -> Callable[[TakePart], TakePart]:
    """Decorator: this function takes one part of a baseline, called `name` in it. Raises `SaidTwice`."""

    def keep(take: TakePart) -> TakePart:
        if _parts.setdefault(name, take) is not take:
            raise SaidTwice(name)
        return take

    return keep


def effect(key: str, *, name: Label) -> Callable[[Perform], Perform]:
    """Decorator: this function carries out the effect `key`. Raises `SaidTwice`."""

    def keep(perform: Perform) -> Perform:
        if key in _effects:
            raise SaidTwice(key)
        _effects[key] = Effect(key, name, perform)
        return perform

    return keep


def parts(*, actor: Actor, project: Project) -> dict[str, Part]:
    """What a baseline of this project contains now, by part, in the order of their names."""
    return {name: _parts[name](actor=actor, project=project) for name in sorted(_parts)}


def effects() -> list[Effect]:
    """Everything that an approved change can do, by key."""
    return [_effects[key] for key in sorted(_effects)]


def effect_of(key: str) -> Effect:
    """One of them; raises `UnknownEffect`."""
    if key not in _effects:
        raise UnknownEffect(key)
    return _effects[key]


def forget_snapshot(name: str) -> None:
    """Take a part out, such as one that a test made."""
    _parts.pop(name, None)


def forget_effect(key: str) -> None:
    """Take an effect out, such as one that a test made."""
    _effects.pop(key, None)
