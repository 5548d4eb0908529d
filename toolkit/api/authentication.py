"""The actor that the middleware put on the request, as the framework's user."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request


class _CsrfCheck(CsrfViewMiddleware):
    """Answers the reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


class ActorAuthentication(BaseAuthentication):
    """Takes `request.actor`. Whoever came by a session, not by a token, must show the CSRF token too."""

    def authenticate(self, request: Request) -> tuple[Any, Any]:
        plain = request._request
        actor = getattr(plain, "actor", None)
        if actor is None:
            raise NotAuthenticated()
        if not came_by_token(plain):
            enforce_csrf(plain)
        return getattr(plain, "user", None), actor

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def came_by_token(request: HttpRequest) -> bool:
    """Whether a token, which no browser sends by itself, opened the door."""
    return bool(getattr(request, "by_token", False))


def enforce_csrf(request: HttpRequest) -> None:
    """Refuse a change that another site may have sent."""
    check: Any = _CsrfCheck(lambda _request: HttpResponse())
    check.process_request(request)
    if check.process_view(request, None, (), {}):
        raise PermissionDenied(_("Send the CSRF token, or use an API token."), code="csrf_failed")
