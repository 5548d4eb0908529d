"""Telling, sending, marking; who is told and who is not."""

import re
import smtplib
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail

from notifications import selectors, services
from notifications.models import Delivery, InboxLine
from notifications.services import sending
from tenancy.models import AuditLine, Membership, Person
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.notifications import DeliveryFactory, InboxLineFactory
from tests.notifications.conftest import letter
from toolkit.errors import Denied, Missing
from toolkit.identifiers import uuid7


def tell(cast: Cast, *members: Member, version: int = 1, **more: Any) -> int:
    written = letter([member.person.pk for member in members], version=version, **more)
    return services.tell_people(actor=cast.system(), rule="kettle_boiled", letter=written, event=uuid7())


def send(cast: Cast, now: Any = NOW) -> int:
    return services.send_letters(organization_id=cast.acme.pk, now=now)


def rows(model: Any, cast: Cast) -> list[Any]:
    with tenant_tx(cast.acme.pk):
        return list(model.objects.order_by("pk"))


class Broken:
    """A mail server that is down."""

    def __init__(self, **_: Any) -> None:
        """Takes whatever Django gives a backend."""

    def send_messages(self, _messages: Any) -> int:
        raise ConnectionRefusedError("no mail server")


class Refusing(Broken):
    """A mail server that answers with a code."""

    error: Exception

    def send_messages(self, _messages: Any) -> int:
        raise self.error


BROKEN = f"{__name__}.Broken"
REFUSALS = {
    "no such mailbox": (smtplib.SMTPRecipientsRefused({"ada@acme.test": (550, b"unknown")}), "parked"),
    "mailbox is busy": (smtplib.SMTPRecipientsRefused({"ada@acme.test": (450, b"busy")}), "failed"),
    "content refused": (smtplib.SMTPDataError(554, b"spam"), "parked"),
    "greylisted": (smtplib.SMTPDataError(451, b"later"), "failed"),
    "our own password": (smtplib.SMTPAuthenticationError(535, b"bad"), "failed"),
    "sender refused": (smtplib.SMTPSenderRefused(553, b"no", "x@y.test"), "parked"),
}


def test_one_line_and_one_letter(cast: Cast) -> None:
    assert tell(cast, cast.ada) == 1
    (line,), (row,) = rows(InboxLine, cast), rows(Delivery, cast)
    assert line.person_id == row.person_id == cast.ada.person.pk
    assert (row.state, row.attempts, row.next_at) == ("pending", 0, NOW)
    assert re.fullmatch(r"<[0-9a-f-]{36}@localhost>", row.message_id)


def test_telling_twice_changes_nothing(cast: Cast) -> None:
    tell(cast, cast.ada)
    before = rows(Delivery, cast)[0].message_id
    tell(cast, cast.ada, kettle="Another name")
    assert [row.message_id for row in rows(Delivery, cast)] == [before]
    assert len(rows(InboxLine, cast)) == 1


def test_a_new_version_is_told(cast: Cast) -> None:
    tell(cast, cast.ada)
    tell(cast, cast.ada, version=2)
    assert [row.version for row in rows(Delivery, cast)] == [1, 2]
    assert len(rows(InboxLine, cast)) == 2


def test_same_fact_and_rule_make_one_letter_whatever_the_version(cast: Cast) -> None:
    event = uuid7()
    for version in (1, 2):
        services.tell_people(
            actor=cast.system(),
            rule="kettle_boiled",
            letter=letter([cast.ada.person.pk], version=version),
            event=event,
        )
    assert [row.version for row in rows(Delivery, cast)] == [1]


@pytest.mark.parametrize("days", [{"ends_on": date(2026, 11, 19)}, {"starts_on": date(2026, 11, 21)}])
def test_who_is_no_member_today_is_told_nothing(cast: Cast, days: dict[str, date]) -> None:
    with tenant_tx(cast.acme.pk):
        Membership.objects.filter(person=cast.ben.person).update(**days)
    assert tell(cast, cast.ada, cast.ben) == 1
    assert [row.person_id for row in rows(InboxLine, cast)] == [cast.ada.person.pk]
    assert [row.person_id for row in rows(Delivery, cast)] == [cast.ada.person.pk]


def test_the_last_day_of_a_membership_counts(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        Membership.objects.filter(person=cast.ben.person).update(ends_on=date(2026, 11, 20))
    assert tell(cast, cast.ben) == 1


def test_a_closed_login_is_told_nothing(cast: Cast) -> None:
    cast.ben.user.is_active = False
    cast.ben.user.save()
    assert tell(cast, cast.ben) == 0


def test_two_roles_are_one_reader(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        Membership.objects.create(person=cast.ada.person, user=cast.ada.user, role="DH")
    assert tell(cast, cast.ada) == 1


def test_who_has_no_address_is_told_in_the_inbox_only(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        Person.objects.filter(pk=cast.ben.person.pk).update(email="")
    tell(cast, cast.ben)
    assert len(rows(InboxLine, cast)) == 1
    assert rows(Delivery, cast) == []


def test_a_person_of_another_organization_is_told_nothing(cast: Cast) -> None:
    assert tell(cast, cast.zoe) == 0
    assert rows(InboxLine, cast) == rows(Delivery, cast) == []


def test_only_the_house_tells(cast: Cast) -> None:
    with pytest.raises(Denied):
        services.tell_people(
            actor=cast.ada.actor(), rule="x", letter=letter([cast.ada.person.pk]), event=uuid7()
        )


def test_telling_costs_the_same_for_one_and_for_many(cast: Cast, django_assert_num_queries: Any) -> None:
    with tenant_tx(cast.acme.pk):
        with django_assert_num_queries(8):
            tell(cast, cast.ada)
        with django_assert_num_queries(8):
            tell(cast, cast.ada, cast.ben, cast.olga, version=2)


def test_each_reads_her_own_language(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        lin = add_member(cast.acme, "Lin", "PM", language="zh-hans")
    tell(cast, cast.ada, lin)
    assert send(cast) == 2
    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address["ada@acme.test"].subject == "Boiled: Kettle"
    assert by_address["lin@acme.test"].subject == "水开了:Kettle"
    assert "这是你的水壶。" in by_address["lin@acme.test"].body
    assert "这是你的水壶。" in by_address["lin@acme.test"].alternatives[0].content


def test_a_sent_letter_has_its_message_id_and_goes_once(cast: Cast) -> None:
    tell(cast, cast.ada)
    assert send(cast) == 1
    assert send(cast) == send(cast, NOW + timedelta(days=1)) == 0
    (row,) = rows(Delivery, cast)
    assert (row.state, row.sent_at, row.attempts) == ("sent", NOW, 1)
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [row.message_id]
    assert mail.outbox[0].message()["Message-ID"] == row.message_id


@pytest.mark.threat("T-090")
def test_line_breaks_in_a_name_make_no_header(cast: Cast) -> None:
    tell(cast, cast.ada, kettle="Tea\r\nBcc: evil@evil.test")
    send(cast)
    message = mail.outbox[0].message()
    assert message["Bcc"] is None
    assert message["Subject"] == "Boiled: Tea Bcc: evil@evil.test"
    assert mail.outbox[0].recipients() == ["ada@acme.test"]


@pytest.mark.parametrize("address", ["ada@acme.test\r\nBcc: evil@evil.test", "ada@acme.test, evil@evil.test"])
def test_an_address_that_is_two_is_not_used(cast: Cast, address: str) -> None:
    with tenant_tx(cast.acme.pk):
        Person.objects.filter(pk=cast.ada.person.pk).update(email=address)
    tell(cast, cast.ada)
    send(cast)
    assert mail.outbox == []
    assert rows(Delivery, cast)[0].state == "parked"


def test_a_mail_server_that_is_down_is_tried_for_a_day_and_given_up(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = BROKEN
    tell(cast, cast.ada)
    now, states = NOW, []
    while send(cast, now):
        (row,) = rows(Delivery, cast)
        states.append(row.state)
        now = row.next_at
    assert states == ["failed"] * 7 + ["parked"]
    assert timedelta(hours=22) < now - NOW < timedelta(hours=27)
    assert "no mail server" in row.error
    assert row.attempts == 8


@pytest.mark.parametrize("refusal", [*REFUSALS])
def test_what_the_mail_server_says_decides(cast: Cast, settings: Any, refusal: str) -> None:
    settings.EMAIL_BACKEND, Refusing.error = f"{__name__}.Refusing", REFUSALS[refusal][0]
    tell(cast, cast.ada)
    send(cast)
    assert rows(Delivery, cast)[0].state == REFUSALS[refusal][1]


def test_one_broken_letter_does_not_stop_the_others(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        DeliveryFactory(person=cast.ada.person, template="tea/mail/no_such_letter")
    tell(cast, cast.ben)
    assert send(cast) == 2
    assert [m.to for m in mail.outbox] == [["ben@acme.test"]]
    assert [row.state for row in rows(Delivery, cast)] == ["failed", "sent"]


def test_a_parked_letter_is_sent_again_under_its_old_name(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        parked = DeliveryFactory(person=cast.ada.person, state="parked", attempts=8, error="no mail server")
        DeliveryFactory(person=cast.ben.person, state="sent")
    root = cast.system()
    assert services.send_again(actor=root, deliveries=Delivery.objects.all()) == 1
    send(cast)
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [parked.message_id]
    (line,) = rows(AuditLine, cast)
    assert (line.action, line.before) == ("notifications.send_again", {"error": "no mail server"})


def test_only_administrators_send_again(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        DeliveryFactory(person=cast.ada.person, state="parked")
    with pytest.raises(Denied):
        services.send_again(actor=cast.ada.actor())
    assert services.send_again(actor=cast.olga.actor()) == 1
    with pytest.raises(services.NothingIsParked):
        services.send_again(actor=cast.olga.actor())


def test_who_left_after_the_letter_was_written_does_not_get_it(cast: Cast) -> None:
    tell(cast, cast.ben)
    with tenant_tx(cast.acme.pk):
        Membership.objects.filter(person=cast.ben.person).update(ends_on=date(2026, 11, 19))
    send(cast)
    (row,) = rows(Delivery, cast)
    assert (row.state, mail.outbox) == ("parked", [])


def test_a_letter_of_a_dead_sender_is_due_after_its_lease(cast: Cast, settings: Any) -> None:
    with tenant_tx(cast.acme.pk):
        taken = NOW + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        DeliveryFactory(person=cast.ada.person, state="sending", attempts=1, next_at=taken)
    assert send(cast, taken - timedelta(seconds=1)) == 0
    assert send(cast, taken) == 1


def test_a_letter_that_kills_its_senders_is_given_up(cast: Cast, settings: Any) -> None:
    with tenant_tx(cast.acme.pk):
        DeliveryFactory(person=cast.ada.person, state="sending", attempts=settings.MILEPOST_ATTEMPTS)
    assert send(cast) == 1
    assert mail.outbox == []
    (row,) = rows(Delivery, cast)
    assert row.state == "parked"
    assert "was killed" in row.error


def test_a_late_failure_does_not_undo_the_next_attempt(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        row = DeliveryFactory(person=cast.ada.person, state="sending", attempts=2)
    row.attempts = 1
    sending._mark(cast.acme.pk, row, error=OSError("late"), now=NOW)
    assert rows(Delivery, cast)[0].state == "sending"
    sending._mark(cast.acme.pk, row, error=None, now=NOW)
    assert rows(Delivery, cast)[0].state == "sent"


def test_the_rival_does_not_send_our_letters(cast: Cast) -> None:
    tell(cast, cast.ada)
    assert services.send_letters(organization_id=cast.zenith.pk, now=NOW) == 0
    assert rows(Delivery, cast)[0].state == "pending"


def test_reading_marks_once_and_leaves_a_trace(cast: Cast) -> None:
    tell(cast, cast.ada)
    line = rows(InboxLine, cast)[0]
    services.mark_read(actor=cast.ada.actor(), line=line)
    services.mark_read(actor=cast.ada.actor(NOW + timedelta(hours=1)), line=line)
    assert rows(InboxLine, cast)[0].read_at == NOW
    assert [a.action for a in rows(AuditLine, cast)] == ["notifications.mark_read"]


def test_reading_all_marks_only_ones_own(cast: Cast) -> None:
    tell(cast, cast.ada, cast.ben)
    tell(cast, cast.ada, version=2)
    assert services.mark_all_read(actor=cast.ada.actor()) == 2
    assert services.mark_all_read(actor=cast.ada.actor()) == 0
    with tenant_tx(cast.acme.pk):
        assert selectors.unread_count(actor=cast.ada.actor()) == 0
        assert selectors.unread_count(actor=cast.ben.actor()) == 1
        assert AuditLine.objects.count() == 2


def test_the_count_is_asked_once_a_request_and_again_after_reading(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    tell(cast, cast.ada)
    actor = cast.ada.actor()
    with tenant_tx(cast.acme.pk):
        with django_assert_num_queries(1):
            assert selectors.unread_count(actor=actor) == selectors.unread_count(actor=actor) == 1
        services.mark_read(actor=actor, line=selectors.inbox(actor=actor).get())
        assert selectors.unread_count(actor=actor) == 0
        tell(cast, cast.ada, version=2)
        assert services.mark_all_read(actor=actor) == 1
        assert selectors.unread_count(actor=actor) == 0


def test_another_persons_line_is_missing(cast: Cast) -> None:
    tell(cast, cast.ada)
    line = rows(InboxLine, cast)[0]
    for other in (cast.ben, cast.olga, cast.zoe):
        with pytest.raises(Missing):
            services.mark_read(actor=other.actor(), line=line)
    assert rows(InboxLine, cast)[0].read_at is None


def test_an_inbox_shows_ones_own_lines_unread_and_newest_first(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        read = InboxLineFactory(person=cast.ada.person, read_at=NOW)
        old = InboxLineFactory(person=cast.ada.person, created_at=NOW - timedelta(days=1))
        new = InboxLineFactory(person=cast.ada.person)
        InboxLineFactory(person=cast.ben.person)
        assert list(selectors.inbox(actor=cast.ada.actor())) == [new, old, read]
        assert selectors.unread_count(actor=cast.ada.actor()) == 2


def test_who_is_no_person_has_an_empty_inbox(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        InboxLineFactory(person=cast.ada.person)
        assert selectors.unread_count(actor=cast.system()) == 0
