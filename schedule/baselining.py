"""What goes with the steps of a baseline: taking its snapshot, and putting it in the place of the last."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.services import set_baseline
from projects.gates import criteria, unmet
from projects.registers.events import RecordStateChanged
from projects.selectors import Project, today_of
from schedule.canonical import digest
from schedule.effects import parts
from schedule.events import BaselineApproved
from schedule.models import Baseline
from schedule.selectors.baselines import tasks_in
from tenancy.actors import Actor, system
from tenancy.verbs import publish, record
from toolkit.errors import DomainError
from toolkit.writing import write

GATE, OWN = "G1", "schedule.baseline"
CHANGE = "schedule.change_baseline_state"


class NothingToPromise(DomainError):
    """Without a day that people wait for there is nothing to keep."""

    code = "nothing_to_promise"
    message = _(
        "The plan has no milestone yet. Add one, then submit the baseline. Also missing: %(missing)s."
    )


class NothingInScope(DomainError):
    """A scope without a line promises nothing."""

    code = "nothing_in_scope"
    message = _("The scope has no item yet. Say what is in and what is out, then submit the baseline.")


def take_snapshot(*, actor: Actor, subject: Baseline, step: str) -> None:
    """Keep what every room knows of the plan as it stands now, with its fingerprint. Raises `NothingInScope`
    of a scope baseline; of others `NothingToPromise`, naming what else the gate would miss."""
    kept = parts(actor=actor, project=subject.project)
    taken = {"snapshot": kept, "digest": digest(kept), "taken_at": actor.now, **_summary(kept)}
    if subject.kind == Baseline.Kind.SCOPE:
        if not kept["scope"]["items"]:
            raise NothingInScope()
    elif not taken["milestone_count"]:
        raise NothingToPromise(missing=_missing(actor, subject.project))
    _keep(subject, taken)


def _summary(kept: dict[str, Any]) -> dict[str, Any]:
    rows = [row for row in kept["planning"]["tasks"] if row["kind"] != "summary"]
    days = [row["due"] for row in rows if row["due"]]
    return {
        "task_count": len(rows),
        "milestone_count": sum(row["kind"] == "milestone" for row in rows),
        "work_minutes": sum(row["work_minutes"] or row["duration_minutes"] or 0 for row in rows),
        "finish_on": date.fromisoformat(max(days)) if days else None,
    }


def _missing(actor: Actor, project: Project) -> str:
    """What else stands in the way of the gate, in words."""
    day = today_of(project=project, now=actor.now)
    found = unmet(criteria(gate=GATE, actor=actor, project=project, as_of=day))
    others = [str(one.why_not or one.label) for name, one in found.items() if name != OWN]
    return "; ".join(others) or "–"


def put_in_force(*, actor: Actor, subject: Baseline, step: str) -> None:
    """Supersede the one that counted, and make this one what the plan is measured against."""
    # Two approvals at the same time: the second waits here, and supersedes the first.
    Project.objects.select_for_update(no_key=True, of=("self",)).get(pk=subject.project_id)
    rows = Baseline.objects.in_force().filter(project_id=subject.project_id, kind=subject.kind)
    for old in rows.exclude(pk=subject.pk):
        _supersede(actor, old)
    # Whoever decided in an approval was named before; the house itself is nobody.
    _keep(subject, {"approver_id": actor.person_id or subject.approver_id, "approved_at": actor.now})
    if subject.kind == Baseline.Kind.SCHEDULE:
        house = system("approved baseline", now=actor.now)
        set_baseline(actor=house, project=subject.project, rows=tasks_in(subject), told=subject.key)


def _supersede(actor: Actor, old: Baseline) -> None:
    before = write(old, {"state": Baseline.State.SUPERSEDED})
    record(actor, CHANGE, old, before=before, after={"state": old.state})
    told = (old.project_id, old.pk, old._meta.label, old.key)
    publish(RecordStateChanged(actor.organization.id, *told, before["state"], old.state), actor=actor)


def tell(*, actor: Actor, subject: Baseline, step: str) -> None:
    """The fact that people hear of."""
    fact = BaselineApproved(actor.organization.id, subject.project_id, subject.pk, subject.number)
    publish(fact, actor=actor)


def _keep(subject: Baseline, values: dict[str, Any]) -> None:
    """Write beside the step, which counts the version."""
    Baseline.objects.filter(pk=subject.pk).update(**values)
    for name, value in values.items():
        setattr(subject, name, value)
