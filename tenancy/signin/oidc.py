"""Single sign-on by OpenID Connect: code flow with PKCE, state and nonce, every id token's signature checked.

The key of an identity is (issuer, sub): the provider's id is made of the issuer's address (settings). A mail
address that the issuer asserts connects nothing: whoever is signed in connects her identity herself.
"""

import secrets
from typing import Any

import jwt
from allauth.core.internal.httpkit import add_query_params
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"})
NEEDED = frozenset({"iss", "sub", "aud", "exp", "iat"})
NONCE = "oidc_nonce"


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Nobody signs up through an identity provider, and letters go where all letters about a login go."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("account_security")


class SignedTokens(OpenIDConnectOAuth2Adapter):
    """Reads an id token only when its signature, issuer, audience, time and nonce are right."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        if header_of(id_token).get("alg") not in ALGORITHMS:
            raise OAuth2Error("Signing algorithm refused")
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if NEEDED - set(claims):
            raise OAuth2Error("Claims are missing")
        expected = self.request.session.pop(NONCE, "")
        if not expected or not constant_time_compare(str(claims.get("nonce", "")), expected):
            raise OAuth2Error("Wrong nonce")
        return claims

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("No id token")
        return super().complete_login(request, app, token, **kwargs)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return str(settings.SITE_ADDRESS).rstrip("/") + path


def header_of(id_token: str) -> dict[str, Any]:
    """The head of a token, not yet believed."""
    try:
        return dict(jwt.get_unverified_header(id_token))
    except jwt.PyJWTError as error:
        raise OAuth2Error("Not a token") from error


class IssuerProvider(OpenIDConnectProvider):
    """OpenID Connect with a nonce in each request, and no parameters from the address bar."""

    oauth2_adapter_class = SignedTokens

    def get_auth_params_from_request(self, request: Any, action: str) -> dict[str, str]:
        request.session[NONCE] = secrets.token_urlsafe(24)
        return {**self.get_auth_params(), "nonce": request.session[NONCE]}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())


def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To the identity provider."""
    return _view(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the identity provider."""
    return _view(OAuth2CallbackView, request, provider_id)


def _view(kind: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = kind.adapter_view(SignedTokens(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    return answer


def connect_address(provider: Any) -> str:
    """Where a signed-in person connects her identity."""
    return str(add_query_params(provider.get_login_url(None), {"process": AuthProcess.CONNECT}))
