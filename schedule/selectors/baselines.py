"""Questions about baselines."""

from typing import Any

from projects.selectors import Project
from schedule.canonical import digest
from schedule.comparing import Difference, ScopeDifference, compare, compare_scope
from schedule.models import Baseline
from schedule.models.baselines import BaselineQuerySet
from schedule.policies import visible
from schedule.snapshots import PLAN, SCOPE, plan, scope
from tenancy.actors import Actor


def baselines(*, actor: Actor, project: Project) -> BaselineQuerySet:
    """The live baselines of a project that the actor may know of, the newest first."""
    return Baseline.objects.live().filter(visible(actor), project=project).order_by("-number")


def baseline_in_force(
    *, actor: Actor, project: Project, kind: str = Baseline.Kind.SCHEDULE
) -> Baseline | None:
    """The approved baseline that counts now, with its snapshot; None before the first."""
    rows = baselines(actor=actor, project=project).in_force().filter(kind=kind)
    return rows.defer(None).first()


def is_intact(baseline: Baseline) -> bool:
    """Whether what is stored still gives the fingerprint that was taken: reckoned now, not remembered."""
    return bool(baseline.digest) and digest(baseline.snapshot) == baseline.digest


def tasks_in(baseline: Baseline) -> list[dict[str, Any]]:
    """The rows of the plan as a baseline holds them; none before it was submitted."""
    found: list[dict[str, Any]] = baseline.snapshot.get(PLAN, {}).get("tasks", [])
    return found


def tasks_now(*, actor: Actor, project: Project) -> list[dict[str, Any]]:
    """The rows of the plan in the same shape, as it stands now."""
    found: list[dict[str, Any]] = plan(actor=actor, project=project)["tasks"]
    return found


def differences_between(
    *, actor: Actor, baseline: Baseline, other: Baseline | None = None
) -> list[Difference]:
    """What is different from `baseline` in `other`, or in the plan as it stands now."""
    after = tasks_in(other) if other else tasks_now(actor=actor, project=baseline.project)
    return compare(tasks_in(baseline), after)


def scope_in(baseline: Baseline) -> dict[str, list[dict[str, Any]]] | None:
    """The scope as a baseline holds it, by part; None where it was taken without one."""
    found: dict[str, list[dict[str, Any]]] | None = baseline.snapshot.get(SCOPE)
    return found


def scope_differences(
    *, actor: Actor, baseline: Baseline, other: Baseline | None = None
) -> list[ScopeDifference] | None:
    """What of the scope is different from `baseline` in `other`, or as it stands now; None where one of them
    was taken without the scope."""
    before = scope_in(baseline)
    after = scope_in(other) if other else scope(actor=actor, project=baseline.project)
    return None if before is None or after is None else compare_scope(before, after)
