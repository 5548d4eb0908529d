"""Facts and who listens to them. A fact is a frozen dataclass of ids, dates and short texts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, get_args, get_type_hints
from uuid import UUID


@dataclass(frozen=True)
class Event:
    """Base of all facts. Every fact names its organization; most name a project."""

    organization_id: UUID

    @property
    def subject_project_id(self) -> UUID | None:
        """The project the fact is about, if it has one."""
        return getattr(self, "project_id", None)


@dataclass(frozen=True)
class Listener:
    """One reaction to one fact. `key` is stored: it makes the reaction happen at most once per fact."""

    key: str
    event: type[Event]
    react: Callable[[Any], None]


@dataclass(frozen=True)
class Handling:
    """Which stored fact a listener reacts to now, the dispatcher's clock, and when the fact became true."""

    event_id: UUID
    now: datetime
    occurred_at: datetime | None = None


_handling: ContextVar[Handling | None] = ContextVar("milepost_handling", default=None)


def handling() -> Handling | None:
    """The fact being handled, inside a listener; None elsewhere."""
    return _handling.get()


@contextmanager
def while_handling(handling: Handling) -> Iterator[None]:
    """Tell listeners which fact they react to."""
    token = _handling.set(handling)
    try:
        yield
    finally:
        _handling.reset(token)


EVENTS: dict[str, type[Event]] = {}
LISTENERS: dict[str, list[Listener]] = {}
# Those who hear every fact, such as what hands facts on to other systems.
EVERYWHERE: list[Listener] = []
QUIET: dict[str, str] = {}


def event_name(event: type[Event]) -> str:
    """`room.NounVerbed`, as stored in the event log and sent to webhooks."""
    return f"{event.__module__.split('.')[0]}.{event.__name__}"


def fact(event: type[Event]) -> type[Event]:
    """Class decorator: announce that this room says this fact."""
    EVENTS[event_name(event)] = event
    return event


def listen(event: type[Event], key: str, react: Callable[[Any], None]) -> None:
    """Register a reaction under a stable key."""
    LISTENERS.setdefault(event_name(event), []).append(Listener(key, event, react))


def listen_everywhere(key: str, react: Callable[[Any], None]) -> None:
    """Register a reaction to every fact that this version knows, under a stable key."""
    EVERYWHERE.append(Listener(key, Event, react))


def listeners_of(name: str) -> list[Listener]:
    """Who hears the facts of this name. A fact that this version does not know is heard by nobody."""
    return [*LISTENERS.get(name, []), *EVERYWHERE] if name in EVENTS else []


def hears(event: type[Event]) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """Decorator of a handler in a room's `handlers.py`."""

    def register(function: Callable[[Any], None]) -> Callable[[Any], None]:
        listen(event, f"{function.__module__}.{function.__name__}", function)
        return function

    return register


def unheard(event: type[Event], reason: str) -> None:
    """Say why a fact has no listener yet (the house test wants a listener or a reason)."""
    QUIET[event_name(event)] = reason


def pack(event: Event) -> dict[str, Any]:
    """The fact as JSON values, without its organization (the row carries that)."""
    values = {f.name: getattr(event, f.name) for f in fields(event) if f.name != "organization_id"}
    return {name: _plain(value) for name, value in values.items()}


def unpack(event: type[Event], organization_id: UUID, payload: dict[str, Any]) -> Event:
    """The fact back from its row. Unknown keys are ignored: an older worker may meet a newer fact."""
    hints = get_type_hints(event)
    known = {f.name for f in fields(event)}
    values = {name: _typed(hints[name], value) for name, value in payload.items() if name in known}
    return event(organization_id=organization_id, **values)


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(hint: Any, value: Any) -> Any:
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not type(None)]
    if value is None or not isinstance(value, str):
        return value
    for kind in kinds:
        if kind is UUID:
            return UUID(value)
        if kind in (date, datetime):
            return kind.fromisoformat(value)
    return value
