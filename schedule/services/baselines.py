"""Verbs of baselines beside those of every register."""

from typing import Any

from projects.registers.services import add_record, step_record
from projects.selectors import Project
from schedule.models import Baseline
from schedule.registers.baselines import BASELINES
from tenancy.actors import Actor
from tenancy.verbs import verb


@verb
def propose_baseline(
    *,
    actor: Actor,
    project: Project,
    kind: str = Baseline.Kind.SCHEDULE,
    reason: str = "",
    title: str = "",
    title_zh: str = "",
) -> Baseline:
    """Propose what is to count: a draft with its snapshot, submitted at once.

    Raises `NothingToPromise` where the plan has no milestone, `NothingInScope` where a scope baseline would
    hold no scope item, `Denied`.
    """
    said: dict[str, Any] = {"title": title or Baseline.Kind(kind).label, "title_zh": title_zh}
    made = add_record(
        actor=actor, register=BASELINES, project=project, kind=kind, reason=reason, owner_id=None, **said
    )
    step_record(actor=actor, register=BASELINES, subject=made, step="submit")
    return made  # type: ignore[no-any-return]


@verb
def approve_baseline(*, actor: Actor, baseline: Baseline, version: int | None = None) -> Baseline:
    """Put a submitted baseline in the place of the one in force.

    Raises `StateRefused`, `SamePerson` for whoever proposed it, `Denied`, `Stale`.
    """
    step_record(actor=actor, register=BASELINES, subject=baseline, step="approve", version=version)
    return baseline


@verb
def grant_baseline(*, actor: Actor, approval: Any, record: Baseline) -> None:
    """All who decide agreed: it counts. Raises `StateRefused` where it was decided already."""
    record.approver_id = _who(approval, "decided_by_id")
    approve_baseline(actor=actor, baseline=record)


@verb
def refuse_baseline(*, actor: Actor, approval: Any, record: Baseline) -> None:
    """Somebody refused: it goes back to who proposed it, for the reason that was given."""
    reason = _who(approval, "reason") or str(approval)
    step_record(actor=actor, register=BASELINES, subject=record, step="send_back", reason=reason)


def _who(approval: Any, name: str) -> Any:
    """What the last who decided left."""
    steps = approval.steps.exclude(outcome="").order_by("-decided_at")
    return steps.values_list(name, flat=True).first()
