"""Who or what works on which task, and how much."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from exchange.mspdi.baselines import Baseline, read_baselines
from exchange.mspdi.custom_fields import CustomFields, CustomValue, read_values
from exchange.mspdi.durations import minutes
from exchange.mspdi.records import Field, Record
from exchange.mspdi.timephased import Timephased, read_timephased
from exchange.mspdi.values import instant, integer, money, number, percentage

NOBODY = -65535
"""Project's resource UID for work on a task that nobody is assigned to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Work of a resource on a task; `resource_uid` None is work of the task that nobody is assigned to."""

    uid: int
    guid: str | None
    task_uid: int | None
    resource_uid: int | None
    units: Decimal | None
    work_minutes: int | None
    actual_work_minutes: int | None
    remaining_work_minutes: int | None
    percent_work_complete: int | None
    starts_at: datetime | None
    finishes_at: datetime | None
    actual_starts_at: datetime | None
    actual_finishes_at: datetime | None
    cost: Decimal | None
    actual_cost: Decimal | None
    remaining_cost: Decimal | None
    work_contour: int | None
    booking_type: int | None
    notes: str
    baselines: tuple[Baseline, ...]
    custom_values: tuple[CustomValue, ...]
    timephased: tuple[Timephased, ...]
    source_fields: dict[str, Any]


def resource_reference(raw: str) -> int | None:
    uid = integer(raw)
    return None if uid == NOBODY else uid


ASSIGNMENT_FIELDS = {
    "uid": Field("UID", integer),
    "guid": Field("GUID"),
    "task_uid": Field("TaskUID", integer),
    "resource_uid": Field("ResourceUID", resource_reference),
    "units": Field("Units", number),
    "work_minutes": Field("Work", minutes),
    "actual_work_minutes": Field("ActualWork", minutes),
    "remaining_work_minutes": Field("RemainingWork", minutes),
    "percent_work_complete": Field("PercentWorkComplete", percentage),
    "starts_at": Field("Start", instant),
    "finishes_at": Field("Finish", instant),
    "actual_starts_at": Field("ActualStart", instant),
    "actual_finishes_at": Field("ActualFinish", instant),
    "cost": Field("Cost", money),
    "actual_cost": Field("ActualCost", money),
    "remaining_cost": Field("RemainingCost", money),
    "work_contour": Field("WorkContour", integer),
    "booking_type": Field("BookingType", integer),
    "notes": Field("Notes", default=""),
}


def read_assignment(record: Record, definitions: CustomFields) -> Assignment:
    fields = record.typed(ASSIGNMENT_FIELDS)
    return Assignment(
        **fields,
        baselines=read_baselines(record),
        custom_values=read_values(record, definitions),
        timephased=read_timephased(record),
        source_fields=record.rest(),
    )
