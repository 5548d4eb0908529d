"""Socket: what has to be true before a stage ends.

A room that knows a criterion of a gate says so in its `gates.py` (read at start); it is asked inside the
caller's transaction, for one project as of one day, with a constant number of queries:

    @criterion("G1", name="planning.baseline")
    def plan_baselined(*, actor: Actor, project: Project, as_of: date) -> Criterion:
        return Criterion(_("The plan has an approved baseline"), met=…, evidence=…, why_not=…)

Whoever decides on a gate, approves a plan or closes a project asks `criteria`; nothing is decided here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from projects.models import Project
from tenancy.actors import Actor

GATES = tuple(f"G{number}" for number in range(8))
Label = str | Promise


@dataclass(frozen=True)
class Criterion:
    """One condition as it stands. `evidence`: what shows it; `why_not`: what is missing; `url`: its rows.

    `mandatory`: without it the gate cannot be passed but by a named waiver.
    """

    label: Label
    met: bool
    evidence: Label = ""
    why_not: Label = ""
    url: str = ""
    mandatory: bool = True


Ask = Callable[..., Criterion | None]
_asked: dict[str, dict[str, Ask]] = {gate: {} for gate in GATES}


class UnknownGate(ValueError):
    """There are eight gates, G0 to G7."""


def criterion(gate: str, *, name: str) -> Callable[[Ask], Ask]:
    """Decorator: this function answers for a criterion of a gate. `name` is unique in the gate.

    It answers None where the criterion does not concern the project.
    """
    if gate not in _asked:
        raise UnknownGate(gate)

    def register(ask: Ask) -> Ask:
        _asked[gate][name] = ask
        return ask

    return register


def forget_criterion(gate: str, *, name: str) -> None:
    """Take a criterion out, such as one that a test made."""
    _asked[gate].pop(name, None)


def criteria(*, gate: str, actor: Actor, project: Project, as_of: date) -> dict[str, Criterion]:
    """The criteria of a gate as they stand for a project on a day, by name; raises `UnknownGate`."""
    if gate not in _asked:
        raise UnknownGate(gate)
    found = {name: ask(actor=actor, project=project, as_of=as_of) for name, ask in _asked[gate].items()}
    return {name: one for name, one in found.items() if one is not None}


def unmet(found: dict[str, Criterion]) -> dict[str, Criterion]:
    """The mandatory criteria that still stand in the way."""
    return {name: one for name, one in found.items() if one.mandatory and not one.met}
