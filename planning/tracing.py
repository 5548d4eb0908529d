"""Questions about the trace from requirement over deliverable to task, and about what stands outside it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from planning.models import Deliverable, Requirement, RequirementTask, ScopeItem, ScopePrice, Task
from planning.policies import visible
from planning.registers.deliverables import DELIVERABLES
from planning.registers.requirements import REQUIREMENTS, WORKED_ON
from projects.registers.selectors import records_of
from projects.selectors import Project
from tenancy.actors import Actor

# What is said of each part of the scope, by the name it has in a baseline; prices are not for every reader.
SCOPE: dict[str, tuple[Any, dict[str, str]]] = {
    "items": (
        ScopeItem,
        {
            **{name: name for name in ("kind", "state", "lob", "department", "clause", "description")},
            "process": "process__code",
            "site": "site__code",
        },
    ),
    "deliverables": (Deliverable, {"criteria": "criteria", "due_on": "due_on"}),
    "requirements": (
        Requirement,
        {"priority": "priority", "criterion": "criterion", "deliverable": "deliverable__number"},
    ),
}
# How each part is numbered, and the words of what it says by value.
LETTERS = {part: model.letters for part, (model, _names) in SCOPE.items()}
WORDS: dict[str, dict[str, Any]] = {
    "kind": dict(ScopeItem.Kind.choices),
    "state": dict(ScopeItem.State.choices),
    "priority": dict(Requirement.Priority.choices),
}
NAMED = {name: name for name in ("number", "title", "title_zh")}
COLUMNS = ("number", "name", "state", "position", "due", "withdrawn_at")


@dataclass(frozen=True)
class Gaps:
    """How much of a project's scope hangs together, each as part of a whole."""

    requirements: int
    requirements_without_task: int
    deliverables: int
    deliverables_without_requirement: int
    tasks: int
    tasks_without_requirement: int


def trace(*, actor: Actor, project: Project) -> QuerySet[Any]:
    """One row for each requirement and each live task that works towards it (`task_number`, `task_name`,
    `task_state`, `task_position`, `task_due`); one without a task for what nobody works on."""
    rows = records_of(actor=actor, register=REQUIREMENTS, project=project)
    told = {f"task_{name}": F(f"task_links__task__{name}") for name in COLUMNS}
    return rows.annotate(**told).filter(Q(task_withdrawn_at__isnull=True) | ~Q(WORKED_ON))


def tasks_of(*, actor: Actor, requirement: Requirement) -> QuerySet[Task]:
    """The live rows of the plan that work towards a requirement, in the order of the plan."""
    rows = Task.objects.live().filter(visible(actor), requirement_links__requirement=requirement)
    return rows.select_related("owner").order_by("position")


def links_of(*, actor: Actor, requirement: Requirement) -> QuerySet[RequirementTask]:
    """The same as links."""
    return requirement.task_links.filter(visible(actor), task__withdrawn_at__isnull=True)


def tasks_without_requirement(*, actor: Actor, project: Project) -> QuerySet[Task]:
    """Leaf tasks that no requirement asks for: neither the task, nor a summary above it, nor a deliverable
    that one of them makes is linked to a requirement."""
    return _leaves(actor, project).filter(~Q(_asked_for()) & ~Q(_delivered()))


def _leaves(actor: Actor, project: Project) -> QuerySet[Task]:
    return Task.objects.live().leaves().filter(visible(actor), project=project).exclude(state="cancelled")


def _asked_for() -> Exists:
    links = RequirementTask.objects.filter(
        project=OuterRef("project"), requirement__withdrawn_at__isnull=True, task__withdrawn_at__isnull=True
    )
    return Exists(_at_or_above(links, "task"))


def _delivered() -> Exists:
    rows = Requirement.objects.live().filter(
        project=OuterRef("project"), deliverable__withdrawn_at__isnull=True, deliverable__task__isnull=False
    )
    return Exists(_at_or_above(rows, "deliverable__task"))


def _at_or_above(rows: QuerySet[Any], task: str) -> QuerySet[Any]:
    """The rows whose task is the outer one, or a summary that it stands below."""
    here = ExpressionWrapper(OuterRef("wbs"), output_field=CharField())
    rows = rows.alias(here=here, above=Concat(F(f"{task}__wbs"), Value(".")))
    return rows.filter(Q(**{task: OuterRef("pk")}) | Q(here__startswith=F("above")))


def gaps(*, actor: Actor, project: Project) -> Gaps:
    """Counts of what hangs together and what does not; six counts, however many rows."""
    requirements = records_of(actor=actor, register=REQUIREMENTS, project=project)
    deliverables = records_of(actor=actor, register=DELIVERABLES, project=project)
    asked = Exists(Requirement.objects.live().filter(deliverable=OuterRef("pk")))
    return Gaps(
        requirements.count(),
        requirements.filter(~Q(WORKED_ON)).count(),
        deliverables.count(),
        deliverables.filter(~Q(asked)).count(),
        _leaves(actor, project).count(),
        tasks_without_requirement(actor=actor, project=project).count(),
    )


def prices_of(*, actor: Actor, item: Any) -> QuerySet[ScopePrice]:
    """What was said of the price of extra work, the last first."""
    return ScopePrice.objects.filter(visible(actor), item=item).order_by("-created_at", "-pk")


def scope_of(*, actor: Actor, project: Project) -> dict[str, list[dict[str, Any]]]:
    """What a scope baseline contains, as JSON can hold it, in a stable order; three queries."""

    def said(model: Any, names: dict[str, str]) -> list[dict[str, Any]]:
        rows = model.objects.live().filter(visible(actor), project=project).order_by("number")
        found = rows.values(*names.values())
        return [{name: _plain(row[path]) for name, path in names.items()} for row in found]

    return {part: said(model, NAMED | names) for part, (model, names) in SCOPE.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
