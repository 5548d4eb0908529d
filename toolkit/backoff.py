"""How long to wait before trying again. Pure: no clock, no Django."""

from datetime import timedelta
from hashlib import sha256


def backoff(attempt: int, *, first: float, longest: float, seed: str) -> timedelta:
    """How long to wait after a failed attempt (from 1): four times longer each time, up to `longest` s.

    Spread by up to a tenth either way, the same for the same letter: after an outage the mail server is not
    asked for everything in one second. With 90 s and 8 h the eight attempts span 24 h.
    """
    wait = min(first * 4 ** (attempt - 1), longest)
    share = int.from_bytes(sha256(f"{seed}/{attempt}".encode()).digest()[:4]) / 2**32
    return timedelta(seconds=wait * (0.9 + 0.2 * share))
