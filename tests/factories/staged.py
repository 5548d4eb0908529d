"""One record per transition table, in any state, and every door through which its verbs are taken.

A table without a line here fails `tests/house/test_states.py`, which then walks all of it by itself.
"""

from dataclasses import replace
from typing import Any

from notifications import services as hooks
from notifications.models import Webhook
from planning import services as planning
from planning.models import Task
from projects import services as projects
from projects.models import Project
from records import services as records
from records.approving import CHANGE, approvable_of, content_of
from records.models import Approval, ApprovalStep, Entry
from schedule.models import RecoveryAction
from tenancy import services as tenancy
from tenancy.actors import Actor
from tenancy.models import Client
from tenancy.transitions import StateRefused
from tests.cast import NOW
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.staged_hours import HOURS_STAGED
from tests.factories.staged_projects import BACKBONE_STAGED
from tests.factories.stages import Staged
from tests.house.changing import CHANGING_STAGED
from tests.house.gated import GATE_STAGED
from tests.house.registered import REGISTER_STAGED


def step_of_project(actor: Actor, record: Any, verb: str) -> Any:
    return projects.change_state(actor=actor, project=record, step=verb, reason="because")


def step_of_task(actor: Actor, record: Any, verb: str) -> Any:
    return planning.change_state(actor=actor, task=record, step=verb, reason="because")


def step_of_client(actor: Actor, record: Any, verb: str) -> Any:
    return tenancy.change_client_state(actor=actor, client=record, step=verb, reason="because")


def step_of_webhook(actor: Actor, record: Any, verb: str) -> Any:
    verbs = {"enable": hooks.enable_webhook, "disable": hooks.disable_webhook}
    if verb not in verbs:
        raise StateRefused(state=record.state, verbs=[], words=("", ""))
    return verbs[verb](actor=actor, webhook=record)


def make_webhook(project: Any, owner: Any) -> Webhook:
    told = {"description": "BI", "address": "https://hooks.example.com/", "nonce": "n" * 43}
    return Webhook.objects.create(owner=owner, created_at=NOW, **told)


def make_approval(project: Any, owner: Any) -> Approval:
    """A request that waits for its owner, who asked for it and may take it back."""
    carried = {"entry_id": project.pk, "client_id": project.client_id, "project_id": project.pk}
    record = Entry.objects.get(pk=project.pk)
    kind = approvable_of("projects.Project", CHANGE)
    # One of each kind of decision may be open about a record: here every request is of a kind of its own.
    approval = Approval.objects.create(
        **carried,
        decision=f"{CHANGE} {owner.pk}"[:60],
        about=record.title,
        asked_by=owner,
        content=content_of(kind, project),
        manner="any",
        created_at=NOW,
    )
    ApprovalStep.objects.create(approval=approval, position=1, person=owner, opened_at=NOW)
    return approval


def step_of_approval(actor: Actor, record: Any, verb: str) -> Any:
    """Whoever said something already is asked once more."""
    if not record.steps.filter(outcome="").exists():
        last = record.steps.latest("position")
        ApprovalStep.objects.create(
            approval=record, position=last.position + 1, person=last.person, opened_at=NOW
        )
    if verb == "withdraw":
        return records.withdraw_approval(actor=actor, approval=record, reason="because")
    return records.decide(actor=actor, approval=record, outcome=verb, reason="because")


def approval_address(record: Any, verb: str) -> str:
    name = "withdraw" if verb == "withdraw" else "decide"
    return f"records/{record.entry_id}/approvals/{record.pk}/{name}/"


def approval_body(verb: str) -> dict[str, Any]:
    return {"reason": "because"} if verb == "withdraw" else {"outcome": verb, "reason": "because"}


def task_address(record: Any, verb: str) -> str:
    return f"projects/{record.project.key}/tasks/{record.number}/state/"


def step_of_deliverable(actor: Actor, record: Any, verb: str) -> Any:
    """Somebody else has handed it in: who did it herself is tried in tests/planning/scope."""
    record.handed_in_by_id = None
    return REGISTER_STAGED["planning.DELIVERABLE"].take(actor, record, verb)


def make_scope_item(project: Any, owner: Any) -> Any:
    """Work that the contract covers: it needs no price of its own."""
    made = REGISTER_STAGED["planning.SCOPE_ITEM"].make(project, owner)
    type(made).objects.filter(pk=made.pk).update(kind="in")
    return made


def make_baseline(project: Any, owner: Any) -> Any:
    """A draft of a plan that has something to promise."""
    MilestoneFactory(project=project)
    return REGISTER_STAGED["schedule.BASELINE"].make(project, owner)


def make_recovery_plan(project: Any, owner: Any) -> Any:
    """A plan with an action that is done."""
    made = REGISTER_STAGED["schedule.RECOVERY_PLAN"].make(project, owner)
    about = {"project": project, "client_id": project.client_id, "created_at": project.created_at}
    last = RecoveryAction.objects.filter(project=project).count()
    told = {"number": last + 1, "title": "More hands", "lever": "re_staff", "state": "done"}
    RecoveryAction.objects.create(plan=made, **told, **about)
    return made


STAGED = {
    **BACKBONE_STAGED,
    **REGISTER_STAGED,
    **GATE_STAGED,
    **CHANGING_STAGED,
    **HOURS_STAGED,
    "planning.DELIVERABLE": replace(REGISTER_STAGED["planning.DELIVERABLE"], take=step_of_deliverable),
    "schedule.BASELINE": replace(REGISTER_STAGED["schedule.BASELINE"], make=make_baseline),
    "schedule.RECOVERY_PLAN": replace(REGISTER_STAGED["schedule.RECOVERY_PLAN"], make=make_recovery_plan),
    "planning.SCOPE_ITEM": replace(REGISTER_STAGED["planning.SCOPE_ITEM"], make=make_scope_item),
    "projects.PROJECT": Staged(
        Project,
        lambda project, owner: project,
        step_of_project,
        lambda record, verb: f"projects/{record.key}/state/",
    ),
    "planning.TASK": Staged(
        Task, lambda project, owner: TaskFactory(project=project, owner=owner), step_of_task, task_address
    ),
    "planning.MILESTONE": Staged(
        Task,
        lambda project, owner: MilestoneFactory(project=project, owner=owner),
        step_of_task,
        task_address,
    ),
    "notifications.WEBHOOK": Staged(
        Webhook,
        make_webhook,
        step_of_webhook,
        lambda record, verb: f"webhooks/{record.pk}/{verb}/",
        body=lambda verb: {},
        unknown=404,
    ),
    "records.APPROVAL": Staged(
        Approval, make_approval, step_of_approval, approval_address, body=approval_body
    ),
    "tenancy.CLIENT": Staged(
        Client,
        lambda project, owner: project.client,
        step_of_client,
        lambda record, verb: f"clients/{record.code}/state/",
    ),
}
