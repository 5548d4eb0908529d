"""UUID version 7 (RFC 9562), monotonic within a process."""

import os
import threading
import time
from uuid import UUID

_COUNTER_BITS = 42
_COUNTER_TOP = 1 << _COUNTER_BITS
_VERSION_AND_VARIANT = (0x7 << 76) | (0b10 << 62)

_lock = threading.Lock()
_last_ms = -1
_counter = 0


def _tick(ms: int, fresh: int) -> tuple[int, int]:
    """Next (millisecond, counter), greater than the last one even if the clock stands still or goes back."""
    global _last_ms, _counter
    with _lock:
        if ms > _last_ms:
            _last_ms, _counter = ms, fresh
        else:
            _counter += 1
            if _counter == _COUNTER_TOP:
                _last_ms, _counter = _last_ms + 1, fresh
        return _last_ms, _counter


def uuid7() -> UUID:
    """A new identifier: 48 bits of Unix milliseconds, 42 of counter, 32 random (RFC 9562, 6.2 method 1).

    The counter starts at a random value with its top bit clear, so that it has room to count.
    """
    tail = int.from_bytes(os.urandom(10), "big")
    ms, counter = _tick(time.time_ns() // 1_000_000, (tail >> 32) & (_COUNTER_TOP // 2 - 1))
    rand_a, rand_b_high = counter >> 30, counter & 0x3FFF_FFFF
    return UUID(
        int=(ms << 80) | _VERSION_AND_VARIANT | (rand_a << 64) | (rand_b_high << 32) | (tail & 0xFFFF_FFFF)
    )
