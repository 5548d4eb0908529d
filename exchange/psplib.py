"""Benchmark networks of the PSPLIB (`.sm`): activities with durations and successors, no calendar.

Format: Kolisch and Sprecher, "PSPLIB – A project scheduling problem library", EJOR 96 (1996). Only the
first mode counts; resources are left to levelling.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from planning.engine.activities import Activity, Link, NetworkInvalid
from planning.engine.scheduling import schedule

# Units of time are reckoned as minutes of the clock from here.
ZERO = datetime(2000, 1, 1)  # noqa: DTZ001 - a plan's own clock has no zone
MOST_JOBS = 100_000


@dataclass(frozen=True)
class Instance:
    """Durations and successors by job number."""

    durations: dict[int, int]
    successors: dict[int, list[int]]


def is_instance(content: bytes) -> bool:
    """Whether a file looks like one of the library's."""
    return content[:4] == b"****" and b"PRECEDENCE RELATIONS:" in content[:4096]


def read_instance(content: bytes) -> Instance:
    """Raises `NetworkInvalid` for a file that is cut or is none."""
    text = content.decode("ascii", "replace")
    relations, requests = _numbers(text, "PRECEDENCE RELATIONS:"), _numbers(text, "REQUESTS/DURATIONS:")
    try:
        successors = {row[0]: row[3 : 3 + row[2]] for row in relations}
        durations = {row[0]: row[2] for row in requests if len(row) > 3}
    except IndexError as error:
        raise NetworkInvalid("the file is cut: a row is too short") from error
    if not successors or successors.keys() != durations.keys() or len(durations) > MOST_JOBS:
        raise NetworkInvalid("the file is cut, or is no network of the PSPLIB")
    return Instance(durations, successors)


def _numbers(text: str, head: str) -> list[list[int]]:
    """The rows of figures below a heading, up to the next line of stars."""
    _before, _head, after = text.partition(head)
    rows = [line.split() for line in after.partition("****")[0].splitlines()]
    return [[int(cell) for cell in row] for row in rows if row and all(cell.isdecimal() for cell in row)]


def scheduled_instance(content: bytes) -> dict[str, Any]:
    """Early and late times of every job in the instance's own units, and the makespan without resources."""
    instance = read_instance(content)
    rows = [Activity(key=job, minutes=length, elapsed=True) for job, length in instance.durations.items()]
    links = [
        Link(predecessor=job, successor=after, elapsed=True)
        for job, later in instance.successors.items()
        for after in later
    ]
    found = schedule(activities=rows, links=links, start=ZERO)
    end = _units(found.finish)
    return {
        "project": {"start": 0, "finish": end, "makespan": end},
        "tasks": [_job(job, found.rows[job]) for job in instance.durations],
    }


def _job(job: int, placed: Any) -> dict[str, Any]:
    moments = ("start", "finish", "early_start", "early_finish", "late_start", "late_finish")
    slack = {"total_slack": placed.total_slack, "free_slack": placed.free_slack}
    dates = {name: _units(getattr(placed, name)) for name in moments}
    return {"uid": job, "name": str(job), **dates, **slack, "critical": placed.critical}


def _units(instant: datetime) -> int:
    return int((instant - ZERO) / timedelta(minutes=1))
