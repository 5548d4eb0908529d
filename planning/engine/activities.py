"""What is scheduled: rows, links, and the dates that come of them. Pure; see `scheduling`."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planning.engine.calendar import Calendar

Key = Hashable
KINDS = ("FS", "SS", "FF", "SF")


class NetworkInvalid(ValueError):
    """A link to what is not there, a circle, or an unknown kind of link or constraint."""


@dataclass(frozen=True, kw_only=True)
class Activity:
    """One row. `minutes` of work on its calendars, or by the clock where `elapsed`.

    `parent`: the summary above. `delay`: clock minutes by which levelling puts it off. `actual_start`,
    `actual_finish`, `resume` and `remaining` tell what is done; `manual` pins start and finish.
    """

    key: Key
    minutes: int = 0
    calendars: tuple[Calendar, ...] = ()
    elapsed: bool = False
    parent: Key | None = None
    constraint: str = "ASAP"
    constraint_at: datetime | None = None
    deadline: datetime | None = None
    actual_start: datetime | None = None
    actual_finish: datetime | None = None
    resume: datetime | None = None
    remaining: int | None = None
    delay: int = 0
    manual: tuple[datetime, datetime] | None = None

    @property
    def is_started(self) -> bool:
        return self.actual_start is not None

    @property
    def is_done(self) -> bool:
        return self.actual_finish is not None

    def after(self, start: datetime, minutes: int) -> datetime:
        """The end of so much work that begins at `start`; negative amounts count backwards."""
        if self.elapsed:
            return start + timedelta(minutes=minutes)
        return max(one.add(start, minutes) for one in self.calendars)

    def before(self, finish: datetime, minutes: int) -> datetime:
        """When so much work has to begin to end at `finish`."""
        if self.elapsed:
            return finish - timedelta(minutes=minutes)
        return min(one.subtract(finish, minutes) for one in self.calendars)

    def opening(self, instant: datetime) -> datetime:
        """The first moment from which work goes on; a point in time stays where it is."""
        if self.elapsed or not self.minutes:
            return instant
        return min(one.opening(instant) for one in self.calendars)

    def between(self, start: datetime, finish: datetime) -> int:
        """Minutes from one instant to another as this row counts them."""
        if self.elapsed:
            return int((finish - start).total_seconds() // 60)
        return self.calendars[0].between(start, finish)


@dataclass(frozen=True, kw_only=True)
class Link:
    """`successor` waits for `predecessor`. `lag`: working minutes, or clock minutes where `elapsed`."""

    predecessor: Key
    successor: Key
    kind: str = "FS"
    lag: int = 0
    elapsed: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise NetworkInvalid(f"there is no link of kind {self.kind!r}")

    def later(self, of: Activity, instant: datetime) -> datetime:
        """The instant with the lag added, on the successor's calendar."""
        return self._moved(of, instant, self.lag)

    def sooner(self, of: Activity, instant: datetime) -> datetime:
        """The instant with the lag taken off."""
        return self._moved(of, instant, -self.lag)

    def _moved(self, of: Activity, instant: datetime, minutes: int) -> datetime:
        if not minutes:
            return instant
        if self.elapsed:
            return instant + timedelta(minutes=minutes)
        return replace(of, elapsed=False).after(instant, minutes)


@dataclass(frozen=True)
class Placed:
    """One row's dates. `start` and `finish` are those it is scheduled for. Slack in minutes; a summary's is
    the least below it."""

    early_start: datetime
    early_finish: datetime
    late_start: datetime
    late_finish: datetime
    start: datetime
    finish: datetime
    total_slack: int
    free_slack: int
    critical: bool


@dataclass(frozen=True)
class Schedule:
    """Every row's dates by key, and the plan's own start and finish."""

    rows: Mapping[Key, Placed]
    start: datetime
    finish: datetime
