"""`docs/api.md`: how the API is used, and every code of a refusal, from the classes that raise them."""

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.urls import get_resolver

from config.parts import LIMITS
from toolkit.api.codec import MAX_BODY, MAX_DEPTH, MAX_KEYS
from toolkit.errors import BadInput, BadParameter, DomainError, Stale, TooOften

TEXT = """# The API

`/api/v1/o/<organization>/…`, JSON in and out. Its description is at `/api/v1/schema/` (OpenAPI 3), for
people at `/api/v1/docs/`. A token (`/o/<organization>/tokens/`) goes into the header `Authorization:
Bearer mp_…`; it may what its owner may, or less.

Written by `manage.py write_docs`.

## Reading

```
GET /api/v1/o/meridian/projects/HELP/tasks/?state=in_progress&order=-due&fields=name,due&expand=owner
{{"results": [{{"name": "…", "due": "2026-12-01",
              "expanded": {{"owner": {{"id": "…", "name": "…"}}}}}}], "next": "…"}}
```

* `next` is the address of the next page, or null. Its cursor is signed: rows that are added or taken
  away in between make none appear twice or be lost. `page_size` is 1 to 200; `count=true` adds how many
  there are.
* `fields=` leaves out the other members, `expand=` (at most five) adds the record that a row points to,
  or null where the reader may not see it. An unknown name is refused with those there are (`known`).
* A record has an `ETag`; with `If-None-Match` an unchanged one is answered 304.

## Writing

* PATCH, DELETE and verbs on an existing record need `If-Match` with the ETag that was read: 428 without
  it, 412 when somebody was faster.
* POST takes an `Idempotency-Key` of 1 to 200 visible characters, such as a UUID. Sent again within
  {hours} hours by the same token, it is answered again (`Idempotency-Replayed: true`), not done again.
  While the first is at work: 409 `idempotency_key_in_flight`. With another address or body: 422
  `idempotency_key_reused`. Refusals are not kept: they have changed nothing.
* `POST …/bulk/` takes `{{"rows": […]}}`, at most 500, and does all of them or none; what is wrong is
  listed by `row`, from 0.
* What takes long is a job: the answer is 202 with its address in `Location`. Look there until `state`
  is `done`, `failed` or `cancelled`; `…/cancel/` stops it, `…/file/` is what it made, kept for {days}
  days.

## Limits

A body has at most {megabytes} MB, {keys} members (50,000 in bulk) and {depth} levels. Calls are counted
by token or person; each answer says `RateLimit-Limit`, `RateLimit-Remaining`, `RateLimit-Reset`
(seconds) and `RateLimit-Policy`. One too many is answered 429 with `Retry-After`.

| limit | calls | in seconds |
|---|---|---|
{limits}

## Refusals

`application/problem+json` after RFC 9457. Decide by `code`; `detail` is for people, in their language.

```
409 {{"type": "about:blank", "title": "Conflict", "status": 409,
     "code": "milestone_already_reached", "detail": "…"}}
422 {{…, "code": "bad_input", "errors": [{{"field": "due", "code": "invalid", "detail": "…"}}]}}
```

| code | status | when |
|---|---|---|
{codes}
"""
# Refusals of the door itself.
DOOR = (
    ("bad_request", 400, "The body is not JSON, or the request cannot be read."),
    ("unauthorized", 401, "No token, or one that is unknown, ended or revoked."),
    ("denied", 403, "The role or the token does not allow this."),
    ("csrf_failed", 403, "A session without its CSRF token."),
    ("missing", 404, "Nothing is there, or not for this reader; nobody can tell which."),
    ("method_not_allowed", 405, "`Allow` says which methods the address has."),
    ("too_large", 413, "The body is too large."),
    ("unsupported_media_type", 415, "The address does not read this media type."),
    ("precondition_missing", 428, "If-Match is missing."),
    ("failed", 500, "A fault of ours; `reference` finds it in our logs."),
    ("too_slow", 503, "The database stopped a statement that took too long."),
    ("crossed", 503, "Somebody changed the same records at the same moment."),
    ("away", 503, "The database does not answer."),
)
STATUSES = {BadParameter: 400, BadInput: 422, Stale: 412, TooOften: 429}


def api() -> str:
    """`docs/api.md`."""
    codes = sorted({*DOOR, *refusals()})
    return TEXT.format(
        hours=settings.MILEPOST_ANSWER_HOURS,
        days=settings.MILEPOST_JOB_DAYS,
        megabytes=MAX_BODY // 2**20,
        keys=f"{MAX_KEYS:,}",
        depth=MAX_DEPTH,
        limits="\n".join(f"| {name} | {calls} | {seconds} |" for name, (calls, seconds) in LIMITS.items()),
        codes="\n".join(f"| `{code}` | {status} | {text} |" for code, status, text in codes),
    )


def refusals() -> Iterator[tuple[str, int, str]]:
    """Code, status and text of every rule of the house that refuses, also by a page only."""
    loaded()
    rooms = {*settings.MILEPOST_ROOMS, "toolkit"}
    for kind in subclasses(DomainError):
        if kind.__module__.partition(".")[0] in rooms:
            usual = next((status for base, status in STATUSES.items() if issubclass(kind, base)), 409)
            yield kind.code, kind.status or usual, " ".join(str(kind.message).split()).replace("|", "/")


def subclasses(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    """The class and all below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from subclasses(below)


@cache
def loaded() -> None:
    """Every address, and with it every verb, has been imported."""
    _ = get_resolver().url_patterns
