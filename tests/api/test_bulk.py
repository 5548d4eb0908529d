"""Many rows in one request: all or none, refused by index, in as many statements for three as for one."""

from typing import Any

import pytest

from planning.models import Task
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.api.conftest import Machine

ADD, EDIT, WITHDRAW = "tasks/bulk/", "tasks/bulk/edit/", "tasks/bulk/withdraw/"


def names(machine: Machine) -> list[str]:
    with tenant_tx(machine.cast.acme.pk):
        return list(Task.objects.live().order_by("position").values_list("name", flat=True))


def add(machine: Machine, *rows: dict[str, Any]) -> Any:
    return machine("post", ADD, {"rows": list(rows)})


def test_rows_stand_below_their_parents_and_every_one_has_its_line(machine: Machine) -> None:
    phase = machine("post", "tasks/", {"name": "Phase"}).json()
    day = {"begin": "2026-12-01", "due": "2026-12-03"}
    made = add(
        machine,
        {"name": "A", **day, "parent_id": phase["id"]},
        {"name": "B", "begin": "2026-12-04", "due": "2026-12-04", "parent_id": phase["id"]},
        {"name": "Go", "kind": "milestone", "due": "2026-12-04"},
    )
    assert made.status_code == 201, made.content
    rows = made.json()["results"]
    assert [(row["number"], row["wbs"], row["level"], row["kind"]) for row in rows] == [
        (2, "1.1", 2, "task"),
        (3, "1.2", 2, "task"),
        (4, "2", 1, "milestone"),
    ]
    summary = machine("get", "tasks/1/").json()
    assert (summary["kind"], summary["due"]) == ("summary", "2026-12-04")
    with tenant_tx(machine.cast.acme.pk):
        assert AuditLine.objects.filter(action="planning.add_task").count() == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_cost_does_not_grow_with_the_rows(
    machine: Machine, count: int, django_assert_num_queries: Any
) -> None:
    machine("post", "tasks/", {"name": "First"})
    with django_assert_num_queries(21):
        assert add(machine, *[{"name": "Row", "begin": "2026-12-01"}] * count).status_code == 201


def test_one_wrong_row_and_nothing_is_done(machine: Machine) -> None:
    answer = add(machine, {"name": "A"}, {"name": ""}, {"name": "C", "due": "2026-13-01", "colour": "red"})
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "rows_refused")
    assert [(one["row"], one["field"], one["code"]) for one in body["errors"]] == [
        (1, "name", "blank"),
        (2, "colour", "unknown"),
    ]
    answer = add(machine, {"name": "A"}, {"name": "B", "begin": "2026-12-02", "due": "2026-12-01"})
    assert (answer.status_code, [one["row"] for one in answer.json()["errors"]]) == (422, [1])
    stranger = {"name": "B", "parent_id": "018f0000-0000-7000-8000-00000000dead"}
    answer = add(machine, {"name": "A"}, stranger)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "missing")
    assert names(machine) == []


@pytest.mark.parametrize("body", [{}, {"rows": []}, {"rows": {}}, [], {"rows": [{"name": "A"}], "x": 1}])
def test_what_is_no_list_of_rows(machine: Machine, body: Any) -> None:
    assert machine("post", ADD, body).status_code == 422


def test_at_most_five_hundred(machine: Machine) -> None:
    assert add(machine, *[{"name": "Row"}] * 501).json()["errors"][0]["code"] == "too_many"
    assert add(machine, *[{"name": "Row"}] * 500).status_code == 201
    assert len(names(machine)) == 500


def test_edit_all_or_none(machine: Machine) -> None:
    rows = add(machine, {"name": "A"}, {"name": "B"}).json()["results"]
    one, two = ({"id": row["id"], "version": 1} for row in rows)
    stale = machine("post", EDIT, {"rows": [{**one, "name": "X"}, {**two, "version": 7, "name": "Y"}]})
    assert (stale.status_code, stale.json()["errors"][0]["row"]) == (412, 1)
    assert names(machine) == ["A", "B"]
    done = machine("post", EDIT, {"rows": [{**one, "name": "X"}, {**two, "priority": 700}]})
    assert [(row["name"], row["version"]) for row in done.json()["results"]] == [("X", 2), ("B", 2)]


def test_withdraw_all_or_none(machine: Machine) -> None:
    rows = add(machine, {"name": "A"}, {"name": "B"}, {"name": "C"}).json()["results"]
    picked = [{"id": row["id"], "version": row["version"]} for row in rows]
    assert machine("post", WITHDRAW, {"rows": picked}).status_code == 422
    refused = machine("post", WITHDRAW, {"rows": [picked[0], {**picked[1], "version": 9}], "reason": "no"})
    assert (refused.status_code, refused.json()["errors"][0]["row"]) == (409, 1)
    assert names(machine) == ["A", "B", "C"]
    done = machine("post", WITHDRAW, {"rows": picked[:2], "reason": "not needed"})
    assert (done.status_code, len(done.json()["results"])) == (200, 2)
    assert names(machine) == ["C"]


def test_a_repeat_with_the_same_key_adds_nothing(machine: Machine) -> None:
    body = {"rows": [{"name": "A"}, {"name": "B"}]}
    first, again = (machine("post", ADD, body, Idempotency_Key="monday") for _n in range(2))
    assert first.content == again.content
    assert names(machine) == ["A", "B"]
