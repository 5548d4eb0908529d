"""Sessions: a new key at sign-in, two clocks, and an end for everybody at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenancy.models import Membership
from tenancy.scope import tenant_tx
from tenancy.signin.sessions import SEEN, SIGNED_IN, SessionLimits, device, is_over
from tests.tenancy.signin.conftest import LOGIN, PASSWORD, SECURITY, is_signed_in, sign_in

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.mark.threat("T-040")
class TestFixation:
    def test_t040_signing_in_gives_a_new_key_and_the_old_one_is_dead(self, ada):
        browser = Client()
        browser.get("/accounts/password/reset/key/1-planted/")
        session = browser.session
        session["planted"] = "by a stranger"
        session.save()
        planted = session.session_key
        browser.cookies["milepost_session"] = planted
        sign_in(ada, browser=browser)
        assert browser.session.session_key != planted
        assert not Session.objects.filter(session_key=planted).exists()
        stranger = Client()
        stranger.cookies["milepost_session"] = planted
        assert not is_signed_in(stranger)

    def test_t040_changing_the_password_gives_a_new_key(self, confirmed):
        before = confirmed.session.session_key
        change(confirmed, "another long walk")
        assert confirmed.session.session_key != before
        assert is_signed_in(confirmed)


def change(browser, new, old=PASSWORD):
    data = {"oldpassword": old, "password1": new, "password2": new}
    return browser.post("/accounts/password/change/", data)


@pytest.mark.threat("T-041")
class TestLimits:
    @pytest.mark.parametrize(
        ("age", "idle", "over"),
        [
            (timedelta(hours=11, minutes=59), timedelta(0), False),
            (timedelta(hours=12), timedelta(0), True),
            (timedelta(hours=4), timedelta(hours=2, minutes=59), False),
            (timedelta(hours=4), timedelta(hours=3), True),
        ],
    )
    def test_t041_twelve_hours_at_most_and_three_without_use(self, age, idle, over):
        kept = {SIGNED_IN: (NOW - age).isoformat(), SEEN: (NOW - idle).isoformat()}
        assert is_over(kept, NOW) is over

    def test_t041_a_session_that_never_said_when_it_began_is_over(self):
        assert is_over({}, NOW)

    @pytest.mark.parametrize(("hours", "signed_in"), [(2.9, True), (3.1, False)])
    def test_t041_idle_by_the_houses_clock(self, ada, hours, signed_in):
        with time_machine.travel(NOW, tick=False) as clock:
            browser, _answer = sign_in(ada)
            clock.shift(timedelta(hours=hours))
            assert is_signed_in(browser) is signed_in
            if not signed_in:
                assert browser.get("/o/acme/")["Location"] == f"{LOGIN}?next=/o/acme/"

    def test_t041_after_twelve_hours_of_use_one_signs_in_again(self, ada):
        with time_machine.travel(NOW, tick=False) as clock:
            browser, _answer = sign_in(ada)
            for _hour in range(11):
                clock.shift(timedelta(hours=1))
                assert is_signed_in(browser)
            clock.shift(timedelta(hours=1))
            assert not is_signed_in(browser)
            assert not Session.objects.exists()

    def test_t041_the_clock_is_handed_in(self, rf, cast):
        browser = cast.ada.browser()
        request = rf.get("/")
        request.session, request.user = browser.session, cast.ada.user
        limits = SessionLimits(
            lambda asked: asked.user, clock=lambda: datetime.now(UTC) + timedelta(hours=13)
        )
        limits.get_response = lambda asked: pytest.fail("never") if asked.user.is_authenticated else NOBODY
        assert limits(request) is NOBODY

    def test_t041_no_request_pays_a_write_for_being_seen(self, ada):
        with time_machine.travel(NOW, tick=False) as clock:
            browser, _answer = sign_in(ada)
            assert writes(browser) == 0
            clock.shift(timedelta(minutes=6))
            assert writes(browser) == 2, "the session and the line of the list"
            assert writes(browser) == 0
            assert UserSession.objects.get().last_seen_at == datetime.now(UTC)


NOBODY = type("Answer", (), {"headers": {}})()


def writes(browser) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get("/accounts/password/change/")
    return sum(query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) for query in captured)


@pytest.mark.threat("T-042")
class TestSwitchedOff:
    def test_t042_cookie_and_token_are_dead_with_the_next_request(self, cast, client):
        browser = cast.ida.browser()
        assert browser.get("/o/acme/").status_code == 200
        assert client.get("/api/v1/o/acme/projects/", **cast.api()).status_code == 200
        cast.ida.user.is_active = False
        cast.ida.user.save()
        assert browser.get("/o/acme/")["Location"].startswith(LOGIN)
        assert client.get("/api/v1/o/acme/projects/", **cast.api()).status_code == 401

    def test_t042_signing_out_ends_the_cookie(self, ada):
        browser, _answer = sign_in(ada)
        key = browser.session.session_key
        browser.post("/accounts/logout/")
        browser.cookies["milepost_session"] = key
        assert not is_signed_in(browser)

    def test_t042_the_right_password_of_a_switched_off_login_opens_nothing(self, ada):
        ada.is_active = False
        ada.save()
        browser, answer = sign_in(ada)
        assert answer["Location"] == "/accounts/inactive/"
        assert not is_signed_in(browser)


@pytest.mark.threat("T-043")
def test_t043_a_lowered_role_counts_with_the_next_request(cast):
    browser = cast.ada.browser()
    assert browser.get("/o/acme/projects/add/").status_code == 200
    with tenant_tx(cast.acme.pk):
        Membership.objects.filter(user=cast.ada.user).update(role="AG")
    assert browser.get("/o/acme/projects/add/").status_code == 403


@pytest.mark.threat("T-044")
class TestPasswordChange:
    def test_t044_other_sessions_end_and_the_owner_is_told(self, ada, posted):
        here, _answer = sign_in(ada)
        there, _answer = sign_in(ada)
        assert change(here, "another long walk")["Location"] == SECURITY
        assert is_signed_in(here)
        assert not is_signed_in(there)
        letter = posted()[-1]
        assert (letter.to, letter.subject) == ([ada.email], "Your password was changed")
        assert "127.0.0.1" in letter.body
        assert "https://milepost.test/accounts/security/" in letter.body

    def test_t044_the_old_password_is_asked_for(self, ada, posted):
        browser, _answer = sign_in(ada)
        page = change(browser, "another long walk", old="a guess").content.decode()
        assert "Write the password you sign in with now." in page
        assert posted() == []


@pytest.mark.threat("T-059")
class TestSessionList:
    def test_t059_another_logins_session_answers_as_if_it_were_not_there(self, cast, ada):
        theirs, _answer = sign_in(ada)
        other = cast.zoe.browser()
        row = UserSession.objects.get(user=ada)
        foreign = other.post(f"/accounts/security/sessions/{row.pk}/end/")
        missing = other.post("/accounts/security/sessions/999999999/end/")
        assert foreign.status_code == missing.status_code == 404
        assert is_signed_in(theirs)

    def test_t059_ones_own_ends_at_once(self, ada):
        here, _answer = sign_in(ada)
        there, _answer = sign_in(ada)
        row = UserSession.objects.exclude(session_key=here.session.session_key).get()
        assert here.post(f"/accounts/security/sessions/{row.pk}/end/").status_code == 302
        assert is_signed_in(here)
        assert not is_signed_in(there)

    def test_t059_everywhere_else(self, ada):
        here, *others = [sign_in(ada)[0] for _n in range(3)]
        here.post("/accounts/security/sessions/end/")
        assert [is_signed_in(one) for one in (here, *others)] == [True, False, False]

    def test_t059_ending_the_present_one_signs_out(self, ada):
        here, _answer = sign_in(ada)
        here.post(f"/accounts/security/sessions/{UserSession.objects.get().pk}/end/")
        assert not is_signed_in(here)

    def test_t059_a_link_ends_nothing(self, ada):
        here, _answer = sign_in(ada)
        row = UserSession.objects.get()
        assert here.get(f"/accounts/security/sessions/{row.pk}/end/").status_code == 405
        assert here.get("/accounts/security/sessions/end/").status_code == 405
        assert is_signed_in(here)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:140.0) Firefox/140.0", "Firefox on macOS"),
        ("curl/8.1", "A program"),
    ],
)
def test_a_device_has_a_name_that_people_know(agent, name):
    assert device(agent) == name


def test_a_new_device_is_told_and_a_known_one_is_not(ada, posted):
    first, _answer = sign_in(ada)
    assert posted() == [], "the first sign-in of all is nothing new"
    first.post("/accounts/logout/")
    sign_in(ada, browser=first)
    assert posted() == []
    sign_in(ada)
    [letter] = posted()
    assert letter.subject == "Your login was used on a new device"
