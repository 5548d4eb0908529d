"""Facts become letters once: two dispatchers, two rooms, a killed sender. Real commits, real processes."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from notifications import services
from notifications.demo_mail import DemoMailBackend
from notifications.models import Delivery, DemoMail, InboxLine
from notifications.notices import NOTICES, notice, react
from tenancy.dispatch import dispatch_events
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tenancy.verbs import publish
from tests.cast import NOW, Cast, make_cast
from tests.notifications.conftest import KettleBoiled, kettle_boiled, letter
from toolkit.identifiers import uuid7


class DyingBackend(DemoMailBackend):
    """Hands the mail over, and is killed before anybody can mark it."""

    def send_messages(self, email_messages: Any) -> int:
        super().send_messages(email_messages)
        os.kill(os.getpid(), signal.SIGKILL)
        return 0


def boil(cast: Cast, times: int = 1, kettle: str = "Kettle") -> None:
    with tenant_tx(cast.acme.pk):
        publish(KettleBoiled(cast.acme.pk, kettle, times, cast.ada.person.pk), actor=cast.system())


def counts(cast: Cast) -> tuple[int, int]:
    with tenant_tx(cast.acme.pk):
        return InboxLine.objects.count(), Delivery.objects.count()


def twice_at_once(work: Callable[[], Any]) -> list[Any]:
    """Run it in two threads that start together, each with its own connection."""
    start = Barrier(2)

    def run() -> Any:
        start.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return [future.result() for future in [pool.submit(run), pool.submit(run)]]


def test_a_fact_becomes_a_letter(cast: Cast) -> None:
    boil(cast)
    assert dispatch_events(organization_id=cast.acme.pk, now=NOW) == 1
    assert counts(cast) == (1, 1)
    with tenant_tx(cast.acme.pk):
        row, event = Delivery.objects.get(), Event.objects.get()
        assert (row.event, row.rule, row.created_at) == (event.pk, "kettle_boiled", NOW)
        assert event.done_at == NOW


def test_a_fact_whose_room_writes_nothing_is_handled(cast: Cast) -> None:
    boil(cast, kettle="")
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    assert counts(cast) == (0, 0)
    with tenant_tx(cast.acme.pk):
        assert Event.objects.get().done_at == NOW


def test_a_rule_belongs_to_one_room() -> None:
    with pytest.raises(ValueError, match="is taken"):
        notice(KettleBoiled, rule="kettle_boiled", subject="Again")(kettle_boiled)


def test_letters_are_written_by_the_dispatcher_only(cast: Cast) -> None:
    with pytest.raises(LookupError), tenant_tx(cast.acme.pk):
        react(NOTICES["kettle_boiled"], KettleBoiled(cast.acme.pk, "K", 1, cast.ada.person.pk))


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_tell_once() -> None:
    cast = make_cast()
    boil(cast)
    claimed = twice_at_once(lambda: dispatch_events(organization_id=cast.acme.pk, now=NOW))
    assert sum(claimed) == 1
    assert counts(cast) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_facts_about_one_version_tell_once() -> None:
    cast = make_cast()
    people = [cast.ada.person.pk, cast.ben.person.pk, cast.olga.person.pk]

    def tell() -> int:
        return services.tell_people(
            actor=cast.system(), rule="kettle_boiled", letter=letter(people), event=uuid7()
        )

    assert twice_at_once(tell) == [3, 3]
    assert counts(cast) == (3, 3)


@pytest.mark.django_db(transaction=True)
def test_two_senders_send_each_letter_once(settings: Any) -> None:
    settings.EMAIL_BACKEND = "notifications.demo_mail.DemoMailBackend"
    cast = make_cast()
    for times in range(6):
        boil(cast, times)
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    sent = twice_at_once(lambda: services.send_letters(organization_id=cast.acme.pk, now=NOW))
    assert sum(sent) == DemoMail.objects.filter(copies=1).count() == 6


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_a_killed_senders_letter_goes_out_again_under_the_same_name(settings: Any) -> None:
    """The wire sees it twice, the mailbox once, the ledger once."""
    cast = make_cast()
    boil(cast)
    dispatch_events(organization_id=cast.acme.pk, now=NOW)
    settings.EMAIL_BACKEND = f"{__name__}.DyingBackend"
    assert os.WIFSIGNALED(in_child(lambda: services.send_letters(organization_id=cast.acme.pk, now=NOW)))
    settings.EMAIL_BACKEND = "notifications.demo_mail.DemoMailBackend"
    lease = timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
    assert services.send_letters(organization_id=cast.acme.pk, now=NOW + lease / 2) == 0
    assert services.send_letters(organization_id=cast.acme.pk, now=NOW + lease) == 1
    assert services.send_letters(organization_id=cast.acme.pk, now=NOW + 9 * lease) == 0
    with tenant_tx(cast.acme.pk):
        row = Delivery.objects.get()
    mail = DemoMail.objects.get()
    assert (row.state, row.attempts, mail.message_id, mail.copies) == ("sent", 2, row.message_id, 2)


def in_child(work: Callable[[], Any]) -> int:
    """Run it in a process of its own; answers how that ended."""
    for alias in connections:
        connections[alias].close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1]
