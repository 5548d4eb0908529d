"""Overdue milestones: whose day has passed where they are, and said once."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connections, transaction

from planning import services
from planning.models import MilestoneAlert, Task
from projects.models import Project
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tests.cast import make_cast
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import ProjectFactory
from toolkit.errors import Denied

DUE = date(2026, 10, 24)


def sweep(cast, now: datetime, organization=None) -> int:
    return services.raise_overdue_milestones(actor=cast.system(now, organization), now=now)


def facts() -> list[tuple[str, int]]:
    rows = Event.objects.filter(name="planning.MilestoneOverdue").order_by("id")
    return [(row.payload["due"], row.payload["due_version"]) for row in rows]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("zone", "instant", "overdue"),
    [
        ("Europe/Warsaw", (2026, 10, 24, 21, 59), False),
        ("Europe/Warsaw", (2026, 10, 24, 22, 1), True),
        ("Asia/Manila", (2026, 10, 24, 15, 59), False),
        ("Asia/Manila", (2026, 10, 24, 16, 1), True),
        ("America/New_York", (2026, 10, 25, 3, 59), False),
        ("America/New_York", (2026, 10, 25, 4, 1), True),
    ],
)
def test_a_day_is_over_when_it_is_over_in_the_projects_zone(cast, zone, instant, overdue):
    MilestoneFactory(project=ProjectFactory(client=cast.skyharp, zone=zone), due=DUE)

    assert sweep(cast, datetime(*instant, tzinfo=UTC)) == overdue


@pytest.mark.usefixtures("inside")
def test_the_night_of_the_double_hour(cast):
    """In Kraków 25 October 2026 has 25 hours: the day ends at 23:00 UTC, not at 22:00."""
    MilestoneFactory(project=ProjectFactory(client=cast.skyharp), due=date(2026, 10, 25))

    assert sweep(cast, datetime(2026, 10, 25, 22, 30, tzinfo=UTC)) == 0
    assert sweep(cast, datetime(2026, 10, 25, 23, 0, tzinfo=UTC)) == 1


@pytest.mark.usefixtures("inside")
def test_it_is_said_once_for_each_due_day(cast, plan):
    plan.add("M", kind="milestone", due=DUE)
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)

    assert [sweep(cast, now), sweep(cast, now + timedelta(days=3))] == [1, 0]
    services.edit_task(actor=cast.ada.actor(), task=plan["M"], due=date(2026, 11, 10))
    assert [sweep(cast, now), sweep(cast, now)] == [1, 0]

    assert facts() == [("2026-10-24", 1), ("2026-11-10", 2)]
    assert MilestoneAlert.objects.count() == 2


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("row", "project", "raised"),
    [
        ({}, {}, 1),
        ({"state": "at_risk"}, {"state": "draft"}, 1),
        ({"state": "achieved"}, {}, 0),
        ({"state": "missed"}, {}, 0),
        ({"due": None}, {}, 0),
        ({"due": date(2026, 11, 20)}, {}, 0),
        ({"withdrawn_at": datetime(2026, 11, 1, tzinfo=UTC)}, {}, 0),
        ({}, {"state": "on_hold"}, 0),
        ({}, {"state": "closed"}, 0),
        ({}, {"state": "cancelled"}, 0),
        ({}, {"withdrawn_at": datetime(2026, 11, 1, tzinfo=UTC)}, 0),
    ],
)
def test_what_counts(cast, row, project, raised):
    MilestoneFactory(project=ProjectFactory(client=cast.skyharp, **project), **{"due": DUE, **row})

    assert sweep(cast, datetime(2026, 11, 20, 9, tzinfo=UTC)) == raised


@pytest.mark.usefixtures("inside")
def test_a_late_task_is_not_a_milestone(cast):
    TaskFactory(project=ProjectFactory(client=cast.skyharp), due=DUE)

    assert sweep(cast, datetime(2026, 11, 20, 9, tzinfo=UTC)) == 0


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, count, django_assert_num_queries):
    for zone in ("Europe/Warsaw", "Asia/Manila", "Asia/Kolkata")[:count]:
        project = ProjectFactory(client=cast.skyharp, zone=zone)
        MilestoneFactory.create_batch(count, project=project, due=DUE)

    with django_assert_num_queries(7):
        assert sweep(cast, datetime(2026, 11, 20, 9, tzinfo=UTC)) == count * count


def test_each_organization_for_itself(cast, sky):
    with tenant_tx(cast.acme.pk):
        MilestoneFactory(project=sky, due=DUE)
    with tenant_tx(cast.zenith.pk):
        MilestoneFactory(project=ProjectFactory(client=cast.rival_client), due=DUE)
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)

    assert sweep(cast, now, cast.zenith) == 1
    assert sweep(cast, now, cast.acme) == 1


def test_people_cannot_raise_alerts(cast, sky):
    for name in ("ada", "olga", "zoe"):
        actor = getattr(cast, name).actor()
        with pytest.raises(Denied):
            services.raise_overdue_milestones(actor=actor, now=actor.now)


@pytest.mark.usefixtures("inside")
def test_the_database_keeps_an_alert_unique_and_unchanged(cast, sky):
    MilestoneFactory(project=sky, due=DUE)
    sweep(cast, datetime(2026, 11, 20, 9, tzinfo=UTC))
    alert = MilestoneAlert.objects.get()

    for change in (
        lambda: MilestoneAlert.objects.update(due_version=9),
        lambda: MilestoneAlert.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            change()
    alert.pk, alert._state.adding = cast.acme.pk, True
    with pytest.raises(IntegrityError, match="planning_milestonealert_once"), transaction.atomic():
        alert.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_say_it_once():
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        MilestoneFactory.create_batch(5, project=ProjectFactory(client=cast.skyharp), due=DUE)
    gate, raised = threading.Barrier(3), []

    def run() -> None:
        gate.wait(10)
        raised.append(sweep(cast, datetime(2026, 11, 20, 9, tzinfo=UTC)))
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    with tenant_tx(cast.acme.pk):
        assert sum(raised) == len(facts()) == MilestoneAlert.objects.count() == 5
        assert Task.objects.count() == 5
        assert Project.objects.count() == 1
