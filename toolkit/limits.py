"""How often something may be done: counted in the cache, told in headers, refused with 429.

Each limit of `settings.MILEPOST_LIMITS` is `name: (times, seconds)`. Counting begins with the first call and
starts anew when its seconds are over. Whoever is counted is a token, a person or an organization, so no
header of a request can make one look like another. While Redis is away each process counts
for itself (`config.cache`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse

from toolkit.errors import TooOften

API, ORGANIZATION, STRANGER = "api", "organization", "stranger"


@dataclass(frozen=True)
class Window:
    """Where somebody stands within one limit. `resets`: seconds until counting starts anew."""

    name: str
    limit: int
    seconds: int
    used: int
    resets: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def is_over(self) -> bool:
        return self.used > self.limit

    def refusal(self) -> TooOften:
        """What to raise when it is over."""
        error = TooOften()
        error.wait = self.resets
        return error

    def headers(self) -> dict[str, str]:
        """What a client needs to slow down by itself (draft-ietf-httpapi-ratelimit-headers, old and new)."""
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.resets),
            "RateLimit-Policy": f'"{self.name}";q={self.limit};w={self.seconds}',
            "RateLimit": f'"{self.name}";r={self.remaining};t={self.resets}',
        }


def count(*pairs: tuple[str, Any]) -> Window:
    """Count one call for each (limit, whoever calls); answers the window that is nearest to its end."""
    rules = [(name, who, *settings.MILEPOST_LIMITS[name]) for name, who in pairs]
    keys = [(f"limit:{name}:{who}", seconds) for name, who, _limit, seconds in rules]
    found = cache.count_many(keys)  # type: ignore[attr-defined]
    windows = [
        Window(name, limit, seconds, used, max(1, ceil(left)))
        for (name, _who, limit, seconds), (used, left) in zip(rules, found, strict=True)
    ]
    return min(windows, key=lambda one: (one.limit - one.used) / max(1, one.limit))


def spend(name: str, actor: Any) -> None:
    """Count one call of an action with a limit of its own; raises `TooOften` when it was one too many."""
    window = count((name, caller(actor)))
    if window.is_over:
        raise window.refusal()


def caller(actor: Any) -> str:
    """Who is counted: the token, or the person behind the session."""
    known: Iterable[Any] = (getattr(actor, name, None) for name in ("token_id", "person_id", "user_id"))
    return str(next(filter(None, known), "nobody"))


def told(response: HttpResponse, window: Window) -> HttpResponse:
    """The answer, with the headers of the window."""
    for name, value in window.headers().items():
        response[name] = value
    return response
