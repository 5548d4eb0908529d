"""The client signs an approved charter by one question, word for word; the answer stays on the charter."""

from datetime import timedelta
from decimal import Decimal

import pytest

from planning.registers.charters import CharterIncomplete
from planning.services.signatures import (
    NotApprovedYet,
    NotTheClient,
    SignedAlready,
    TooLongToSign,
    ask_signature,
)
from records.models import Ask
from records.selectors.asks import ask_by_token
from records.services.asks import AskDayOver, text_fingerprint
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.planning.charter.pages import paths
from tests.records.asking import answer, token_of
from toolkit.errors import Denied, Stale

LATER = NOW + timedelta(hours=3)


def send(desk, record, member=None, to=None, **more):
    person = (to or desk.cast.cleo).person
    actor = (member or desk.cast.ada).actor()
    return ask_signature(actor=actor, subject=record, person_id=person.pk, **more)


def asked(record):
    return Ask.objects.get(pk=record.ask_id)


@pytest.mark.usefixtures("inside")
class TestAsking:
    def test_the_text_is_the_whole_document_and_its_hash_is_kept(self, desk):
        charter = send(desk, desk.approved(title="The charter"))
        ask = asked(charter)
        assert (ask.title, ask.person_id) == ("The charter (v1)", desk.cast.cleo.person.pk)
        assert ask.text.splitlines()[0] == "The charter (v1)"
        for said in (
            "Objectives\nInvoices are right at the first pass.",
            "Timetable\nTue 1 Dec 2026 – Tue 29 Feb 2028",
            "Budget\nEUR 100,000.00 – EUR 120,000.00",
            "- Access to the ledger in week one",
        ):
            assert said in ask.text
        assert "2026年12月1日 星期二 – 2028年2月29日 星期二" in ask.text_beside
        assert charter.text_hash == ask.fingerprint == text_fingerprint(ask)

    def test_only_what_is_approved(self, desk):
        draft = desk.add("charter")
        with pytest.raises(NotApprovedYet):
            send(desk, draft)
        with pytest.raises(NotApprovedYet):
            send(desk, desk.step(draft, "submit"))

    def test_only_the_projects_own_client(self, desk):
        charter = desk.approved()
        for somebody in (desk.cast.ben, desk.cast.carl):
            with pytest.raises(NotTheClient):
                send(desk, charter, to=somebody)
        assert Ask.objects.count() == 0

    def test_only_who_writes_charters(self, desk):
        charter = desk.approved()
        for somebody in (desk.cast.tim, desk.cast.ben):
            with pytest.raises(Denied):
                send(desk, charter, somebody)

    def test_a_day_that_is_over_and_a_stale_version(self, desk):
        charter = desk.approved()
        with pytest.raises(AskDayOver):
            send(desk, charter, expires_on=(NOW - timedelta(days=1)).date())
        with pytest.raises(Stale):
            send(desk, charter, version=1)
        assert desk.fresh(charter).ask_id is None

    def test_what_no_letter_holds_is_not_cut(self, desk):
        long = dict.fromkeys(("background", "objectives", "scope", "assumptions"), "x" * 5000)
        with pytest.raises(TooLongToSign):
            send(desk, desk.approved(**long))

    def test_asked_again_the_first_question_is_taken_back(self, desk):
        charter = send(desk, desk.approved())
        first = asked(charter)
        second = asked(send(desk, desk.fresh(charter)))
        first.refresh_from_db()
        assert first.withdrawn_reason == "Asked again."
        assert second.withdrawn_at is None


@pytest.mark.usefixtures("inside")
class TestSigning:
    def test_who_when_which_text_and_the_hash_stand_on_the_charter(self, desk):
        charter = send(desk, desk.approved())
        ask = answer(asked(charter), "agree", now=LATER)
        signed = desk.fresh(charter)
        assert (signed.client_answer, signed.signed_by_id) == ("agree", desk.cast.cleo.person.pk)
        assert (signed.signed_at, signed.text_hash) == (LATER, ask.fingerprint)
        assert signed.receipt == ask.receipt
        line = AuditLine.objects.get(subject_id=charter.pk, action="planning.keep_signature")
        assert line.after["client_answer"] == "agree"
        event = Event.objects.get(name="planning.ClientAnswered")
        assert (event.payload["key"], event.payload["answer"]) == ("CH1", "agree")

    def test_four_blocks_then_approval_then_the_stored_signature(self, desk):
        charter = desk.add("charter", budget_to="")
        with pytest.raises(CharterIncomplete):
            desk.step(charter, "submit")
        desk.edit(charter, budget_to=Decimal("120000.00"))
        desk.step(desk.step(charter, "submit"), "approve", desk.dana)
        ask = answer(asked(send(desk, charter)), "agree", now=LATER)
        signed = desk.fresh(charter)
        assert (signed.is_signed, signed.signed_by_id, signed.signed_at) == (True, ask.person_id, LATER)
        assert signed.text_hash == text_fingerprint(ask)

    def test_a_signed_one_is_not_asked_about_again(self, desk):
        charter = send(desk, desk.approved())
        answer(asked(charter), "agree_with_remark", remark="Mind the audit.", now=LATER)
        with pytest.raises(SignedAlready):
            send(desk, desk.fresh(charter))

    def test_a_refusal_is_kept_with_its_reason_and_may_be_followed_by_another_question(self, desk):
        charter = send(desk, desk.approved())
        answer(asked(charter), "refuse", remark="The budget is ours to set.", now=LATER)
        refused = desk.fresh(charter)
        assert (refused.is_signed, refused.client_remark) == (False, "The budget is ours to set.")
        assert desk.fresh(send(desk, refused)).client_answer == ""

    def test_what_is_superseded_is_signed_no_more(self, desk):
        charter = send(desk, desk.approved())
        ask = asked(charter)
        desk.approved(title="The second")
        ask.refresh_from_db()
        assert ask.withdrawn_reason == "CH1 is no longer in force."
        assert ask_by_token(token=token_of(ask), now=LATER) is None
        assert desk.fresh(charter).client_answer == ""

    def test_a_management_plan_is_signed_the_same_way(self, desk):
        plan = send(desk, desk.approved("managementplan"))
        answer(asked(plan), "agree", now=LATER)
        assert desk.fresh(plan).is_signed
        assert "Ten invoices a day" in asked(plan).text


def test_the_page_shows_who_signed_when_and_the_hash(desk):
    with tenant_tx(desk.cast.acme.pk):
        charter = desk.approved()
    browser = desk.cast.ada.browser()
    assert "has not been asked to sign yet" in browser.get(paths(charter)).content.decode()
    given = {"person_id": str(desk.cast.cleo.person.pk), "version": charter.version}
    assert browser.post(paths(charter, "sign"), given).status_code == 302
    with tenant_tx(desk.cast.acme.pk):
        ask = asked(desk.fresh(charter))
    assert "Sent to Cleo to be signed" in browser.get(paths(charter)).content.decode()
    answer(ask, "agree", now=ask.sent_at + timedelta(hours=1))
    page = browser.get(paths(charter)).content.decode()
    assert "Signed by Cleo" in page
    assert ask.fingerprint in page
    told = desk.cast.ada.browser().get(paths(charter, "sign")).content.decode()
    assert "Ask the client to sign CH1" in told


def test_a_system_sends_it_and_reads_the_answer(desk):
    with tenant_tx(desk.cast.acme.pk):
        charter = desk.approved()
    api, body = desk.cast.api(), {"person_id": str(desk.cast.cleo.person.pk)}
    with tenant_tx(desk.cast.acme.pk):
        desk.join(desk.cast.ida)
    browser = desk.cast.ida.browser()
    url, shape = paths(charter, "sign", api="api_"), "application/json"
    assert browser.post(url, body, content_type=shape, **api).status_code == 428
    sent = browser.post(url, body, content_type=shape, HTTP_IF_MATCH=f'"{charter.version}"', **api)
    assert sent.status_code == 200
    told = browser.get(paths(charter, "signature", api="api_"), **api).json()
    assert (told["edition"], told["client_answer"], told["ask_id"]) == (1, "", sent.json()["ask_id"])
