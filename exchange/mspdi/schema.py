"""The elements that Microsoft Project writes, in their places (mspdi_pj15.xsd and the 2003 and 2007 schemas).

A `Shape` is one place: the elements known there, which of them hold others, and their dotted paths in the
fidelity report. What is not named here is unknown to the product and is dropped from an imported plan.
"""

from typing import Any

from exchange.mspdi.schema_fields import (
    ASSIGNMENT,
    AVAILABILITY,
    BASELINE,
    CALENDAR,
    CUSTOM_FIELD,
    CUSTOM_VALUE,
    EXCEPTION,
    LINK,
    MASK,
    OUTLINE_CODE,
    OUTLINE_VALUE,
    PROJECT,
    RATE,
    RESOURCE,
    TASK,
    TIMEPHASED,
)


class Shape:
    """One place in the file. `groups` are elements that hold elements; `many` may occur often."""

    def __init__(self, leaves: str = "", *, many: bool = False, **groups: "Shape") -> None:
        self.leaves = frozenset(leaves.split())
        self.groups = groups
        self.is_many = many
        self.path = ""
        self.paths: dict[str, str] = {}

    def at(self, path: str) -> "Shape":
        """The same shape placed at `path`, with the paths of all below it."""
        placed = Shape(many=self.is_many)
        placed.leaves, placed.path = self.leaves, path
        placed.groups = {name: group.at(f"{path}.{name}") for name, group in self.groups.items()}
        placed.paths = {name: f"{path}.{name}" for name in (*self.leaves, *self.groups)}
        return placed

    def knows(self, name: str) -> bool:
        return name in self.paths

    def repeats(self, name: str) -> bool:
        return name in self.groups and self.groups[name].is_many

    def path_of(self, name: str) -> str:
        return self.paths.get(name) or f"{self.path}.{name[:120]}"

    def repeated(self) -> set[str]:
        """The names, here and below, of elements that may occur often in one parent."""
        here = {name for name, group in self.groups.items() if group.is_many}
        return here.union(*(group.repeated() for group in self.groups.values()))


def _many(leaves: str, **groups: Shape) -> Shape:
    return Shape(leaves, many=True, **groups)


PERIOD = Shape("FromDate ToDate")
TIMES = Shape(WorkingTime=_many("FromTime ToTime"))
WEEK = Shape(WeekDay=_many("DayType DayWorking", TimePeriod=PERIOD, WorkingTimes=TIMES))
PHASES = _many(TIMEPHASED)
CUSTOM = _many(CUSTOM_VALUE)
BASELINES = _many(BASELINE, TimephasedData=PHASES)
CODES = _many("UID FieldID ValueID ValueGUID")

RECORDS = {
    "ExtendedAttributes": Shape(
        CUSTOM_FIELD, ValueList=Shape(Value=_many("ID Value Description Phonetic"))
    ).at("ExtendedAttribute"),
    "Calendars": Shape(
        CALENDAR,
        WeekDays=WEEK,
        Exceptions=Shape(Exception=_many(EXCEPTION, TimePeriod=PERIOD, WorkingTimes=TIMES)),
        WorkWeeks=Shape(WorkWeek=_many("Name", TimePeriod=PERIOD, WeekDays=WEEK)),
    ).at("Calendar"),
    "Tasks": Shape(
        TASK,
        PredecessorLink=_many(LINK),
        ExtendedAttribute=CUSTOM,
        Baseline=BASELINES,
        OutlineCode=CODES,
        TimephasedData=PHASES,
    ).at("Task"),
    "Resources": Shape(
        RESOURCE,
        ExtendedAttribute=CUSTOM,
        Baseline=BASELINES,
        OutlineCode=CODES,
        AvailabilityPeriods=Shape(AvailabilityPeriod=_many(AVAILABILITY)),
        Rates=Shape(Rate=_many(RATE)),
        TimephasedData=PHASES,
    ).at("Resource"),
    "Assignments": Shape(
        ASSIGNMENT, ExtendedAttribute=CUSTOM, Baseline=BASELINES, OutlineCode=CODES, TimephasedData=PHASES
    ).at("Assignment"),
}
"""Containers of records, in the order in which Project writes them."""

RECORD_NAMES = {name: shape.path for name, shape in RECORDS.items()}

CONTAINERS: dict[str, Any] = {name: Shape() for name in RECORDS}

PROJECT_SHAPE = Shape(
    PROJECT,
    OutlineCodes=Shape(
        OutlineCode=_many(
            OUTLINE_CODE, Values=Shape(Value=_many(OUTLINE_VALUE)), Masks=Shape(Mask=_many(MASK))
        )
    ),
    WBSMasks=Shape("VerifyUniqueCodes GenerateCodes Prefix", WBSMask=_many(MASK)),
    **CONTAINERS,
).at("Project")

REPEATED = frozenset(PROJECT_SHAPE.repeated().union(*(shape.repeated() for shape in RECORDS.values())))
