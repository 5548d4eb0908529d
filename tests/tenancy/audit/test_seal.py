"""The chain grows once, in order, whoever seals and whenever transactions end."""

import threading
from contextlib import suppress

import pytest
from django.db import (
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connection,
    connections,
    transaction,
)

from tenancy.chain import GENESIS, digest
from tenancy.models import AuditHead, AuditLine, AuditSeal, UnsealedLine
from tenancy.scope import tenant_tx
from tenancy.selectors.audit import links
from tenancy.services import seal_audit
from tenancy.services.audit import SEAL_AT_MOST
from tenancy.verbs import record
from tests.tenancy.audit.conftest import count, statement
from tests.tenancy.conftest import administrator
from toolkit.errors import Denied

SEALS = ("tenancy_auditseal", "tenancy_audithead", "tenancy_unsealedline")
TABLES = ("tenancy_auditline", "tenancy_accessline", *SEALS)
CHANGES = ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE")


def numbers(cast) -> list[int]:
    with tenant_tx(cast.acme.pk):
        return list(AuditSeal.objects.order_by("number").values_list("number", flat=True))


def walked(cast) -> list:
    with tenant_tx(cast.acme.pk):
        return list(links(organization_id=cast.acme.pk, after=0, upto=10**9))


class TestSealing:
    def test_numbers_every_line_and_nothing_waits(self, cast, write):
        write(3)
        assert count(cast, UnsealedLine) == 3
        assert seal_audit(actor=cast.system()) == 3
        assert (numbers(cast), count(cast, UnsealedLine)) == ([1, 2, 3], 0)

    def test_goes_on_where_it_ended(self, cast, write):
        write(2)
        seal_audit(actor=cast.system())
        write(1)
        assert seal_audit(actor=cast.system()) == 1
        assert seal_audit(actor=cast.system()) == 0
        with tenant_tx(cast.acme.pk):
            head = AuditHead.objects.get()
            assert head.number == 3
            assert head.digest == AuditSeal.objects.get(number=3).digest

    def test_each_organization_has_its_own_chain(self, cast, write):
        write(2)
        with tenant_tx(cast.zenith.pk):
            record(cast.zoe.actor(), "tenancy.add_client", cast.rival_client, after={})
        assert seal_audit(actor=cast.system(organization=cast.zenith)) == 1
        assert numbers(cast) == []
        assert seal_audit(actor=cast.system()) == 2

    def test_takes_portions(self, cast, write):
        write(SEAL_AT_MOST + 5)
        assert seal_audit(actor=cast.system()) == SEAL_AT_MOST + 5
        assert numbers(cast) == list(range(1, SEAL_AT_MOST + 6))

    def test_is_for_the_house_alone(self, cast):
        for member in (cast.ada, cast.olga):
            with pytest.raises(Denied):
                seal_audit(actor=member.actor())

    def test_a_line_that_was_taken_back_leaves_nothing(self, cast, write):
        with tenant_tx(cast.acme.pk):
            write(1)
            transaction.set_rollback(True)
        assert seal_audit(actor=cast.system()) == 0

    @pytest.mark.parametrize(
        "words",
        ["", "5:Clara,", "行,一", "line\nbreak\r\t", '{"a": "b"}', "𝕏\u2028\u007f\u0001", "0" * 400],
    )
    def test_the_digest_is_the_one_that_is_computed_without_the_database(self, cast, words):
        """Whoever has an export checks it with `tenancy.chain`."""
        with tenant_tx(cast.acme.pk):
            for after in (
                {"text": words, "n": 1.50, "big": 10**30, "none": None},
                [words, True],
                words,
                None,
            ):
                record(cast.ada.actor(), "tenancy.test", cast.skyharp, before={words: words}, after=after)
        seal_audit(actor=cast.system())
        before = GENESIS
        for link in walked(cast):
            assert link.digest == digest(before, link.fields)
            before = link.digest
        assert len(walked(cast)) == 4

    @pytest.mark.parametrize("setting", ["TimeZone = 'Asia/Shanghai'", "DateStyle = 'German'"])
    def test_a_sessions_settings_do_not_change_a_digest(self, cast, write, setting):
        write(2)
        with tenant_tx(cast.acme.pk):
            statement(f"SET LOCAL {setting}")
            seal_audit(actor=cast.system())
        first, second = walked(cast)
        assert first.digest == digest(GENESIS, first.fields)
        assert second.digest == digest(first.digest, second.fields)


@pytest.mark.threat("T-160")
class TestNobodyElseWrites:
    @pytest.mark.parametrize(
        ("table", "act"),
        [
            *((table, act) for table in TABLES for act in CHANGES),
            *((table, "INSERT INTO {} DEFAULT VALUES") for table in SEALS),
        ],
    )
    def test_the_app_may_not(self, cast, write, table, act):
        write(1)
        with pytest.raises(ProgrammingError) as refused, tenant_tx(cast.acme.pk):
            statement(act.format(table))
        assert refused.value.__cause__.sqlstate == "42501"

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("act", CHANGES)
    def test_the_owner_does_not_by_mistake(self, as_owner, table, act):
        with pytest.raises(ProgrammingError, match="only added to"):
            as_owner(act.format(table))

    @pytest.mark.parametrize("table", SEALS)
    def test_the_owner_plants_no_seal_by_mistake(self, as_owner, table):
        with pytest.raises(ProgrammingError, match="only added to"):
            as_owner(f"INSERT INTO {table} DEFAULT VALUES")

    def test_the_function_seals_nothing_without_an_organization(self, db):
        with pytest.raises(ProgrammingError, match="no organization is bound"):
            statement("SELECT tenancy_seal_audit(now(), 10)")

    def test_what_waits_is_written_by_the_trigger_alone(self, cast, write):
        write(1)
        with tenant_tx(cast.acme.pk):
            assert list(UnsealedLine.objects.values_list("pk")) == list(AuditLine.objects.values_list("pk"))


@pytest.fixture
def committed(transactional_db, cast, write):
    """Lines that other connections see."""
    write(3)
    return cast


def in_threads(*jobs) -> None:
    def closing(job):
        def run():
            try:
                job()
            finally:
                connections.close_all()

        return run

    threads = [threading.Thread(target=closing(job)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
        assert not thread.is_alive()


class TestAtTheSameTime:
    def test_two_sealers_number_nothing_twice(self, committed, write):
        write(200)
        in_threads(*[lambda: seal_audit(actor=committed.system())] * 4)
        assert numbers(committed) == list(range(1, 204))
        assert count(committed, UnsealedLine) == 0

    def test_a_transaction_that_was_open_is_neither_lost_nor_breaks_the_chain(self, committed, write):
        """Its lines are older than those sealed meanwhile: they follow, with later numbers."""
        opened, sealed = threading.Event(), threading.Event()

        def slow() -> None:
            with tenant_tx(committed.acme.pk):
                record(committed.ada.actor(), "tenancy.slow", committed.skyharp, after={"slow": True})
                opened.set()
                assert sealed.wait(20)

        def quick() -> None:
            assert opened.wait(20)
            write(2, action="tenancy.quick")
            assert seal_audit(actor=committed.system()) == 5
            sealed.set()

        in_threads(slow, quick)
        assert seal_audit(actor=committed.system()) == 1
        with tenant_tx(committed.acme.pk):
            slow_line = AuditLine.objects.get(action="tenancy.slow")
            assert slow_line.pk < AuditLine.objects.filter(action="tenancy.quick").order_by("pk")[0].pk
            assert AuditSeal.objects.get(line=slow_line).number == 6

    def test_a_sealer_that_is_killed_leaves_nothing_half_done(self, committed, admin_url):
        """Its connection is cut before it commits: the next sealer does the work once."""
        started, cut = threading.Event(), threading.Event()

        def victim() -> None:
            with suppress(OperationalError, InterfaceError), tenant_tx(committed.acme.pk):
                statement("SELECT tenancy_seal_audit(now(), 100)")
                started.set()
                assert cut.wait(20)
                statement("SELECT 1")

        def killer() -> None:
            assert started.wait(20)
            with administrator(admin_url) as admin, admin.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND query LIKE 'SELECT tenancy_seal_audit%%'"
                    " AND state = 'idle in transaction'"
                )
            cut.set()

        in_threads(victim, killer)
        assert numbers(committed) == []
        assert seal_audit(actor=committed.system()) == 3
        assert numbers(committed) == [1, 2, 3]


def test_recording_takes_no_lock_of_the_chain(committed, write):
    """A sealer at work does not hold up who writes."""
    with tenant_tx(committed.acme.pk):
        statement("SELECT tenancy_seal_audit(now(), 100)")
        done = []
        in_threads(lambda: (write(1), done.append(True)))
        assert done == [True]
    assert connection.in_atomic_block is False
