"""Faults of the database that pass by themselves: two writers that crossed, a server that restarts.

Tasks try again by themselves. A request whose writes crossed another's was taken back whole, so it is
done once more before anybody hears of it. A request that lost its server is not: nobody knows whether
its commit arrived. It answers 503, and who sent it decides (an Idempotency-Key makes that safe).
"""

from collections.abc import Callable
from typing import Any

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

# deadlock_detected, serialization_failure
CROSSED = {"40P01", "40001"}
LONGEST_BODY = 2**20


def has_crossed(fault: BaseException | None) -> bool:
    """Whether the database ended one of two transactions that waited for each other."""
    return isinstance(fault, Error) and getattr(fault.__cause__, "sqlstate", None) in CROSSED


def is_passing(fault: BaseException | None) -> bool:
    """Whether the same may work in a moment: writers that crossed, or no server to ask."""
    return isinstance(fault, OperationalError | InterfaceError)


class OnceMoreMiddleware:
    """Does a request once more whose first run is marked `crossed` and was taken back.

    Stands outside the transaction. Uploads are not repeated: their files have been read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        repeatable = self._keep_body(request)
        response = self.get_response(request)
        if repeatable and getattr(response, "crossed", False):
            return self.get_response(request)
        return response

    def _keep_body(self, request: HttpRequest) -> bool:
        """Read a small body into memory, where a second run finds it."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        small = length.isdigit() and int(length) <= LONGEST_BODY
        if not small or request.content_type == "multipart/form-data":
            return False
        return request.body is not None
