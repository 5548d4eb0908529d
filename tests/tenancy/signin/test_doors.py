"""Where one arrives, who may send a form, and what the cookies are like."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings as house
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.house.world import address, addresses, make_world
from tests.tenancy.signin.conftest import LOGIN, PASSWORD, SECURITY, is_signed_in, sign_in

EVIL = [
    "//evil.test",
    "///evil.test",
    "https:evil.test",
    "https://evil.test/",
    "http://testserver.evil.test/",
    "\\\\evil.test",
    "/\\evil.test",
    "/%5cevil.test/../../..//evil.test\\",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.test",
    "\t//evil.test",
    "https://testserver@evil.test/",
    "https://localhost/",
]


@pytest.mark.threat("T-054")
class TestWhereOneArrives:
    @pytest.mark.parametrize("target", EVIL)
    def test_t054_only_addresses_of_this_house_are_followed(self, ada, target):
        browser, answer = sign_in(ada, next=target)
        assert is_signed_in(browser)
        assert answer["Location"] == "/"

    @pytest.mark.parametrize("target", EVIL)
    def test_t054_nor_when_signing_out_or_confirming(self, ada, target):
        browser, _answer = sign_in(ada)
        confirmed = browser.post("/accounts/confirm/", {"password": PASSWORD, "next": target})
        assert confirmed["Location"] == "/"
        assert browser.post("/accounts/logout/", {"next": target})["Location"] == "/"

    def test_t054_an_encoded_backslash_stays_a_path_of_ours(self, ada):
        _browser, answer = sign_in(ada, next="/%5cevil.test")
        assert answer["Location"] == "/%5cevil.test"

    def test_t054_the_page_asked_for_is(self, ada):
        assert sign_in(ada, next="/o/acme/inbox/?page=2")[1]["Location"] == "/o/acme/inbox/?page=2"


@pytest.mark.threat("T-060")
class TestForgery:
    FORMS = (LOGIN, "/accounts/password/reset/", "/accounts/login/passkey/", "/accounts/logout/")

    @pytest.mark.parametrize("where", FORMS)
    def test_t060_a_form_without_a_token_is_refused(self, db, where):
        answer = Client(enforce_csrf_checks=True).post(where, {"login": "ada@acme.test"})
        assert answer.status_code == 403

    def test_t060_nor_with_another_sessions_token(self, ada):
        strangers = Client(enforce_csrf_checks=True)
        strangers.get(LOGIN)
        token = strangers.cookies["csrftoken"].value
        own = Client(enforce_csrf_checks=True)
        own.get(LOGIN)
        data = {"login": ada.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert own.post(LOGIN, data).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [{"origin": "https://evil.test"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
    )
    def test_t060_nor_from_another_site_even_with_the_right_one(self, ada, headers):
        browser = Client(enforce_csrf_checks=True)
        browser.get(LOGIN)
        token = browser.cookies["csrftoken"].value
        data = {"login": ada.email, "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert browser.post(LOGIN, data, headers=headers).status_code == 403
        assert browser.post(LOGIN, data, headers={"sec-fetch-site": "same-origin"}).status_code == 302

    def test_t060_a_link_from_elsewhere_may_be_followed(self, ada):
        assert Client().get(LOGIN, headers={"sec-fetch-site": "cross-site"}).status_code == 200

    def test_t060_a_get_writes_nothing(self, cast, ada):
        world = make_world(cast)
        browser = cast.ada.browser()
        routes = [route for route in addresses("o/") if "get" in route.door.policies]
        visited = [address(world, route) for route in routes]
        browser.get(visited[0])
        written = {url: found for url in visited if (found := writes(browser, url))}
        assert len(visited) > 20
        assert not written

    @pytest.mark.parametrize("page", ["", "passkeys/add/", "app/add/", "codes/new/"])
    def test_t060_nor_do_the_pages_of_the_login(self, confirmed, page):
        assert writes(confirmed, f"{SECURITY}{page}") == []


def writes(browser, url) -> list[str]:
    """What a GET changed, but for the session and the house's own notes of who looked."""
    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
    changed = [q["sql"] for q in captured if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    return [one for one in changed if "django_session" not in one and "tenancy_accessline" not in one]


@pytest.mark.threat("T-061")
class TestCookies:
    def test_t061_in_production_they_are_bound_to_the_host_and_to_tls(self):
        names = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")
        show = (
            "import json; from config import settings;"
            " kept = {k: str(v) for k, v in vars(settings).items() if 'COOKIE' in k}; print(json.dumps(kept))"
        )
        env = {
            **os.environ,
            "MILEPOST_MODE": "production",
            "SECRET_KEY": "x" * 50,
            "ALLOWED_HOSTS": "milepost.test",
        }
        ran = subprocess.run(
            [sys.executable, "-c", show], env=env, cwd=house.ROOT, capture_output=True, text=True, check=True
        )
        kept = json.loads(ran.stdout)
        assert [kept[f"{name}_SECURE"] for name in names] == ["True"] * 3
        assert kept["SESSION_COOKIE_NAME"] == "__Host-sessionid"
        assert kept["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
        assert kept["SESSION_COOKIE_HTTPONLY"] == "True"
        assert kept["SESSION_COOKIE_SAMESITE"] == "Lax"
        assert "SESSION_COOKIE_DOMAIN" not in kept

    def test_t061_no_script_reads_the_session_and_no_other_site_sends_it(self, ada):
        browser, _answer = sign_in(ada)
        for name in ("milepost_session", "milepost_devices"):
            cookie = browser.cookies[name]
            assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
            assert not cookie["domain"]

    def test_t061_no_key_of_a_session_stands_in_a_page_or_in_storage(self, ada):
        browser, _answer = sign_in(ada)
        assert browser.session.session_key not in browser.get(SECURITY).content.decode()
        scripts = [file.read_text() for file in (house.ROOT / "assets/js").rglob("*.js")]
        assert not [
            text
            for text in scripts
            if "localStorage" in text and re.search("token|session(?!Storage)", text, re.IGNORECASE)
        ]

    def test_t061_no_proxy_keeps_a_persons_page(self, ada):
        browser, _answer = sign_in(ada)
        assert "private" in browser.get(SECURITY)["Cache-Control"]
        assert "no-store" in browser.get(SECURITY)["Cache-Control"]
