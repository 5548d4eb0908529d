"""A milestone passes its day: those who answer for it are told once, in their own language."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as house
from django.core import mail
from django.test.utils import override_settings

from config.timetable import TIMETABLE
from notifications.models import Delivery, InboxLine
from notifications.tasks import send_letters, sweep_letters
from planning.models import MilestoneAlert
from planning.tasks import raise_overdue_milestones, sweep_overdue_milestones
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tenancy.tasks import HEADER, dispatch_events, sweep_events
from tests.cast import NOW
from tests.journeys.visitor import signed_in

SWEEPS = (sweep_overdue_milestones, sweep_events, sweep_letters)


def ring(task, cast):
    """The task as a worker runs it: the organization stands in the message."""
    return task.apply(headers={HEADER: str(cast.acme.pk)}, throw=True).get()


def one_round(cast):
    """What beat rings within five minutes, by hand: look, hand out, send."""
    for task in (raise_overdue_milestones, dispatch_events, send_letters):
        ring(task, cast)


def counts(cast):
    with tenant_tx(cast.acme.pk):
        return {
            "alerts": MilestoneAlert.objects.count(),
            "facts": Event.objects.filter(name="planning.MilestoneOverdue").count(),
            "ledger": Delivery.objects.count(),
            "sent": Delivery.objects.filter(sent_at__isnull=False).count(),
            "inbox": InboxLine.objects.count(),
            "mails": len(mail.outbox),
        }


def told(times):
    return dict.fromkeys(("alerts", "facts", "ledger", "sent", "inbox", "mails"), times)


@pytest.fixture
def late(cast, ada, sky):
    """A milestone that Ada answers for was due the day before yesterday."""
    due = (NOW - timedelta(days=2)).date().isoformat()
    ada.open("/o/acme/projects/SKY/milestones/add/")
    return ada.send(name="Peak staffing in place", due=due, owner_id=cast.ada.person.pk)


def test_the_timetable_rings_each_step():
    assert {entry["task"] for entry in TIMETABLE.values()} >= {task.name for task in SWEEPS}


def test_the_owner_is_told_once_in_her_inbox_and_by_mail(cast, late):
    one_round(cast)
    one_round(cast)
    assert counts(cast) == told(1)

    [line] = late.open("/o/acme/inbox/").rows()
    assert "SKY-T1 “Peak staffing in place” was due on 18 Nov" in " ".join(line.values())
    [letter] = mail.outbox
    assert letter.to == ["ada@acme.test"]
    assert letter.subject == "SKY-T1 “Peak staffing in place” was due on 18 Nov 2026"
    assert f"{house.SITE_ADDRESS}/o/acme/projects/SKY/tasks/1/" in letter.body
    assert "You own this milestone." in letter.body
    with tenant_tx(cast.acme.pk):
        assert letter.extra_headers["Message-ID"] == Delivery.objects.get().message_id


def test_the_letter_is_in_the_readers_language(cast, late):
    with tenant_tx(cast.acme.pk):
        cast.ada.person.language = "zh-hans"
        cast.ada.person.save()
    one_round(cast)
    [letter] = mail.outbox
    assert "2026年11月18日" in letter.subject
    assert "你是该里程碑的负责人。" in letter.body


def test_without_an_owner_each_manager_is_told_once(cast, ada, sky):
    ada.open("/o/acme/projects/SKY/milestones/add/").send(name="Staffed", due="2026-11-18")
    one_round(cast)
    one_round(cast)
    assert sorted(letter.to for letter in mail.outbox) == [["ada@acme.test"], ["ida@acme.test"]]
    assert all("You manage this project." in letter.body for letter in mail.outbox)
    assert (counts(cast)["alerts"], counts(cast)["facts"]) == (1, 1)


def test_a_new_day_is_a_new_promise(cast, late):
    one_round(cast)
    late.open("/o/acme/projects/SKY/tasks/1/edit/").send(due="2026-11-19")
    one_round(cast)
    one_round(cast)
    assert counts(cast) == told(2)
    with tenant_tx(cast.acme.pk):
        assert list(MilestoneAlert.objects.order_by("due").values_list("due_version", flat=True)) == [1, 2]


def test_a_milestone_that_was_reached_tells_nobody(cast, late):
    late.open("/o/acme/projects/SKY/tasks/1/reach/").send(reached_on="2026-11-19")
    one_round(cast)
    assert counts(cast) == told(0)


def test_today_is_the_projects_own_day(cast, ada, sky):
    """Friday ends in Manila at 16:00 UTC: a milestone of Friday is late from then on, not before."""
    ada.open("/o/acme/projects/SKY/milestones/add/")
    ada.send(name="Due on Friday", due="2026-11-20", owner_id=cast.ada.person.pk)
    with time_machine.travel(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)):
        one_round(cast)
    assert counts(cast) == told(0)
    with time_machine.travel(datetime(2026, 11, 20, 16, 1, tzinfo=UTC)):
        one_round(cast)
    assert counts(cast) == told(1)


def test_who_reads_it_has_read_it(cast, late):
    one_round(cast)
    assert "1 message you have not read." in late.open("/o/acme/inbox/").text
    late.open("/o/acme/inbox/read/").send()
    assert "Everything is read." in late.open("/o/acme/inbox/").text


def test_the_demo_keeps_its_mails_where_they_can_be_read(cast, late):
    with override_settings(DEMO=True, EMAIL_BACKEND="notifications.demo_mail.DemoMailBackend"):
        one_round(cast)
        box = late.open("/ui/mail")
        assert "SKY-T1 “Peak staffing in place” was due on 18 Nov" in box.text
    with override_settings(DEMO=False):
        late.open("/ui/mail", status=404)


def test_the_rival_is_told_nothing(cast, late):
    one_round(cast)
    zoe = signed_in(cast.zoe).open("/o/zenith/inbox/")
    assert "Nothing was sent to you yet" in zoe.text
