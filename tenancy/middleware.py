"""The door of each organization: who is it, which organization, one transaction around the whole answer."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.module_loading import import_string

from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import Member, member_of_token, member_of_user
from toolkit.api import problems

Respond = Callable[[HttpRequest], HttpResponse]
DOOR = re.compile(r"^/(?P<door>o|portal|api/v1/o)/(?P<slug>[-a-zA-Z0-9_]+)(?:/|$)")


class TenantMiddleware:
    """Sets `request.actor` and opens `tenant_tx` around the response, lazy templates included.

    An answer of 400 or more takes its writes back. Foreign and missing organizations answer alike.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.actor = None
        match = DOOR.match(request.path_info)
        if match is None:
            return self.get_response(request)
        return self._enter(request, door=match["door"], slug=match["slug"])

    def _enter(self, request: Any, *, door: str, slug: str) -> HttpResponse:
        is_api = door.startswith("api")
        now = datetime.now(UTC)
        member, known = find_member(request, slug=slug, is_api=is_api, now=now)
        if not known:
            return unauthorized() if is_api else redirect_to_login(request.get_full_path())
        if member is None or not may_enter(member, door):
            return missing(request, is_api=is_api)
        request.actor = member.actor(
            now=now,
            via="api" if is_api else "page",
            ip=request.META.get("REMOTE_ADDR", ""),
            request_id=getattr(request, "request_id", ""),
        )
        return self._answer(request, request.actor, portal=door == "portal")

    def _answer(self, request: Any, actor: Actor, *, portal: bool) -> HttpResponse:
        with tenant_tx(actor.organization.id, client=actor.client_id, portal=portal):
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def find_member(request: Any, *, slug: str, is_api: bool, now: datetime) -> tuple[Member | None, bool]:
    """The member behind the request, and whether we know who it is at all."""
    scheme, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if is_api and scheme.lower() == "bearer":
        request.by_token = True
        member = member_of_token(token=token.strip(), slug=slug, now=now)
        return member, member is not None or _token_exists(token.strip(), now)
    if not request.user.is_authenticated:
        return None, False
    return member_of_user(user_id=request.user.pk, slug=slug, today=now.date()), True


def _token_exists(token: str, now: datetime) -> bool:
    return member_of_token(token=token, slug="", now=now) is not None


def may_enter(member: Member, door: str) -> bool:
    """Clients' people have the portal, everybody else the workspace and the API."""
    return (member.client_id is not None) == (door == "portal")


def missing(request: HttpRequest, *, is_api: bool) -> HttpResponse:
    """What a missing address answers; the same for an organization of others."""
    if is_api:
        return problems.response(404, code="missing")
    answer: HttpResponse = import_string(settings.MILEPOST_NOT_FOUND)(request, Http404())
    return answer


def unauthorized() -> HttpResponse:
    """401 of the API: no token, or one that is unknown, ended or revoked."""
    answer = problems.response(401, code="unauthorized")
    answer["WWW-Authenticate"] = 'Bearer realm="milepost"'
    return answer


class LanguageMiddleware:
    """A signed-in person reads her own language, unless she chose another one for this browser."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        user = request.user
        if user.is_authenticated and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
