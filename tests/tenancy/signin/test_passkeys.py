"""Passkeys: they answer for one person, on pages of one address, once per question."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.tenancy.signin.conftest import SECURITY, is_signed_in, sign_in
from tests.tenancy.signin.softkey import SoftKey
from tests.tenancy.signin.test_passwords import guess_from

ADD, DOOR = f"{SECURITY}passkeys/add/", "/accounts/login/passkey/"
pytestmark = pytest.mark.threat("T-051")


def question(browser) -> dict:
    """What the front door asks a passkey."""
    return browser.get(DOOR, headers={"accept": "application/json"}).json()["request_options"]


def enrol(browser, key: SoftKey):
    options = browser.get(ADD).context["js_data"]["creation_options"]
    return browser.post(
        ADD, {"name": "Laptop", "passwordless": "on", "credential": key.create(plain(options))}
    )


def plain(options) -> dict:
    """As the page's script reads it."""
    from django.core.serializers.json import DjangoJSONEncoder

    return json.loads(json.dumps(options, cls=DjangoJSONEncoder))


def come_in(key: SoftKey, browser=None, asked=None):
    browser = browser or Client()
    browser.post(DOOR, {"credential": key.get(asked or question(browser))})
    return browser


@pytest.fixture
def key(confirmed) -> SoftKey:
    """Ada's passkey."""
    key = SoftKey()
    assert enrol(confirmed, key).status_code == 302
    return key


class TestSignIn:
    def test_t051_the_passkey_alone_opens_the_door(self, key):
        assert is_signed_in(come_in(key))

    def test_t051_it_is_a_second_step_after_the_password_too(self, ada, key):
        browser, answer = sign_in(ada)
        assert answer["Location"] == "/accounts/login/code/"
        options = browser.get("/accounts/login/code/").context["js_data"]["request_options"]
        browser.post("/accounts/login/code/", {"credential": key.get(plain(options))})
        assert is_signed_in(browser)

    @pytest.mark.parametrize(
        "origin",
        [
            "https://evil.test",
            "http://milepost.test",
            "https://milepost.test:8443",
            "https://sub.milepost.test",
        ],
    )
    def test_t051_a_page_of_another_origin_is_refused(self, key, origin):
        key.origin = origin
        assert not is_signed_in(come_in(key))

    def test_t051_another_sites_id_is_refused(self, key):
        key.host = "evil.test"
        assert not is_signed_in(come_in(key))

    def test_t051_an_answer_works_once(self, key):
        browser = Client()
        asked = question(browser)
        answer = key.get(asked)
        browser.post(DOOR, {"credential": answer})
        assert is_signed_in(browser)
        browser.post("/accounts/logout/")
        browser.post(DOOR, {"credential": answer})
        assert not is_signed_in(browser)
        other = Client()
        question(other)
        other.post(DOOR, {"credential": answer})
        assert not is_signed_in(other), "another session was asked something else"

    def test_t051_a_copy_without_the_secret_is_refused(self, key):
        assert not is_signed_in(come_in(SoftKey(id=key.id, user=key.user)))

    def test_t051_another_persons_name_on_it_is_refused(self, cast, key):
        from base64 import urlsafe_b64encode

        key.user = urlsafe_b64encode(cast.zoe.user.pk.hex.encode()).rstrip(b"=").decode()
        assert not is_signed_in(come_in(key))

    @pytest.mark.parametrize(
        "sent", ["", "{}", "[]", "null", '{"response": {}}', "no json", '{"response": 1}']
    )
    def test_t051_nonsense_is_refused_kindly(self, db, sent):
        browser = Client()
        question(browser)
        answer = browser.post(DOOR, {"credential": sent})
        assert answer.status_code == 200
        assert "This passkey opens no account here." in answer.content.decode()

    def test_t051_of_a_switched_off_login_it_opens_nothing(self, ada, key):
        ada.is_active = False
        ada.save()
        assert not is_signed_in(come_in(key))

    def test_t051_a_counter_that_falls_is_logged(self, key, caplog):
        with caplog.at_level(logging.WARNING, logger="tenancy.signin.keys"):
            come_in(key), come_in(key)
            assert "counter fell" not in caplog.text
            key.counter = 0
            come_in(key)
        assert "counter fell from 2 to 1" in caplog.text

    @pytest.mark.threat("T-048")
    def test_t048_the_owner_comes_in_while_her_password_is_guessed_at(self, ada, key):
        said = [guess_from(ada, n) for n in range(31)]
        assert said[-1] == 429
        assert is_signed_in(come_in(key))


class TestKeeping:
    def test_t051_it_belongs_to_the_configured_host(self, confirmed, settings):
        settings.SITE_ADDRESS = "http://localhost:8000"
        options = plain(confirmed.get(ADD).context["js_data"]["creation_options"])["publicKey"]
        assert options["rp"] == {"id": "localhost", "name": "Milepost"}

    def test_t051_one_made_on_another_page_is_not_added(self, confirmed):
        assert enrol(confirmed, SoftKey(origin="https://evil.test")).status_code == 200
        assert not Authenticator.objects.filter(type="webauthn").exists()

    def test_t051_others_can_neither_rename_nor_remove_it(self, cast, key):
        cast.zoe.user.set_password("her own walk")
        cast.zoe.user.save()
        zoe, _answer = sign_in(cast.zoe.user, "her own walk")
        zoe.post("/accounts/confirm/", {"password": "her own walk"})
        row = Authenticator.objects.get(type="webauthn")
        for verb in ("rename", "remove"):
            address = f"{SECURITY}passkeys/{row.pk}/{verb}/"
            assert zoe.get(address).status_code == zoe.post(address, {"name": "Mine"}).status_code == 404
        assert Authenticator.objects.get(type="webauthn").wrap().name == "Laptop"

    def test_t051_the_owner_is_told_and_may_remove_it(self, confirmed, key, posted):
        row = Authenticator.objects.get(type="webauthn")
        assert "Laptop" in confirmed.get(SECURITY).content.decode()
        confirmed.post(f"{SECURITY}passkeys/{row.pk}/remove/")
        assert [letter.subject for letter in posted()] == [
            "A passkey was added to your login",
            "A passkey was removed from your login",
        ]
        assert not is_signed_in(come_in(key))
