"""Taking rows out, and putting them back."""

from datetime import timedelta

import pytest

from planning import selectors, services
from planning.models import Assignment, Dependency, Task
from projects.services import ReasonMissing
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied, Missing, Stale


def withdraw(plan, name: str, **fields) -> Task:
    fields = {"reason": "not needed", **fields}
    return services.withdraw_task(actor=plan.cast.ada.actor(), task=plan[name], **fields)


def restore(plan, name: str, after: timedelta = timedelta()) -> Task:
    return services.restore_task(actor=plan.cast.ada.actor(NOW + after), task=plan[name])


@pytest.mark.usefixtures("inside")
def test_a_row_leaves_with_what_is_below_it_and_its_links(cast, waves):
    waves.link("B", "D")
    waves.link("B", "E")
    Assignment.objects.create(
        task=waves["D"], project=waves.project, client=cast.skyharp, created_at=NOW, units=1
    )

    task = withdraw(waves, "C")

    assert waves.shown() == "A .B E"
    waves.check()
    assert Dependency.objects.live().get().successor.name == "E"
    assert not Assignment.objects.filter(withdrawn_at__isnull=True).exists()
    assert (task.withdrawn_reason, task.withdrawn_by_id) == ("not needed", cast.ada.person.pk)
    lines = AuditLine.objects.filter(action="planning.withdraw_task")
    assert lines.get(subject_id=task.pk).after["rows"] == 2
    kinds = ["planning.Assignment", "planning.Dependency", "planning.Task", "planning.Task"]
    assert sorted(lines.values_list("subject_type", flat=True)) == kinds


@pytest.mark.usefixtures("inside")
def test_it_comes_back_as_it_was(cast, waves):
    waves.link("B", "D")
    Assignment.objects.create(
        task=waves["D"], project=waves.project, client=cast.skyharp, created_at=NOW, units=1
    )
    withdraw(waves, "C")

    restore(waves, "C", timedelta(days=30))

    assert waves.shown() == "A .B .C ..D E"
    waves.check()
    assert Dependency.objects.live().count() == 1
    assert Assignment.objects.get().withdrawn_at is None
    assert not Task.objects.filter(withdrawn_with__isnull=False).exists()


@pytest.mark.usefixtures("inside")
def test_it_returns_between_its_old_neighbours(waves):
    withdraw(waves, "B")
    assert waves.shown() == "A .C ..D E"

    restore(waves, "B")

    assert waves.shown() == "A .B .C ..D E"
    waves.check()


@pytest.mark.usefixtures("inside")
def test_a_part_may_return_alone_below_what_is_left(waves):
    withdraw(waves, "C")

    restore(waves, "D")

    assert waves.shown() == "A .B .D E"
    waves.check()
    assert waves["C"].withdrawn_at is not None


@pytest.mark.usefixtures("inside")
def test_what_was_removed_before_stays_removed(cast, waves):
    link = waves.link("B", "D")
    services.remove_dependency(actor=cast.ada.actor(), dependency=link)
    withdraw(waves, "D")

    restore(waves, "D")

    assert not Dependency.objects.live().exists()


@pytest.mark.usefixtures("inside")
def test_a_link_returns_only_between_rows_that_are_there(waves):
    waves.link("B", "D")
    withdraw(waves, "D")
    withdraw(waves, "B")

    restore(waves, "D")
    assert not Dependency.objects.live().exists()
    restore(waves, "B")
    assert Dependency.objects.live().count() == 1


@pytest.mark.usefixtures("inside")
def test_a_restored_link_may_not_close_a_circle(waves):
    waves.link("B", "D")
    waves.link("D", "E")
    withdraw(waves, "D")
    waves.link("E", "B")

    with pytest.raises(services.LinkCircular):
        restore(waves, "D")

    assert waves.shown() == "A .B .C E"


@pytest.mark.usefixtures("inside")
def test_a_summary_without_rows_becomes_a_task(waves):
    withdraw(waves, "D")

    assert waves["C"].kind == "task"
    waves.check()


@pytest.mark.usefixtures("inside")
def test_refusals(cast, waves):
    with pytest.raises(ReasonMissing):
        withdraw(waves, "D", reason=" ")
    with pytest.raises(Stale):
        withdraw(waves, "D", version=7)
    with pytest.raises(services.NotWithdrawn):
        restore(waves, "D")
    withdraw(waves, "D")
    with pytest.raises(Missing):
        withdraw(waves, "D")
    with pytest.raises(services.RestoreTooLate):
        restore(waves, "D", timedelta(days=30, minutes=1))


@pytest.mark.usefixtures("inside")
def test_the_list_of_what_can_return(cast, waves):
    withdraw(waves, "C")
    withdraw(waves, "E")

    def listed(after: int) -> list[str]:
        actor = cast.ada.actor(NOW + timedelta(days=after))
        rows = selectors.withdrawn_tasks(actor=actor, project=waves.project)
        return sorted(row.name for row in rows)

    assert listed(1) == ["C", "E"]
    assert listed(31) == []


def test_only_planners_withdraw_and_restore(cast, waves):
    with tenant_tx(cast.acme.pk):
        task = waves["E"]
    for name, refusal in (("ben", Denied), ("olga", Denied), ("ida", Missing), ("zoe", Missing)):
        actor = getattr(cast, name).actor()
        with pytest.raises(refusal):
            services.withdraw_task(actor=actor, task=task, reason="x")
        with pytest.raises(refusal):
            services.restore_task(actor=actor, task=task)
