"""Whoever tampers with the trail is found: also the server's administrator with triggers off."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from tenancy.chain import Break, Fault
from tenancy.models import AuditLine, AuditSeal, Event, JobRun
from tenancy.scope import tenant_tx
from tenancy.selectors.audit import CHUNK
from tenancy.services import (
    anchor_audit,
    ask_check,
    check_audit,
    check_audit_of_the_day,
    seal_audit,
    verify_audit,
)
from tests.cast import NOW
from tests.tenancy.audit.conftest import count
from toolkit.errors import Denied

DAY = NOW.date()


@pytest.fixture
def chain(transactional_db, cast, write):
    """Ten sealed lines that other connections see, and an anchor at the tenth."""
    write(10)
    seal_audit(actor=cast.system())
    assert anchor_audit(actor=cast.system(), day=DAY).number == 10
    return cast


def found(cast, **options) -> list[Break]:
    return verify_audit(actor=cast.system(), **options).breaks


def line_at(cast, number: int) -> AuditLine:
    with tenant_tx(cast.acme.pk):
        return AuditLine.objects.get(pk=AuditSeal.objects.get(number=number).line_id)


class TestAWholeTrail:
    def test_holds(self, chain):
        result = verify_audit(actor=chain.system())
        assert result.holds
        assert (result.sealed, result.waiting, result.late, result.anchors) == (10, 0, 0, 1)

    def test_holds_while_lines_wait(self, chain, write):
        write(2)
        result = verify_audit(actor=chain.system())
        assert (result.holds, result.waiting) == (True, 2)

    def test_of_nothing_holds(self, cast):
        assert verify_audit(actor=cast.system()).holds

    def test_reads_each_line_and_each_seal_once_in_portions(self, cast, write):
        write(CHUNK + 7)
        seal_audit(actor=cast.system())
        result = verify_audit(actor=cast.system())
        assert (result.sealed, result.read) == (CHUNK + 7, 2 * (CHUNK + 7))

    def test_is_checked_by_the_administrator_and_the_auditor_only(self, cast):
        for member in (cast.ada, cast.ben, cast.ida):
            with pytest.raises(Denied):
                verify_audit(actor=member.actor())
        assert verify_audit(actor=cast.olga.actor()).holds


@pytest.mark.threat("T-161")
class TestTampering:
    @pytest.mark.parametrize(
        "change",
        [
            "actor_name = 'Somebody'",
            "at = at + interval '1 microsecond'",
            'before = \'{"name": "other"}\'',
            "after = NULL",
            "ip = '10.0.0.1'",
            "subject_key = 'x'",
            "project = gen_random_uuid()",
            "on_behalf = 'Root'",
            "request_id = 'x'",
        ],
    )
    def test_a_changed_line_is_found_at_its_number(self, chain, tamper, change):
        line = line_at(chain, 4)
        assert tamper(f"UPDATE tenancy_auditline SET {change} WHERE id = %s", line.pk) == 1
        assert found(chain) == [Break(4, Fault.CHANGED)]

    def test_a_deleted_line_is_found(self, chain, tamper):
        assert tamper("DELETE FROM tenancy_auditline WHERE id = %s", line_at(chain, 4).pk) == 1
        assert found(chain) == [Break(4, Fault.MISSING)]

    def test_a_line_deleted_with_its_seal_is_found(self, chain, tamper):
        line = line_at(chain, 4)
        tamper("DELETE FROM tenancy_auditseal WHERE line_id = %s", line.pk)
        tamper("DELETE FROM tenancy_auditline WHERE id = %s", line.pk)
        assert found(chain) == [Break(5, Fault.GAP)]

    def test_a_seal_that_is_taken_away_leaves_a_loose_line(self, chain, tamper):
        tamper("DELETE FROM tenancy_auditseal WHERE line_id = %s", line_at(chain, 4).pk)
        assert found(chain) == [Break(5, Fault.GAP), Break(0, Fault.LOOSE)]

    def test_an_inserted_line_is_found(self, chain, tamper):
        columns = (
            "organization_id, at, actor_name, on_behalf, via, action, subject_type, subject_key, request_id"
        )
        copied = f"INSERT INTO tenancy_auditline (id, {columns}) SELECT gen_random_uuid(), {columns}"
        assert tamper(f"{copied} FROM tenancy_auditline WHERE id = %s", line_at(chain, 4).pk) == 1
        assert found(chain) == [Break(0, Fault.LOOSE)]

    def test_lines_that_changed_places_are_found(self, chain, tamper):
        fourth, sixth = line_at(chain, 4), line_at(chain, 6)
        swap = "UPDATE tenancy_auditseal SET line_id = %s WHERE number = %s"
        tamper("ALTER TABLE tenancy_auditseal DROP CONSTRAINT tenancy_auditseal_once")
        try:
            tamper(swap, sixth.pk, 4)
            tamper(swap, fourth.pk, 6)
            assert found(chain) == [Break(4, Fault.CHANGED), Break(6, Fault.CHANGED)]
        finally:
            tamper(
                "ALTER TABLE tenancy_auditseal"
                " ADD CONSTRAINT tenancy_auditseal_once UNIQUE (organization_id, line_id)"
            )

    def test_a_changed_digest_is_found_there_and_after_it(self, chain, tamper):
        tamper("UPDATE tenancy_auditseal SET digest = repeat('a', 64) WHERE number = 4")
        assert found(chain) == [Break(4, Fault.CHANGED), Break(5, Fault.CHANGED)]

    def test_a_tail_without_the_head_is_found_by_the_head(self, chain, tamper):
        last = line_at(chain, 10)
        tamper("DELETE FROM tenancy_auditseal WHERE number = 10")
        tamper("DELETE FROM tenancy_auditline WHERE id = %s", last.pk)
        assert found(chain, with_anchors=False) == [Break(10, Fault.HEAD)]

    def test_what_waits_and_is_taken_away_is_found(self, chain, tamper, write):
        write(1)
        tamper("DELETE FROM tenancy_unsealedline")
        assert found(chain) == [Break(0, Fault.LOOSE)]

    def test_of_very_many_places_the_first_are_kept(self, cast, tamper, write):
        write(50)
        seal_audit(actor=cast.system())
        tamper("UPDATE tenancy_auditline SET actor_name = 'x'")
        assert [one.number for one in found(cast)] == list(range(1, 21))


def cut(cast, tamper, *, keep: int) -> None:
    """Take the tail away so that the chain alone knows nothing: lines, seals and the head agree."""
    tamper(
        "DELETE FROM tenancy_auditline WHERE id IN (SELECT line_id FROM tenancy_auditseal WHERE number > %s)",
        keep,
    )
    tamper("DELETE FROM tenancy_auditseal WHERE number > %s", keep)
    tamper(
        "UPDATE tenancy_audithead SET number = %s,"
        " digest = (SELECT digest FROM tenancy_auditseal WHERE number = %s)",
        keep,
        keep,
    )


@pytest.mark.threat("T-162")
class TestACutTail:
    def test_the_chain_alone_says_nothing(self, chain, tamper):
        cut(chain, tamper, keep=7)
        assert found(chain, with_anchors=False) == []

    def test_is_found_against_the_anchor(self, chain, tamper):
        cut(chain, tamper, keep=7)
        assert found(chain) == [Break(10, Fault.ANCHOR)]

    def test_is_found_when_new_lines_hide_it(self, chain, tamper, write):
        cut(chain, tamper, keep=7)
        write(6, action="tenancy.add_client")
        seal_audit(actor=chain.system())
        assert found(chain, with_anchors=False) == []
        assert found(chain) == [Break(10, Fault.ANCHOR)]


class TestLateLines:
    def test_a_line_that_waits_longer_than_two_minutes_is_an_alarm(self, cast, write):
        write(2)
        soon, late = NOW + timedelta(seconds=119), NOW + timedelta(seconds=121)
        assert verify_audit(actor=cast.system(soon)).holds
        result = verify_audit(actor=cast.system(late))
        assert (result.late, result.breaks) == (2, [Break(0, Fault.LATE)])


def facts(cast, name: str) -> list[dict]:
    with tenant_tx(cast.acme.pk):
        return list(Event.objects.filter(name=name).order_by("id").values_list("payload", flat=True))


class TestTheNightsCheck:
    def test_checks_and_notes_the_end_once_a_day(self, cast, write):
        write(3)
        seal_audit(actor=cast.system())
        assert check_audit_of_the_day(actor=cast.system()).holds
        assert check_audit_of_the_day(actor=cast.system()) is None
        [fact] = facts(cast, "tenancy.AuditAnchored")
        assert (fact["day"], fact["number"]) == ("2026-11-20", 3)
        with tenant_tx(cast.acme.pk):
            assert sorted(JobRun.objects.values_list("kind", "slot", "state")) == [
                ("anchor_audit", "2026-11-20", "done"),
                ("check_audit", "2026-11-20", "done"),
            ]

    def test_the_day_is_the_organizations(self, cast, write):
        """23:30 in London is the next day in Warsaw, where Acme is."""
        check_audit_of_the_day(actor=cast.system(NOW.replace(hour=23, minute=30)))
        with tenant_tx(cast.acme.pk):
            assert JobRun.objects.get(kind="check_audit").slot == "2026-11-21"

    def test_tells_of_a_break_once_a_day_and_notes_no_end_then(self, chain, tamper):
        tamper("UPDATE tenancy_auditline SET actor_name = 'x' WHERE id = %s", line_at(chain, 4).pk)
        check_audit_of_the_day(actor=chain.system())
        check_audit(actor=chain.system(NOW + timedelta(hours=1)), slot="again")
        assert facts(chain, "tenancy.AuditBroken") == [{"number": 4, "fault": "changed", "found": 1}]
        assert len(facts(chain, "tenancy.AuditAnchored")) == 1, "only the one made before"
        check_audit_of_the_day(actor=chain.system(NOW + timedelta(days=1)))
        assert len(facts(chain, "tenancy.AuditBroken")) == 2

    def test_a_person_may_ask_for_it(self, cast, write):
        write(3)
        seal_audit(actor=cast.system())
        assert ask_check(actor=cast.olga.actor()).sealed == 3
        with tenant_tx(cast.acme.pk):
            line = AuditLine.objects.latest("id")
        assert (line.action, line.after) == ("tenancy.verify_audit", {"lines": 3})

    def test_a_long_trail_is_checked_in_the_background(self, cast, write, monkeypatch):
        monkeypatch.setattr("tenancy.services.audit.AT_ONCE", 2)
        write(3)
        assert ask_check(actor=cast.olga.actor()) is None
        assert len(facts(cast, "tenancy.AuditCheckAsked")) == 1


class TestTheCommand:
    def run(self, capsys, *arguments: str) -> dict:
        call_command("verify_audit", *arguments)
        return json.loads(capsys.readouterr().out)

    def test_checks_every_organization(self, chain, capsys):
        report = self.run(capsys, "--anchor")
        assert set(report) == {"acme", "zenith"}
        assert (report["acme"]["holds"], report["acme"]["sealed"], report["acme"]["anchors"]) == (True, 10, 1)

    def test_fails_where_one_does_not_hold(self, chain, capsys, tamper):
        cut(chain, tamper, keep=7)
        assert self.run(capsys, "--org", "acme")["acme"]["holds"]
        with pytest.raises(CommandError):
            call_command("verify_audit", "--org", "acme", "--anchor")
        assert json.loads(capsys.readouterr().out)["acme"]["breaks"] == [{"number": 10, "fault": "anchor"}]

    def test_says_so_when_there_is_no_such_organization(self, db):
        with pytest.raises(CommandError, match="nobody"):
            call_command("verify_audit", "--org", "nobody")


def test_the_trail_of_one_is_not_read_for_another(chain):
    assert verify_audit(actor=chain.system(organization=chain.zenith)).read == 0
    assert count(chain) == 10
