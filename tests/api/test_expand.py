"""`fields=` and `expand=`: what is named is shown, with the reader's rights, at one query each."""

from typing import Any

import pytest

from planning import services
from planning.models import Task
from tenancy.scope import tenant_tx
from tests.api.conftest import Machine
from toolkit.api import Expansion
from toolkit.api.expansions import MOST


@pytest.fixture
def rows(machine: Machine) -> list[Task]:
    cast, actor = machine.cast, machine.cast.ida.actor()
    with tenant_tx(cast.acme.pk):
        top = services.add_task(actor=actor, project=machine.project, name="Phase")
        owner = cast.ida.person.pk
        return [
            services.add_task(actor=actor, project=machine.project, name=n, parent_id=top.pk, owner_id=owner)
            for n in "ABC"
        ]


@pytest.mark.parametrize("count", [1, 3])
def test_each_costs_one_query_whatever_the_rows(
    machine: Machine, rows: list[Task], count: int, django_assert_num_queries: Any
) -> None:
    query = f"tasks/?page_size={count}&fields=name&order=-position"
    with django_assert_num_queries(10):
        assert machine("get", query).status_code == 200
    with django_assert_num_queries(12):
        answer = machine("get", f"{query}&expand=owner,parent")
    assert len(answer.json()["results"]) == count
    [first, *_rest] = answer.json()["results"]
    assert first["name"] == "C"
    assert first["expanded"]["owner"] == {"id": str(machine.cast.ida.person.pk), "name": "Ida"}
    assert first["expanded"]["parent"]["number"] == 1


def test_a_record_is_expanded_too_and_never_answered_as_unchanged(machine: Machine, rows: list[Task]) -> None:
    with_owner = machine("get", "tasks/2/?expand=owner&fields=name", If_None_Match='"1"')
    assert (with_owner.status_code, with_owner["ETag"]) == (200, '"1"')
    assert with_owner.json()["expanded"]["owner"]["name"] == "Ida"
    assert machine("get", "tasks/2/", If_None_Match='"1"').status_code == 304


def test_what_the_reader_may_not_see_is_null(machine: Machine, rows: list[Task]) -> None:
    hidden = Expansion(lambda *, actor: Task.objects.none(), (), source="parent_id")
    with tenant_tx(machine.cast.acme.pk):
        assert hidden.load(machine.cast.ida.actor(), [rows[0].parent_id]) == {}


@pytest.mark.parametrize("name", ["expand", "fields", "order"])
@pytest.mark.parametrize("value", ["nonsense", "owner.manager", "owner__email", "organization"])
def test_unknown_names_are_told_with_those_there_are(machine: Machine, name: str, value: str) -> None:
    answer = machine("get", f"tasks/?{name}={value}")
    body = answer.json()
    assert (answer.status_code, body["field"]) == (400, name)
    assert {"expand": "owner", "fields": "due", "order": "position"}[name] in body["known"]


def test_at_most_five(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    from planning.api import EXPAND, TasksEndpoint

    many = {f"owner{n}": EXPAND["owner"] for n in range(MOST + 1)}
    monkeypatch.setattr(TasksEndpoint, "expand", many)
    assert machine("get", "tasks/?expand=" + ",".join(list(many)[:MOST])).status_code == 200
    assert machine("get", "tasks/?expand=" + ",".join(many)).status_code == 400
