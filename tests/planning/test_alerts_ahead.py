"""Due soon and slipped: within what a project chose, once, and again only when it got worse."""

from datetime import UTC, date, datetime, timedelta

import pytest

from notifications.models import Delivery, ProjectNotice
from planning import services
from planning.models import MilestoneAlert
from tenancy.dispatch import dispatch_events
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tests.factories.planning import MilestoneFactory
from tests.factories.projects import ProjectFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NOW.date()


def soon(cast, now=NOW) -> int:
    return services.raise_milestones_due_soon(actor=cast.system(now), now=now)


def slipped(cast, now=NOW) -> int:
    return services.raise_slipped_milestones(actor=cast.system(now), now=now)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("days", "own", "raised"), [
    (-1, None, 0), (0, None, 1), (7, None, 1), (8, None, 0),
    (3, 3, 1), (4, 3, 0), (14, 14, 1), (15, 14, 0),
])  # fmt: skip
def test_due_soon_is_what_the_project_says(cast, days, own, raised):
    project = ProjectFactory(client=cast.skyharp)
    MilestoneFactory(project=project, due=TODAY + timedelta(days=days))
    if own:
        ProjectNotice.objects.create(project=project.pk, rule="milestone_due_soon", days=own)

    assert [soon(cast), soon(cast)] == [raised, 0]


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("zone", "hour", "raised"), [("Asia/Manila", 15, 0), ("Asia/Manila", 16, 1)])
def test_the_days_ahead_are_the_projects_own(cast, zone, hour, raised):
    MilestoneFactory(project=ProjectFactory(client=cast.skyharp, zone=zone), due=date(2026, 11, 28))

    assert soon(cast, datetime(2026, 11, 20, hour, 1, tzinfo=UTC)) == raised


@pytest.mark.usefixtures("inside")
def test_a_new_due_day_is_told_anew(cast, plan):
    plan.add("M", kind="milestone", due=TODAY + timedelta(days=2))
    assert soon(cast) == 1
    services.edit_task(actor=cast.ada.actor(), task=plan["M"], due=TODAY + timedelta(days=5))
    assert [soon(cast), soon(cast)] == [1, 0]


@pytest.mark.parametrize(("days", "tolerance", "step"), [
    (-3, 5, 0), (0, 5, 0), (5, 5, 0), (6, 5, 1), (10, 5, 1), (11, 5, 2), (1, 1, 0), (2, 1, 1), (61, 60, 1),
])  # fmt: skip
def test_steps_of_a_slip(days, tolerance, step):
    assert services.slip_step(days, tolerance) == step


@pytest.mark.usefixtures("inside")
def test_a_slip_is_told_once_and_again_when_it_grows_past_the_next_step(cast, plan):
    plan.add("M", kind="milestone", due=TODAY)
    task, raised = plan["M"], []
    type(task).objects.filter(pk=task.pk).update(promised=TODAY)
    for days in (5, 6, 8, 10, 11, 9, 12, 16):
        task = services.edit_task(actor=cast.ada.actor(), task=task, due=TODAY + timedelta(days=days))
        raised.append((days, slipped(cast), slipped(cast)))

    assert [days for days, first, _again in raised if first] == [6, 11, 16]
    assert not any(again for _days, _first, again in raised)
    assert list(MilestoneAlert.objects.order_by("step").values_list("step", flat=True)) == [1, 2, 3]


@pytest.mark.usefixtures("inside")
def test_another_baseline_counts_anew(cast, plan):
    plan.add("M", kind="milestone", due=TODAY + timedelta(days=20))
    tasks = type(plan["M"]).objects.filter(pk=plan["M"].pk)
    tasks.update(promised=TODAY)
    assert slipped(cast) == 1
    tasks.update(promised=TODAY + timedelta(days=10), due_version=9)
    assert slipped(cast) == 1


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(cast, count, django_assert_num_queries):
    for zone in ("Europe/Warsaw", "Asia/Manila", "Asia/Kolkata")[:count]:
        project = ProjectFactory(client=cast.skyharp, zone=zone)
        late = {"due": TODAY, "promised": TODAY - timedelta(days=9)}
        MilestoneFactory.create_batch(count, project=project, **late)

    with django_assert_num_queries(8):
        assert soon(cast) == count * count
    with django_assert_num_queries(7):
        assert slipped(cast) == count * count


def test_both_become_letters_in_the_digest(cast, plan):
    with tenant_tx(cast.acme.pk):
        plan.add("Go-live", kind="milestone", due=TODAY)
        type(plan["Go-live"]).objects.update(promised=TODAY - timedelta(days=9))
    assert (soon(cast), slipped(cast)) == (1, 1)
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    with tenant_tx(cast.acme.pk):
        rows = Delivery.objects.filter(person=cast.ada.person).order_by("rule")
        assert [(row.rule, row.state) for row in rows] == [
            ("milestone_due_soon", "held"),
            ("milestone_slipped", "held"),
        ]
        assert Event.objects.filter(name="planning.MilestoneSlipped").get().payload["days"] == 9
