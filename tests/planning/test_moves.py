"""Moving rows: the plan stays whole, whatever is moved."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planning import services
from planning.models import Task
from planning.services.moves import StepUnknown
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from toolkit.errors import Denied, Missing, Stale


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("name", "step", "result"),
    [
        ("C", "indent", "A .B ..C ...D E"),
        ("E", "indent", "A .B .C ..D .E"),
        ("C", "outdent", "A .B C .D E"),
        ("B", "down", "A .C ..D .B E"),
        ("C", "up", "A .C ..D .B E"),
        ("E", "up", "E A .B .C ..D"),
        ("D", "outdent", "A .B .C .D E"),
    ],
)
def test_steps(cast, waves, name, step, result):
    task = services.move_task(actor=cast.ada.actor(), task=waves[name], step=step)

    assert waves.shown() == result
    waves.check()
    stored = waves[name]
    assert (task.position, task.wbs, task.kind, task.version) == (
        stored.position,
        stored.wbs,
        stored.kind,
        stored.version,
    )
    assert AuditLine.objects.get(action="planning.move_task").after["wbs"] == task.wbs
    assert Event.objects.filter(name="planning.TaskMoved").count() == 1


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("name", "parent", "index", "result"),
    [
        ("E", "A", 0, "A .E .B .C ..D"),
        ("E", "C", None, "A .B .C ..D ..E"),
        ("C", "", None, "A .B E C .D"),
        ("C", "E", None, "A .B E .C ..D"),
        ("A", "E", 0, "E .A ..B ..C ...D"),
        ("B", "", 99, "A .C ..D E B"),
    ],
)
def test_places(cast, waves, name, parent, index, result):
    parent_id = waves[parent].pk if parent else None
    services.move_task(actor=cast.ada.actor(), task=waves[name], parent_id=parent_id, index=index)

    assert waves.shown() == result
    waves.check()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("name", "step", "words"),
    [
        ("A", "indent", "There is no row above T1"),
        ("E", "outdent", "T5 is at the highest level"),
        ("A", "up", "T1 has no neighbour"),
        ("E", "down", "T5 has no neighbour"),
    ],
)
def test_impossible_steps(cast, waves, name, step, words):
    with pytest.raises(services.MoveImpossible, match=words):
        services.move_task(actor=cast.ada.actor(), task=waves[name], step=step)

    assert waves.shown() == "A .B .C ..D E"


@pytest.mark.usefixtures("inside")
def test_a_row_does_not_go_below_itself_or_a_milestone_or_elsewhere(cast, waves):
    ada = cast.ada.actor()
    waves.add("M", kind="milestone")
    with pytest.raises(services.MoveImpossible, match="below itself"):
        services.move_task(actor=ada, task=waves["A"], parent_id=waves["D"].pk)
    with pytest.raises(services.MilestoneHoldsNothing):
        services.move_task(actor=ada, task=waves["E"], parent_id=waves["M"].pk)
    with pytest.raises(Missing):
        services.move_task(actor=ada, task=waves["E"], parent_id=cast.acme.pk)
    with pytest.raises(StepUnknown):
        services.move_task(actor=ada, task=waves["E"], step="sideways")

    assert waves.shown() == "A .B .C ..D E M"


@pytest.mark.usefixtures("inside")
def test_a_move_cannot_make_rows_wait_for_each_other(cast, waves):
    waves.link("B", "C")
    waves.link("C", "E")

    with pytest.raises(services.LinkCircular, match=r"T3 → T2 → T3|T2 → T3 → T2"):
        services.move_task(actor=cast.ada.actor(), task=waves["C"], step="indent")

    assert waves.shown() == "A .B .C ..D E"


@pytest.mark.usefixtures("inside")
def test_a_move_to_the_same_place_leaves_no_trace(cast, waves):
    services.move_task(actor=cast.ada.actor(), task=waves["B"], parent_id=waves["A"].pk, index=0)

    assert not AuditLine.objects.filter(action="planning.move_task").exists()


@pytest.mark.usefixtures("inside")
def test_a_stale_move_is_refused_whole(cast, waves):
    services.edit_task(actor=cast.ada.actor(), task=waves["E"], name="E")
    Task.objects.filter(name="E").update(version=5)

    with pytest.raises(Stale):
        services.move_task(actor=cast.ada.actor(), task=waves["E"], step="up", version=1)

    assert waves.shown() == "A .B .C ..D E"


def test_only_planners_move(cast, waves):
    with tenant_tx(cast.acme.pk):
        task = waves["E"]
    for name, refusal in (("ben", Denied), ("olga", Denied), ("ida", Missing), ("zoe", Missing)):
        with pytest.raises(refusal):
            services.move_task(actor=getattr(cast, name).actor(), task=task, step="up")


@pytest.mark.usefixtures("inside")
def test_only_changed_rows_are_written(cast, waves, django_assert_num_queries):
    before = {task.name: task.version for task in Task.objects.all()}
    services.move_task(actor=cast.ada.actor(), task=waves["B"], step="down")

    after = {task.name: task.version for task in Task.objects.all()}
    assert after == {**before, "B": 2}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000))
@pytest.mark.usefixtures("inside")
def test_any_series_of_moves_leaves_the_plan_whole(cast, waves, seed):
    chance = random.Random(seed)
    ada = cast.ada.actor()
    for _turn in range(8):
        names = [task.name for task in Task.objects.live()]
        task = waves[chance.choice(names)]
        step = chance.choice(["indent", "outdent", "up", "down", "place"])
        parent = chance.choice([None, waves[chance.choice(names)].pk])
        try:
            services.move_task(actor=ada, task=task, step=step, parent_id=parent, index=chance.randint(0, 3))
        except services.MoveImpossible:
            continue
        waves.check()
    assert sorted(waves.shown().replace(".", "").split()) == list("ABCDE")
