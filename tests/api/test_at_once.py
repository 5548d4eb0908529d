"""Two systems at the same moment: nothing lost, nothing twice, no gap, no cycle."""

from typing import Any

import pytest

from planning import services
from planning.models import Dependency, Task
from projects.models import ProjectMember
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.api.conftest import Machine, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def add(machine: Machine, *names: str) -> list[Task]:
    with tenant_tx(machine.cast.acme.pk):
        actor = machine.cast.ida.actor()
        return [services.add_task(actor=actor, project=machine.project, name=name) for name in names]


def stored(machine: Machine, *fields: str) -> list[Any]:
    with tenant_tx(machine.cast.acme.pk):
        return list(Task.objects.live().order_by("position").values_list(*fields, flat=len(fields) == 1))


@pytest.mark.threat("T-145")
def test_two_changes_of_one_version(real: Machine) -> None:
    add(real, "Train")
    names = ("Mine", "Theirs")
    answers = at_once(
        *[lambda name=name: real("patch", "tasks/1/", {"name": name}, If_Match='"1"') for name in names]
    )
    assert sorted(one.status_code for one in answers) == [200, 412]
    [kept] = [one.json()["name"] for one in answers if one.status_code == 200]
    assert stored(real, "name") == [kept]
    assert real("patch", "tasks/1/", {"name": "Blind"}).status_code == 428


@pytest.mark.threat("T-148")
def test_fifty_creates_are_numbered_1_to_50(real: Machine) -> None:
    def ten() -> list[int]:
        return [real("post", "tasks/", {"name": "Row"}).json()["number"] for _n in range(10)]

    numbers = [number for some in at_once(*[ten] * 5) for number in some]
    assert sorted(numbers) == list(range(1, 51))
    assert sorted(stored(real, "number")) == list(range(1, 51))
    assert stored(real, "position") == list(range(1, 51))


@pytest.mark.threat("T-150")
def test_two_who_reorder_leave_every_row_in_one_place(real: Machine) -> None:
    add(real, *"ABCDEF")
    moves = ((1, 4), (6, 0), (3, 5), (4, 1))
    answers = at_once(
        *[
            lambda number=number, index=index: real(
                "post", f"tasks/{number}/move/", {"index": index}, If_Match="*"
            )
            for number, index in moves
        ]
    )
    assert {one.status_code for one in answers} <= {200, 409, 412}
    assert 200 in {one.status_code for one in answers}
    assert sorted(stored(real, "name")) == list("ABCDEF")
    assert stored(real, "position") == [1, 2, 3, 4, 5, 6]
    assert stored(real, "wbs") == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.threat("T-151")
def test_two_links_that_close_a_circle_are_not_both_made(real: Machine) -> None:
    first, second = add(real, "A", "B")
    actor = real.cast.ida.actor()

    def link(before: Task, after: Task) -> str:
        try:
            services.add_dependency(actor=actor, predecessor=before, successor=after)
        except Exception as error:
            return getattr(error, "code", repr(error))
        return "linked"

    found = at_once(lambda: link(first, second), lambda: link(second, first))
    assert "linked" in found
    assert len(set(found)) == 2, found
    with tenant_tx(real.cast.acme.pk):
        assert Dependency.objects.count() == 1


@pytest.mark.threat("T-152")
def test_what_was_withdrawn_is_not_brought_back_by_a_late_change(real: Machine) -> None:
    add(real, "Train")
    gone, late = at_once(
        lambda: real("delete", "tasks/1/", {"reason": "wrong"}, If_Match='"1"'),
        lambda: real("patch", "tasks/1/", {"name": "Late"}, If_Match='"1"'),
    )
    assert (gone.status_code, late.status_code) in {(204, 404), (204, 409), (204, 412), (412, 200)}
    assert bool(stored(real, "name")) is (gone.status_code != 204)
    if gone.status_code == 204:
        assert real("patch", "tasks/1/", {"name": "Later"}, If_Match="*").status_code == 404
        assert stored(real, "name") == []


@pytest.mark.threat("T-154")
def test_a_role_that_ends_between_the_look_and_the_write_is_refused(
    real: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verb asks again, inside the transaction of the change."""
    add(real, "Train")
    from planning.api import TaskEndpoint

    edit = TaskEndpoint.services["patch"]

    def overtaken(**kwargs: Any) -> Any:
        kwargs["actor"].memo.clear()
        with tenant_tx(real.cast.acme.pk):
            ProjectMember.objects.filter(person=real.cast.ida.person).update(role="QA")
        return edit(**kwargs)

    monkeypatch.setitem(TaskEndpoint.services, "patch", overtaken)  # type: ignore[arg-type]
    answer = real("patch", "tasks/1/", {"name": "Late"}, If_Match='"1"')
    assert answer.status_code in (403, 404)
    assert stored(real, "name") == ["Train"]
    with tenant_tx(real.cast.acme.pk):
        assert not AuditLine.objects.filter(action="planning.edit_task").exists()
