"""A deliverable on its way to the client's acceptance."""

from datetime import date, timedelta

import pytest

from planning.models import Deliverable
from planning.registers import DELIVERABLES
from planning.registers.deliverables import DeliverableUnready
from planning.registers.offers import NotTheClients
from planning.services import deem_accepted
from projects.registers.services import RecordFrozen, edit_record, withdraw_record
from records.models import Ask
from records.services.asks import AskGone, RemarkMissing
from tenancy.models import AuditLine
from tenancy.rules import SamePerson
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.records.asking import answer


def ask_of(cast, deliverable):
    with tenant_tx(cast.acme.pk):
        return Ask.objects.get(pk=deliverable.ask_id)


def test_the_client_accepts_by_an_ask(cast, scope):
    asked = scope.asked()
    assert (asked.state, asked.review_until) == ("client_review", date(2026, 11, 30))
    ask = ask_of(cast, asked)
    assert ask.person_id == cast.cleo.person.pk
    assert "Handbook" in ask.title
    assert "Every step is described." in ask.text
    answer(ask, "accept_with_remark", remark="Well done.")
    found = scope.fresh(asked)
    assert (found.state, found.remark, found.decided_how) == ("accepted", "Well done.", "answered")
    assert (found.decided_by_id, found.decided_on) == (cast.cleo.person.pk, NOW.date())


def test_the_client_rejects_with_a_remark_and_it_is_reworked(cast, scope):
    asked = scope.asked()
    with pytest.raises(RemarkMissing):
        answer(ask_of(cast, asked), "reject")
    assert scope.fresh(asked).state == "client_review"
    answer(ask_of(cast, asked), "reject", remark="Step 4 is missing.")
    found = scope.fresh(asked)
    assert (found.state, found.remark) == ("rejected", "Step 4 is missing.")
    again = scope.step(found, "rework", "check", by="ben")
    again = scope.step(again, "submit", "ask")
    assert (again.state, again.remark, again.decided_on) == ("client_review", "", None)
    assert again.ask_id != asked.ask_id


def test_the_question_is_asked_in_both_languages(cast, scope):
    ask = ask_of(cast, scope.asked(title="Handbook", title_zh="操作手册", deemed=True))
    assert "Handbook is ready for your acceptance." in ask.text
    assert "By contract it counts as accepted" in ask.text
    assert "操作手册" in ask.text_beside


def test_who_handed_it_in_does_not_pass_the_quality_check(cast, scope):
    made = scope.deliverable(owner_id=cast.ben.person.pk)
    scope.step(made, "start", "check")
    with pytest.raises(SamePerson):
        scope.step(made, "submit")
    assert scope.fresh(made).state == "internal_qc"
    assert scope.step(made, "submit", by="tim").state == "submitted"


def test_its_owner_does_not_pass_it_either(cast, scope):
    made = scope.deliverable(owner_id=cast.tim.person.pk)
    scope.step(made, "start", "check")
    with pytest.raises(SamePerson):
        scope.step(made, "submit", by="tim")


@pytest.mark.parametrize(
    ("missing", "named"), [({"criteria": ""}, "Accepted when"), ({"acceptor_id": None}, "Accepted by the")]
)
def test_nothing_unready_goes_to_the_client(cast, scope, missing, named):
    made = scope.deliverable(**missing)
    scope.step(made, "start", "check")
    scope.step(made, "submit", by="tim")
    with pytest.raises(DeliverableUnready, match=named):
        scope.step(made, "ask")
    with tenant_tx(cast.acme.pk):
        assert Ask.objects.count() == 0


def test_what_the_client_reads_stays_as_it_is(cast, scope):
    asked = scope.asked()
    ada = cast.ada.actor()
    with tenant_tx(cast.acme.pk):
        with pytest.raises(RecordFrozen):
            edit_record(actor=ada, register=DELIVERABLES, subject=asked, criteria="Something else.")
        with pytest.raises(RecordFrozen):
            withdraw_record(actor=ada, register=DELIVERABLES, subject=asked, reason="because")


def test_taking_it_back_takes_the_question_back(cast, scope):
    asked = scope.asked()
    found = scope.step(asked, "recall")
    assert (found.state, found.ask_id, found.review_until) == ("in_progress", None, None)
    assert ask_of(cast, asked).withdrawn_at == NOW


def test_an_answer_to_an_earlier_question_decides_nothing(cast, scope):
    asked = scope.asked()
    with tenant_tx(cast.acme.pk):
        Deliverable.objects.update(ask=None)
    with pytest.raises(AskGone):
        answer(ask_of(cast, asked), "accept")
    assert scope.fresh(asked).state == "client_review"


def test_what_is_decided_elsewhere_is_recorded_with_where(cast, scope):
    asked = scope.asked()
    found = scope.step(asked, "accept")
    assert (found.state, found.decided_how, found.remark) == ("accepted", "recorded", "because")
    assert found.decided_by_id == cast.ada.person.pk
    assert ask_of(cast, asked).withdrawn_at == NOW
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.filter(action="planning.change_deliverable_state").latest("at")
    assert line.after["reason"] == "because"


def test_the_acceptor_is_one_of_the_clients_people(cast, scope):
    with pytest.raises(NotTheClients):
        scope.deliverable(acceptor_id=cast.carl.person.pk)
    with pytest.raises(NotTheClients):
        scope.deliverable(acceptor_id=cast.ben.person.pk)


class TestSilence:
    def deem(self, cast, days):
        with tenant_tx(cast.acme.pk):
            return deem_accepted(actor=cast.system(NOW + timedelta(days=days)))

    def test_accepts_where_the_contract_says_so(self, cast, scope):
        asked, other = scope.asked(deemed=True), scope.asked(title="Other")
        assert self.deem(cast, 10) == 0
        assert scope.fresh(asked).state == "client_review"
        assert self.deem(cast, 11) == 1
        found = scope.fresh(asked)
        assert (found.state, found.decided_how, found.decided_by_id) == ("accepted", "deemed", None)
        assert found.remark == "No answer until 2026-11-30."
        assert scope.fresh(other).state == "client_review"

    def test_accepts_once(self, cast, scope):
        scope.asked(deemed=True)
        assert self.deem(cast, 11) == 1
        assert self.deem(cast, 12) == 0
        with tenant_tx(cast.acme.pk):
            assert Deliverable.objects.get().state == "accepted"
