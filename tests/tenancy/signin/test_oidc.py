"""Single sign-on: an identity is (issuer, sub), and only a token that is right in everything is believed."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from config.accounts import oidc_apps
from tenancy.models import User
from tests.tenancy.signin.conftest import SECURITY, is_signed_in, sign_in
from tests.tenancy.signin.issuer import running


@pytest.fixture
def issuer(settings):
    with running() as issuer:
        apps = oidc_apps(
            {
                "OIDC_ISSUER": issuer.address,
                "OIDC_CLIENT_ID": "milepost",
                "OIDC_CLIENT_SECRET": "x",
                "OIDC_NAME": "Acme login",
            }
        )
        provider = {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": apps}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider}
        issuer.id = apps[0]["provider_id"]
        yield issuer


def there(browser, issuer, **more) -> dict[str, str]:
    """Leave for the provider; answers what it is asked."""
    query = "?" + "&".join(f"{name}={value}" for name, value in more.items()) if more else ""
    answer = browser.post(f"/accounts/oidc/{issuer.id}/login/{query}")
    assert answer["Location"].startswith(f"{issuer.address}/authorize?"), answer["Location"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}
    issuer.nonce = asked["nonce"]
    return asked


def back(browser, issuer, asked, **changed):
    data = {"code": "one-time", "state": asked["state"], **changed}
    return browser.get(f"/accounts/oidc/{issuer.id}/callback/", data)


def round_trip(issuer, browser=None, **more) -> Client:
    browser = browser or Client()
    back(browser, issuer, there(browser, issuer, **more))
    return browser


@pytest.fixture
def connected(confirmed, issuer):
    """Ada has connected her identity, signed in by her password."""
    round_trip(issuer, confirmed, process="connect")
    return SocialAccount.objects.get()


class TestTheWholeWay:
    def test_whoever_connected_her_identity_signs_in_by_it(self, ada, issuer, connected):
        assert (connected.user, connected.provider, connected.uid) == (ada, issuer.id, "ada-at-idp")
        assert is_signed_in(round_trip(issuer))

    def test_the_request_carries_state_nonce_and_pkce_and_the_configured_host(self, db, issuer):
        asked = there(Client(), issuer)
        assert asked["code_challenge_method"] == "S256"
        assert all(len(asked[name]) >= 16 for name in ("state", "nonce", "code_challenge"))
        assert asked["redirect_uri"] == f"https://milepost.test/accounts/oidc/{issuer.id}/callback/"
        assert (asked["client_id"], asked["response_type"]) == ("milepost", "code")

    def test_the_front_door_offers_it_and_the_owner_may_disconnect_it(
        self, confirmed, issuer, connected, posted
    ):
        assert "Sign in with Acme login" in Client().get("/accounts/login/").content.decode()
        assert "ada@acme.test" in confirmed.get(SECURITY).content.decode()
        confirmed.post(f"{SECURITY}identities/{connected.pk}/remove/")
        assert not SocialAccount.objects.exists()
        assert [letter.subject for letter in posted()] == [
            "Single sign-on was connected to your login",
            "Single sign-on was disconnected from your login",
        ]

    def test_no_token_of_the_provider_is_kept(self, connected):
        assert not SocialToken.objects.exists()
        assert not SocialApp.objects.exists()


@pytest.mark.threat("T-052")
class TestWhoseAccount:
    def test_t052_an_asserted_mail_address_opens_no_account(self, ada, issuer):
        browser = Client()
        answer = back(browser, issuer, there(browser, issuer))
        assert "Accounts are opened by your organization" in answer.content.decode()
        assert not is_signed_in(browser)
        assert not SocialAccount.objects.exists()
        assert User.objects.filter(email="ada@acme.test").count() == 1

    def test_t052_nor_makes_one(self, cast, issuer):
        issuer.claims |= {"email": "new@acme.test", "sub": "new"}
        before = User.objects.count()
        assert not is_signed_in(round_trip(issuer))
        assert User.objects.count() == before
        assert Client().get("/accounts/signup/").status_code == 404

    def test_t052_another_issuers_same_name_is_another_identity(self, ada, issuer, connected, settings):
        with running() as other:
            apps = oidc_apps(
                {"OIDC_ISSUER": other.address, "OIDC_CLIENT_ID": "milepost", "OIDC_CLIENT_SECRET": "x"}
            )
            provider = {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": apps}
            settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": provider}
            other.id = apps[0]["provider_id"]
            assert other.id != issuer.id
            assert not is_signed_in(round_trip(other))

    def test_t052_an_identity_belongs_to_one_account(self, cast, issuer, connected):
        cast.zoe.user.set_password("her own walk")
        cast.zoe.user.save()
        zoe, _answer = sign_in(cast.zoe.user, "her own walk")
        zoe.post("/accounts/confirm/", {"password": "her own walk"})
        round_trip(issuer, zoe, process="connect")
        assert SocialAccount.objects.get().user == connected.user

    def test_t052_connecting_asks_who_it_is_first(self, ada, issuer):
        browser, _answer = sign_in(ada)
        round_trip(issuer, browser, process="connect")
        assert not SocialAccount.objects.exists()

    def test_t052_another_logins_identity_cannot_be_removed(self, cast, connected):
        browser = cast.zoe.browser()
        assert browser.post(f"{SECURITY}identities/{connected.pk}/remove/").status_code == 404
        assert SocialAccount.objects.exists()


@pytest.mark.threat("T-053")
class TestTheToken:
    @pytest.mark.parametrize(
        "claims",
        [
            {"aud": "somebody else"},
            {"aud": None},
            {"iss": "https://evil.test"},
            {"iss": None},
            {"exp": 1},
            {"exp": None},
            {"nonce": "another one"},
            {"nonce": None},
        ],
        ids=str,
    )
    def test_t053_that_is_wrong_is_refused(self, issuer, connected, claims):
        issuer.claims |= claims
        browser = Client()
        answer = back(browser, issuer, there(browser, issuer))
        assert "Single sign-on did not work" in answer.content.decode()
        assert not is_signed_in(browser)

    def test_t053_unsigned_is_refused(self, issuer, connected):
        issuer.algorithm, issuer.signing_key = "none", None
        assert not is_signed_in(round_trip(issuer))

    def test_t053_signed_by_another_key_is_refused(self, issuer, connected):
        issuer.signing_key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        assert not is_signed_in(round_trip(issuer))

    def test_t053_signed_with_the_public_key_as_a_password_is_refused(self, issuer, connected, monkeypatch):
        import jwt

        monkeypatch.setattr(jwt.algorithms.HMACAlgorithm, "prepare_key", lambda self, key: key)
        issuer.algorithm, issuer.signing_key = "HS256", issuer.public()
        assert not is_signed_in(round_trip(issuer))

    @pytest.mark.parametrize("state", ["", "another", "x" * 300])
    def test_t053_a_wrong_state_is_refused(self, issuer, connected, state):
        browser = Client()
        back(browser, issuer, there(browser, issuer), state=state)
        assert not is_signed_in(browser)

    def test_t053_a_state_of_another_browser_is_refused(self, issuer, connected):
        asked = there(Client(), issuer)
        browser = Client()
        back(browser, issuer, asked)
        assert not is_signed_in(browser)

    def test_t053_nobody_who_was_not_sent_there_comes_back(self, issuer, connected):
        browser = Client()
        browser.get(f"/accounts/oidc/{issuer.id}/callback/", {"code": "x", "RelayState": "https://evil.test"})
        assert not is_signed_in(browser)

    @pytest.mark.parametrize("target", ["https://evil.test", "//evil.test", "/\\evil.test"])
    def test_t053_the_way_back_leads_nowhere_else(self, issuer, connected, target):
        browser = Client()
        asked = there(browser, issuer, next=target)
        assert back(browser, issuer, asked)["Location"] == "/"

    def test_t053_the_address_bar_adds_nothing_to_the_request(self, db, issuer):
        asked = there(Client(), issuer, scope="admin", auth_params="prompt%3Dnone%26nonce%3Dmine")
        assert "admin" not in asked["scope"]
        assert asked["nonce"] != "mine"
        assert "prompt" not in asked

    def test_t053_an_unknown_provider_is_missing(self, db, issuer):
        assert Client().post("/accounts/oidc/oidc-0000/login/").status_code == 404
        assert Client().get("/accounts/oidc/oidc-0000/callback/").status_code == 404
