"""Mail address and password."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.http import HttpRequest

from tenancy.signin import DEMO_PASSWORD


class MailBackend(AuthenticationBackend):
    """An unknown address costs a hash like a known one. The demo's password opens the demo only."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Any:
        if credentials.get("password") == DEMO_PASSWORD and not settings.DEMO:
            return None
        return super().authenticate(request, **credentials)
