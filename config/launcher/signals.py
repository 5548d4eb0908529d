"""Being asked to stop: signals set a flag, and every wait of the launcher looks at it."""

import os
import signal
import time

from .errors import Stopped

ASKED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STEP = 0.05


class _Asked:
    number: int | None = None
    parent: int | None = None


def _remember(number: int, _frame: object) -> None:
    _Asked.number = _Asked.number or number


def watch() -> None:
    """Turn signals into a flag. Under make the end of make counts too."""
    for number in ASKED:
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _remember)
    _Asked.parent = os.getppid() if "MAKELEVEL" in os.environ else None


def check() -> None:
    """Raise Stopped once somebody asked for the end of this run."""
    if _Asked.parent is not None and os.getppid() != _Asked.parent:
        raise Stopped(signal.SIGHUP)
    if _Asked.number is not None:
        raise Stopped(_Asked.number)


def pause(seconds: float = STEP) -> None:
    """Sleep, but notice within a moment that the run is to stop."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        check()
        time.sleep(min(left, STEP))
    check()
