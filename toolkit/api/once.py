"""Idempotency-Key: a request that is sent again is answered again, not done again.

The keeper, named in `settings.MILEPOST_ANSWERS`, is called `(actor=, key=, fingerprint=, act=)`: it locks the
key, answers what it has kept, or acts and keeps the answer in the transaction of the effect.
"""

import re
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from toolkit.errors import BadInput, BadParameter, DomainError

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = re.compile(r'[!#-\[\]-~]{1,200}|"[!#-\[\]-~]{1,198}"')


class KeyInFlight(DomainError):
    """The first request with this key is still at work."""

    code = "idempotency_key_in_flight"
    message = _("The first request with this key is not answered yet. Send it again in a moment.")


class KeyReused(BadInput):
    """One key, two requests."""

    code = "idempotency_key_reused"
    message = _("This key was sent with another request. Use a new key for a new request.")


def key_of(request: Request) -> str:
    """The key, or nothing; raises `BadParameter` for one that is no key."""
    given = request.META.get("HTTP_IDEMPOTENCY_KEY", "").strip()
    if given and not KEY.fullmatch(given):
        raise BadParameter(_("A key has 1 to 200 visible characters, such as a UUID."), field=HEADER)
    return given.strip('"')


def act_once(request: Request, key: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Act, or answer what was answered to this key before."""
    keep: Callable[..., HttpResponse] = import_string(settings.MILEPOST_ANSWERS)
    return keep(actor=request._request.actor, key=key, fingerprint=fingerprint(request), act=act)  # type: ignore[attr-defined]


def fingerprint(request: Request) -> str:
    """What makes a request the same one: method, address, the version it was made from, body."""
    found = sha256()
    for part in (request.method, request.get_full_path(), request.META.get("HTTP_IF_MATCH", "")):
        found.update(f"{part}\n".encode())
    if (request.content_type or "").startswith("multipart/"):
        _add_parts(found, request)
    else:
        found.update(request._request.body)
    return found.hexdigest()


def _add_parts(found: Any, request: Request) -> None:
    """Fields and files; the boundary between them differs from try to try."""
    for name, values in sorted(request._request.POST.lists()):
        found.update(repr((name, values)).encode())
    files: Any = request._request.FILES
    for name, file in sorted(files.items()):
        found.update(repr((name, file.name, file.size)).encode())
        for block in file.chunks():
            found.update(block)
        file.seek(0)
