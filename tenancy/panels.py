"""Socket: lists that rooms above show on a person's, a client's or a task's page.

A room's `panels.py` registers functions that take the actor, the record and the page's reader; they run
inside the page, under its rights:

    @panel("person")
    def projects_of_person(*, actor, record, reader) -> Panel: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from tenancy.actors import Actor
from toolkit.reading import Reader
from toolkit.tables.table import Shown

Show = Callable[..., "Panel | None"]
KINDS = ("person", "client", "task")
_panels: dict[str, list[Show]] = {kind: [] for kind in KINDS}


@dataclass(frozen=True)
class Panel:
    """One list with its heading, and what stands there when it is empty."""

    title: str | Promise
    table: Shown
    empty: str | Promise


def panel(kind: str) -> Callable[[Show], Show]:
    """Decorator: show this list on the page of a `person` or a `client`."""

    def register(show: Show) -> Show:
        _panels[kind].append(show)
        return show

    return register


def panels_of(kind: str, *, actor: Actor, record: Any, reader: Reader) -> list[Panel]:
    """The lists that the rooms have for a record and this reader, lowest room first."""
    shown = (show(actor=actor, record=record, reader=reader) for show in _panels[kind])
    return [one for one in shown if one is not None]
