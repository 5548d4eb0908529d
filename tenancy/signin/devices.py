"""Browsers that a login was used in before: a signed cookie that holds nothing but fingerprints of logins."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE, SALT, KEPT, MOST = "milepost_devices", "tenancy.signin.devices", timedelta(days=400), 8


def is_known(request: HttpRequest, user: Any) -> bool:
    """Whether this browser was used by the login before."""
    return _mark(user) in _marks(request)


def remember(request: HttpRequest, response: HttpResponse, user: Any) -> None:
    """Keep the login's mark in this browser; the oldest of many goes."""
    marks = [mark for mark in _marks(request) if mark != _mark(user)]
    response.set_signed_cookie(
        COOKIE,
        ".".join([*marks, _mark(user)][-MOST:]),
        salt=SALT,
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    kept = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT)
    return kept.split(".") if kept else []


def _mark(user: Any) -> str:
    return sha256(f"{settings.SECRET_KEY}{user.pk}".encode()).hexdigest()[:16]
