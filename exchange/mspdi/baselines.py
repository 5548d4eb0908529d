"""What a task, a resource or an assignment was meant to be when a baseline was saved."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from exchange.mspdi.durations import minutes
from exchange.mspdi.records import Field, Record
from exchange.mspdi.timephased import Timephased, read_timephased
from exchange.mspdi.values import flag, instant, integer, money


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """Baseline `number` 0 to 10. Resources have work and cost only."""

    number: int
    is_interim: bool
    starts_at: datetime | None
    finishes_at: datetime | None
    duration_minutes: int | None
    duration_format: int | None
    work_minutes: int | None
    cost: Decimal | None
    fixed_cost: Decimal | None
    timephased: tuple[Timephased, ...]
    source_fields: dict[str, Any]

    @property
    def is_blank(self) -> bool:
        """Project writes a number alone where nothing was saved."""
        saved = (self.starts_at, self.finishes_at, self.duration_minutes, self.work_minutes, self.cost)
        return all(value is None for value in saved)


FIELDS = {
    "number": Field("Number", integer, 0),
    "is_interim": Field("Interim", flag, False),
    "starts_at": Field("Start", instant),
    "finishes_at": Field("Finish", instant),
    "duration_minutes": Field("Duration", minutes),
    "duration_format": Field("DurationFormat", integer),
    "work_minutes": Field("Work", minutes),
    "cost": Field("Cost", money),
    "fixed_cost": Field("FixedCost", money),
}


def read_baselines(record: Record) -> tuple[Baseline, ...]:
    """The baselines of a record, in the order of the file."""
    return tuple(_baseline(saved) for saved in record.groups("Baseline"))


def _baseline(saved: Record) -> Baseline:
    fields = saved.typed(FIELDS)
    return Baseline(**fields, timephased=read_timephased(saved), source_fields=saved.rest())
