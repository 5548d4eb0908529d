"""Lines for the terminal. A terminal that is gone must not stop anything."""

import contextlib
import sys
import time

BEGAN = time.monotonic()


def say(text: str) -> None:
    """Tell the person at the terminal."""
    with contextlib.suppress(OSError, ValueError):
        print(text, flush=True)


def complain(text: str) -> None:
    """Tell it on standard error, so that a command's own output stays clean."""
    with contextlib.suppress(OSError, ValueError):
        print(f"milepost: {text}", file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """Tell what long step begins, and how long everything has taken so far."""
    complain(f"{time.monotonic() - BEGAN:4.0f} s  {text}")
