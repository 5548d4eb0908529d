"""The tab on a record, the pages of its verbs, my approvals, the matrix in the settings, the endpoints."""

import json
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from records import services
from records.models import Approval, ApprovalMatrix, Ask
from records.needing import needs
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory
from tests.records.asking import wall_clock

LARGE = {"amount": Decimal(90_000), "currency": "USD", "days": 20}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def of(stage, name, *more):
    return f"/o/acme/records/{stage.project.pk}/{name}/" + "".join(f"{one}/" for one in more)


def version(page):
    return re.search(r'name="version"\s+value="(\d+)"', page.content.decode())[1]


class TestTheTab:
    def test_shows_who_decides_and_what_was_said(self, stage):
        stage.request(now=wall_clock(), **LARGE)
        ben, dana = stage.cast.ben.browser(), stage.dana.browser()
        page = ben.get(of(stage, "approvals")).content.decode()
        assert "Move the go-live by a week." in page
        assert "Delivery head (Dana)" in page
        assert "Cleo" in page
        assert "Waits for your decision" not in page
        page = dana.get(of(stage, "approvals")).content.decode()
        assert "Waits for your decision" in page
        assert f'href="{of(stage, "approvals")}' in page
        part = dana.get(of(stage, "approvals"), HTTP_HX_REQUEST="true").content.decode()
        assert "<html" not in part
        assert "Waits for your decision" in part

    def test_costs_the_same_for_one_and_three(self, stage):
        """The record's page carries its project; each card reads no more than the first."""
        counts = []
        for kinds in (["change_request"], ["general", "general"]):
            for decision in kinds:
                stage.request(now=wall_clock(), decision=decision)
            stage.ask(now=wall_clock())
            with CaptureQueriesContext(connection) as seen:
                assert stage.cast.ada.browser().get(of(stage, "approvals")).status_code == 200
            counts.append(len([one for one in seen if "records_approval" in one["sql"]]))
        assert counts == [counts[0]] * 2

    def test_is_404_for_who_may_not_know_the_record(self, stage):
        approval = stage.request(now=wall_clock())
        for path in (
            of(stage, "approvals"),
            of(stage, "approvals", approval.pk, "decide"),
            of(stage, "asks", "add"),
        ):
            assert stage.cast.zoe.browser().get(path).status_code == 404
            rival = path.replace("/o/acme/", "/o/zenith/")
            assert stage.cast.zoe.browser().get(rival).status_code == 404
            assert stage.cast.cleo.browser().get(path).status_code == 404


class TestTheVerbs:
    def test_asking_and_deciding_by_page(self, stage):
        ben, ada = stage.cast.ben.browser(), stage.cast.ada.browser()
        given = {"decision": "change_request", "about": "两天培训", "amount": "3000", "days": "2"}
        answer = ben.post(of(stage, "approvals", "add"), given)
        assert (answer.status_code, answer["Location"]) == (302, of(stage, "approvals"))
        with tenant_tx(stage.cast.acme.pk):
            approval = Approval.objects.get()
        assert (approval.about, approval.currency, approval.amount) == ("两天培训", "USD", Decimal(3000))
        decide = of(stage, "approvals", approval.pk, "decide")
        page = ada.get(decide)
        assert "两天培训" in page.content.decode()
        late = {"version": version(page), "outcome": "refuse"}
        assert ada.post(decide, late).status_code == 422
        assert ada.post(decide, {**late, "reason": "Too early."}).status_code == 302
        assert stage.fresh(approval).state == "refused"
        assert ada.post(decide, {**late, "outcome": "approve"}).status_code in (409, 422)
        assert stage.fresh(approval).state == "refused"

    def test_a_page_that_is_stale_says_so(self, stage):
        approval, ada = stage.request(now=wall_clock()), stage.cast.ada.browser()
        decide = of(stage, "approvals", approval.pk, "decide")
        services.decide(
            actor=stage.cast.ada.actor(wall_clock()), approval=approval, outcome="defer", reason="Later."
        )
        answer = ada.post(decide, {"version": "1", "outcome": "approve"})
        assert answer.status_code == 409
        assert stage.fresh(approval).state == "deferred"

    def test_who_asked_cannot_decide_by_typing_the_address(self, stage):
        approval = stage.request(stage.cast.ada, now=wall_clock())
        answer = stage.cast.ada.browser().post(
            of(stage, "approvals", approval.pk, "decide"), {"version": "1", "outcome": "approve"}
        )
        assert answer.status_code == 403
        assert "somebody else has to decide" in answer.content.decode()
        assert stage.fresh(approval).state == "pending"

    def test_handing_over_and_withdrawing(self, stage):
        approval, ada = stage.request(now=wall_clock()), stage.cast.ada.browser()
        olga = str(stage.cast.olga.person.pk)
        answer = ada.post(
            of(stage, "approvals", approval.pk, "hand"),
            {"version": "1", "person_id": olga, "reason": "On leave."},
        )
        assert answer.status_code == 302
        answer = ada.post(
            of(stage, "approvals", approval.pk, "withdraw"), {"version": "2", "reason": "Not needed."}
        )
        assert answer.status_code == 302
        assert stage.fresh(approval).state == "withdrawn"

    def test_asking_a_person_by_page(self, stage):
        ada = stage.cast.ada.browser()
        given = {
            "person_id": str(stage.cast.cleo.person.pk),
            "title": "Go-live",
            "language": "en",
            "text": "Yes?",
        }
        assert ada.post(of(stage, "asks", "add"), given).status_code == 302
        with tenant_tx(stage.cast.acme.pk):
            ask = Ask.objects.get()
        page = ada.get(of(stage, "asks", ask.pk)).content.decode()
        assert ask.fingerprint in page
        assert ask.digest not in page
        for verb, more in (("resend", {}), ("withdraw", {"reason": "Not needed."})):
            seen = version(ada.get(of(stage, "asks", ask.pk, verb)))
            assert ada.post(of(stage, "asks", ask.pk, verb), {"version": seen, **more}).status_code == 302
        assert stage.fresh(ask).withdrawn_at is not None


class TestTheLists:
    def test_mine_cost_the_same_for_one_and_three(self, stage):
        browser, counts = stage.cast.ada.browser(), {}
        stage.request(now=wall_clock())
        browser.get("/o/acme/approvals/")
        for n in (1, 3):
            for decision in ("change_request", "general")[: n - 1] or ("change_request",):
                stage.request(now=wall_clock(), decision=decision)
                stage.ask(now=wall_clock())
            for path in ("/o/acme/approvals/", "/o/acme/asks/"):
                with CaptureQueriesContext(connection) as seen:
                    assert browser.get(path).status_code == 200
                counts.setdefault(path, []).append(len(seen))
        assert {path: len(set(found)) for path, found in counts.items()} == {
            "/o/acme/approvals/": 1,
            "/o/acme/asks/": 1,
        }

    def test_hold_what_concerns_me_and_nobody_elses(self, stage):
        stage.request(now=wall_clock())
        stage.ask(stage.cast.ada, now=wall_clock())
        for name, path, seen in (
            ("ada", "approvals", True),
            ("ben", "approvals", True),
            ("olga", "approvals", False),
            ("ada", "asks", True),
            ("ben", "asks", False),
        ):
            text = getattr(stage.cast, name).browser().get(f"/o/acme/{path}/").content.decode()
            assert (("SKY" in text) and ("Go-live" in text or "Move the go-live" in text)) is seen, (
                name,
                path,
            )

    def test_my_day_says_what_waits(self, stage):
        stage.request(now=wall_clock())
        stage.ask(to=stage.cast.ben, now=wall_clock())
        with tenant_tx(stage.cast.acme.pk):
            ada, ben = (getattr(stage.cast, name).actor(wall_clock()) for name in ("ada", "ben"))
            mine = [(one.band, one.what) for one in needs(actor=ada, as_of=ada.today())]
            bens = [(one.band, one.verb) for one in needs(actor=ben, as_of=ben.today())]
        assert ("today", "Decide: Move the go-live by a week.") in mine
        assert ("waiting", "Go-live") in mine
        assert ("soon", "Answer the question") in bens


class TestTheMatrix:
    def test_overseers_see_and_the_administrator_changes_it(self, stage):
        page = stage.dana.browser().get("/o/acme/settings/approvals/").content.decode()
        assert "Delivery head + Client sponsor" in page
        assert "/settings/approvals/change_request/" not in page
        assert stage.cast.ben.browser().get("/o/acme/settings/approvals/").status_code == 403
        assert stage.cast.ada.browser().get("/o/acme/settings/approvals/plan/").status_code == 403
        olga = stage.cast.olga.browser()
        url = "/o/acme/settings/approvals/change_request/"
        assert olga.get("/o/acme/settings/approvals/lunch/").status_code == 404
        given = {
            "currency": "eur",
            "starts_on": "2030-02-28",
            "amount_1": "100",
            "days_1": "1",
            "first_1": "TL",
        }
        assert olga.post(url, given).status_code == 422
        given |= {"first_2": "DH", "then_2": "CS", "manner_2": "together"}
        assert olga.post(url, given).status_code == 302
        with tenant_tx(stage.cast.acme.pk):
            matrix = ApprovalMatrix.objects.get()
            rows = list(matrix.bands.values_list("amount_up_to", "days_up_to", "roles", "manner"))
        assert (matrix.currency, rows) == (
            "EUR",
            [(Decimal(100), 1, ["TL"], "in_order"), (None, None, ["DH", "CS"], "together")],
        )


class TestTheApi:
    """Ida's system is a project manager here, too."""

    @pytest.fixture(autouse=True)
    def member(self, stage):
        with tenant_tx(stage.cast.acme.pk):
            MemberFactory(project=stage.project, person=stage.cast.ida.person)

    @pytest.fixture
    def call(self, stage, client):
        def call(method, path, data=None, **headers):
            about = {"content_type": "application/json", **stage.cast.api(), **headers}
            body = () if data is None else (json.dumps(data),)
            return getattr(client, method)(f"/api/v1/o/acme/{path}", *body, **about)

        return call

    def test_asks_for_approval_and_reads_what_became_of_it(self, stage, call):
        base = f"records/{stage.project.pk}/approvals/"
        given = {"about": "Raised by the ticket system.", "decision": "change_request", "amount": "10.00"}
        assert call("post", base, given).status_code == 422
        made = call("post", base, {**given, "currency": "USD", "days": 1})
        row = made.json()
        assert (made.status_code, row["state"], row["amount"]) == (201, "pending", "10.00")
        assert made["Location"].endswith(f"/{base}{row['id']}/")
        assert call("get", base).json()["results"][0]["fingerprint"] == row["fingerprint"]
        assert call("get", "approvals/").json()["results"][0]["id"] == row["id"]
        own = call("post", f"{base}{row['id']}/decide/", {"outcome": "approve"}, HTTP_IF_MATCH='"1"')
        assert (own.status_code, own.json()["code"]) == (403, "same_person")

    @pytest.mark.threat("T-145")
    def test_decides_over_the_version_it_saw(self, stage, call):
        approval = stage.request(now=wall_clock())
        path = f"records/{stage.project.pk}/approvals/{approval.pk}/"
        given = {"outcome": "approve", "reason": "Fine."}
        assert call("post", f"{path}decide/", given).status_code == 428
        assert call("post", f"{path}decide/", given, HTTP_IF_MATCH='"7"').status_code == 412
        assert call("post", f"{path}decide/", {"outcome": "lunch"}, HTTP_IF_MATCH='"1"').status_code == 422
        done = call("post", f"{path}decide/", given, HTTP_IF_MATCH='"1"')
        assert (done.status_code, done.json()["state"]) == (200, "granted")
        late = call("post", f"{path}decide/", given, HTTP_IF_MATCH=done["ETag"])
        assert (late.status_code, late.json()["code"]) == (409, "state_refused")

    def test_asks_people_and_never_answers_for_them(self, stage, call):
        base = f"records/{stage.project.pk}/asks/"
        given = {"person_id": str(stage.cast.cleo.person.pk), "title": "Go-live", "text": "上线?"}
        made = call("post", base, given)
        row = made.json()
        assert (made.status_code, row["state"], row["language"]) == (201, "open", "en")
        assert "digest" not in row
        assert call("post", f"{base}{row['id']}/answer/", {"answer": "agree"}).status_code == 404
        again = call("post", f"{base}{row['id']}/resend/", {}, HTTP_IF_MATCH='"1"')
        assert (again.status_code, again.json()["version"]) == (200, 2)
        back = call("post", f"{base}{row['id']}/withdraw/", {"reason": "No."}, HTTP_IF_MATCH='"2"')
        assert (back.status_code, back.json()["state"]) == (200, "withdrawn")

    def test_is_no_way_to_the_matrices_for_a_manager(self, stage, call):
        assert call("get", "approval-matrices/").status_code == 403
        given = {
            "decision": "plan",
            "currency": "USD",
            "starts_on": "2030-01-01",
            "bands": [{"roles": ["DH"]}],
        }
        assert call("post", "approval-matrices/", given).status_code == 403
