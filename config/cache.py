"""The cache of the house: Redis, and while Redis does not answer, this process's own memory.

What stands in it may be lost at any time; counters of failed
sign-ins go on counting, each process for itself.
"""

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
PAUSE = 5.0
OPERATIONS = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "set_many",
    "delete_many",
    "has_key",
    "incr",
    "clear",
)


class SteadyCache(RedisCache):
    """Redis as long as it answers. After a failure it is left alone for five seconds: no page waits."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memory = LocMemCache(f"steady {server}", params)
        self._silent_until = 0.0

    def _either(self, operation: str, args: Any, kwargs: Any) -> Any:
        if time.monotonic() >= self._silent_until:
            try:
                return getattr(RedisCache, operation)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                self._silent_until = time.monotonic() + PAUSE
                log.warning("the cache goes on in memory, Redis does not answer: %s", error)
        return getattr(self._memory, operation)(*args, **kwargs)

    def count_many(self, windows: list[tuple[str, int]]) -> list[tuple[int, float]]:
        """Count one call in each window (key, seconds); answers calls so far and seconds left, for each.

        One round trip, whatever their number. While Redis is away each process counts for itself.
        """
        if time.monotonic() >= self._silent_until:
            try:
                return self._count_in_redis(windows)
            except (RedisError, OSError) as error:
                self._silent_until = time.monotonic() + PAUSE
                log.warning("the cache counts in memory, Redis does not answer: %s", error)
        return [(self._count_in_memory(key, seconds), float(seconds)) for key, seconds in windows]

    def _count_in_redis(self, windows: list[tuple[str, int]]) -> list[tuple[int, float]]:
        pipe: Any = self._cache.get_client(None, write=True).pipeline(transaction=False)
        for key, seconds in windows:
            name = self.make_and_validate_key(key)
            pipe.set(name, 0, ex=seconds, nx=True).incr(name).pttl(name)
        found = pipe.execute()
        return [(found[n + 1], found[n + 2] / 1000) for n in range(0, len(found), 3)]

    def _count_in_memory(self, key: str, seconds: int) -> int:
        self._memory.add(key, 0, seconds)
        return int(self._memory.incr(key))


def _steady(operation: str) -> Any:
    def run(self: SteadyCache, *args: Any, **kwargs: Any) -> Any:
        return self._either(operation, args, kwargs)

    return run


for _operation in OPERATIONS:
    setattr(SteadyCache, _operation, _steady(_operation))
