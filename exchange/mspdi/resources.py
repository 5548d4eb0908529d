"""People, material and costs that tasks use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from exchange.mspdi.baselines import Baseline, read_baselines
from exchange.mspdi.calendars import take_calendar
from exchange.mspdi.custom_fields import CustomFields, CustomValue, read_values
from exchange.mspdi.durations import minutes
from exchange.mspdi.records import Field, Record
from exchange.mspdi.timephased import Timephased, read_timephased
from exchange.mspdi.values import choice, flag, instant, integer, money, number

TYPES = {0: "material", 1: "work", 2: "cost"}
UNASSIGNED = 0


@dataclass(frozen=True, slots=True)
class Availability:
    starts_at: datetime | None
    finishes_at: datetime | None
    units: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A rate from one moment to another. `table` 0 to 4 is A to E.

    Rates are per hour (of material: per unit) whatever their format, which is only how people see them: 1 per
    minute, 2 hour, 3 day, 4 week, 5 month, 7 year, 8 unit of material.
    """

    starts_at: datetime | None
    finishes_at: datetime | None
    table: int | None
    standard_rate: Decimal | None
    standard_rate_format: int | None
    overtime_rate: Decimal | None
    overtime_rate_format: int | None
    cost_per_use: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """`max_units` 1 is one full-time worker. Rates are as in `Rate`; costs are amounts of the plan's
    currency."""

    uid: int
    id: int | None
    guid: str | None
    name: str
    type: str
    initials: str
    group: str
    code: str
    email: str
    material_label: str
    max_units: Decimal | None
    standard_rate: Decimal | None
    standard_rate_format: int | None
    overtime_rate: Decimal | None
    overtime_rate_format: int | None
    cost_per_use: Decimal | None
    cost: Decimal | None
    actual_cost: Decimal | None
    remaining_cost: Decimal | None
    work_minutes: int | None
    actual_work_minutes: int | None
    remaining_work_minutes: int | None
    calendar_uid: int | None
    available_from: datetime | None
    available_to: datetime | None
    is_generic: bool
    is_inactive: bool
    is_budget: bool
    is_cost_resource: bool
    notes: str
    availability: tuple[Availability, ...]
    rates: tuple[Rate, ...]
    baselines: tuple[Baseline, ...]
    custom_values: tuple[CustomValue, ...]
    timephased: tuple[Timephased, ...]
    source_fields: dict[str, Any]

    @property
    def kind(self) -> str:
        """work, material or cost; Project 2007 marks cost resources only by a flag of their own."""
        return "cost" if self.is_cost_resource else self.type


RESOURCE_FIELDS = {
    "uid": Field("UID", integer),
    "id": Field("ID", integer),
    "guid": Field("GUID"),
    "name": Field("Name", default=""),
    "type": Field("Type", choice(TYPES), "work"),
    "initials": Field("Initials", default=""),
    "group": Field("Group", default=""),
    "code": Field("Code", default=""),
    "email": Field("EmailAddress", default=""),
    "material_label": Field("MaterialLabel", default=""),
    "max_units": Field("MaxUnits", number),
    "standard_rate": Field("StandardRate", number),
    "standard_rate_format": Field("StandardRateFormat", integer),
    "overtime_rate": Field("OvertimeRate", number),
    "overtime_rate_format": Field("OvertimeRateFormat", integer),
    "cost_per_use": Field("CostPerUse", money),
    "cost": Field("Cost", money),
    "actual_cost": Field("ActualCost", money),
    "remaining_cost": Field("RemainingCost", money),
    "work_minutes": Field("Work", minutes),
    "actual_work_minutes": Field("ActualWork", minutes),
    "remaining_work_minutes": Field("RemainingWork", minutes),
    "available_from": Field("AvailableFrom", instant),
    "available_to": Field("AvailableTo", instant),
    "is_generic": Field("IsGeneric", flag, False),
    "is_inactive": Field("IsInactive", flag, False),
    "is_budget": Field("IsBudget", flag, False),
    "is_cost_resource": Field("IsCostResource", flag, False),
    "notes": Field("Notes", default=""),
}
AVAILABILITY_FIELDS = {
    "starts_at": Field("AvailableFrom", instant),
    "finishes_at": Field("AvailableTo", instant),
    "units": Field("AvailableUnits", number),
}
RATE_FIELDS = {
    "starts_at": Field("RatesFrom", instant),
    "finishes_at": Field("RatesTo", instant),
    "table": Field("RateTable", integer),
    "standard_rate": Field("StandardRate", number),
    "standard_rate_format": Field("StandardRateFormat", integer),
    "overtime_rate": Field("OvertimeRate", number),
    "overtime_rate_format": Field("OvertimeRateFormat", integer),
    "cost_per_use": Field("CostPerUse", money),
}


def is_blank(record: Record) -> bool:
    """An empty row of the resource sheet. UID 0 without a name is not one: it stands for unassigned work."""
    return record.is_set("IsNull")


def is_unassigned(record: Record) -> bool:
    return record.peek("UID") == str(UNASSIGNED) and not record.peek("Name")


def read_resource(record: Record, *, definitions: CustomFields, calendars: Collection[int]) -> Resource:
    availability = record.nested("AvailabilityPeriods", "AvailabilityPeriod")
    return Resource(
        **record.typed(RESOURCE_FIELDS),
        calendar_uid=None if is_unassigned(record) else take_calendar(record, calendars),
        availability=tuple(Availability(**period.typed(AVAILABILITY_FIELDS)) for period in availability),
        rates=tuple(Rate(**rate.typed(RATE_FIELDS)) for rate in record.nested("Rates", "Rate")),
        baselines=read_baselines(record),
        custom_values=read_values(record, definitions),
        timephased=read_timephased(record),
        source_fields=record.rest(),
    )
