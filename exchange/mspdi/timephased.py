"""Values spread over time: so much work, cost or progress from one moment to another."""

from datetime import datetime
from typing import NamedTuple

from exchange.mspdi.records import Field, Record
from exchange.mspdi.values import instant, integer


class Timephased(NamedTuple):
    """One span. `type` says what is spread (1 remaining work, 2 actual work, 4 baseline work …), `unit` the
    step (0 minutes, 1 hours, 2 days, 3 weeks, 5 months, 8 years); `value` is as in the file: a duration or a
    number."""

    type: int | None
    uid: int | None
    starts_at: datetime | None
    finishes_at: datetime | None
    unit: int | None
    value: str | None


FIELDS = {
    "type": Field("Type", integer),
    "uid": Field("UID", integer),
    "starts_at": Field("Start", instant),
    "finishes_at": Field("Finish", instant),
    "unit": Field("Unit", integer),
    "value": Field("Value"),
}


def read_timephased(record: Record) -> tuple[Timephased, ...]:
    """The timephased values of a task, resource, assignment or baseline, in the order of the file."""
    return tuple(Timephased(**span.typed(FIELDS)) for span in record.groups("TimephasedData"))
