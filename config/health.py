"""Is it alive, is it ready? For the proxy and for the launcher."""

from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views import View
from redis.exceptions import RedisError


class Alive(View):
    """The process answers. Asks nobody."""

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        return JsonResponse({"status": "ok"})


class Ready(View):
    """Database and broker answer too. Says which one does not, and nothing else."""

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        parts = {"database": database_answers(), "broker": broker_answers()}
        status = 200 if all(parts.values()) else 503
        return JsonResponse({"status": "ok" if status == 200 else "waiting", **parts}, status=status)


def database_answers() -> bool:
    """Whether a statement goes through."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    """Whether Redis answers."""
    try:
        cache.get("readyz")
    except (RedisError, OSError):
        return False
    return True
