"""A plan's own time: its zone, its working calendar, and what follows for a row's dates."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.calendars import STANDARD, load_calendars
from planning.engine.calendar import Calendar
from planning.engine.zones import last_day, local_day, to_local, to_utc
from toolkit.errors import BadInput


class FinishBeforeStart(BadInput):
    """Time would run backwards."""

    code = "finish_before_start"
    message = _("The finish is before the start. Change one of them.")
    field = "finish"


class DatesContradict(BadInput):
    """Start, finish and duration were all given and do not fit."""

    code = "dates_contradict"
    message = _("Start, finish and duration do not fit together. Leave one of them out.")
    field = "duration_minutes"


@dataclass(frozen=True)
class Dates:
    """Start and finish as UTC instants, and the working minutes between them."""

    start: datetime | None = None
    finish: datetime | None = None
    duration: int | None = None


@dataclass(frozen=True)
class PlanTime:
    """The wall clock and the working hours that count for a row."""

    zone: str
    calendar: Calendar = STANDARD

    def utc(self, local: datetime | None) -> datetime | None:
        """The instant of a wall-clock time (rule for changing clocks: `engine.zones`)."""
        return to_utc(local, self.zone) if local else None

    def local(self, instant: datetime) -> datetime:
        """The wall-clock time of an instant."""
        return to_local(instant, self.zone)

    def day(self, instant: datetime) -> date:
        """The day of an instant."""
        return local_day(instant, self.zone)

    def due(self, dates: Dates) -> date | None:
        """The day on which a row falls due."""
        if dates.finish is None:
            return None
        return last_day(self.local(dates.finish), lasting=bool(dates.duration))

    def closing(self, day: date) -> datetime:
        """The instant at which work ends on a day."""
        return to_utc(self.calendar.closing(day), self.zone)

    def opening(self, day: date) -> datetime:
        """The instant at which work begins on a day, or on the first working day after it."""
        return to_utc(self.calendar.opening(datetime.combine(day, time.min)), self.zone)

    def after(self, start: datetime, minutes: int) -> datetime:
        """The instant at which so much work that began at `start` is done."""
        return to_utc(self.calendar.add(self.local(start), minutes), self.zone)

    def before(self, finish: datetime, minutes: int) -> datetime:
        """The instant at which work has to begin to be done at `finish`."""
        return to_utc(self.calendar.subtract(self.local(finish), minutes), self.zone)

    def between(self, start: datetime, finish: datetime) -> int:
        """Working minutes from `start` to `finish`. Raises `FinishBeforeStart`."""
        if finish < start:
            raise FinishBeforeStart()
        return self.calendar.between(self.local(start), self.local(finish))

    def point(self, instant: datetime | None) -> Dates:
        """A milestone's dates."""
        return Dates(instant, instant, 0)

    def fitted(self, was: Dates, given: Dates, *, named: frozenset[str]) -> Dates:
        """Complete the dates that a person named with the ones the row had.

        Two of three decide the third. A start alone keeps the duration, a finish alone keeps the start, a
        duration alone keeps the start (or the finish of a row without one). Clearing one clears no other.
        Raises `FinishBeforeStart`, and `DatesContradict` when all three are named and do not fit.
        """
        start = given.start if "start" in named else was.start
        finish = given.finish if "finish" in named else was.finish
        duration = given.duration if "duration" in named else was.duration
        if start and finish and "finish" in named and ("start" in named or "duration" not in named):
            worked = self.between(start, finish)
            if "duration" in named and duration not in (None, worked):
                raise DatesContradict()
            return Dates(start, finish, worked)
        if start and duration is not None and "finish" not in named:
            return Dates(start, self.after(start, duration), duration)
        if finish and duration is not None and "start" not in named:
            return Dates(self.before(finish, duration), finish, duration)
        if start and finish:
            return Dates(start, finish, self.between(start, finish))
        return Dates(start, finish, duration)


def plan_time(*, zone: str, calendar_id: UUID | None) -> PlanTime:
    """The time of a plan, or of a row with a calendar of its own; without one, standard hours count."""
    if calendar_id is None:
        return PlanTime(zone)
    return PlanTime(zone, load_calendars([calendar_id]).get(calendar_id, STANDARD))
