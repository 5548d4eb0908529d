"""The doors: who may enter, what everybody else is told, and one transaction around the whole answer."""

import pytest
from django.test import Client as Browser

from tenancy.models import Client
from tenancy.scope import NoTenant, current_scope, tenant_tx
from tests.house.masking import masked

pytestmark = [pytest.mark.isolation, pytest.mark.urls("tests.tenancy.doors")]


def new_clients(cast) -> int:
    with tenant_tx(cast.acme.pk):
        return Client.objects.filter(code="NEW").count()


class TestWhoMayEnter:
    @pytest.mark.parametrize("name", ["ada", "ben", "olga", "ida"])
    def test_our_own_people_have_the_workspace_and_no_portal(self, cast, name):
        browser = getattr(cast, name).browser()
        assert browser.get("/o/acme/who/").json() == {"name": name.title(), "via": "page", "client": ""}
        assert browser.get("/portal/acme/who/").status_code == 404

    def test_a_clients_people_have_the_portal_and_no_workspace_and_no_api(self, cast):
        browser = cast.cleo.browser()
        assert browser.get("/portal/acme/who/").json()["client"] == str(cast.skyharp.pk)
        assert browser.get("/o/acme/who/").status_code == 404
        assert browser.get("/api/v1/o/acme/who/").status_code == 404

    def test_platform_staff_are_nobody_there(self, cast):
        browser = Browser()
        browser.force_login(cast.root)
        for door in ("o", "portal", "api/v1/o"):
            assert browser.get(f"/{door}/acme/who/").status_code == 404

    def test_somebody_unknown_is_asked_to_sign_in(self, db, client):
        for path in ("/o/acme/who/", "/portal/acme/who/?a=1", "/o/nobody/who/"):
            response = client.get(path)
            assert (response.status_code, response["Location"].split("?")[0]) == (302, "/accounts/login/")

    def test_a_machine_without_a_token_is_told_so(self, db, client):
        for headers in ({}, {"HTTP_AUTHORIZATION": "Bearer mp_wrong"}, {"HTTP_AUTHORIZATION": "Bearer "}):
            response = client.get("/api/v1/o/acme/who/", **headers)
            assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
            assert response["WWW-Authenticate"].startswith("Bearer")
            assert response.json()["code"] == "unauthorized"

    def test_a_token_opens_the_api_of_its_organization_only(self, cast, client):
        assert client.get("/api/v1/o/acme/who/", **cast.api()).json()["via"] == "api"
        assert client.get("/api/v1/o/zenith/who/", **cast.api()).status_code == 404
        assert client.get("/o/acme/who/", **cast.api()).status_code == 302, "no page takes a token"

    def test_outside_the_doors_there_is_no_actor(self, cast):
        assert cast.ada.browser().get("/who/").json() == {"actor": None}

    def test_an_address_that_only_looks_like_a_door_is_none(self, cast):
        browser = cast.ada.browser()
        for path in ("/o/acme%2F..%2Fzenith/who/", "/o/zenith%00/who/", "//o/acme/who/", "/o//who/"):
            assert browser.get(path).status_code == 404, path


@pytest.mark.parametrize("door", ["o", "portal", "api/v1/o"])
@pytest.mark.parametrize("name", ["zoe", "ada", "cleo"])
@pytest.mark.parametrize("address", ["who/", "no-such-page/"])
def test_a_foreign_organization_answers_like_a_missing_one(cast, door, name, address):
    browser = getattr(cast, name).browser()
    foreign = "acme" if name == "zoe" else "zenith"
    answers = [
        masked(browser.get(f"/{door}/{slug}/{address}"), f"/{door}/{slug}/{address}")
        for slug in (foreign, "nobody")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_so_does_a_foreign_organization_for_a_token(cast, client):
    theirs, missing = (client.get(f"/api/v1/o/{o}/who/", **cast.api()) for o in ("zenith", "nobody"))
    assert masked(theirs) == masked(missing)


class TestOneTransactionAroundTheAnswer:
    def test_a_lazy_template_sees_the_rows(self, cast):
        assert cast.ada.browser().get("/o/acme/lazy/").content == b"SKY TDW "

    def test_in_the_portal_the_clients_own(self, cast):
        assert cast.cleo.browser().get("/portal/acme/lazy/").content == b"SKY "
        assert cast.carl.browser().get("/portal/acme/lazy/").content == b"TDW "

    @pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (400, 0), (409, 0), (422, 0), (500, 0)])
    def test_an_answer_of_400_or_more_takes_its_writes_back(self, cast, status, kept):
        assert cast.ada.browser().get(f"/o/acme/write/{status}/").status_code == status
        assert new_clients(cast) == kept

    @pytest.mark.parametrize("how", ["error", "http", "missing"])
    def test_an_exception_takes_its_writes_back(self, cast, how):
        browser = cast.ada.browser()
        browser.raise_request_exception = False
        assert browser.get(f"/o/acme/fail/{how}/").status_code in (404, 500)
        assert new_clients(cast) == 0

    def test_the_portal_cannot_write_whatever_a_view_tries(self, cast):
        browser = cast.cleo.browser()
        browser.raise_request_exception = False
        assert browser.get("/portal/acme/write/").status_code == 500
        assert new_clients(cast) == 0

    def test_a_stream_reads_outside_the_transaction_and_is_loud(self, cast):
        response = cast.ada.browser().get("/o/acme/stream/")
        with pytest.raises(NoTenant):
            list(response.streaming_content)

    def test_nothing_of_it_is_left_for_the_next_request(self, cast):
        browser = cast.ada.browser()
        for path in ("/o/acme/lazy/", "/o/acme/write/422/"):
            browser.get(path)
            assert current_scope() is None
        assert browser.get("/who/").json() == {"actor": None}

    @pytest.mark.threat("T-028")
    def test_no_proxy_keeps_it(self, cast):
        assert cast.ada.browser().get("/o/acme/who/")["Cache-Control"] == "private, no-store"


class TestLanguage:
    def test_a_signed_in_person_reads_her_own(self, cast):
        cast.ada.user.language = "zh-hans"
        cast.ada.user.save()
        browser = cast.ada.browser()
        assert browser.get("/o/acme/who/").headers["Content-Language"] == "zh-hans"
        browser.cookies["django_language"] = "en"
        assert browser.get("/o/acme/who/").headers["Content-Language"] == "en"
