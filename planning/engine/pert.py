"""Three-point estimates: how long a path takes, and how likely it ends in time. Pure.

Source: PERT, US Navy Special Projects Office, 1958; DOMAIN 3.6. Times are in any one unit (days, minutes);
a variance is in that unit squared.

    te = (o + 4m + p) / 6          var = ((p - o) / 6)²          P(T <= D) = Φ((D - Σte) / √Σvar)

The variance of a network is that of its critical path; where several paths are as long, of the most
uncertain one. Other paths are neglected, so the probability is an upper bound: simulation tells more.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import erf, isfinite, sqrt
from typing import Any, TypeVar

Name = TypeVar("Name", bound=Hashable)
# Sums of sixths are not exact: paths that differ by less are equally long.
TOLERANCE = 1e-9


class EstimateInvalid(ValueError):
    """An estimate that is none: not finite, negative, or out of order."""


class PathInvalid(ValueError):
    """A path or a predecessor names what is not there, or the network runs in a circle."""


@dataclass(frozen=True)
class Estimate:
    """Optimistic, most likely and pessimistic time; 0 <= optimistic <= likely <= pessimistic."""

    optimistic: float
    likely: float
    pessimistic: float

    def __post_init__(self) -> None:
        given = (self.optimistic, self.likely, self.pessimistic)
        if not all(map(isfinite, given)) or not 0 <= given[0] <= given[1] <= given[2]:
            raise EstimateInvalid(f"{given} is not 0 <= optimistic <= likely <= pessimistic")

    @property
    def mean(self) -> float:
        """Expected time (beta distribution as PERT approximates it)."""
        return (self.optimistic + 4 * self.likely + self.pessimistic) / 6

    @property
    def variance(self) -> float:
        """Its square of a sixth of the range."""
        return ((self.pessimistic - self.optimistic) / 6) ** 2


@dataclass(frozen=True)
class Duration:
    """A path's expected time and variance."""

    mean: float
    variance: float

    def chance_within(self, deadline: float) -> float:
        """Probability to end by the deadline, between 0 and 1; without uncertainty 0 or 1."""
        if self.variance == 0:
            return float(self.mean <= deadline)
        return (1 + erf((deadline - self.mean) / sqrt(2 * self.variance))) / 2


@dataclass(frozen=True)
class Network:
    """What a network of estimates comes to. `slack`: total slack by activity, 0 where critical."""

    whole: Duration
    critical: tuple[Hashable, ...]
    slack: Mapping[Any, float]


def along(path: Iterable[Name], estimates: Mapping[Name, Estimate]) -> Duration:
    """Sum along a path. Raises `PathInvalid` for an activity without an estimate."""
    steps = list(path)
    if missing := [name for name in steps if name not in estimates]:
        raise PathInvalid(f"there is no activity {missing[0]!r}")
    return Duration(
        sum(estimates[name].mean for name in steps), sum(estimates[name].variance for name in steps)
    )


def network(estimates: Mapping[Name, Estimate], before: Mapping[Name, Collection[Name]]) -> Network:
    """Forward and backward pass over expected times, finish to start.

    `before` names the predecessors of each activity; left out means none. Raises `PathInvalid` for an
    unknown predecessor or a circle.
    """
    order = _ordered(estimates, before)
    finish: dict[Name, float] = {}
    for name in order:
        start = max((finish[one] for one in before.get(name, ())), default=0.0)
        finish[name] = start + estimates[name].mean
    end = max(finish.values(), default=0.0)
    latest = dict.fromkeys(order, end)
    for name in reversed(order):
        for one in before.get(name, ()):
            latest[one] = min(latest[one], latest[name] - estimates[name].mean)
    slack = {name: _no_less(latest[name] - finish[name]) for name in order}
    critical = tuple(name for name in order if slack[name] == 0)
    return Network(Duration(end, _variance(critical, estimates, before, finish)), critical, slack)


def _ordered(estimates: Mapping[Name, Estimate], before: Mapping[Name, Collection[Name]]) -> list[Name]:
    for name, earlier in before.items():
        if missing := [one for one in (name, *earlier) if one not in estimates]:
            raise PathInvalid(f"there is no activity {missing[0]!r}")
    try:
        return list(TopologicalSorter({name: before.get(name, ()) for name in estimates}).static_order())
    except CycleError as error:
        raise PathInvalid(f"the network runs in a circle: {' → '.join(map(str, error.args[1]))}") from error


def _no_less(slack: float) -> float:
    return 0.0 if slack < TOLERANCE else slack


def _variance(
    critical: Iterable[Name],
    estimates: Mapping[Name, Estimate],
    before: Mapping[Name, Collection[Name]],
    finish: Mapping[Name, float],
) -> float:
    """Of the critical path; where several end together, of the most uncertain one."""
    summed: dict[Name, float] = {}
    for name in critical:
        start = finish[name] - estimates[name].mean
        drivers = [summed[one] for one in before.get(name, ()) if _drives(one, summed, finish, start)]
        summed[name] = max(drivers, default=0.0) + estimates[name].variance
    end = max((finish[name] for name in summed), default=0.0)
    return max((value for name, value in summed.items() if end - finish[name] < TOLERANCE), default=0.0)


def _drives(one: Name, summed: Mapping[Name, float], finish: Mapping[Name, float], start: float) -> bool:
    """Whether a critical predecessor ends just where the activity begins."""
    return one in summed and abs(finish[one] - start) < TOLERANCE
