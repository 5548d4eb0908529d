"""When each row of a plan can be done, and how late it may be: the critical path by working calendars. Pure.

Early dates go forward from the start of the plan through the links; late dates go backward from its end.
Total slack is how much a row may slip before the plan ends later, free slack before any other row moves.

Sources: Kelley and Walker 1959 (critical path method); ISO 21511; the rules of Microsoft Project where the
method leaves a choice, as found in plans that it saved: levelling delay is clock time and part of the early
start; a started row is bounded by when it resumes; a finished row has no slack; SNET and FNET may lie before
the start of the plan; a milestone stays at the end of a day where work would move to the next morning.

Instants are naive wall-clock times of the plan, amounts whole working minutes on the row's calendars (of
several the longest span counts), lags those of the successor's. Links of a summary hold for all below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from graphlib import CycleError, TopologicalSorter

from planning.engine.activities import Activity, Key, Link, NetworkInvalid, Placed, Schedule

# These dates hold whatever the predecessors say.
PINNED = ("MSO", "MFO")
# These may begin before the plan does.
EARLIER = (*PINNED, "SNET", "FNET")


@dataclass
class Span:
    """Start and finish of a row while it is reckoned.

    `wished`, early: the start that the links ask for where a constraint refuses it; late: the start that
    predecessors have to allow for, before levelling puts the row off.
    """

    start: datetime
    finish: datetime
    wished: datetime


def schedule(
    *, activities: Sequence[Activity], links: Iterable[Link], start: datetime, critical_slack: int = 0
) -> Schedule:
    """Both passes over a plan that begins at `start`.

    A row is critical with a total slack of at most `critical_slack` minutes. Raises `NetworkInvalid`, and
    `NoWorkingTime` where a calendar never works.
    """
    network = Network(activities, links)
    early = Forward(network, start).run()
    finish = max((early[one.key].finish for one in network.leaves), default=start)
    late = Backward(network, early, finish).run()
    slack = Slack(network, early, late, finish)
    rows = {one.key: slack.placed(one, critical_slack) for one in network.leaves}
    for one in reversed(network.summaries):
        rows[one.key] = above([rows[below] for below in network.below[one.key]])
    begin = min((placed.start for placed in rows.values()), default=start)
    return Schedule(rows, min(begin, start) if rows else start, finish)


def above(rows: Sequence[Placed]) -> Placed:
    """A summary's dates out of those below it."""
    return Placed(
        early_start=min(one.early_start for one in rows),
        early_finish=max(one.early_finish for one in rows),
        late_start=min(one.late_start for one in rows),
        late_finish=max(one.late_finish for one in rows),
        start=min(one.start for one in rows),
        finish=max(one.finish for one in rows),
        total_slack=min(one.total_slack for one in rows),
        free_slack=min(one.free_slack for one in rows),
        critical=any(one.critical for one in rows),
    )


class Network:
    """The rows in an order in which each stands after all that it waits for."""

    def __init__(self, activities: Sequence[Activity], links: Iterable[Link]) -> None:
        self.rows = {one.key: one for one in activities}
        self.below: dict[Key, list[Key]] = {}
        for one in activities:
            if one.parent is not None:
                self._known(one.parent)
                self.below.setdefault(one.parent, []).append(one.key)
        self.summaries = [one for one in activities if one.key in self.below]
        self.incoming: dict[Key, list[Link]] = {}
        self.outgoing: dict[Key, list[Link]] = {}
        for link in links:
            self._known(link.predecessor)
            self._known(link.successor)
            self.incoming.setdefault(link.successor, []).append(link)
            self.outgoing.setdefault(link.predecessor, []).append(link)
        self.order = self._sorted()
        self.leaves = [self.rows[key] for key, ends in self.order if ends and key not in self.below]

    def _known(self, key: Key) -> None:
        if key not in self.rows:
            raise NetworkInvalid(f"there is no row {key!r}")

    def _sorted(self) -> list[tuple[Key, bool]]:
        """Points (key, is end): a summary begins before its rows and ends after them."""
        graph: dict[tuple[Key, bool], set[tuple[Key, bool]]] = {}
        for key, one in self.rows.items():
            graph.setdefault((key, False), set())
            graph.setdefault((key, True), set()).add((key, False))
            if one.parent is not None:
                graph[key, False].add((one.parent, False))
                graph.setdefault((one.parent, True), set()).add((key, True))
            for link in self.incoming.get(key, ()):
                graph[key, False].add((link.predecessor, True))
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            names = [str(key) for key, ends in error.args[1] if ends]
            raise NetworkInvalid(f"rows wait for each other: {', '.join(dict.fromkeys(names))}") from error


class Forward:
    """Early dates."""

    def __init__(self, network: Network, start: datetime) -> None:
        self.network, self.begin = network, start
        self.spans: dict[Key, Span] = {}
        self.held: dict[Key, datetime | None] = {}

    def run(self) -> dict[Key, Span]:
        """Every row's span, summaries included."""
        for key, ends in self.network.order:
            one, below = self.network.rows[key], self.network.below.get(key)
            if below is None:
                if ends:
                    self.spans[key] = self._span(one)
            elif ends:
                spans = [self.spans[inner] for inner in below]
                first, last = min(span.start for span in spans), max(span.finish for span in spans)
                self.spans[key] = Span(first, last, first)
            else:
                self.held[key] = self._bound(one)
        return self.spans

    def _bound(self, one: Activity) -> datetime | None:
        """The instant before which nothing of the row begins, as links of it and of those above it say."""
        starts = [self._start(one, link) for link in self.network.incoming.get(one.key, ())]
        above = self.held.get(one.parent) if one.parent is not None else None
        return max((at for at in (*starts, above) if at is not None), default=None)

    def _start(self, one: Activity, link: Link) -> datetime:
        """The start that one link asks for."""
        before = self.spans[link.predecessor]
        at = link.later(one, before.finish if link.kind in ("FS", "FF") else before.start)
        return at if link.kind in ("FS", "SS") else self._start_of(one, at)

    def _start_of(self, one: Activity, finish: datetime) -> datetime:
        return one.before(finish, one.minutes)

    def _span(self, one: Activity) -> Span:
        wished = self._bound(one)
        if one.actual_start is not None:
            return self._started(one, one.actual_start)
        if one.manual is not None:
            return Span(*one.manual, one.manual[0])
        floor = None if one.constraint in EARLIER else self.begin
        start = max((at for at in (wished, floor) if at is not None), default=self.begin)
        unbound = wished is None and one.constraint in EARLIER
        start = self._constrained(one, start, unbound=unbound) + timedelta(minutes=one.delay)
        start = one.opening(start)
        return Span(start, one.after(start, one.minutes), max(wished or start, start))

    def _constrained(self, one: Activity, start: datetime, *, unbound: bool) -> datetime:
        """The start after the row's own constraint."""
        at = one.constraint_at
        if at is None or one.constraint in ("ASAP", "ALAP"):
            return start
        meant = at if one.constraint in ("MSO", "SNET", "SNLT") else self._start_of(one, at)
        if one.constraint in PINNED or unbound:
            return meant
        return max(start, meant) if one.constraint in ("SNET", "FNET") else min(start, meant)

    def _started(self, one: Activity, start: datetime) -> Span:
        """What is done is where it was done; the rest begins when the work resumes."""
        if one.actual_finish is not None:
            return Span(start, one.actual_finish, start)
        if one.remaining is None:
            return Span(start, one.after(start, one.minutes), start)
        return Span(start, one.after(one.resume or start, one.remaining), start)


class Backward:
    """Late dates."""

    def __init__(self, network: Network, early: Mapping[Key, Span], finish: datetime) -> None:
        self.network, self.early, self.end = network, early, finish
        self.spans: dict[Key, Span] = {}
        self.held: dict[Key, datetime] = {}

    def run(self) -> dict[Key, Span]:
        """Every row's late span."""
        for key, ends in reversed(self.network.order):
            one, below = self.network.rows[key], self.network.below.get(key)
            if below is None:
                if ends:
                    self.spans[key] = self._span(one)
            elif ends:
                self.held[key] = self._bound(one)
            else:
                spans = [self.spans[inner] for inner in below]
                first, last = min(span.start for span in spans), max(span.finish for span in spans)
                self.spans[key] = Span(first, last, first)
        return self.spans

    def _bound(self, one: Activity) -> datetime:
        """The instant by which the row has to be over."""
        ends = [self._finish(one, link) for link in self.network.outgoing.get(one.key, ())]
        above = self.held[one.parent] if one.parent is not None else self.end
        return min((at for at in (*ends, above) if at is not None), default=self.end)

    def _finish(self, one: Activity, link: Link) -> datetime | None:
        """The finish that one link allows; a finished successor asks for nothing."""
        after = self.network.rows[link.successor]
        if after.is_done:
            return None
        span = self.spans[link.successor]
        start = after.resume or span.start if after.is_started else span.wished
        at = link.sooner(after, start if link.kind in ("FS", "SS") else span.finish)
        return at if link.kind in ("FS", "FF") else one.after(at, one.minutes)

    def _span(self, one: Activity) -> Span:
        early = self.early[one.key]
        if one.is_done:
            return early
        finish = self._limited(one, self._bound(one))
        start = one.before(finish, one.minutes)
        if one.minutes:
            finish = one.after(one.opening(start), one.minutes)
        return Span(start, finish, start - timedelta(minutes=one.delay))

    def _limited(self, one: Activity, finish: datetime) -> datetime:
        """The finish after the row's deadline and constraint."""
        finish = min(finish, one.deadline) if one.deadline else finish
        at = one.constraint_at
        if at is None or one.constraint in ("ASAP", "ALAP", "SNET", "FNET"):
            return finish
        meant = at if one.constraint in ("MFO", "FNLT") else one.after(one.opening(at), one.minutes)
        return meant if one.constraint in PINNED else min(finish, meant)


class Slack:
    """How far each row may slip."""

    def __init__(
        self, network: Network, early: Mapping[Key, Span], late: Mapping[Key, Span], finish: datetime
    ) -> None:
        self.network, self.early, self.late, self.finish = network, early, late, finish

    def placed(self, one: Activity, critical_slack: int) -> Placed:
        """All that is to be said of a row."""
        early, late = self.early[one.key], self.late[one.key]
        total = self.total(one)
        chosen = late if one.constraint == "ALAP" and not one.is_started else early
        return Placed(
            early.start,
            early.finish,
            late.start,
            late.finish,
            chosen.start,
            chosen.finish,
            total,
            self.free(one),
            not one.is_done and total <= critical_slack,
        )

    def total(self, one: Activity) -> int:
        """Minutes until the plan would end later; negative where a date cannot be kept."""
        early, late = self.early[one.key], self.late[one.key]
        if one.is_done:
            return 0
        at_finish = one.between(early.finish, late.finish)
        if one.is_started:
            return at_finish
        return min(at_finish, one.between(max(early.start, early.wished), late.start))

    def free(self, one: Activity) -> int:
        """Minutes until another row would move, on that row's calendar."""
        if one.is_done:
            return 0
        gaps = [self._gap(one, link) for link in self.network.outgoing.get(one.key, ())]
        if not gaps:
            return max(one.between(self.early[one.key].finish, self.finish), 0)
        return max(min(gaps), 0)

    def _gap(self, one: Activity, link: Link) -> int:
        mine, theirs = self.early[one.key], self.early[link.successor]
        after = self.network.rows[link.successor]
        at = link.later(after, mine.finish if link.kind in ("FS", "FF") else mine.start)
        return after.between(at, theirs.start if link.kind in ("FS", "SS") else theirs.finish)
