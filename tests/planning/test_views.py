"""Pages of plans."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.models import Task
from tenancy.scope import tenant_tx

BASE = "/o/acme/projects/SKY/"


@pytest.fixture
def ada(cast):
    return cast.ada.browser()


def task(cast, name: str) -> Task:
    with tenant_tx(cast.acme.pk):
        return Task.objects.select_related("project").get(name=name)


def fill(cast, plan, names) -> None:
    with tenant_tx(cast.acme.pk):
        for name in names:
            plan.add(name)


@pytest.mark.parametrize("path", ["plan/", "milestones/", "plan/withdrawn/"])
def test_empty_pages_say_what_to_do_next(cast, plan, ada, path):
    answer = ada.get(BASE + path)
    assert answer.status_code == 200
    assert b"mp-empty" in answer.content


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_costs_the_same_queries_whatever_the_rows(cast, plan, ada, rows):
    fill(cast, plan, [f"Row {n}" for n in range(rows)])
    ada.get(f"{BASE}plan/")
    with CaptureQueriesContext(connection) as queries:
        answer = ada.get(f"{BASE}plan/")
    assert answer.content.count(b"<tr data-id") == rows
    assert len(queries) == 18


def test_adding_a_milestone_through_the_page(cast, plan, ada):
    answer = ada.post(
        f"{BASE}milestones/add/", {"name": "Wave 3 上线", "kind": "milestone", "due": "2028-02-29"}
    )
    assert answer.status_code == 302
    made = task(cast, "Wave 3 上线")
    assert (made.due, made.kind, made.state) == (date(2028, 2, 29), "milestone", "planned")


def test_a_task_stands_below_the_named_row_and_days_decide_each_other(cast, plan, ada):
    fill(cast, plan, ["Pilot"])
    answer = ada.post(
        f"{BASE}plan/add/",
        {"name": "Train", "kind": "task", "parent": "SKY-T1", "begin": "2026-11-20", "duration_minutes": "3"},
    )
    assert answer.status_code == 302
    made = task(cast, "Train")
    assert (made.wbs, made.due, made.duration_minutes) == ("1.1", date(2026, 11, 24), 1440)
    assert task(cast, "Pilot").kind == "summary"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "", "kind": "task"}, "name"),
        ({"name": "A", "kind": "task", "parent": "T99"}, "parent"),
        ({"name": "A", "kind": "task", "begin": "2026-02-30"}, "begin"),
        ({"name": "A", "kind": "task", "begin": "2026-12-02", "due": "2026-12-01"}, "due"),
    ],
)
def test_bad_input_keeps_the_form_and_names_the_field(cast, plan, ada, values, field):
    answer = ada.post(f"{BASE}plan/add/", values)
    assert answer.status_code == 422
    assert f"id_{field}".encode() in answer.content
    with tenant_tx(cast.acme.pk):
        assert not Task.objects.exists()


def test_a_stale_form_shows_both_values_and_loses_nothing(cast, plan, ada):
    fill(cast, plan, ["Ours"])
    first = {"name": "Theirs", "version": "1"}
    assert ada.post(f"{BASE}tasks/1/edit/", first).status_code == 302
    second = ada.post(f"{BASE}tasks/1/edit/", {"name": "Mine", "version": "1"})
    assert second.status_code == 409
    assert b"Theirs" in second.content
    assert b"Mine" in second.content
    assert task(cast, "Theirs").version == 2


def test_moving_withdrawing_and_restoring(cast, plan, ada):
    fill(cast, plan, ["A", "B"])
    assert ada.post(f"{BASE}tasks/2/move/", {"step": "indent"}).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert plan.shown() == "A .B"
    version = task(cast, "A").version
    assert ada.post(f"{BASE}tasks/1/withdraw/", {"reason": "wrong", "version": version}).status_code == 302
    assert ada.get(f"{BASE}tasks/1/").status_code == 404
    assert b"wrong" in ada.get(f"{BASE}plan/withdrawn/").content
    assert ada.post(f"{BASE}tasks/1/restore/").status_code == 302
    with tenant_tx(cast.acme.pk):
        assert plan.shown() == "A .B"


def test_a_move_that_cannot_be_is_told(cast, plan, ada):
    fill(cast, plan, ["A"])
    answer = ada.post(f"{BASE}tasks/1/move/", {"step": "indent"})
    assert answer.status_code == 422
    assert "no row above" in answer.content.decode()


def test_progress_sharing_and_dependencies(cast, plan, ada):
    fill(cast, plan, ["A", "B"])
    assert ada.post(f"{BASE}tasks/1/progress/", {"percent_complete": 40, "version": 1}).status_code == 302
    assert task(cast, "A").state == "in_progress"
    assert ada.post(f"{BASE}tasks/1/share/", {"version": task(cast, "A").version}).status_code == 302
    assert task(cast, "A").visibility == "shared"
    link = {"predecessor": "T1", "kind": "FS", "lag_minutes": "1"}
    assert ada.post(f"{BASE}tasks/2/links/add/", link).status_code == 302
    page = ada.get(f"{BASE}tasks/2/")
    assert b"Finish to start" in page.content
    circle = ada.post(f"{BASE}tasks/1/links/add/", {"predecessor": "T2", "kind": "FS"})
    assert circle.status_code == 422


def test_the_plan_as_csv_is_formula_safe(cast, plan, ada):
    fill(cast, plan, ["=HYPERLINK(1)"])
    answer = ada.get(f"{BASE}plan/?format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "'=HYPERLINK(1)" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("query", ["order=created_by__password", "page=0", "due_from=x", "nonsense=1"])
def test_unknown_parameters_are_refused(cast, plan, ada, query):
    assert ada.get(f"{BASE}plan/?{query}").status_code == 400


@pytest.mark.parametrize("path", ["plan/", "plan/add/", "milestones/", "tasks/1/", "tasks/1/edit/"])
@pytest.mark.parametrize("name", ["zoe", "cleo", "carl"])
def test_others_find_nothing(cast, plan, path, name):
    fill(cast, plan, ["A"])
    assert getattr(cast, name).browser().get(BASE + path).status_code == 404


def test_a_member_reads_and_may_not_plan(cast, plan):
    fill(cast, plan, ["A"])
    ben = cast.ben.browser()
    assert ben.get(f"{BASE}plan/").status_code == 200
    assert ben.get(f"{BASE}plan/add/").status_code == 403
    assert ben.post(f"{BASE}plan/add/", {"name": "X", "kind": "task"}).status_code == 403
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == 1


def test_the_plan_speaks_chinese(cast, plan):
    fill(cast, plan, ["知识转移"])
    browser = cast.ada.browser()
    browser.cookies["django_language"] = "zh-hans"
    page = browser.get(f"{BASE}plan/").content.decode()
    assert 'lang="zh-CN"' in page or 'lang="zh-hans"' in page
    assert "知识转移" in page
