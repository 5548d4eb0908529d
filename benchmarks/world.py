"""The organization that the benchmarks look at: one project with 10,000 tasks, one with 200."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections
from django.test import Client as Browser

from planning.loading import PlanRows, TaskRow
from planning.services import load_plan
from projects.services import add_member, create_project
from tenancy.scope import tenant_tx
from tests.cast import TOKEN, Cast, make_cast

BIG, SMALL = 10_000, 200


@dataclass(frozen=True)
class World:
    """Where the requests go, and who makes them."""

    api: str
    pages: str
    cookie: dict[str, str]
    token: dict[str, str]


def make_world() -> World:
    """Two projects of Acme, with Ada and Ida as managers."""
    cast = make_cast()
    for key, rows in (("BIG", BIG), ("SMALL", SMALL), ("NEW", SMALL)):
        _project(cast, key, rows)
    with connections["owner"].cursor() as owner:
        owner.execute("VACUUM ANALYZE planning_task")  # as autovacuum leaves it in a house that runs
    browser = Browser()
    browser.force_login(cast.ada.user)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return World(
        api="/api/v1/o/acme/",
        pages="/o/acme/",
        cookie={"HTTP_COOKIE": cookies},
        token={"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"},
    )


def _project(cast: Cast, key: str, rows: int) -> None:
    actor = cast.system()
    with tenant_tx(cast.acme.pk, timeout="10min"):
        project = create_project(
            actor=actor, client_id=cast.skyharp.pk, key=key, name=key, zone="UTC", currency="USD"
        )
        for member in (cast.ada, cast.ida):
            add_member(actor=actor, project=project, person_id=member.person.pk, role="PM")
        load_plan(actor=actor, project=project, plan=PlanRows(source="bench", tasks=_tasks(rows)))


def _tasks(rows: int) -> tuple[TaskRow, ...]:
    start = datetime(2026, 1, 5, 8)  # noqa: DTZ001 - the plan's own wall clock
    return tuple(
        TaskRow(
            external_id=str(number),
            name=f"Task {number}",
            level=1 if number % 10 == 1 else 2,
            start=start + timedelta(days=number % 300),
            finish=start + timedelta(days=number % 300 + 3, hours=9),
            duration_minutes=1920,
            percent_complete=number % 100,
        )
        for number in range(1, rows + 1)
    )
