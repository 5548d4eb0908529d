"""The access log: who has seen, taken or been refused what, written after the answer.

Most lines follow from the request itself (`implied`): what auditors, break-glass readers, operators and
impersonated sessions look at, what a client's people read in the portal, every file that is taken, every
refusal. A service may add its own with `note`. The lines have their own transaction: a refused request
is rolled back, its line stays. If the line cannot be written the answer is not given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from tenancy import rules
from tenancy.actors import Actor
from tenancy.models import AccessLine
from tenancy.scope import tenant_tx
from tenancy.selectors import member_of_token, member_of_user, organizations_of
from tenancy.signin.origin import client_ip

Respond = Callable[[HttpRequest], HttpResponse]
READ, EXPORT, RECEIPT, REFUSED = AccessLine.Kind.values
NOTES = "access notes"
WATCHED_ROLES = frozenset({"AU", "BG"})
DOORS = ("/o/", "/portal/", "/api/v1/o/")


@dataclass(frozen=True)
class Note:
    """One look: its kind, the name of the page or of what was taken, and the record it was about."""

    kind: str
    what: str
    subject: Any = None
    query: str = ""


def note(actor: Actor, kind: str, what: str, subject: Any = None) -> None:
    """Remember a look of this request; `write_notes` keeps it after the answer."""
    actor.memo.setdefault(NOTES, []).append(Note(kind, what, subject))


def write_notes(request: Any, response: HttpResponse | None = None) -> None:
    """Write what was noted and what the request itself implies, in one transaction of its own.

    Called when the request's transaction is over. Calling it again writes nothing twice.
    """
    actor = getattr(request, "actor", None) or stranger(request, response)
    if actor is None:
        return
    notes = actor.memo.pop(NOTES, [])
    if response is not None and (found := implied(request, response, actor)):
        notes.append(found)
    if notes:
        with tenant_tx(actor.organization.id):
            AccessLine.objects.bulk_create([_line(request, actor, one) for one in notes])


def implied(request: Any, response: HttpResponse, actor: Actor) -> Note | None:
    """The look that the request is by itself, if anybody has to know of it."""
    match, subject = request.resolver_match, getattr(request, "subject", None)
    what = (match and match.url_name) or ""
    if response.status_code in (403, 404):
        return Note(REFUSED, what, subject)
    if response.status_code >= 300 or request.method not in ("GET", "HEAD"):
        return None
    kind = kind_of(response, actor)
    return Note(kind, what, subject, request.META.get("QUERY_STRING", "")) if kind else None


def kind_of(response: HttpResponse, actor: Actor) -> str:
    """What kind of look a good answer to a GET is; "" when nobody keeps count of it."""
    if response.get("Content-Disposition", "").startswith("attachment"):
        return EXPORT
    if actor.client_id is not None and not actor.on_behalf:
        return RECEIPT
    watched = bool(WATCHED_ROLES & actor.roles) or actor.is_platform or bool(actor.on_behalf)
    return READ if watched else ""


def stranger(request: Any, response: HttpResponse | None) -> Actor | None:
    """Somebody known who knocked at a door that is not hers, as a member of her own organization.

    Her own organization keeps the line: the other one must not learn who she is.
    """
    refused = response is not None and response.status_code == 404
    if not (refused and request.path_info.startswith(DOORS)):
        return None
    now = datetime.now(UTC)
    if getattr(request, "by_token", False):
        member = _member_by_token(request, now)
    else:
        member = _first_membership(request.user.pk, now) if request.user.is_authenticated else None
    via = "api" if request.path_info.startswith("/api/") else "page"
    return member and member.actor(now=now, via=via, **_from_where(request))


def _member_by_token(request: Any, now: datetime) -> Any:
    token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")[2].strip()
    return member_of_token(token=token, slug="", now=now)


def _first_membership(user_id: UUID, now: datetime) -> Any:
    own = organizations_of(user_id=user_id, now=now)
    return member_of_user(user_id=user_id, slug=own[0]["slug"], now=now) if own else None


def _from_where(request: Any) -> dict[str, str]:
    return {
        "ip": client_ip(request),
        "request_id": getattr(request, "request_id", ""),
    }


def _line(request: Any, actor: Actor, one: Note) -> AccessLine:
    return AccessLine(
        at=actor.now,
        kind=one.kind,
        actor_user=actor.user_id,
        actor_person=actor.person_id,
        actor_name=actor.name[:160],
        on_behalf=actor.on_behalf[:160],
        client=actor.client_id,
        via=actor.via,
        what=one.what[:80],
        address=escape_uri_path(request.path_info)[:300],
        query=one.query.replace("\0", "")[:300],
        ip=actor.ip or None,
        request_id=actor.request_id[:40],
        **_about(one.subject),
    )


def _about(subject: Any) -> dict[str, Any]:
    """The record a look was about; a page may also be about something that is no row of its own."""
    key = str(getattr(subject, "key", "") or getattr(subject, "slug", ""))[:60]
    meta, pk = getattr(subject, "_meta", None), getattr(subject, "pk", None)
    if meta is None or not isinstance(pk, UUID):
        return {"subject_key": key, "project": getattr(subject, "project_id", None)}
    return {
        "subject_type": meta.label,
        "subject_id": pk,
        "subject_key": key,
        "project": rules.project_id_of(subject),
    }


class AccessMiddleware:
    """Stands before the doors' middleware: when it writes, their transaction is over."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        write_notes(request, response)
        return response
