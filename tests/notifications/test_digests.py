"""Digests: one for each person and slot, in her language, outside quiet hours, whatever the clock does."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from notifications import services
from notifications.demo_mail import DemoMailBackend
from notifications.models import Delivery, DemoMail
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member, add_member, make_cast
from tests.notifications.tea import TEN, choose, ledger, rules, run, tell
from tests.notifications.test_dispatch import in_child
from toolkit.identifiers import uuid7

EVERY_DAY = "0,1,2,3,4,5,6"


@pytest.fixture(autouse=True)
def ten_rules() -> Iterator[None]:
    with rules(*TEN):
        yield


@pytest.fixture
def lin(cast: Cast) -> Member:
    """She reads Chinese, in Kraków, and wants nothing at night."""
    with tenant_tx(cast.acme.pk):
        lin = add_member(cast.acme, "Lin", "PM", language="zh-hans", zone="Europe/Warsaw")
    quiet = {"quiet_since": time(22), "quiet_until": time(7, 30)}
    choose(cast, lin, NOW, hour=7, days=EVERY_DAY, **quiet)
    return lin


@pytest.mark.parametrize(
    ("evening", "arrives"),
    [
        (datetime(2026, 11, 20, 18, tzinfo=UTC), "2026-11-21 07:30"),
        (datetime(2026, 3, 28, 18, tzinfo=UTC), "2026-03-29 07:30"),
        (datetime(2026, 10, 24, 18, tzinfo=UTC), "2026-10-25 07:30"),
        (datetime(2028, 2, 28, 18, tzinfo=UTC), "2028-02-29 07:30"),
    ],
    ids=["an ordinary night", "the night without 02:30", "the night with two 02:30", "29 February"],
)
def test_ten_letters_of_ten_rules_to_one_person_arrive_as_one_digest_in_her_language_outside_her_quiet_hours_also_over_a_dst_change(  # noqa: E501
    cast: Cast, lin: Member, evening: datetime, arrives: str
) -> None:
    for minutes, rule in enumerate(TEN):
        tell(cast, lin, rule, evening + timedelta(minutes=minutes), kettle=f"壶{minutes}")
    now, sent_at = evening, []
    while now < evening + timedelta(days=3):
        sent_at += [now] * run(cast, now)
        now += timedelta(minutes=5)
    (digest,) = mail.outbox
    assert digest.to == ["lin@acme.test"]
    assert [at.astimezone(ZoneInfo("Europe/Warsaw")).strftime("%Y-%m-%d %H:%M") for at in sent_at] == [
        arrives
    ]
    assert "10" in digest.subject
    assert [digest.body.count(f"水开了:壶{n}\n") for n in range(10)] == [1] * 10
    assert "这是你的水壶。" in digest.body
    assert {row.state for row in ledger(cast)} == {"sent"}
    assert len(ledger(cast, digest__isnull=False)) == 10


def test_the_most_urgent_stand_first_and_projects_together(cast: Cast, lin: Member) -> None:
    sky, other = uuid7(), uuid7()
    for rule, project, name in (
        ("kettle_1", sky, "SKY"),
        ("kettle_2", other, "BFM"),
        ("kettle_3", sky, "SKY"),
        ("kettle_7", other, "BFM"),
    ):
        tell(cast, lin, rule, NOW, kettle=rule, project=project, project_name=name)
    run(cast, NOW + timedelta(days=1))
    body = mail.outbox[0].body
    order = [body.index(word) for word in ("BFM", "kettle_7", "kettle_2", "SKY", "kettle_1", "kettle_3")]
    assert order == sorted(order)


def test_one_digest_a_day_however_often_it_runs_and_however_late(cast: Cast, lin: Member) -> None:
    """Beat slept for three days: what waited comes once, and the next day has its own."""
    tell(cast, lin, "kettle_1", NOW)
    later = NOW + timedelta(days=3)
    tell(cast, lin, "kettle_2", later - timedelta(hours=2))
    assert [run(cast, later), run(cast, later), run(cast, later + timedelta(hours=3))] == [1, 0, 0]
    tell(cast, lin, "kettle_3", later)
    assert [run(cast, later + timedelta(days=1)), run(cast, later + timedelta(days=2))] == [1, 0]
    assert len(mail.outbox) == 2


def test_a_slot_that_had_its_digest_gets_no_second_one(cast: Cast, lin: Member) -> None:
    """She moves to a later hour after today's digest has come: the rest of today comes tomorrow."""
    tell(cast, lin, "kettle_1", NOW - timedelta(hours=10))
    assert run(cast, NOW) == 1
    tell(cast, lin, "kettle_2", NOW)
    choose(cast, lin, NOW, hour=15, days=EVERY_DAY)
    assert run(cast, NOW + timedelta(hours=8)) == 0
    assert run(cast, NOW + timedelta(hours=32)) == 1
    slots = [row.version for row in ledger(cast, rule="digest")]
    assert len(slots) == len(set(slots)) == 2


def test_moving_to_another_zone_doubles_no_day(cast: Cast, lin: Member) -> None:
    choose(cast, lin, NOW, hour=9, days=EVERY_DAY, quiet_since=None, quiet_until=None)
    now, moved = NOW - timedelta(days=2), NOW
    for step in range(24 * 5):
        at = now + timedelta(hours=step)
        if at == moved:
            with tenant_tx(cast.acme.pk):
                lin.person.zone = "America/New_York"
                lin.person.save()
        tell(cast, lin, f"kettle_{step % 10}", at, version=step + 1)
        run(cast, at)
    numbers = [row.version for row in ledger(cast, rule="digest")]
    assert numbers == sorted(set(numbers))
    assert all(row.state == "sent" or row.created_at > now + timedelta(days=3) for row in ledger(cast))


def test_an_hourly_digest(cast: Cast, lin: Member) -> None:
    choose(cast, lin, NOW, rhythm="hourly", days=EVERY_DAY)
    tell(cast, lin, "kettle_1", NOW + timedelta(minutes=5))
    tell(cast, lin, "kettle_2", NOW + timedelta(minutes=50))
    assert [run(cast, NOW + timedelta(minutes=59)), run(cast, NOW + timedelta(minutes=60))] == [0, 1]
    assert len(ledger(cast, digest__isnull=False)) == 2


def test_two_gatherers_make_one(cast: Cast, lin: Member) -> None:
    tell(cast, lin, "kettle_1", NOW)
    later = cast.system(NOW + timedelta(days=1))
    made = [services.gather_digests(actor=later, link="/o/acme/inbox/") for _again in range(2)]
    assert made == [1, 0]


def test_who_left_gets_no_digest(cast: Cast, lin: Member) -> None:
    tell(cast, lin, "kettle_1", NOW)
    lin.user.is_active = False
    lin.user.save()
    run(cast, NOW + timedelta(days=1))
    assert mail.outbox == []
    assert [row.state for row in ledger(cast, rule="digest")] == ["parked"]


def test_a_line_whose_words_are_gone_does_not_stop_the_digest(cast: Cast, lin: Member) -> None:
    tell(cast, lin, "kettle_1", NOW)
    tell(cast, lin, "kettle_2", NOW)
    with tenant_tx(cast.acme.pk):
        Delivery.objects.filter(rule="kettle_1").update(template="tea/mail/gone")
    run(cast, NOW + timedelta(days=1))
    assert "Rule kettle_1" in mail.outbox[0].body


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_digest_whose_sender_was_killed_comes_once(settings: Any) -> None:
    """Killed after the claim and before the mark: the same Message-ID, one mail in the box, nothing lost."""
    cast = make_cast()
    for rule in TEN:
        tell(cast, cast.ada, rule, NOW)
    later = NOW + timedelta(days=3)
    settings.EMAIL_BACKEND = f"{__name__}.Dying"
    assert os.WIFSIGNALED(in_child(lambda: run(cast, later)))
    settings.EMAIL_BACKEND = "notifications.demo_mail.DemoMailBackend"
    lease = timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
    assert [run(cast, later + lease / 2), run(cast, later + lease), run(cast, later + 2 * lease)] == [0, 1, 0]
    box = DemoMail.objects.get()
    assert (box.copies, len(ledger(cast, state="sent"))) == (2, 11)


class Dying(DemoMailBackend):
    """Hands the mail over, and is killed before anybody can mark it."""

    def send_messages(self, email_messages: Any) -> int:
        super().send_messages(email_messages)
        os.kill(os.getpid(), 9)
        return 0
