"""Escalation: rung by rung, each once, until somebody says that she takes care."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from notifications import services
from notifications.models import Escalation, EscalationStep, InboxLine
from planning.models import Task
from planning.services import edit_task, raise_overdue_milestones, reach_milestone
from tenancy.dispatch import dispatch_events
from tenancy.models import AuditLine, Event
from tenancy.scope import bound_to, tenant_tx
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.planning import MilestoneFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied, Missing

HOUR = timedelta(hours=1)
Climb = Callable[[Any], int]


@pytest.fixture
def late(cast: Cast) -> Task:
    """A milestone of Ben's is overdue, Ada manages, Dora heads delivery: the first rung was told."""
    with tenant_tx(cast.acme.pk):
        cast.people["dora"] = add_member(cast.acme, "Dora", "DH")
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
        day = NOW.date() - timedelta(days=2)
        task: Task = MilestoneFactory(project=project, due=day, owner=cast.ben.person, name="Go-live")
    raise_overdue_milestones(actor=cast.system(), now=NOW)
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    return task


def climb(cast: Cast, after: timedelta) -> int:
    with bound_to(cast.acme.pk):
        return services.climb_ladders(actor=cast.system(NOW + after))


def told(cast: Cast) -> list[tuple[int, list[str]]]:
    with tenant_tx(cast.acme.pk):
        return list(EscalationStep.objects.order_by("position").values_list("position", "people"))


def ladder(cast: Cast) -> Escalation:
    with tenant_tx(cast.acme.pk):
        return Escalation.objects.get()


def test_each_rung_is_told_once_after_its_hours(cast: Cast, late: Task) -> None:
    assert told(cast) == [(1, ["Ben"])]
    hours = [23, 24, 25, 47, 48, 72, 200]
    assert [climb(cast, HOUR * n) for n in hours] == [0, 1, 0, 0, 1, 0, 0]
    assert told(cast) == [(1, ["Ben"]), (2, ["Ada"]), (3, ["Dora"])]
    services.send_letters(organization_id=cast.acme.pk, now=NOW + HOUR * 200)
    escalated = {m.to[0]: m for m in mail.outbox if m.subject.startswith("Escalated to you")}
    assert set(escalated) == {"ada@acme.test", "dora@acme.test"}
    letter = escalated["ada@acme.test"]
    assert "Go-live" in letter.subject
    assert "Told 24 hours ago: Ben. Nobody has acknowledged it." in letter.body
    assert f"/o/acme/escalations/{ladder(cast).pk}/acknowledge/" in letter.body


def test_a_beat_that_slept_catches_up_one_rung_at_a_time(cast: Cast, late: Task) -> None:
    """F-13: nobody looked for four days; the manager still has her hours before the head is told."""
    assert [climb(cast, HOUR * n) for n in (96, 96, 119, 120)] == [1, 0, 0, 1]


@pytest.mark.parametrize("who", ["ben", "ada"])
def test_an_acknowledgement_stops_the_ladder_and_says_who(cast: Cast, late: Task, who: str) -> None:
    climb(cast, HOUR * 24)
    member: Member = getattr(cast, who)
    services.acknowledge(actor=member.actor(), escalation=ladder(cast))
    assert climb(cast, HOUR * 200) == 0
    assert (ladder(cast).acknowledged_by_id, ladder(cast).next_at) == (member.person.pk, None)
    with tenant_tx(cast.acme.pk):
        assert AuditLine.objects.filter(action="notifications.acknowledge").count() == 1
        assert Event.objects.filter(name="notifications.EscalationAcknowledged").count() == 1
        assert not InboxLine.objects.unread().filter(person=member.person, escalation=ladder(cast)).exists()
    with pytest.raises(services.AlreadyAcknowledged, match=member.person.name):
        services.acknowledge(actor=cast.dora.actor(), escalation=ladder(cast))


def test_only_those_who_were_told_or_oversee_may_acknowledge(cast: Cast, late: Task) -> None:
    for member in (cast.ada, cast.zoe):
        with pytest.raises((Missing, Denied)), tenant_tx(member.organization.pk):
            services.acknowledge(
                actor=member.actor(), escalation=ladder(cast) if member is cast.ada else Escalation()
            )
    services.acknowledge(actor=cast.dora.actor(), escalation=ladder(cast))


@pytest.mark.parametrize("change", ["reached", "moved"])
def test_a_ladder_ends_when_there_is_nothing_to_tell(cast: Cast, late: Task, change: str) -> None:
    with tenant_tx(cast.acme.pk):
        if change == "reached":
            reach_milestone(actor=cast.ada.actor(), task=late)
        else:
            edit_task(actor=cast.ada.actor(), task=late, due=NOW.date() + timedelta(days=9))
    assert climb(cast, HOUR * 24) == 0
    assert ladder(cast).ended_at is not None
    with pytest.raises(services.NoLongerEscalated):
        services.acknowledge(actor=cast.ben.actor(), escalation=ladder(cast))


def test_a_rung_that_nobody_holds_is_passed_over(cast: Cast, late: Task) -> None:
    services.set_ladder(actor=cast.olga.actor(), rule="", steps=[("TL", 2), ("DH", 3)])
    with tenant_tx(cast.acme.pk):
        Escalation.objects.update(next_at=NOW)
    assert climb(cast, HOUR) == 1
    assert told(cast)[1:] == [(3, ["Dora"])]


def test_who_was_told_on_one_rung_is_not_told_on_the_next(cast: Cast, late: Task) -> None:
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=late.project, person=cast.ben.person, role="PM")
        InboxLine.objects.filter(person=cast.ben.person).update(read_at=NOW)
    climb(cast, HOUR * 24)
    assert told(cast)[1:] == [(2, ["Ada"])]


def test_a_rule_has_its_own_ladder_or_none(cast: Cast, late: Task) -> None:
    services.set_ladder(actor=cast.olga.actor(), rule="milestone_overdue", steps=[])
    assert climb(cast, HOUR * 24) == 0
    assert ladder(cast).next_at is None
    services.forget_ladder(actor=cast.olga.actor(), rule="milestone_overdue")
    with pytest.raises(Denied):
        services.set_ladder(actor=cast.ada.actor(), rule="", steps=[])


def test_the_pages_show_and_stop_it(cast: Cast, late: Task) -> None:
    browser, found = cast.ben.browser(), ladder(cast)
    assert "Waits for acknowledgement" in browser.get("/o/acme/inbox/?waits=true").text
    page = browser.get(f"/o/acme/escalations/{found.pk}/")
    assert "Nobody has acknowledged it." in page.text
    assert cast.ada.browser().get(f"/o/acme/escalations/{found.pk}/").status_code == 404
    answer = browser.post(f"/o/acme/escalations/{found.pk}/acknowledge/", follow=True)
    assert "Ben has acknowledged it" in answer.text
    assert "Acknowledged by Ben" in cast.olga.browser().get("/o/acme/escalations/").text
    assert browser.post(f"/o/acme/escalations/{found.pk}/acknowledge/").status_code == 422


def test_a_machine_acknowledges_too(cast: Cast, late: Task, client: Any) -> None:
    with tenant_tx(cast.acme.pk):
        InboxLine.objects.filter(person=cast.ben.person).update(person=cast.ida.person)
    rows = client.get("/api/v1/o/acme/escalations/?open=true", **cast.api()).json()["results"]
    assert [row["rule"] for row in rows] == ["milestone_overdue"]
    answer = client.post(f"/api/v1/o/acme/escalations/{rows[0]['id']}/acknowledge/", **cast.api())
    assert (answer.status_code, answer.json()["acknowledged_by"]) == (200, "Ida")
