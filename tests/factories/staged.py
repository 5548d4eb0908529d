"""One record per transition table, in any state, and every door through which its verbs are taken.

A table without a line here fails `tests/house/test_states.py`, which then walks all of it by itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from notifications import services as hooks
from notifications.models import Webhook
from planning import services as planning
from planning.models import Task
from projects import services as projects
from projects.models import Project
from tenancy import services as tenancy
from tenancy.actors import Actor
from tenancy.models import Client
from tenancy.transitions import StateRefused
from tests.cast import NOW
from tests.factories.planning import MilestoneFactory, TaskFactory

Take = Callable[[Actor, Any, str], Any]


@dataclass(frozen=True)
class Staged:
    """How one kind of record comes into a state, and how a verb is taken on it.

    `make`: (project, owner) -> record. `take`: the service. `api`: (record, verb) -> address below the
    organization, `body`: verb -> what is sent there. `unknown`: the answer to a verb that does not exist.
    """

    model: Any
    make: Callable[[Any, Any], Any]
    take: Take
    api: Callable[[Any, str], str]
    body: Callable[[str], dict[str, Any]] = lambda verb: {"step": verb, "reason": "because"}
    unknown: int = 422


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


def task_address(record: Any, verb: str) -> str:
    return f"projects/{record.project.key}/tasks/{record.number}/state/"


STAGED = {
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
    "tenancy.CLIENT": Staged(
        Client,
        lambda project, owner: project.client,
        step_of_client,
        lambda record, verb: f"clients/{record.code}/state/",
    ),
}
