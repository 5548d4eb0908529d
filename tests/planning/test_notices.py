"""The letter about an overdue milestone: who gets it, once, and in whose language."""

from datetime import UTC, date, datetime

import pytest

from notifications.letters import write
from notifications.models import Delivery, InboxLine
from planning import services
from planning.models import MilestoneAlert, Task
from planning.tasks import raise_overdue_milestones, sweep_overdue_milestones
from projects.models import ProjectMember
from tenancy.dispatch import dispatch_events
from tenancy.models import Event
from tenancy.scope import bound_to, tenant_tx
from tenancy.tasks import SweepTask
from tests.factories.planning import MilestoneFactory
from tests.factories.projects import ProjectFactory

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
DUE = date(2026, 11, 18)


@pytest.fixture
def late(cast, plan):
    """A milestone whose day has passed."""
    with tenant_tx(cast.acme.pk):
        plan.add("Go-live", kind="milestone", due=DUE)
    return plan


def announce(cast) -> None:
    """The sweep, and the dispatcher after it."""
    services.raise_overdue_milestones(actor=cast.system(NOW), now=NOW)
    dispatch_events(organization_id=cast.acme.pk, now=NOW)


def inboxes(cast) -> list[str]:
    with tenant_tx(cast.acme.pk):
        return sorted(InboxLine.objects.values_list("person__name", flat=True))


def test_without_an_owner_the_managers_are_told_once(cast, late):
    announce(cast)
    announce(cast)

    assert inboxes(cast) == ["Ada"]
    with tenant_tx(cast.acme.pk):
        assert MilestoneAlert.objects.count() == 1
        assert Delivery.objects.filter(person=cast.ada.person).count() == 1
        line = InboxLine.objects.get()
        assert line.link == "/o/acme/projects/SKY/tasks/1/"
        assert line.version == 1


def test_an_owner_is_told_alone(cast, late):
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=cast.ada.actor(), task=late["Go-live"], owner_id=cast.ben.person.pk)

    announce(cast)

    assert inboxes(cast) == ["Ben"]


def test_a_new_due_day_is_told_anew(cast, late):
    announce(cast)
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=cast.ada.actor(), task=late["Go-live"], due=date(2026, 11, 19))

    announce(cast)

    assert inboxes(cast) == ["Ada", "Ada"]


@pytest.mark.parametrize("change", ["reach", "move", "withdraw"])
def test_what_is_no_longer_true_is_not_told(cast, late, change):
    services.raise_overdue_milestones(actor=cast.system(NOW), now=NOW)
    ada = cast.ada.actor()
    with tenant_tx(cast.acme.pk):
        task = late["Go-live"]
        if change == "reach":
            services.reach_milestone(actor=ada, task=task)
        elif change == "move":
            services.edit_task(actor=ada, task=task, due=date(2026, 12, 1))
        else:
            services.withdraw_task(actor=ada, task=task, reason="not needed")

    dispatch_events(organization_id=cast.acme.pk, now=NOW)

    assert inboxes(cast) == []


def test_former_managers_are_not_told(cast, late):
    with tenant_tx(cast.acme.pk):
        ProjectMember.objects.filter(role="PM").update(ends_on=date(2026, 11, 19))

    announce(cast)

    assert inboxes(cast) == []


@pytest.mark.parametrize(("language", "day"), [("en", "18 Nov"), ("zh-hans", "11月18日")])
def test_the_letter_names_the_milestone_and_its_day(cast, late, language, day):
    announce(cast)
    with tenant_tx(cast.acme.pk):
        line = InboxLine.objects.get()

    letter = {"link": line.link, "name": "Ada", "language": language, "zone": "Europe/Warsaw"}
    words = write(line.template, line.context, **letter)

    for text in (words.subject, words.text, words.html):
        assert "SKY-T1" in text
        assert "Go-live" in text
        assert day in text
    assert words.text.count("/o/acme/projects/SKY/tasks/1/") == 1


def test_each_organization_gets_its_own_task(cast, late):
    with tenant_tx(cast.zenith.pk):
        MilestoneFactory(project=ProjectFactory(client=cast.rival_client), due=DUE)
    with bound_to(cast.acme.pk):
        assert raise_overdue_milestones.run() == 1
        assert raise_overdue_milestones.run() == 0
    with tenant_tx(cast.zenith.pk):
        assert not MilestoneAlert.objects.exists()
        assert Task.objects.count() == 1
    assert isinstance(sweep_overdue_milestones, SweepTask)


def test_the_fact_is_kept_in_the_log(cast, late):
    announce(cast)

    with tenant_tx(cast.acme.pk):
        event = Event.objects.get(name="planning.MilestoneOverdue")
    assert (event.payload["due"], event.done_at is not None) == ("2026-11-18", True)
