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


def _steady(operation: str) -> Any:
    def run(self: SteadyCache, *args: Any, **kwargs: Any) -> Any:
        return self._either(operation, args, kwargs)

    return run


for _operation in OPERATIONS:
    setattr(SteadyCache, _operation, _steady(_operation))
