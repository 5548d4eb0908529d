"""The trail of a record as a person reads it: who did what, from what to what, in words. No queries."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.acts import act_of
from records.selectors.history import UNTOLD
from toolkit.markup import Html, text
from toolkit.reading import Reader

TOGETHER = dt.timedelta(minutes=10)
LONGEST = 80
NOTHING = "—"
ICONS = {"records.Comment": "messages", "records.File": "paperclip", "records.Approval": "checks"}
COLUMNS = (
    *("id", "at", "actor_name", "actor_person", "on_behalf", "via", "action"),
    *("subject_type", "subject_id", "before", "after"),
)
Row = Mapping[str, Any]
Names = Mapping[UUID, str]


@dataclass(frozen=True)
class Change:
    """One field, before and after, as shown."""

    label: str
    before: str
    after: str


@dataclass
class Event:
    """What one person did within some minutes."""

    who: str
    at: dt.datetime
    acts: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    lines: int = 0
    icon: str = "pencil"
    is_system: bool = False


def ids_in(rows: Iterable[Row]) -> set[UUID]:
    """The records that values of these lines name."""
    return {
        found
        for row in rows
        for side in ("before", "after")
        for value in _members(row[side]).values()
        if (found := _uuid(value)) is not None
    }


def changes(row: Row, names: Names, reader: Reader) -> list[Change]:
    """The fields of one line that have words, before and after."""
    if row["subject_type"] in UNTOLD:
        return []
    before, after = _members(row["before"]), _members(row["after"])
    known = _fields(row["subject_type"])
    told = [name for name in after if name in known and (name in before or row["before"])]
    return [
        Change(
            capfirst(str(known[name].verbose_name)),
            shown(known[name], before.get(name), names, reader),
            shown(known[name], after[name], names, reader),
        )
        for name in told
        if before.get(name) != after[name]
    ]


def reason(row: Row) -> str:
    """Why it was done, where somebody had to say so."""
    return "" if row["subject_type"] in UNTOLD else str(_members(row["after"]).get("reason") or "")


def shown(column: Any, value: Any, names: Names, reader: Reader) -> str:
    """A stored value in words."""
    if value is None or value == "":
        return NOTHING
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    for kinds, say in SAID:
        if isinstance(column, kinds):
            return say(column, value, names, reader)
    return _cut(value)


def _reference(column: Any, value: Any, names: Names, reader: Reader) -> str:
    found = _uuid(value)
    return names.get(found, _("another record")) if found else _cut(value)


def _instant(column: Any, value: Any, names: Names, reader: Reader) -> str:
    read = parse_datetime(str(value))
    return reader.instant(read) if read else _cut(value)


def _day(column: Any, value: Any, names: Names, reader: Reader) -> str:
    read = parse_date(str(value))
    return reader.day(read) if read else _cut(value)


def _number(column: Any, value: Any, names: Names, reader: Reader) -> str:
    return reader.duration(value) if column.name.endswith("_minutes") else _cut(value)


SAID: tuple[tuple[Any, Callable[..., str]], ...] = (
    (models.ForeignKey, _reference),
    (models.DateTimeField, _instant),
    (models.DateField, _day),
    (models.IntegerField, _number),
)


def days(rows: Iterable[Row], names: Names, reader: Reader) -> list[dict[str, Any]]:
    """The lines as a timeline: headings of days, and what one person did within ten minutes joined."""
    events = [event_shown(one, reader) for one in joined(rows, names, reader)]
    by_day = groupby(events, key=lambda one: one["day"])
    return [{"label": label, "events": list(group)} for label, group in by_day]


def joined(rows: Iterable[Row], names: Names, reader: Reader) -> list[Event]:
    """One event for what the same person did within ten minutes on the same day; newest first."""
    found: list[Event] = []
    for row in rows:
        last = found[-1] if found else None
        if last is None or not _together(last, row, reader):
            last = Event(_who(row), row["at"], is_system=row["actor_person"] is None)
            last.icon = ICONS.get(row["subject_type"], "pencil")
            found.append(last)
        last.lines += 1
        if (act := act_of(row["action"])) not in last.acts:
            last.acts.append(act)
        last.changes += [_sentence(one) for one in changes(row, names, reader)]
        if why := reason(row):
            last.changes.append(_("Reason: %(reason)s") % {"reason": why})
    return found


def event_shown(event: Event, reader: Reader) -> dict[str, Any]:
    """An event as the timeline's component takes it."""
    return {
        "day": reader.day(event.at.astimezone(reader.zone).date(), "long"),
        "icon": event.icon,
        "who": event.who,
        "text": _(", ").join(event.acts),
        "when": reader.instant(event.at),
        "href": "",
        "system": event.is_system,
        "count": event.lines if event.lines > 1 else "",
        "detail": Html("".join(f"<div>{text(one)}</div>" for one in event.changes)),
    }


def _together(last: Event, row: Row, reader: Reader) -> bool:
    days = {one.astimezone(reader.zone).date() for one in (last.at, row["at"])}
    return last.who == _who(row) and last.at - row["at"] <= TOGETHER and len(days) == 1


def _who(row: Row) -> str:
    if row["on_behalf"]:
        return _("%(operator)s as %(person)s") % {"operator": row["on_behalf"], "person": row["actor_name"]}
    return str(row["actor_name"])


def _sentence(change: Change) -> str:
    return _("%(field)s: %(before)s → %(after)s") % {
        "field": change.label,
        "before": change.before,
        "after": change.after,
    }


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


@cache
def _fields(label: str) -> dict[str, Any]:
    """The columns of a table by the names that lines may call them."""
    try:
        columns = apps.get_model(label)._meta.concrete_fields
    except LookupError:
        return {}
    return {name: one for one in columns for name in (one.name, one.attname)}


def _uuid(value: Any) -> UUID | None:
    if not isinstance(value, str) or len(value) != 36:
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _cut(value: Any) -> str:
    words = " ".join(str(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
