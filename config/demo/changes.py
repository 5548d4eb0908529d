"""Issues, change requests and decisions of the demo's shared service centre, on their days."""

from datetime import date
from typing import Any

from config.demo.backbone import HEAD, MANAGER, member
from config.demo.changes_texts import CHANGE_LINES, DECISION_LINES, ISSUE_LINES
from planning.selectors import milestones
from projects.models import Project
from projects.registers.declared import Register
from projects.registers.services import add_record, share_record, step_record
from projects.selectors import people_of, project_by_key
from records.models import Approval
from records.services import decide
from schedule.models import ChangeRequest
from schedule.performing import MOVE
from schedule.registers import CHANGES, DECISIONS, ISSUES
from schedule.services.changes import ask_signature, plan_effect
from tenancy.models import Person
from tenancy.scope import tenant_tx

KEY, SIGNER = "BFM", "client.bfm@demo.milepost.test"


def add_changes(slug: str) -> None:
    """Everything, through the verbs that people use."""
    manager = member(slug, MANAGER, date(2026, 11, 2))
    with tenant_tx(manager.organization.id, timeout="10min"):
        project = project_by_key(actor=manager, key=KEY)
        team = {row["person__name"]: row["person_id"] for row in people_of(actor=manager, project=project)}
        for day, owner, values, steps in ISSUE_LINES:
            told = {**values, "owner_id": team.get(owner, manager.person_id) if owner else None}
            _written(slug, project, ISSUES, day, told, steps)
        made = [_change(slug, project, *line) for line in CHANGE_LINES]
        for day, number, values, steps in DECISION_LINES:
            told = {**values, "owner_id": manager.person_id, "change_id": made[number].pk}
            _written(slug, project, DECISIONS, day, told, steps)


def _written(
    slug: str, project: Project, register: Register, day: date, values: dict[str, Any], steps: tuple[str, ...]
) -> Any:
    actor = member(slug, MANAGER, day)
    made = add_record(actor=actor, register=register, project=project, **values)
    for step in steps:
        step_record(
            actor=member(slug, MANAGER, day, 11), register=register, subject=made, step=step, reason="–"
        )
    return made


def _change(
    slug: str,
    project: Project,
    day: date,
    values: dict[str, Any],
    moves: int,
    steps: tuple[str, ...],
    then: tuple[str, ...],
) -> Any:
    """A change request with its effect, as far as the board and the client have come with it."""
    manager = member(slug, MANAGER, day)
    made = add_record(actor=manager, register=CHANGES, project=project, **values)
    if moves:
        _move(manager, project, made, moves)
    for step in steps:
        reason = values["reason"][:200]
        step_record(actor=manager, register=CHANGES, subject=made, step=step, reason=reason)
    if "approve" in then:
        _approve(slug, made, day)
    if "share" in then:
        share_record(actor=manager, register=CHANGES, subject=made)
    if "ask" in then:
        signer = Person.objects.get(email=SIGNER)
        ask_signature(
            actor=member(slug, MANAGER, day, 16),
            change=made,
            person_id=signer.pk,
            expires_on=date(2026, 12, 18),
        )
    return made


def _move(actor: Any, project: Project, change: ChangeRequest, days: int) -> None:
    """The next open milestone after the first of December moves by so many calendar days."""
    ahead = milestones(actor=actor, project=project).open().filter(due__gte=date(2026, 12, 1))
    found = ahead.order_by("due").first()
    if found is not None and found.due is not None:
        day = date.fromordinal(found.due.toordinal() + days)
        plan_effect(actor=actor, change=change, effect=MOVE, task_id=found.pk, day=day)


def _approve(slug: str, change: ChangeRequest, day: date) -> None:
    approval = Approval.objects.get(entry_id=change.pk, state="pending")
    decide(actor=member(slug, HEAD, day, 15), approval=approval, outcome="approve")
    change.refresh_from_db()
