"""The trace from requirement to task, and what stands outside it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services, tracing
from tenancy.scope import tenant_tx

BASE = "/o/acme/projects/SKY/"


def link(cast, requirement, task) -> None:
    services.link_task(actor=cast.ada.actor(), requirement=requirement, task=task.number)


def rows(cast, scope):
    found = tracing.trace(actor=cast.ada.actor(), project=scope.project)
    return list(found.order_by("number", "task_position").values_list("number", "task_name"))


def unasked(cast, scope):
    found = tracing.tasks_without_requirement(actor=cast.ada.actor(), project=scope.project)
    return sorted(found.values_list("name", flat=True))


def test_each_requirement_stands_with_each_of_its_tasks(cast, scope, waves):
    first, second = scope.requirement(), scope.requirement("Two shifts")
    with tenant_tx(cast.acme.pk):
        link(cast, first, waves["B"])
        link(cast, first, waves["D"])
        assert rows(cast, scope) == [(1, "B"), (1, "D"), (2, None)]
        services.withdraw_task(actor=cast.ada.actor(), task=waves["B"], reason="because")
        assert rows(cast, scope) == [(1, "D"), (2, None)]
    assert second.number == 2


def test_a_summary_stands_for_all_below_it(cast, scope, waves):
    made = scope.requirement()
    with tenant_tx(cast.acme.pk):
        assert unasked(cast, scope) == ["B", "D", "E"]
        link(cast, made, waves["C"])
        assert unasked(cast, scope) == ["B", "E"]
        link(cast, made, waves["A"])
        assert unasked(cast, scope) == ["E"]


def test_a_code_that_begins_alike_is_not_below(cast, scope, plan):
    with tenant_tx(cast.acme.pk):
        for n in range(1, 12):
            plan.add(f"Row {n}")
    made = scope.requirement()
    with tenant_tx(cast.acme.pk):
        link(cast, made, plan["Row 1"])
        assert unasked(cast, scope) == sorted(f"Row {n}" for n in range(2, 12))


def test_what_makes_a_deliverable_serves_its_requirement(cast, scope, waves):
    with tenant_tx(cast.acme.pk):
        made_by = waves["E"].pk
    deliverable = scope.deliverable(task_id=made_by)
    with tenant_tx(cast.acme.pk):
        assert unasked(cast, scope) == ["B", "D", "E"]
    scope.requirement(deliverable_id=deliverable.pk)
    with tenant_tx(cast.acme.pk):
        assert unasked(cast, scope) == ["B", "D"]


def test_gaps_are_counted_against_the_whole(cast, scope, waves):
    deliverable = scope.deliverable()
    scope.deliverable("Course")
    made = scope.requirement(deliverable_id=deliverable.pk)
    scope.requirement("Two shifts")
    with tenant_tx(cast.acme.pk):
        link(cast, made, waves["B"])
        found = tracing.gaps(actor=cast.ada.actor(), project=scope.project)
    assert found == tracing.Gaps(2, 1, 2, 1, 3, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_whatever_the_rows(cast, scope, waves, count):
    made = [scope.requirement(f"Need {n}") for n in range(count)]
    with tenant_tx(cast.acme.pk):
        for one in made:
            link(cast, one, waves["B"])
    ada = cast.ada.browser()
    ada.get(f"{BASE}trace/")
    with CaptureQueriesContext(connection) as queries:
        page = ada.get(f"{BASE}trace/")
    assert page.content.count(b"Need ") == count
    assert len(queries) == TRACE_QUERIES


TRACE_QUERIES = 22


def test_the_orphan_report_leads_to_its_rows(cast, scope, waves):
    scope.deliverable("Course")
    scope.requirement("Two shifts")
    ada = cast.ada.browser()
    page = ada.get(f"{BASE}trace/").content.decode()
    for place in ("requirements/?orphan=true", "deliverables/?orphan=true", "trace/tasks/"):
        assert f"{BASE}{place}" in page
    assert "Two shifts" in ada.get(f"{BASE}requirements/?orphan=true").content.decode()
    assert "Course" in ada.get(f"{BASE}deliverables/?orphan=true").content.decode()
    assert ada.get(f"{BASE}trace/tasks/").content.decode().count('class="mp-key"') == 3


def test_it_can_be_taken_along(cast, scope, waves):
    made = scope.requirement()
    with tenant_tx(cast.acme.pk):
        link(cast, made, waves["B"])
    answer = cast.ada.browser().get(f"{BASE}trace/?format=csv")
    assert answer.status_code == 200
    text = b"".join(answer) if answer.streaming else answer.content
    assert "RQ1,One handbook" in text.decode("utf-8-sig")


def queries_of(browser, path) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize("path", ["trace/tasks/", "requirements/1/", "requirements/", "deliverables/"])
def test_no_list_costs_more_with_more_rows(cast, scope, plan, path):
    ada = cast.ada.browser()
    scope.deliverable()
    made = scope.requirement()
    with tenant_tx(cast.acme.pk):
        link(cast, made, plan.add("First"))
        plan.add("Unasked")
    few = queries_of(ada, f"{BASE}{path}")
    for n in range(2):
        scope.requirement(f"Need {n}", deliverable_id=scope.deliverable(f"Book {n}").pk)
        with tenant_tx(cast.acme.pk):
            link(cast, scope.fresh(made), plan.add(f"Row {n}"))
            plan.add(f"Unasked {n}")
    assert queries_of(ada, f"{BASE}{path}") == few
