"""Where a request comes from: which site sent it, and which address."""

from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse

from toolkit.pages import errors

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def client_ip(request: HttpRequest) -> str:
    """The person's address; behind proxies of ours (`MILEPOST_PROXIES`) what the outermost of them saw."""
    return get_client_ip(request) or ""


class SameSiteMiddleware:
    """Refuses what another site makes a browser send, before anything reads the form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        foreign = request.META.get("HTTP_SEC_FETCH_SITE") == "cross-site"
        if foreign and request.method not in SAFE:
            return errors.csrf_failed(request)
        return self.get_response(request)
