"""Demand lines: derived from the plan, and written by people."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from planning.models import Assignment, DemandLine, PlanResource, Task
from planning.registers import DEMAND
from planning.services.demand import NothingAssigned, derive_demand
from projects.registers.services import add_record
from tenancy.scope import tenant_tx
from tests.cast import NOW


def at(day: int, hour: int = 8) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


@pytest.fixture
def assign(cast, plan):
    def assigned(name: str, *, group: str = "", units="1", start=None, end=None, kind="work", **more) -> None:
        of = {"project": plan.project, "client_id": plan.project.client_id, "created_at": NOW}
        with tenant_tx(cast.acme.pk):
            about = {"name": name, "group": group, "kind": kind}
            resource = PlanResource.objects.filter(project=plan.project, **about).first()
            resource = resource or PlanResource.objects.create(**about, **of)
            task = Task.objects.filter(name=f"Train {name}").first() or plan.add(f"Train {name}")
            days = {"start_at": start or at(1), "finish_at": end or at(4, 16)}
            Assignment.objects.create(
                task=task, resource=resource, units=Decimal(units), **days, **of, **more
            )

    return assigned


def lines(cast) -> list[tuple[str, str, date, date | None]]:
    with tenant_tx(cast.acme.pk):
        rows = DemandLine.objects.live().order_by("title")
        return [(one.title, str(one.headcount), one.from_on, one.to_on) for one in rows]


def derive(cast, plan) -> None:
    derive_demand(actor=cast.ada.actor(), project=plan.project)


def test_each_group_of_the_plan_becomes_a_line(cast, plan, assign):
    assign("Agent A", group="Agents")
    assign("Agent B", group="Agents", start=at(2), end=at(10, 16))
    assign("Trainer", units="0.5", start=at(3), end=at(9))
    derive(cast, plan)
    assert lines(cast) == [
        ("Agents", "2.00", date(2026, 12, 1), date(2026, 12, 10)),
        ("Trainer", "0.50", date(2026, 12, 3), date(2026, 12, 9)),
    ]


def test_the_count_is_the_peak_of_those_who_work_at_once(cast, plan, assign):
    assign("Agent A", group="Agents", units="3", start=at(1), end=at(2))
    assign("Agent B", group="Agents", units="2", start=at(2), end=at(5))
    derive(cast, plan)
    assert lines(cast) == [("Agents", "3.00", date(2026, 12, 1), date(2026, 12, 5))]


def test_what_is_withdrawn_or_no_work_asks_for_nobody(cast, plan, assign):
    assign("Gone", withdrawn_at=NOW)
    assign("Paper", kind="material")
    with pytest.raises(NothingAssigned):
        derive(cast, plan)


def test_deriving_again_renews_its_own_lines_and_leaves_those_of_people(cast, plan, assign):
    assign("Agent A", group="Agents")
    values = {"title": "Agents", "headcount": Decimal(7), "from_on": date(2027, 1, 4)}
    with tenant_tx(cast.acme.pk):
        add_record(actor=cast.ada.actor(), register=DEMAND, project=plan.project, **values)
    derive(cast, plan)
    assign("Agent A", group="Agents", end=at(20))
    derive(cast, plan)
    assert sorted(lines(cast)) == [
        ("Agents", "2.00", date(2026, 12, 1), date(2026, 12, 20)),
        ("Agents", "7.00", date(2027, 1, 4), None),
    ]


def test_the_page_derives_and_shows_the_lines(cast, plan, assign):
    assign("Agent A", group="Agents")
    browser, base = cast.ada.browser(), "/o/acme/projects/SKY/"
    assert "Derive from the plan" in browser.get(f"{base}demand-lines/").content.decode()
    assert browser.post(f"{base}demand/derive/").status_code == 302
    assert ">Agents<" in browser.get(f"{base}demand-lines/").content.decode()
