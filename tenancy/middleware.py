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
from django.utils.cache import patch_vary_headers
from django.utils.module_loading import import_string

from tenancy import looking
from tenancy.actors import Actor
from tenancy.scope import tenant_tx
from tenancy.selectors import Member, member_of_token, member_of_user
from tenancy.services.tokens import note_token_use
from tenancy.signin import second_factor
from tenancy.signin.origin import client_ip
from toolkit import limits
from toolkit.api import problems

Respond = Callable[[HttpRequest], HttpResponse]
SETTINGS = re.compile(r"^/o/[-a-zA-Z0-9_]+/settings(?:/|$)")
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
        response = self._enter(request, door=match["door"], slug=match["slug"])
        # Refusals too: a kept 404 or redirect would tell of yesterday's rights.
        response.headers.setdefault("Cache-Control", "private, no-store")
        patch_vary_headers(response, ["Cookie", "Authorization"])
        return response

    def _enter(self, request: Any, *, door: str, slug: str) -> HttpResponse:
        is_api, now = door.startswith("api"), datetime.now(UTC)
        member, known = find_member(request, slug=slug, is_api=is_api, now=now)
        if not known:
            return stranger(request) if is_api else redirect_to_login(request.get_full_path())
        looked_at = None if is_api else looking.member_looked_at(request, slug=slug, now=now)
        member = looked_at or member
        if member is None or not may_enter(member, door):
            return self._nobody(request, slug=slug, is_api=is_api, now=now)
        request.actor = actor_at(request, member, now=now, via="api" if is_api else "page")
        if looked_at:
            request.actor = looking.seen_by(request.actor, request.user)
        response = self._counted(request, door) if is_api else self._served(request, door)
        if member.token is not None:
            note_token_use(actor=request.actor, seen=member.token)
        return response

    def _counted(self, request: Any, door: str) -> HttpResponse:
        """The answer of the API, with what is left of the caller's calls; 429 when nothing is."""
        actor: Actor = request.actor
        window = limits.count(
            (limits.API, limits.caller(actor)), (limits.ORGANIZATION, actor.organization.id)
        )
        if window.is_over:
            return limits.told(problems.too_often(window.refusal()), window)
        return limits.told(self._served(request, door), window)

    def _served(self, request: Any, door: str) -> HttpResponse:
        return self._closed(request, door) or self._answer(request, request.actor, portal=door == "portal")

    def _nobody(self, request: Any, *, slug: str, is_api: bool, now: datetime) -> HttpResponse:
        if not is_api and looking.is_over(request, slug=slug, now=now):
            return looking.back_to_admin(request)
        return missing(request, is_api=is_api)

    def _closed(self, request: Any, door: str) -> HttpResponse | None:
        """What stays closed: everything but reading to whoever looks on, settings without a second factor."""
        actor: Actor = request.actor
        if actor.on_behalf:
            return None if request.method in looking.READING else looking.refuse_writing(request)
        is_api, settings_page = door.startswith("api"), SETTINGS.match(request.path_info)
        if not (is_api or settings_page) or second_factor.ADMINISTRATOR not in actor.roles:
            return None
        if not second_factor.is_missing(second_factor.ADMINISTRATOR, actor.user_id):
            return None
        return second_factor.refuse_api() if is_api else second_factor.send_to_set_up()

    def _answer(self, request: Any, actor: Actor, *, portal: bool) -> HttpResponse:
        with tenant_tx(actor.organization.id, client=actor.client_id, portal=portal):
            if actor.on_behalf:
                looking.write_nothing()
            response = self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        return response


def actor_at(request: Any, member: Member, *, now: datetime, via: str) -> Actor:
    """The member at this request's door."""
    return member.actor(
        now=now, via=via, ip=client_ip(request), request_id=getattr(request, "request_id", "")
    )


def find_member(request: Any, *, slug: str, is_api: bool, now: datetime) -> tuple[Member | None, bool]:
    """The member behind the request, and whether we know who it is at all."""
    scheme, _space, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if is_api and scheme.lower() == "bearer":
        request.by_token = True
        member = member_of_token(token=token.strip(), slug=slug, now=now)
        return member, member is not None or _token_exists(token.strip(), now)
    if not request.user.is_authenticated:
        return None, False
    return member_of_user(user_id=request.user.pk, slug=slug, now=now), True


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


def stranger(request: HttpRequest) -> HttpResponse:
    """401, counted by address: whoever guesses keys is slowed down. `X-Forwarded-For` is not believed."""
    window = limits.count((limits.STRANGER, client_ip(request)))
    answer = problems.too_often(window.refusal()) if window.is_over else unauthorized()
    return limits.told(answer, window)


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
