"""The second step: codes of an app, recovery codes, and who must have one."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client

from tests.tenancy.signin.conftest import PASSWORD, SECURITY, is_signed_in, sign_in
from tests.tenancy.signin.test_passwords import ask, choose, link

CODE = "/accounts/login/code/"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def code_of(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def secret(ada) -> str:
    """Ada's app."""
    secret = generate_totp_secret()
    TOTP.activate(ada, secret)
    return secret


def second_step(user, code, *, password=PASSWORD):
    browser, answer = sign_in(user, password)
    assert answer["Location"] == CODE
    assert not is_signed_in(browser), "half a sign-in is none"
    return browser, browser.post(CODE, {"code": code})


@pytest.mark.threat("T-050")
class TestTheCode:
    def test_t050_opens_with_the_password_only(self, ada, secret):
        browser, _answer = second_step(ada, code_of(secret))
        assert is_signed_in(browser)
        assert Client().post(CODE, {"code": code_of(secret)})["Location"] == "/accounts/login/"

    def test_t050_works_once(self, ada, secret):
        with time_machine.travel(NOW, tick=False) as clock:
            code = code_of(secret)
            second_step(ada, code)
            for _seconds in range(3):
                browser, answer = second_step(ada, code)
                assert "each works once" in answer.content.decode()
                assert not is_signed_in(browser)
                clock.shift(timedelta(seconds=10))

    def test_t050_an_earlier_one_than_the_last_is_dead_too(self, ada, secret):
        with time_machine.travel(NOW, tick=False):
            before, now = code_of(secret, -1), code_of(secret)
            assert is_signed_in(second_step(ada, now)[0])
            assert not is_signed_in(second_step(ada, before)[0])

    @pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (1, True), (2, False)])
    def test_t050_a_clock_may_be_half_a_minute_wrong(self, ada, secret, steps, good):
        with time_machine.travel(NOW, tick=False):
            assert is_signed_in(second_step(ada, code_of(secret, steps))[0]) is good

    def test_t050_of_another_login_opens_nothing(self, cast, ada, secret):
        foreign = generate_totp_secret()
        TOTP.activate(cast.zoe.user, foreign)
        assert not is_signed_in(second_step(ada, code_of(foreign))[0])

    def test_t050_the_sixth_wrong_one_answers_429_and_the_right_one_too(self, ada, secret):
        browser, _answer = sign_in(ada)
        said = [browser.post(CODE, {"code": f"00000{n}"}).status_code for n in range(6)]
        assert said == [200] * 5 + [429]
        assert browser.post(CODE, {"code": code_of(secret)}).status_code == 429
        assert not is_signed_in(browser)

    def test_t050_a_new_password_by_mail_does_not_skip_it(self, ada, secret, posted):
        ask(ada.email)
        choose(link(posted()[0]), "quite another walk")
        browser, answer = sign_in(ada, "quite another walk")
        assert answer["Location"] == CODE
        assert not is_signed_in(browser)

    def test_t050_signing_in_by_it_gives_a_new_session_key(self, ada, secret):
        browser, _answer = sign_in(ada)
        half = browser.session.session_key
        browser.post(CODE, {"code": code_of(secret)})
        assert browser.session.session_key != half

    def test_t050_the_secret_is_kept_encrypted(self, ada, secret):
        kept = Authenticator.objects.get().data["secret"]
        assert secret not in kept
        assert decrypt(kept) == secret

    def test_t050_a_recovery_code_works_once(self, ada, secret):
        codes = RecoveryCodes.activate(ada).get_unused_codes()
        assert len(codes) == 10
        assert is_signed_in(second_step(ada, codes[0])[0])
        assert not is_signed_in(second_step(ada, codes[0])[0])


class TestSettingItUp:
    def test_asks_who_it_is_first(self, ada):
        browser, _answer = sign_in(ada)
        for address in ("app/add/", "passkeys/add/", "codes/new/"):
            assert browser.get(f"{SECURITY}{address}")["Location"].startswith("/accounts/confirm/"), address

    def test_the_code_that_proved_the_app_signs_nobody_in(self, ada, confirmed, posted):
        with time_machine.travel(datetime.now(UTC), tick=False):
            page = confirmed.get(f"{SECURITY}app/add/")
            secret = page.context["form"].secret
            code = code_of(secret)
            answer = confirmed.post(f"{SECURITY}app/add/", {"code": code})
            assert answer["Location"] == f"{SECURITY}codes/"
            assert not is_signed_in(second_step(ada, code)[0])
        assert {factor.type for factor in Authenticator.objects.all()} == {"totp", "recovery_codes"}

    def test_every_change_is_told(self, ada, confirmed, posted, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            secret = confirmed.get(f"{SECURITY}app/add/").context["form"].secret
            confirmed.post(f"{SECURITY}app/add/", {"code": code_of(secret)})
        confirmed.post(f"{SECURITY}app/remove/")
        assert [letter.subject for letter in posted()] == [
            "An authenticator app was added to your login",
            "The authenticator app was removed from your login",
        ]
        assert not Authenticator.objects.exists(), "recovery codes of nothing are removed too"

    def test_codes_can_be_shown_kept_and_made_anew(self, ada, confirmed, secret):
        first = RecoveryCodes.activate(ada).get_unused_codes()
        assert first[0] in confirmed.get(f"{SECURITY}codes/").content.decode()
        file = confirmed.get(f"{SECURITY}codes/file/")
        assert file.content.decode().split() == first
        assert confirmed.post(f"{SECURITY}codes/new/")["Location"] == f"{SECURITY}codes/"
        again = confirmed.get(f"{SECURITY}codes/").content.decode()
        assert not any(code in again for code in first)


@pytest.mark.threat("T-050")
class TestWhoMustHaveOne:
    @pytest.fixture(autouse=True)
    def rule(self, settings):
        settings.MILEPOST_MFA_FOR = frozenset({"platform", "TA"})

    def test_t050_platform_staff_have_no_admin_without(self, cast):
        browser = Client()
        browser.force_login(cast.root)
        for address in ("", "enter/", "tenancy/client/"):
            assert browser.get(f"/admin/{address}")["Location"] == f"{SECURITY}needed/"
        TOTP.activate(cast.root, generate_totp_secret())
        assert browser.get("/admin/enter/").status_code == 200

    def test_t050_administrators_have_no_settings_without(self, cast):
        browser = cast.olga.browser()
        for address in ("/o/acme/settings/", "/o/acme/settings/people/"):
            assert browser.get(address)["Location"] == f"{SECURITY}needed/"
        assert "Your role needs a second factor." in browser.get(f"{SECURITY}needed/").content.decode()
        assert browser.get("/o/acme/").status_code == 200
        TOTP.activate(cast.olga.user, generate_totp_secret())
        assert browser.get("/o/acme/settings/").status_code != 302
        assert "Your role needs" not in browser.get(f"{SECURITY}needed/").content.decode()

    def test_t050_nor_the_api(self, cast):
        answer = cast.olga.browser().get("/api/v1/o/acme/projects/")
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed")

    def test_t050_others_are_not_asked(self, cast, client):
        assert cast.ada.browser().get("/o/acme/settings/").status_code != 302
        assert client.get("/api/v1/o/acme/projects/", **cast.api()).status_code == 200

    def test_t050_without_the_rule_nobody_is_asked(self, cast, settings, django_assert_num_queries):
        settings.MILEPOST_MFA_FOR = frozenset()
        assert cast.olga.browser().get("/o/acme/settings/").status_code != 302
