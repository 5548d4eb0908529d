"""Facts this room announces."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenancy.listeners import Event, fact, unheard


@fact
@dataclass(frozen=True)
class KpiDefined(Event):
    """An indicator, or a new version of one, has a meaning and a target."""

    definition_id: UUID
    code: str
    version: int


@fact
@dataclass(frozen=True)
class DayRolledUp(Event):
    """Readings of one day were written. `superseded`: how many replaced an earlier result."""

    day: date
    written: int
    superseded: int


FEED = "read from the event log by webhooks and the changes feed; no reaction inside the house yet"
unheard(KpiDefined, FEED)
unheard(DayRolledUp, FEED)
