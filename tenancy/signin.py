"""Sign-in by mail and password, on allauth. Sign-up is closed: people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

DEMO_PASSWORD = "milepost-demo"  # noqa: S105 - printed by the demo, refused everywhere else


class MailBackend(AuthenticationBackend):
    """Mail address and password; the demo's password opens nothing outside demo mode."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        if credentials.get("password") == DEMO_PASSWORD and not settings.DEMO:
            return None
        return super().authenticate(request, **credentials)


class AccountAdapter(DefaultAccountAdapter):
    """Our answers to allauth's questions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
