"""How fast a plan's buffers burn, against the work whose surprises they absorb. Pure.

A buffer is time kept free behind a chain of work. E. Goldratt, Critical Chain (1997), compares how much of
it is used up with thirds of it; L. Leach, Critical Chain Project Management (3rd ed., 2014), compares it with
how much of the chain is done, in the fever chart: the limits rise with progress, because late in a chain
little is left that could still need the rest. Where exactly the lines lie is a convention: here green ends at
15 % and red begins beyond 30 % without progress, at 75 % and 90 % with the chain done, straight in between.

Amounts are working minutes. A buffer without a minute planned counts as used up; a chain without work counts
as not begun.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
GREEN, AMBER, RED = "green", "amber", "red"
RISE = Fraction(60, 100)
GREEN_ENDS, RED_BEGINS = Fraction(15, 100), Fraction(30, 100)


def burned(*, planned: int, left: int) -> int:
    """How much of a buffer is used up: nothing where more is left than was planned."""
    return max(0, planned - left)


def signal(*, burned: int, planned: int, done: int, chain: int) -> str:
    """The fever chart's word for a buffer; on a limit the milder one."""
    burn = Fraction(burned, planned) if planned else Fraction(1)
    progress = Fraction(done, chain) if chain else Fraction(0)
    if burn > RED_BEGINS + RISE * progress:
        return RED
    return AMBER if burn > GREEN_ENDS + RISE * progress else GREEN


@dataclass(frozen=True)
class Step(Generic[K]):
    """One row of a plan: its working minutes, how much of it is done (0 to 100), and what comes before it.

    A chain does not reach past a buffer: what stands before that one is that one's to protect.
    """

    minutes: int
    percent: int
    before: tuple[K, ...] = ()
    is_buffer: bool = False


@dataclass(frozen=True)
class Chain:
    """The longest way through the work before a row: so many `rows`, and `done` of their `minutes`."""

    rows: int = 0
    minutes: int = 0
    worked: int = 0

    @property
    def done(self) -> int:
        """Whole working minutes that are done."""
        return self.worked // 100

    @property
    def rank(self) -> tuple[int, int]:
        """Longer before shorter; of equal ones that of which less is done."""
        return self.minutes, -self.worked


def chains(steps: Mapping[K, Step[K]]) -> dict[K, Chain]:
    """The chain before each buffer. Raises `graphlib.CycleError` for rows that wait for each other."""
    before = {key: [one for one in step.before if one in steps] for key, step in steps.items()}
    found: dict[K, Chain] = {}
    through: dict[K, Chain] = {}
    for key in TopologicalSorter(before).static_order():
        longest = _longest(through[one] for one in before[key])
        if steps[key].is_buffer:
            found[key], through[key] = longest, Chain()
        else:
            through[key] = _longer(longest, steps[key])
    return found


def _longest(chains: Iterable[Chain]) -> Chain:
    return max(chains, key=lambda one: one.rank, default=Chain())


def _longer(chain: Chain, step: Step[Any]) -> Chain:
    if not step.minutes:
        return chain
    worked = chain.worked + step.minutes * step.percent
    return Chain(chain.rows + 1, chain.minutes + step.minutes, worked)
