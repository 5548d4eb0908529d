"""Letters of the night wait for the morning; what cannot be turned off does not."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from notifications import services
from notifications.resolving import Default, Way
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, add_member
from tests.notifications.tea import choose, ledger, rules, run, tell

NIGHT = {"quiet_since": time(22), "quiet_until": time(7)}
MIDNIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)
MORNING = datetime(2026, 11, 21, 6, tzinfo=UTC)
AT_ONCE = Default(Way.MAIL)
LOCKED = Default(Way.MAIL, locked=True)


@pytest.fixture(autouse=True)
def two_rules() -> Iterator[None]:
    with rules("kettle_1", "kettle_7", default=AT_ONCE), rules("kettle_9", default=LOCKED):
        yield


def test_a_letter_of_the_night_is_held_until_the_morning(cast: Cast) -> None:
    choose(cast, cast.ada, NOW, **NIGHT)
    tell(cast, cast.ada, "kettle_1", MIDNIGHT)
    assert [row.next_at for row in ledger(cast)] == [MORNING]
    assert [run(cast, MORNING - timedelta(seconds=1)), run(cast, MORNING)] == [0, 1]


@pytest.mark.parametrize(
    ("rule", "allowed", "at_once"),
    [
        ("kettle_1", True, False),
        ("kettle_7", True, True),
        ("kettle_7", False, False),
        ("kettle_9", False, True),
    ],
)
def test_what_comes_at_night(cast: Cast, rule: str, allowed: bool, at_once: bool) -> None:
    choose(cast, cast.ada, NOW, urgent_passes=allowed, **NIGHT)
    tell(cast, cast.ada, rule, MIDNIGHT)
    assert run(cast, MIDNIGHT) == at_once


def test_a_letter_that_was_late_into_the_night_is_put_off_without_counting(cast: Cast) -> None:
    choose(cast, cast.ada, NOW, **NIGHT)
    tell(cast, cast.ada, "kettle_1", NOW)
    assert run(cast, MIDNIGHT) == 0
    (row,) = ledger(cast)
    assert (row.state, row.attempts, row.next_at) == ("pending", 0, MORNING)


def test_put_off_letters_do_not_hide_those_behind_them(cast: Cast) -> None:
    choose(cast, cast.ada, NOW, **NIGHT)
    tell(cast, cast.ada, "kettle_1", NOW)
    tell(cast, cast.ben, "kettle_1", NOW + timedelta(minutes=1))
    assert services.send_letters(organization_id=cast.acme.pk, now=MIDNIGHT, at_most=1) == 1
    assert [message.to for message in mail.outbox] == [["ben@acme.test"]]


def test_held_letters_follow_a_change_of_quiet_hours(cast: Cast) -> None:
    choose(cast, cast.ada, NOW, **NIGHT)
    tell(cast, cast.ada, "kettle_1", MIDNIGHT)
    choose(cast, cast.ada, MIDNIGHT, quiet_since=None, quiet_until=None)
    assert run(cast, MIDNIGHT) == 1


ZONES = ("Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Asia/Shanghai", "Australia/Lord_Howe")
CHANGES = {
    "spring in Europe": (2026, 3, 29),
    "autumn in Europe": (2026, 10, 25),
    "autumn in New York": (2026, 11, 1),
}


@pytest.mark.parametrize("day", CHANGES.values(), ids=CHANGES)
def test_nine_oclock_of_each_zone_comes_exactly_once_on_the_day_of_a_change(
    cast: Cast, day: tuple[int, int, int]
) -> None:
    """F-15: people in five zones, a beat in UTC every half hour, the days around the change."""
    start = datetime(*day, tzinfo=UTC) - timedelta(days=2)
    with rules("kettle_2", "kettle_3"):
        members = {}
        with tenant_tx(cast.acme.pk):
            for number, zone in enumerate(ZONES):
                members[zone] = add_member(cast.acme, f"Person{number}", "AG", zone=zone)
        for member in members.values():
            choose(cast, member, start, days="0,1,2,3,4,5,6")
        arrived: dict[str, list[Any]] = {zone: [] for zone in ZONES}
        for half in range(4 * 24 * 2):
            now = start + timedelta(minutes=30 * half)
            if half % 12 == 0:
                for member in members.values():
                    tell(cast, member, "kettle_2", now, version=half + 1)
            run(cast, now)
            for zone in ZONES:
                at = now.astimezone(ZoneInfo(zone))
                to = members[zone].user.email
                arrived[zone] += [at for message in mail.outbox if message.to == [to]]
            mail.outbox.clear()
    for instants in arrived.values():
        assert {at.strftime("%H:%M") for at in instants} == {"09:00"}
        days = [at.date() for at in instants]
        assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
        assert len(days) >= 3
