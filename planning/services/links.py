"""What waits for what. A plan never holds a circle of links."""

from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.circles import LinkCircular
from planning.events import DependencyAdded, DependencyRemoved
from planning.models import Dependency, Task
from planning.network import cycle
from planning.services.rows import lock_plan
from planning.services.whole import unsettle
from tenancy.actors import Actor
from tenancy.verbs import publish, record_all, require, verb
from toolkit.errors import DomainError, Missing
from toolkit.writing import write


class LinkToOwnSummary(DomainError):
    """A summary contains the row: neither can wait for the other."""

    code = "link_to_own_summary"
    message = _("%(below)s stands below %(above)s, so neither can wait for the other. Link another row.")
    field = "predecessor_id"


class LinkElsewhere(DomainError):
    """Links stay inside one plan."""

    code = "link_elsewhere"
    message = _("Both tasks must be in the same project. Choose one of this plan.")
    field = "predecessor_id"


@verb
def add_dependency(
    *,
    actor: Actor,
    predecessor: Task,
    successor: Task,
    kind: str = Dependency.Kind.FINISH_START,
    lag_minutes: int = 0,
    lag_percent: Decimal | None = None,
    lag_elapsed: bool = False,
) -> Dependency:
    """Let `successor` wait for `predecessor`. Two people linking at once cannot build a circle.

    Raises `LinkElsewhere`, `LinkToOwnSummary`, `LinkCircular`, `Missing`, `BadInput` for a second one.
    """
    require(actor, "planning.link_tasks", successor)
    if predecessor.project_id != successor.project_id:
        raise LinkElsewhere()
    lock_plan(successor.project_id)
    ends = {predecessor.pk, successor.pk}
    if Task.objects.live().filter(pk__in=ends).count() < len(ends):
        raise Missing()
    _check_family(predecessor, successor)
    link = Dependency.objects.create(
        client_id=successor.client_id,
        project_id=successor.project_id,
        predecessor=predecessor,
        successor=successor,
        kind=kind,
        lag_minutes=lag_minutes,
        lag_percent=lag_percent,
        lag_elapsed=lag_elapsed,
        created_at=actor.now,
    )
    check_cycles(successor.project_id)
    unsettle(successor.project_id)
    told = _told(link, predecessor)
    record_all(actor, "planning.add_dependency", [(successor, None, told), (link, None, told)])
    fact = DependencyAdded(actor.organization.id, link.project_id, successor.pk, predecessor.pk, kind)
    publish(fact, actor=actor)
    return link


@verb
def remove_dependency(*, actor: Actor, dependency: Dependency, version: int | None = None) -> Dependency:
    """Take a link out of the plan."""
    require(actor, "planning.link_tasks", dependency)
    lock_plan(dependency.project_id)
    write(dependency, {"withdrawn_at": actor.now, "withdrawn_reason": "removed"}, version=version)
    unsettle(dependency.project_id)
    successor, predecessor = dependency.successor, dependency.predecessor
    told = _told(dependency, predecessor)
    record_all(actor, "planning.remove_dependency", [(successor, told, None), (dependency, told, None)])
    publish(
        DependencyRemoved(
            actor.organization.id, dependency.project_id, successor.pk, predecessor.pk, dependency.kind
        ),
        actor=actor,
    )
    return dependency


def check_cycles(project_id: UUID) -> None:
    """Raise `LinkCircular` when the plan's links, as now stored, hold a circle. Needs the plan's lock."""
    links = list(
        Dependency.objects.live().filter(project_id=project_id).values_list("predecessor_id", "successor_id")
    )
    if not links:
        return
    parents = dict(Task.objects.live().filter(project_id=project_id).values_list("id", "parent_id"))
    circle = cycle(parents, links)
    if circle:
        numbers = dict(Task.objects.filter(pk__in=circle).values_list("id", "number"))
        raise LinkCircular(path=" → ".join(f"T{numbers[key]}" for key in circle))


def _check_family(one: Task, other: Task) -> None:
    for below, above in ((one, other), (other, one)):
        if below.wbs.startswith(f"{above.wbs}."):
            raise LinkToOwnSummary(below=below.key, above=above.key)


def _told(link: Dependency, predecessor: Task) -> dict[str, object]:
    return {
        "predecessor": predecessor.key,
        "kind": link.kind,
        "lag_minutes": link.lag_minutes,
        "lag_percent": link.lag_percent,
    }
