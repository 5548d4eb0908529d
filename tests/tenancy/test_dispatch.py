"""The dispatcher: each fact to each of its listeners, at most once, whatever dies in between."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from tenancy import dispatch, listeners
from tenancy.listeners import Event as Fact
from tenancy.listeners import fact, handling, listen, listen_everywhere
from tenancy.models import Event, Handled
from tenancy.scope import current_organization_id, tenant_tx
from tenancy.services import replay_events
from tenancy.verbs import publish
from tests.cast import NOW, ref


@dataclass(frozen=True)
class BellRang(Fact):
    """A fact of these tests."""

    number: int


@pytest.fixture
def heard(monkeypatch, settings):
    """Two listeners of a fact of our own, and what they heard."""
    settings.MILEPOST_BELL = "tests.tenancy.planting.no_bell"
    monkeypatch.setattr(listeners, "EVENTS", dict(listeners.EVENTS))
    monkeypatch.setattr(dispatch, "EVENTS", listeners.EVENTS)
    monkeypatch.setattr(listeners, "LISTENERS", {})
    monkeypatch.setattr(listeners, "EVERYWHERE", [])
    heard: Counter = Counter()
    fact(BellRang)
    listen(BellRang, "test.first", lambda fact: heard.update([("first", fact.number)]))
    listen(BellRang, "test.second", lambda fact: heard.update([("second", fact.number)]))
    return heard


def announce(cast, *numbers, now=NOW):
    actor = cast.system(now)
    with tenant_tx(cast.acme.pk):
        for number in numbers:
            publish(BellRang(cast.acme.pk, number), actor=actor)


def run(cast, now=NOW, organization=None):
    return dispatch.dispatch_events(organization_id=(organization or cast.acme).pk, now=now)


def rows(cast) -> list[dict]:
    with tenant_tx(cast.acme.pk):
        return list(
            Event.objects.order_by("id").values("done_at", "next_at", "attempts", "parked_at", "error")
        )


def test_each_listener_hears_each_fact_once(cast, heard):
    announce(cast, 1, 2)
    assert run(cast) == 2
    assert run(cast, NOW + timedelta(hours=1)) == 0
    assert heard == {(who, number): 1 for who in ("first", "second") for number in (1, 2)}
    assert [row["done_at"] for row in rows(cast)] == [NOW, NOW]


def test_a_fact_is_handed_over_as_it_was_said_inside_its_organization(cast, heard, monkeypatch):
    got = []
    listen(BellRang, "test.third", lambda fact: got.append((fact, current_organization_id())))
    announce(cast, 7)
    run(cast)
    assert got == [(BellRang(cast.acme.pk, 7), cast.acme.pk)]


def test_who_listens_everywhere_hears_every_fact_once_and_by_its_id(cast, heard):
    ids = []
    listen_everywhere("test.everywhere", lambda fact: ids.append((fact.number, handling().event_id)))
    announce(cast, 1, 2)
    run(cast)
    run(cast, NOW + timedelta(hours=1))
    with tenant_tx(cast.acme.pk):
        assert ids == [(row.payload["number"], row.pk) for row in Event.objects.order_by("id")]
        assert Handled.objects.filter(listener="test.everywhere").count() == 2


def test_another_organizations_facts_stay(cast, heard):
    announce(cast, 1)
    assert run(cast, organization=cast.zenith) == 0
    assert not heard


def test_a_fact_without_listener_is_done_too(cast, heard):
    listeners.LISTENERS.clear()
    announce(cast, 1)
    assert run(cast) == 1
    assert rows(cast)[0]["done_at"] == NOW


def test_a_fact_that_this_version_does_not_know_is_done(cast, heard):
    """A worker of the older version meets a newer room's fact: nobody here listens to it."""
    listen_everywhere("test.everywhere", lambda fact: heard.update(["everywhere"]))
    announce(cast, 1)
    with tenant_tx(cast.acme.pk):
        Event.objects.update(name="later.Unknown")
    assert run(cast) == 1
    assert not heard


class TestAFailingListener:
    @pytest.fixture(autouse=True)
    def broken(self, heard):
        def fail(fact):
            heard.update(["tried"])
            Handled.objects.create(event_id=Event.objects.get().pk, listener="test.side-effect", at=NOW)
            raise ZeroDivisionError("broken on purpose")

        listen(BellRang, "test.broken", fail)

    def test_does_not_stop_the_others_and_its_writes_are_taken_back(self, cast, heard):
        announce(cast, 1)
        run(cast)
        assert heard == {("first", 1): 1, ("second", 1): 1, "tried": 1}
        with tenant_tx(cast.acme.pk):
            assert sorted(Handled.objects.values_list("listener", flat=True)) == ["test.first", "test.second"]

    def test_is_tried_again_later_and_later_and_the_others_are_not(self, cast, heard, settings):
        announce(cast, 1)
        now, waits = NOW, []
        for _attempt in range(3):
            assert run(cast, now) == 1
            [row] = rows(cast)
            waits.append((row["next_at"] - now).total_seconds())
            assert "test.broken: ZeroDivisionError('broken on purpose')" in row["error"]
            assert run(cast, now) == 0, "not before it is due"
            now = row["next_at"]
        unit = settings.MILEPOST_BACKOFF_SECONDS
        assert waits == [unit, 2 * unit, 4 * unit]
        assert heard == {("first", 1): 1, ("second", 1): 1, "tried": 3}

    def test_is_parked_in_the_end_and_can_be_handed_out_again(self, cast, heard, settings):
        announce(cast, 1)
        now = NOW
        for _attempt in range(settings.MILEPOST_ATTEMPTS):
            assert run(cast, now) == 1
            now = rows(cast)[0]["next_at"]
        [row] = rows(cast)
        assert (row["parked_at"] is not None, row["done_at"]) == (True, None)
        assert run(cast, now + timedelta(days=9)) == 0

        heal(heard)
        with tenant_tx(cast.acme.pk):
            assert replay_events(actor=platform(cast, now), events=Event.objects.all()) == 1
        assert run(cast, now) == 1
        assert rows(cast)[0]["done_at"] == now
        assert (heard[("first", 1)], heard[("second", 1)], heard["healed"]) == (1, 1, 1)


def heal(heard):
    listeners.LISTENERS[listeners.event_name(BellRang)].pop()
    listen(BellRang, "test.broken", lambda fact: heard.update(["healed"]))


def platform(cast, now):
    from tenancy.actors import Actor

    return Actor(organization=ref(cast.acme), now=now, roles=frozenset({"platform"}), user_id=cast.root.pk)


def claim(cast, now=NOW):
    return dispatch._claim(cast.acme.pk, now)


class TestACrash:
    def test_after_the_claim_is_made_up_for_when_the_lease_ends(self, cast, heard, settings):
        announce(cast, 1)
        assert claim(cast), "claimed by a worker that dies now"
        lease = timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        assert run(cast, NOW + lease / 2) == 0
        assert run(cast, NOW + lease) == 1
        assert heard == {("first", 1): 1, ("second", 1): 1}

    def test_between_two_listeners_lets_only_the_second_react(self, cast, heard):
        announce(cast, 1)
        event = claim(cast)
        first = listeners.LISTENERS[event.name][0]
        dispatch._react(cast.acme.pk, event, first, NOW)
        assert run(cast, NOW + timedelta(hours=1)) == 1
        assert heard == {("first", 1): 1, ("second", 1): 1}

    def test_holds_up_only_the_fact_that_was_at_hand(self, cast, heard):
        announce(cast, 1, 2, 3)
        assert claim(cast).payload == {"number": 1}
        assert run(cast) == 2
        assert sorted(heard) == [(who, number) for who in ("first", "second") for number in (2, 3)]
        assert [row["attempts"] for row in rows(cast)] == [1, 1, 1]

    def test_that_comes_back_each_time_parks_the_fact(self, cast, heard, settings):
        """A listener that kills its worker never reaches its own `except`: the claim counts."""
        announce(cast, 1)
        lease = timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        for attempt in range(settings.MILEPOST_ATTEMPTS):
            assert claim(cast, NOW + attempt * lease).parked_at is None
        later = NOW + timedelta(days=1)
        assert run(cast, later) == 1
        [row] = rows(cast)
        assert (row["parked_at"], row["error"], row["attempts"]) == (later, dispatch.KILLER, 8)
        assert not heard

        with tenant_tx(cast.acme.pk):
            replay_events(actor=platform(cast, later), events=Event.objects.all())
        assert run(cast, later) == 1
        assert heard == {("first", 1): 1, ("second", 1): 1}


@pytest.mark.django_db(transaction=True)
class TestTwoWorkers:
    def both(self, cast, work):
        barrier, answers = Barrier(2), []

        def one():
            barrier.wait()
            try:
                answers.append(work())
            finally:
                connection.close()

        threads = [Thread(target=one) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def test_share_the_facts_without_doing_one_twice(self, cast, heard):
        announce(cast, *range(30))
        answers = self.both(cast, lambda: run(cast))
        assert sum(answers) == 30
        assert heard == {(who, number): 1 for who in ("first", "second") for number in range(30)}

    def test_do_not_wait_for_each_others_claims(self, cast, heard):
        """What one is claiming right now, the other passes over."""
        announce(cast, 1, 2)
        answers: list[int] = []
        with tenant_tx(cast.acme.pk):
            assert claim(cast).payload == {"number": 1}
            self.beside(lambda: answers.append(run(cast)))
        assert answers == [1]
        assert heard == {("first", 2): 1, ("second", 2): 1}

    def test_leave_a_fact_to_a_listener_that_takes_longer_than_its_lease(self, cast, heard, settings):
        """No lease to renew: the mark of the running listener holds the fact in the database."""
        answers: list[int] = []
        much_later = NOW + timedelta(seconds=100 * settings.MILEPOST_LEASE_SECONDS)
        listen(BellRang, "test.slow", lambda fact: self.beside(lambda: answers.append(run(cast, much_later))))
        announce(cast, 1)
        assert run(cast) == 1
        assert answers == [0]
        assert rows(cast)[0]["attempts"] == 1
        assert heard == {("first", 1): 1, ("second", 1): 1}

    def beside(self, work):
        """In another worker, while this one waits."""
        other = Thread(target=lambda: (work(), connection.close()))
        other.start()
        other.join()

    def test_who_hold_the_same_fact_react_once(self, cast, heard):
        """Both leases ran: the row of the reaction decides, in the database."""
        announce(cast, 1)
        event = claim(cast)
        first = listeners.LISTENERS[event.name][0]
        assert self.both(cast, lambda: dispatch._react(cast.acme.pk, event, first, NOW)) == ["", ""]
        assert heard == {("first", 1): 1}


class TestFactsAsRows:
    def test_every_kind_of_value_comes_back(self):
        from datetime import UTC, date, datetime
        from uuid import UUID

        @dataclass(frozen=True)
        class Everything(Fact):
            project_id: UUID | None
            day: date | None
            at: datetime
            text: str
            number: int
            other: UUID | None = None

        said = Everything(
            UUID(int=1), UUID(int=2), date(2026, 5, 4), datetime(2026, 5, 4, 3, tzinfo=UTC), "x", 3
        )
        row = listeners.pack(said)
        assert "organization_id" not in row
        assert listeners.unpack(Everything, UUID(int=1), row) == said
        assert listeners.unpack(Everything, UUID(int=1), {**row, "newer": 1}) == said
        assert said.subject_project_id == UUID(int=2)
