"""Links: their types, what is refused, and two people linking at once."""

import threading
from decimal import Decimal

import pytest
from django.db import connections

from planning import services
from planning.models import Dependency, Task
from planning.services.rows import lock_plan
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import make_cast
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import BadInput, Denied, Missing, Stale


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("kind", ["FS", "SS", "FF", "SF"])
def test_add_dependency(waves, kind):
    link = waves.link("B", "E", kind=kind, lag_minutes=-480, lag_percent=Decimal("12.5"), lag_elapsed=True)

    stored = Dependency.objects.get()
    assert (stored.kind, stored.lag_minutes, stored.lag_percent, stored.lag_elapsed) == (
        kind,
        -480,
        Decimal("12.5"),
        True,
    )
    line = AuditLine.objects.get(action="planning.add_dependency", subject_type="planning.Task")
    assert line.after["predecessor"] == "T2"
    told = Event.objects.get(name="planning.DependencyAdded").payload
    assert (told["task_id"], told["predecessor_id"]) == (
        str(link.successor_id),
        str(link.predecessor_id),
    )


@pytest.mark.usefixtures("inside")
def test_remove_dependency(cast, waves):
    link = waves.link("B", "E")
    with pytest.raises(Stale):
        services.remove_dependency(actor=cast.ada.actor(), dependency=link, version=4)

    services.remove_dependency(actor=cast.ada.actor(), dependency=link)

    assert not Dependency.objects.live().exists()
    line = AuditLine.objects.get(action="planning.remove_dependency", subject_type="planning.Task")
    assert line.before["predecessor"] == "T2"
    waves.link("B", "E")


@pytest.mark.usefixtures("inside")
def test_a_circle_is_named(waves):
    waves.link("B", "D")
    waves.link("D", "E", kind="SS")

    with pytest.raises(services.LinkCircular) as refused:
        waves.link("E", "B", kind="FF")

    assert "T2 → T4 → T5 → T2" in str(refused.value)
    assert refused.value.code == "link_circular"
    assert Dependency.objects.count() == 2


@pytest.mark.usefixtures("inside")
def test_a_circle_through_a_summary_is_found(waves):
    waves.link("A", "E")

    with pytest.raises(services.LinkCircular, match="T1 → T5 → T4"):
        waves.link("E", "D")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("before", "after"), [("A", "B"), ("D", "A"), ("C", "D")])
def test_no_link_to_the_own_summary(waves, before, after):
    with pytest.raises(services.LinkToOwnSummary):
        waves.link(before, after)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("before", "after", "fields", "words"),
    [
        ("B", "B", {}, "A task cannot wait for itself"),
        ("B", "E", {}, "linked like this already"),
        ("B", "D", {"kind": "XX"}, "Choose a type: FS, SS, FF or SF"),
    ],
)
def test_refused_links(waves, before, after, fields, words):
    waves.link("B", "E")

    with pytest.raises(BadInput, match=words):
        waves.link(before, after, **fields)


@pytest.mark.usefixtures("inside")
def test_links_stay_in_one_plan_and_among_live_rows(cast, waves):
    other = ProjectFactory(client=cast.skyharp, key="OTHER")
    theirs = TaskFactory(project=other, name="Theirs")
    ada = cast.ada.actor()

    with pytest.raises(services.LinkElsewhere):
        services.add_dependency(actor=ada, predecessor=theirs, successor=waves["E"])
    services.withdraw_task(actor=ada, task=waves["E"], reason="x")
    with pytest.raises(Missing):
        waves.link("B", "E")


def test_only_planners_link(cast, waves):
    with tenant_tx(cast.acme.pk):
        link = waves.link("B", "E")
        one, two = waves["D"], waves["E"]
    for name, refusal in (("ben", Denied), ("olga", Denied), ("ida", Missing), ("zoe", Missing)):
        actor = getattr(cast, name).actor()
        with pytest.raises(refusal):
            services.add_dependency(actor=actor, predecessor=one, successor=two)
        with pytest.raises(refusal):
            services.remove_dependency(actor=actor, dependency=link)


def at_once(works: list) -> list[str]:
    """Run the works in threads that begin together; answers how each ended."""
    gate, ends = threading.Barrier(len(works)), [""] * len(works)

    def run(n: int) -> None:
        gate.wait(10)
        try:
            works[n]()
            ends[n] = "done"
        except services.LinkCircular:
            ends[n] = "circular"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


@pytest.mark.threat("T-151")
@pytest.mark.django_db(transaction=True)
def test_two_people_linking_at_once_cannot_build_a_circle():
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
        one, two = (TaskFactory(project=project, position=n, wbs=str(n)) for n in (1, 2))

    def link(before: Task, after: Task):
        return lambda: services.add_dependency(actor=cast.ada.actor(), predecessor=before, successor=after)

    for _round in range(5):
        assert at_once([link(one, two), link(two, one)]) == ["circular", "done"]
        with tenant_tx(cast.acme.pk):
            assert Dependency.objects.live().count() == 1
            Dependency.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_the_lock_holds_until_the_end_of_the_transaction():
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp)
    order, held, waiting = [], threading.Event(), threading.Event()

    def second() -> None:
        held.wait(10)
        with tenant_tx(cast.acme.pk):
            waiting.set()
            lock_plan(project.pk)
            order.append("second")
        connections.close_all()

    thread = threading.Thread(target=second)
    thread.start()
    with tenant_tx(cast.acme.pk):
        lock_plan(project.pk)
        held.set()
        waiting.wait(10)
        thread.join(0.2)
        order.append("first")
    thread.join(10)

    assert order == ["first", "second"]


@pytest.mark.threat("T-148")
@pytest.mark.django_db(transaction=True)
def test_two_people_adding_at_once_leave_a_dense_order():
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)

    def add(n: int):
        return lambda: services.add_task(actor=cast.ada.actor(), project=project, name=f"T{n}")

    assert at_once([add(n) for n in range(4)]) == ["done"] * 4
    with tenant_tx(cast.acme.pk):
        rows = Task.objects.order_by("position")
        assert [row.position for row in rows] == [1, 2, 3, 4]
        assert sorted(row.number for row in rows) == [1, 2, 3, 4]
