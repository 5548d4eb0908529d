"""Who must have a second factor, and what stays closed until there is one (settings.MILEPOST_MFA_FOR)."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from toolkit.api import problems

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
PLATFORM, ADMINISTRATOR = "platform", "TA"


def has_second_factor(user_id: Any) -> bool:
    """Whether the login has an authenticator app or a passkey."""
    return Authenticator.objects.filter(user_id=user_id, type__in=FACTORS).exists()


def is_missing(who: str, user_id: Any) -> bool:
    """Whether the rule is on for these people and this one has no second factor. Off, it asks nothing."""
    return who in settings.MILEPOST_MFA_FOR and not has_second_factor(user_id)


def send_to_set_up() -> HttpResponse:
    """To the page where a second factor is set up, which says why."""
    return HttpResponseRedirect(reverse("account_second_factor_needed"))


def refuse_api() -> HttpResponse:
    """The API's answer to an administrator without a second factor."""
    return problems.response(403, code="second_factor_needed")
