"""A house with something of everything in it, and an address for every route.

`SAMPLES` names a value for each argument of each route; a route whose argument has none fails the walk.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from exchange.services import PlanFile, stage_import
from kpis.services import roll_up
from planning import services as planning
from planning.models import Task
from tenancy.scope import tenant_tx
from tenancy.services import issue_token
from tests.cast import NOW, Cast
from tests.factories.notifications import DeliveryFactory, InboxLineFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.registry import Route, routes

CANARY = "Canary of Acme"
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
XML = (
    '<Project xmlns="http://schemas.microsoft.com/project"><Name>Canary of Acme</Name><Tasks>'
    "<Task><UID>1</UID><ID>1</ID><Name>Canary of Acme</Name><OutlineLevel>1</OutlineLevel></Task>"
    "</Tasks></Project>"
)
MISSING = {"slug": "nobody", "str": "NOPE", "int": "987654", "uuid": "018f0000-0000-7000-8000-00000000dead"}


@dataclass
class World:
    """Acme's rows that have an address."""

    cast: Cast
    project: Any
    hidden: Any
    other: Any
    task: Any
    milestone: Any
    shared: Any
    withdrawn: Any
    link: Any
    member: Any
    token: Any
    run: Any
    line: Any


# (route name or "", argument) -> value. A route's own entry goes before the general one.
SAMPLES: dict[tuple[str, str], Callable[[World], Any]] = {
    ("", "org"): lambda world: world.cast.acme.slug,
    ("", "key"): lambda world: world.project.key,
    ("", "number"): lambda world: world.task.number,
    ("", "link"): lambda world: world.link.pk,
    ("", "member"): lambda world: world.member.pk,
    ("planning_reach", "number"): lambda world: world.milestone.number,
    ("api_planning_reach", "number"): lambda world: world.milestone.number,
    ("planning_unshare", "number"): lambda world: world.shared.number,
    ("api_planning_unshare", "number"): lambda world: world.shared.number,
    ("planning_restore_task", "number"): lambda world: world.withdrawn.number,
    ("planning_remove_link", "number"): lambda world: world.link.successor.number,
    ("exchange_import", "number"): lambda world: world.run.number,
    ("exchange_commit", "number"): lambda world: world.run.number,
    ("exchange_discard", "number"): lambda world: world.run.number,
    ("api_exchange_import", "number"): lambda world: world.run.number,
    ("api_exchange_commit", "number"): lambda world: world.run.number,
    ("api_exchange_discard", "number"): lambda world: world.run.number,
    ("tenancy_revoke_token", "pk"): lambda world: world.token.pk,
    ("notifications_mark_read", "pk"): lambda world: world.line.pk,
}


def make_world(cast: Cast) -> World:
    """Acme with a shared project SKY (Ada, Ben), one that Ada does not know, and one of the other client."""
    ada = cast.ada.actor()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", name=CANARY, visibility="shared")
        hidden = ProjectFactory(client=cast.skyharp, key="HID", name=f"{CANARY}, hidden")
        other = ProjectFactory(client=cast.tidewell, key="TID", name=f"{CANARY}, other", visibility="shared")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ida.person)
        member = MemberFactory(project=project, person=cast.ben.person, role="AG")
    rows = add_rows(ada, project)
    with tenant_tx(cast.acme.pk):
        token, _key = issue_token(actor=ada, name=CANARY)
        line = InboxLineFactory(person=cast.ada.person)
        DeliveryFactory(person=cast.ada.person)
        roll_up(actor=cast.system(), day=NOW.date() - timedelta(days=1), now=NOW)
    run = stage_import(actor=ada, project=project, file=PlanFile("canary.xml", XML.encode()))
    return World(cast, project, hidden, other, **rows, member=member, token=token, run=run, line=line)


def add_rows(ada: Any, project: Any) -> dict[str, Any]:
    def add(name: str, **fields: Any) -> Any:
        return planning.add_task(actor=ada, project=project, name=f"{CANARY} {name}", **fields)

    with tenant_tx(ada.organization.id):
        task, second, gone = add("one"), add("two"), add("three")
        milestone = add("four", kind=Task.Kind.MILESTONE, due=NOW.date())
        shared = add("five", kind=Task.Kind.MILESTONE, due=NOW.date())
        planning.share_task(actor=ada, task=shared)
        link = planning.add_dependency(actor=ada, predecessor=task, successor=second)
        withdrawn = planning.withdraw_task(actor=ada, task=gone, reason="not needed")
    return {
        "task": task,
        "milestone": milestone,
        "shared": shared,
        "withdrawn": withdrawn,
        "link": link,
    }


def addresses(*doors: str) -> list[Route]:
    """Our routes below the given doors (such as `o/`) whose every argument has a sample."""
    found = (r for r in routes() if r.door and r.route.startswith(doors) and not without_sample(r))
    return sorted(found, key=lambda r: r.route)


def without_sample(route: Route) -> list[str]:
    """The arguments for which `SAMPLES` has nothing."""
    names = arguments(route)
    return [name for name in names if not {(route.name or "", name), ("", name)} & set(SAMPLES)]


def arguments(route: Route) -> dict[str, str]:
    """The arguments of a route with their converters."""
    return {name: kind or "str" for kind, name in ARGUMENT.findall(route.route)}


def sample(world: World, route: Route, name: str) -> str:
    value = SAMPLES.get((route.name or "", name)) or SAMPLES[("", name)]
    return str(value(world))


def address(world: World, route: Route, **instead: str) -> str:
    """The address of Acme's own object, with some arguments put instead."""

    def fill(match: re.Match[str]) -> str:
        return instead.get(match[2]) or sample(world, route, match[2])

    return "/" + ARGUMENT.sub(fill, route.route)


def missing(route: Route, *names: str) -> dict[str, str]:
    """Values of the route's arguments that nothing has."""
    return {name: MISSING[kind] for name, kind in arguments(route).items() if name in names}
