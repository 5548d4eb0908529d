"""What hangs on requirements, scope items and deliverables, and what is sent to their addresses."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from planning.models import (
    Deliverable,
    Requirement,
    RequirementTask,
    Responsibility,
    ScopeItem,
    ScopePrice,
    Task,
)
from projects.models import Process, ProjectMember
from tenancy.scope import tenant_tx
from tests.cast import NOW


def add_scope(project: Any, mark: str) -> None:
    """One link, one price, one part in a deliverable and one in a process."""
    about = {"project": project, "client_id": project.client_id, "created_at": NOW}
    person = ProjectMember.objects.filter(project=project).order_by("pk")[0].person
    RequirementTask.objects.create(requirement=first(Requirement, project), task=a_task(project), **about)
    price = {"amount": Decimal("1200.00"), "currency": "USD", "note": mark}
    ScopePrice.objects.create(item=first(ScopeItem, project), priced_by=person, **price, **about)
    part = {"person": person, "part": "A", **about}
    Responsibility.objects.create(deliverable=first(Deliverable, project), **part)
    Responsibility.objects.create(process=Process.objects.filter(project=project).order_by("pk")[0], **part)


def first(model: Any, project: Any) -> Any:
    """The record that only the provider reads."""
    return model.objects.live().filter(project=project).order_by("number")[0]


def a_task(project: Any) -> Task:
    """The row of the plan that is linked."""
    return Task.objects.live().leaves().filter(project=project).order_by("position")[0]


def tied(world: Any) -> int:
    """The number of the task that is linked."""
    with tenant_tx(world.cast.acme.pk):
        return int(a_task(world.project).number)


def untied(world: Any) -> dict[str, Any]:
    """A task that is not."""
    with tenant_tx(world.cast.acme.pk):
        rows = Task.objects.live().filter(project=world.project).order_by("-position")
        return {"task": str(rows[0].number)}


def parts(world: Any) -> list[dict[str, str]]:
    """One who is accountable."""
    return [{"person_id": str(world.cast.ben.person.pk), "part": "A"}]


def _label(name: str) -> str:
    return f"planning.{name}"


def _row(name: str) -> Callable[[Any], int]:
    return lambda world: int(world.registered[_label(name)]["own"].number)


OF_REQUIREMENT = ("convert_requirement", "link_requirement", "unlink_requirement", "requirement_tasks")
SCOPE_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    **{
        (f"{api}planning_{name}", "number"): _row("Requirement")
        for api in ("", "api_")
        for name in OF_REQUIREMENT
    },
    **{(f"{api}planning_unlink_requirement", "task"): tied for api in ("", "api_")},
    **{
        (f"{api}planning_{name}", "number"): _row("ScopeItem")
        for api in ("", "api_")
        for name in ("price_scope_item", "prices")
    },
    **{(f"{api}planning_deliverable_parts", "number"): _row("Deliverable") for api in ("", "api_")},
}
PRICED = {"amount": "1200.00", "currency": "USD"}
SCOPE_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    **{f"{api}planning_convert_requirement": lambda world: {"task_name": "Write it"} for api in ("", "api_")},
    **{f"{api}planning_link_requirement": untied for api in ("", "api_")},
    **{f"{api}planning_unlink_requirement": lambda world: {} for api in ("", "api_")},
    **{f"{api}planning_price_scope_item": lambda world: PRICED for api in ("", "api_")},
    **{
        f"planning_{about}_parts": lambda world: {str(world.cast.ben.person.pk): "A"}
        for about in ("deliverable", "process")
    },
    **{
        f"api_planning_{about}_parts": lambda world: {"parts": parts(world)}
        for about in ("deliverable", "process")
    },
}
