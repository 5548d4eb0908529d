"""Passwords: what is accepted, how one is reset, who learns what, and how often one may guess."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenancy.models import AccountLetter
from tests.house.masking import masked
from tests.tenancy.signin.conftest import LOGIN, PASSWORD, is_signed_in, sign_in

RESET = "/accounts/password/reset/"
LINK = re.compile(r"https://milepost\.test(/accounts/password/reset/key/\S+)")


def ask(email, browser=None, **more):
    return (browser or Client()).post(RESET, {"email": email}, **more)


def link(letter) -> str:
    return LINK.search(letter.body)[1]


def choose(address: str, password: str, browser=None):
    """Open the link and send the form behind it."""
    browser = browser or Client()
    opened = browser.get(address)
    if opened.status_code != 302:
        return opened
    return browser.post(opened["Location"], {"password1": password, "password2": password})


@pytest.mark.threat("T-045")
class TestTheAddressThatIsTyped:
    @pytest.mark.parametrize(
        "typed",
        [
            "ada@acme.test,evil@elsewhere.test",
            "ada@acme.test evil@elsewhere.test",
            "ada@acme.test\r\nBcc: evil@elsewhere.test",
            "ada@acme.test\nevil@elsewhere.test",
            "аda@acme.test",  # a Cyrillic first letter
            "ada@acme.test;evil@elsewhere.test",
            '["ada@acme.test", "evil@elsewhere.test"]',
        ],
    )
    def test_t045_several_or_false_ones_get_no_letter(self, ada, posted, typed):
        ask(typed)
        assert posted() == []

    def test_t045_an_array_gets_at_most_one_letter_at_the_stored_address(self, ada, posted):
        Client().post(RESET, {"email": ["evil@elsewhere.test", "ada@acme.test"]})
        assert [letter.to for letter in posted()] == [["ada@acme.test"]]

    def test_t045_a_list_as_json_is_no_form(self, ada, posted):
        Client().post(
            RESET, '{"email": ["ada@acme.test", "evil@elsewhere.test"]}', content_type="application/json"
        )
        assert posted() == []

    def test_t045_it_goes_to_the_address_as_stored(self, ada, posted):
        ask("ADA@Acme.Test")
        assert [letter.to for letter in posted()] == [["ada@acme.test"]]

    def test_t045_a_switched_off_login_gets_none(self, ada, posted):
        ada.is_active = False
        ada.save()
        ask(ada.email)
        assert posted() == []


@pytest.mark.threat("T-046")
class TestTheLink:
    def test_t046_works_once(self, ada, posted):
        ask(ada.email)
        address = link(posted()[0])
        choose(address, "quite another walk")
        assert is_signed_in(sign_in(ada, "quite another walk")[0])
        again = choose(address, "a third walk")
        assert "This link no longer works" in again.content.decode()
        assert not is_signed_in(sign_in(ada, "a third walk")[0])

    def test_t046_works_for_an_hour(self, ada, posted):
        ask(ada.email)
        address = link(posted()[0])
        later = datetime.now(UTC) + timedelta(minutes=59)
        with time_machine.travel(later, tick=False) as clock:
            assert Client().get(address).status_code == 302
            clock.shift(timedelta(minutes=2))
            assert "This link no longer works" in Client().get(address).content.decode()

    def test_t046_dies_with_the_password_it_was_made_for(self, ada, posted):
        ask(ada.email)
        address = link(posted()[0])
        ada.set_password("meanwhile another walk")
        ada.save()
        assert Client().get(address).status_code == 200

    def test_t046_opens_one_login_only(self, cast, ada, posted):
        ask(ada.email)
        address = link(posted()[0])
        foreign = address.replace(ada.pk.hex, cast.zoe.user.pk.hex)
        assert foreign != address
        assert "This link no longer works" in Client().get(foreign).content.decode()

    def test_t046_names_the_configured_host_whatever_the_browser_says(self, ada, posted, settings):
        settings.ALLOWED_HOSTS = ["testserver", "milepost.test"]
        assert ask(ada.email, headers={"host": "evil.test"}).status_code == 400
        ask(ada.email, headers={"x-forwarded-host": "evil.test"})
        [letter] = posted()
        assert "evil.test" not in letter.message().as_string()
        assert link(letter)

    def test_t046_the_key_leaves_the_address_bar(self, ada, posted):
        ask(ada.email)
        assert Client().get(link(posted()[0]))["Location"].endswith("-set-password/")

    def test_t046_every_session_ends_and_the_owner_is_told(self, ada, posted):
        browser, _answer = sign_in(ada)
        ask(ada.email)
        choose(link(posted()[0]), "quite another walk")
        assert not is_signed_in(browser)
        assert posted()[-1].subject == "Your password was reset"


@pytest.mark.threat("T-047")
class TestNobodyLearnsWhoHasAnAccount:
    @pytest.fixture
    def hashes(self, monkeypatch):
        """How often a password was hashed: counted at the hasher itself."""
        done = []
        hasher = hashers.get_hasher()
        for name in ("encode", "verify"):
            real = getattr(type(hasher), name)
            monkeypatch.setattr(
                type(hasher), name, lambda *a, real=real, name=name, **k: done.append(name) or real(*a, **k)
            )
        return done

    def test_t047_a_failed_sign_in_says_and_costs_the_same(self, ada, cast, hashes):
        cast.ben.user.set_unusable_password()
        cast.ben.user.save()
        seen = []
        for email in (ada.email, "nobody@acme.test", cast.ben.user.email):
            hashes.clear()
            _browser, answer = sign_in(email, "not her password")
            seen.append((answer.status_code, masked(answer)[1].replace(email.encode(), b"?"), len(hashes)))
        assert seen[0] == seen[1] == seen[2]
        assert seen[0][2] == 1

    def test_t047_asking_for_a_link_says_and_costs_the_same(self, ada, hashes):
        seen = []
        for email in (ada.email, "nobody@acme.test"):
            with CaptureQueriesContext(connection) as captured:
                answer = ask(email)
            statements = [re.sub(r"'[^']*'|_x\d+", "?", query["sql"]) for query in captured]
            seen.append((answer.status_code, answer["Location"], statements, len(hashes)))
        assert seen[0] == seen[1]
        assert any("tenancy_accountletter" in one for one in seen[0][2])

    def test_t047_an_unknown_address_gets_no_letter_and_leaves_no_trace(self, ada, posted):
        ask("nobody@acme.test")
        assert AccountLetter.objects.count() == 1
        assert posted() == []
        assert not AccountLetter.objects.exists()


@pytest.mark.threat("T-048")
class TestGuessing:
    def test_t048_the_eleventh_failed_sign_in_answers_429(self, ada):
        said = [sign_in(ada, f"guess {n}")[1].status_code for n in range(11)]
        assert said == [200] * 10 + [429]
        browser, answer = sign_in(ada)
        assert (answer.status_code, answer["Retry-After"]) == (429, "300")
        assert "Too many attempts" in answer.content.decode()
        assert not is_signed_in(browser)

    def test_t048_the_owner_elsewhere_is_not_locked_out(self, ada):
        for n in range(11):
            sign_in(ada, f"guess {n}")
        browser, _answer = sign_in(ada, browser=Client(REMOTE_ADDR="198.51.100.7"))
        assert is_signed_in(browser)

    def test_t048_a_hundred_addresses_slow_one_account_down(self, ada):
        said = [guess_from(ada, n) for n in range(100)]
        assert said.count(200) == 30, "thirty tries in five minutes, from wherever"
        assert said[30:] == [429] * 70
        assert guess_from(ada, 200, password=PASSWORD) == 429

    def test_t048_one_address_may_not_try_many_accounts(self, cast):
        said = [sign_in(f"nobody{n}@acme.test", "guess")[1].status_code for n in range(61)]
        assert set(said[:30]) == {200}
        assert said[60] == 429

    def test_t048_five_minutes_later_one_may_try_again(self, ada):
        for n in range(11):
            sign_in(ada, f"guess {n}")
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5, seconds=1)):
            assert is_signed_in(sign_in(ada)[0])

    def test_t048_a_right_password_uses_up_no_try(self, ada):
        said = [sign_in(ada)[1].status_code for _n in range(12)]
        assert said == [302] * 12

    def test_t048_behind_our_proxy_the_persons_own_address_counts(self, ada, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for n in range(11):
            sign_in(
                ada, f"guess {n}", browser=Client(headers={"x-forwarded-for": f"203.0.113.{n}, 198.51.100.9"})
            )
        _browser, blocked = sign_in(ada, browser=Client(headers={"x-forwarded-for": "1.1.1.1, 198.51.100.9"}))
        assert blocked.status_code == 429
        browser, _answer = sign_in(ada, browser=Client(headers={"x-forwarded-for": "198.51.100.8"}))
        assert browser.session.get("_auth_user_id")


def guess_from(ada, n: int, password: str = "a guess") -> int:
    address = f"203.0.{n // 250}.{n % 250 + 1}"
    return sign_in(ada, password, browser=Client(REMOTE_ADDR=address))[1].status_code


@pytest.mark.threat("T-049")
class TestRules:
    def attempt(self, browser, password):
        data = {"oldpassword": PASSWORD, "password1": password, "password2": password}
        return browser.post("/accounts/password/change/", data)

    @pytest.mark.parametrize(
        ("password", "why"),
        [
            ("seven c", "too short"),
            ("x" * 129, "longer than 128 characters"),
            ("password123", "too common"),
            ("iloveyou1", "too common"),
            ("12345678", "too common"),
            ("ada@acme.test", "too similar"),
        ],
    )
    def test_t049_is_refused(self, confirmed, password, why):
        answer = self.attempt(confirmed, password)
        assert answer.status_code == 200
        assert why in answer.content.decode()

    @pytest.mark.parametrize(
        "password",
        [
            "eight ch",
            "onlysmallletters",
            "928374650192",
            " spaces at both ends ",
            "x1" * 64,
            "走在海边很长的一段路" * 12,
            "a passphrase of more than seventy-two bytes, which some hashes would cut off right about here",
        ],
    )
    def test_t049_is_accepted_whole(self, ada, confirmed, password):
        assert self.attempt(confirmed, password).status_code == 302
        assert is_signed_in(sign_in(ada, password)[0])
        assert not is_signed_in(sign_in(ada, password[:-1])[0])

    def test_t049_it_is_kept_under_argon2(self, ada):
        assert ada.password.startswith("argon2$argon2id$")


def test_a_dead_mail_server_delays_the_letter_and_fails_nobody(ada, settings, posted):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    assert ask(ada.email).status_code == 302
    assert posted() == []
    waiting = AccountLetter.objects.get()
    assert (waiting.attempts, waiting.next_at > datetime.now(UTC)) == (1, True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=2)):
        assert len(posted()) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<login-{waiting.pk}@milepost.test>"


def test_a_mail_server_that_is_away_for_twenty_hours_loses_no_letter(ada, settings, posted):
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 1
    ask(ada.email)
    begun = datetime.now(UTC)
    while (due := AccountLetter.objects.get().next_at) < begun + timedelta(hours=20):
        with time_machine.travel(due + timedelta(seconds=1)):
            posted()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with time_machine.travel(due + timedelta(seconds=1)):
        assert len(posted()) == 1


def test_a_letter_is_written_in_the_persons_language(ada, posted):
    ada.language = "zh-hans"
    ada.save()
    ask(ada.email)
    [letter] = posted()
    html = letter.alternatives[0].content
    assert '<html lang="zh-hans">' in html
    assert "https://milepost.test/accounts/password/reset/key/" in html


def test_sign_up_has_no_address(db):
    for address in ("signup/", "email/", "confirm-email/", "3rdparty/", "oidc/signup/", "signup/passkey/"):
        assert Client().get(f"/accounts/{address}").status_code == 404, address
    assert LOGIN not in Client().get("/accounts/").headers.get("Location", "")
