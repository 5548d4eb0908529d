"""Settings of sign-in that are lists: rules of passwords, limits, forms, the identity provider."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

PASSWORD_RULES = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "tenancy.signin.passwords.MaximumLength", "OPTIONS": {"max_length": 128}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_FORMS = {
    "change_password": "tenancy.signin.forms.ChangeForm",
    "set_password": "tenancy.signin.forms.SetForm",
    "reset_password": "tenancy.signin.forms.ResetForm",
    "reset_password_from_key": "tenancy.signin.forms.ChooseForm",
}
# Failed sign-ins: by account and address, by address, by account from anywhere; wrong codes by account.
RATE_LIMITS = {
    "login_failed": "10/5m/key,60/5m/ip",
    "login_account": "30/5m/key",
    "mfa_failed": "5/5m/key",
    "look_as_member": "10/h/key",
}
SECOND_FACTOR_FORMS = {
    "authenticate": "tenancy.signin.forms.CodeForm",
    "reauthenticate": "tenancy.signin.forms.ConfirmByCodeForm",
    "activate_totp": "tenancy.signin.forms.ActivateAppForm",
    "add_webauthn": "tenancy.signin.forms.AddPasskeyForm",
    "login_webauthn": "tenancy.signin.forms.PasskeySignInForm",
    "authenticate_webauthn": "tenancy.signin.forms.PasskeyForm",
    "reauthenticate_webauthn": "tenancy.signin.forms.ConfirmByPasskeyForm",
}


def identity_providers(env: Mapping[str, str]) -> dict[str, Any]:
    """allauth's settings of single sign-on."""
    return {
        "openid_connect": {
            "provider_class": "tenancy.signin.oidc.IssuerProvider",
            "OAUTH_PKCE_ENABLED": True,
            "APPS": oidc_apps(env),
        }
    }


def oidc_apps(env: Mapping[str, str]) -> list[dict[str, Any]]:
    """The identity provider of the environment; its id is made of the issuer: a key is (issuer, sub)."""
    issuer = env.get("OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return []
    return [
        {
            "provider_id": f"oidc-{sha256(issuer.encode()).hexdigest()[:16]}",
            "name": env.get("OIDC_NAME", "") or "Single sign-on",
            "client_id": env.get("OIDC_CLIENT_ID", ""),
            "secret": env.get("OIDC_CLIENT_SECRET", ""),
            "settings": {"server_url": issuer, "fetch_userinfo": False},
        }
    ]
