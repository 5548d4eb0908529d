"""When a plan is expected to end, by its three-point estimates and its links.

Every open row is three points: it begins, it is worked on, it ends; links of any type and lags join them,
summaries stand around what is below them. What has ended counts no more; of what has begun, the share that
is left. A row without estimates takes its duration for certain. Leads (negative lags) are left out, so the
answer is rather late than early on that account; other paths than the longest are neglected, so it is
rather early on that one (`engine.pert`). A buffer takes no time: what it is kept for is in the estimates.
"""

from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt
from statistics import NormalDist
from typing import Any

from planning.engine.pert import Estimate, PathInvalid, network
from planning.models.tasks import ENDED
from planning.reckoning.reading import Row, Stored, links_of, read_plan, waiting
from planning.reckoning.whole import begin_of, circular
from planning.selectors import plan_of
from projects.selectors import Project, today_of
from tenancy.actors import Actor

CERTAIN = Estimate(0, 0, 0)
LIKELY = 0.8
POINTS = ("optimistic_minutes", "likely_minutes", "pessimistic_minutes")
Point = tuple[Any, str]


@dataclass(frozen=True)
class Expectation:
    """`mean` and `deviation` in working minutes from now on; `expected` and `likely` (80 %) are days.

    `estimated` of `tasks` open tasks have an estimate; the others count as certain.
    """

    mean: float
    deviation: float
    expected: date
    likely: date
    planned: date | None
    estimated: int
    tasks: int


def expectation(*, actor: Actor, project: Project, as_of: date | None = None) -> Expectation | None:
    """Of one plan; None where nothing is left to do. Six queries. Raises `LinkCircular`, `NoTimeToWork`."""
    stored = read_plan(project=project, plan=plan_of(actor=actor, project=project))
    return expected(stored, as_of or today_of(project=project, now=actor.now))


def expected(stored: Stored, as_of: date) -> Expectation | None:
    """The same of rows that were read."""
    begin = begin_of(stored, as_of)
    points = Points(stored, begin)
    if not points.rows:
        return None
    try:
        found = network(points.estimates, points.before).whole
    except PathInvalid as error:
        raise circular(stored, links_of(stored)) from error
    deviation = sqrt(found.variance)
    late = found.mean + NormalDist().inv_cdf(LIKELY) * deviation
    tasks = [row for row in points.rows.values() if row["kind"] == "task" and not row["is_buffer"]]
    return Expectation(
        mean=found.mean,
        deviation=deviation,
        expected=_day(stored, begin, found.mean),
        likely=_day(stored, begin, late),
        planned=max((row["due"] for row in points.rows.values() if row["due"]), default=None),
        estimated=sum(row["likely_minutes"] is not None for row in tasks),
        tasks=len(tasks),
    )


def _day(stored: Stored, begin: datetime, minutes: float) -> date:
    return stored.time.calendar.add(begin, max(0, round(minutes))).date()


class Points:
    """The network as the formulas take it."""

    def __init__(self, stored: Stored, begin: datetime) -> None:
        self.stored, self.begin = stored, begin
        self.rows = {key: row for key, row in stored.rows.items() if is_open(row)}
        self.estimates: dict[Point, Estimate] = {}
        self.before: dict[Point, list[Point]] = {}
        for key, row in self.rows.items():
            self._row(key, row)
        for n, link in enumerate(links_of(stored)):
            if link.predecessor in self.rows and link.successor in self.rows:
                self._link(n, link)
        following = waiting(stored)
        for key, row in self.rows.items():
            self._wait(key, row, key in following)

    def _row(self, key: Any, row: Row) -> None:
        starts, works, ends = (key, "starts"), (key, "works"), (key, "ends")
        self.estimates |= {starts: CERTAIN, works: self._estimate(row), ends: CERTAIN}
        self.before[works], self.before[starts] = [starts], []
        self.before.setdefault(ends, []).append(works)
        above = row["parent_id"]
        if above in self.rows:
            self.before[starts].append((above, "starts"))
            self.before.setdefault((above, "ends"), []).append(ends)

    def _estimate(self, row: Row) -> Estimate:
        if row["kind"] != "task" or row["is_buffer"]:
            return CERTAIN
        points = [row[name] for name in POINTS]
        if None in points:
            points = [row["duration_minutes"] or 0] * 3
        left = (100 - row["percent_complete"]) / 100
        return Estimate(*(point * left for point in points))

    def _link(self, n: int, link: Any) -> None:
        source = (link.predecessor, "ends" if link.kind in ("FS", "FF") else "starts")
        target = (link.successor, "starts" if link.kind in ("FS", "SS") else "ends")
        if link.lag > 0:
            lag = ("lag", str(n))
            self.estimates[lag] = Estimate(link.lag, link.lag, link.lag)
            self.before[lag] = [source]
            source = lag
        self.before[target].append(source)

    def _wait(self, key: Any, row: Row, follows: bool) -> None:
        """What a person put at a later day does not begin before it."""
        held = row["constraint_at"] if row["constraint_type"] in ("SNET", "MSO") else None
        alone = row["start_at"] or row["finish_at"] if row["kind"] != "summary" and not follows else None
        at = held or alone
        if at is None or row["percent_complete"] or self.stored.time.local(at) <= self.begin:
            return
        minutes = self.stored.time.calendar.between(self.begin, self.stored.time.local(at))
        wait = (key, "waits")
        self.estimates[wait] = Estimate(minutes, minutes, minutes)
        self.before[key, "starts"].append(wait)


def is_open(row: Row) -> bool:
    """Whether something is still to be done."""
    ended = row["state"] in ENDED or row["actual_finish_at"]
    sized = row["kind"] != "task" or row["duration_minutes"] is not None or row["likely_minutes"] is not None
    return not ended and sized
