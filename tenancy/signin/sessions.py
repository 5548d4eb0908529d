"""How long a session lives: 12 hours at most, 3 hours without a request. And what a device is called.

The session notes when it was last used, at most once every five minutes: no request pays a write for it, and
a session ends up to five minutes early, never late.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

Clock = Callable[[], datetime]
SIGNED_IN, SEEN = "signed_in_at", "seen_at"
STEP = timedelta(minutes=5)
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def now() -> datetime:
    """The door's clock."""
    return datetime.now(UTC)


def begin(*, request: Any, **_signal: Any) -> None:
    """Receiver of Django's `user_logged_in`: a session begins now."""
    request.session[SIGNED_IN] = request.session[SEEN] = now().isoformat()


def is_over(session: Any, at: datetime) -> bool:
    """Whether the session is too old, was unused for too long, or never said when it began."""
    if SIGNED_IN not in session:
        return True
    age = at - datetime.fromisoformat(session[SIGNED_IN])
    idle = at - datetime.fromisoformat(session[SEEN])
    return age >= timedelta(hours=settings.MILEPOST_SESSION_HOURS) or idle >= timedelta(
        hours=settings.MILEPOST_IDLE_HOURS
    )


def keep_alive(session: Any, at: datetime) -> None:
    """Note that the session is used, where the last note is old."""
    if at - datetime.fromisoformat(session[SEEN]) < STEP:
        return
    session[SEEN] = at.isoformat()
    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=at)


class SessionLimits:
    """Ends sessions that are over: the request goes on as a stranger's. No proxy keeps a person's pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse], clock: Clock = now) -> None:
        self.get_response, self.clock = get_response, clock

    def __call__(self, request: Any) -> HttpResponse:
        if request.user.is_authenticated:
            self._look_at(request)
        response = self.get_response(request)
        if getattr(request.user, "is_authenticated", False):  # the API leaves no user for a stranger
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _look_at(self, request: Any) -> None:
        at = self.clock()
        if is_over(request.session, at):
            request.session.flush()
            request.user = AnonymousUser()
        else:
            keep_alive(request.session, at)


def device(user_agent: str) -> str:
    """A browser as people name it: "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A program")
