"""A name for every request, so that a log line, an audit line and an error page can be put together."""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from toolkit.identifiers import uuid7

ACCEPTED = re.compile(r"[A-Za-z0-9-]{8,40}")


class RequestIdMiddleware:
    """Takes a proxy's X-Request-ID where it is well formed, else makes one; answers it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.request_id = given if ACCEPTED.fullmatch(given) else str(uuid7())
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        return response
