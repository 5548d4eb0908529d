"""Is it alive, is it ready? For the proxy and for the launcher."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View
from redis import Redis
from redis.exceptions import RedisError

BROKER_SECONDS = 1


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Alive(View):
    """The process answers. Asks nobody."""

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        return JsonResponse({"status": "ok"})


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class Ready(View):
    """Says which part does not answer, and nothing else.

    Without the database nobody can be served: 503. Without the broker people work as ever, only what the
    house does by itself comes later: a proxy that took this process away for it would make it worse.
    """

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        parts = {"database": database_answers(), "broker": broker_answers()}
        if not parts["database"]:
            return JsonResponse({"status": "waiting", **parts}, status=503)
        return JsonResponse({"status": "ok" if parts["broker"] else "delayed", **parts})


def database_answers() -> bool:
    """Whether a statement goes through."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True


def broker_answers() -> bool:
    """Whether Redis answers."""
    broker = Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS
    )
    try:
        return bool(broker.ping())
    except (RedisError, OSError):
        return False
    finally:
        broker.close()
