"""Verbs of API tokens: made by people, shown once, ended with their member.

A changed password ends no token: the old one was known, and integrations would stop for routine. A password
that was reset by mail ends all of them, because one resets what one has lost, and a token that an intruder
made would outlive the new password.
"""

import logging
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor, System
from tenancy.events import TokenExpiring, TokenIssued
from tenancy.models import ApiToken, Membership, TokenUse
from tenancy.scope import tenant_tx
from tenancy.selectors.members import TokenSeen, digest, organizations_of
from tenancy.selectors.organizations import organization_ref
from tenancy.selectors.tokens import all_tokens, tokens
from tenancy.verbs import publish, publish_all, record, record_all, require, verb
from toolkit.errors import BadInput, Denied, Missing

TOKEN_PREFIX = "mp_"  # noqa: S105 - how tokens begin, so that leak scanners find them
TOKEN_DAYS_MAX = 366
WARNED_BEFORE = timedelta(days=7)
USE_NOTED_EVERY = timedelta(minutes=1)
log = logging.getLogger(__name__)


class TokenEndsTooLate(BadInput):
    """A key for ever is a key that nobody remembers."""

    code = "token_ends_too_late"
    message = _("A token lives between 1 and %(days)s days. Choose fewer days.")
    field = "days"


@verb
def issue_token(*, actor: Actor, name: str, scopes: str = "read", days: int = 90) -> tuple[ApiToken, str]:
    """Make a key for another system; answers the row and the key itself, which is never shown again.

    `scopes`: "read" or "read write". `days`: 1 to 366.
    """
    require(actor, "tenancy.issue_token")
    if actor.person_id is None or actor.user_id is None:
        raise Denied("tenancy.issue_token")  # keys are made by people
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise TokenEndsTooLate(days=TOKEN_DAYS_MAX)
    key = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        person_id=actor.person_id,
        user_id=actor.user_id,
        name=name,
        prefix=key[:8],
        digest=digest(key),
        scopes=scopes,
        expires_at=actor.now + timedelta(days=days),
        created_at=actor.now,
    )
    record(actor, "tenancy.issue_token", token, after={"name": name, "scopes": scopes, "days": days})
    publish(TokenIssued(actor.organization.id, token.person_id, name), actor=actor)
    return token, key


@verb
def revoke_token(*, actor: Actor, token: ApiToken) -> None:
    """End one of the actor's own keys at once."""
    require(actor, "tenancy.revoke_token")
    if not tokens(actor=actor).filter(pk=token.pk).update(revoked_at=actor.now):
        raise Missing()
    record(actor, "tenancy.revoke_token", token, before={"name": token.name})


@verb
def revoke_any_token(*, actor: Actor, token: ApiToken, reason: str) -> ApiToken:
    """End anybody's key at once, with a reason that its owner reads. Raises `Missing` when it is over."""
    require(actor, "tenancy.revoke_any_token")
    found = all_tokens(actor=actor).filter(pk=token.pk, revoked_at__isnull=True)
    if not found.update(revoked_at=actor.now, revoked_reason=reason):
        raise Missing()
    record(actor, "tenancy.revoke_any_token", token, before={"name": token.name}, after={"reason": reason})
    token.revoked_at, token.revoked_reason = actor.now, reason
    return token


@verb
def end_tokens(*, actor: Actor, person_id: UUID, reason: str) -> int:
    """End all keys of a person who leaves or whose roles end; answers how many.

    Asks no policy of its own: the verb that lets the person go has asked.
    """
    return _end(actor, ApiToken.objects.filter(person_id=person_id), reason)


@verb
def end_tokens_of_strangers(*, actor: Actor) -> int:
    """End the keys of those whose last role has ended, by its day or because the login was blocked.

    Such keys open nothing already; ended for good, they stay dead when the person comes back.
    """
    require(actor, "tenancy.keep_tokens")
    on = actor.today(actor.organization.zone)
    # A role that begins later keeps the person among the members.
    members = Membership.objects.standing().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    strangers = ApiToken.objects.exclude(user__is_active=True, user_id__in=members.values("user_id"))
    return _end(actor, strangers, "the membership has ended")


@verb
def warn_of_expiring_tokens(*, actor: Actor) -> int:
    """Announce, once for each key, that it ends within seven days; answers how many are new.

    A key that was made for less than that ends as its owner meant it to.
    """
    require(actor, "tenancy.keep_tokens")
    due = ApiToken.objects.filter(
        revoked_at__isnull=True,
        warned_at__isnull=True,
        expires_at__gt=actor.now,
        expires_at__lte=actor.now + WARNED_BEFORE,
        created_at__lt=F("expires_at") - WARNED_BEFORE,
    )
    claimed = list(due.select_for_update(skip_locked=True))
    ApiToken.objects.filter(pk__in=[token.pk for token in claimed]).update(warned_at=actor.now)
    record_all(actor, "tenancy.warn_of_token", [(one, None, {"warned_at": actor.now}) for one in claimed])
    publish_all((_expiring(actor, token) for token in claimed), actor=actor)
    return len(claimed)


def end_tokens_everywhere(*, user_id: UUID, reason: str, now: datetime) -> int:
    """End all keys of a login in every organization, such as after a password reset by mail."""
    ended = 0
    for slug in [one["slug"] for one in organizations_of(user_id=user_id, now=now)]:
        actor = System(reason, organization_ref(slug=slug), now=now)
        with tenant_tx(actor.organization.id):
            ended += _end(actor, ApiToken.objects.filter(user_id=user_id), reason)
    return ended


def note_token_use(*, actor: Actor, seen: TokenSeen) -> None:
    """Remember when a key was last used: once a minute, after the answer, in a transaction of its own.

    It is a trace and no change: without audit line, and a failure does not spoil the answer.
    """
    if seen.used_at is not None and actor.now - seen.used_at < USE_NOTED_EVERY:
        return
    try:
        with tenant_tx(actor.organization.id):
            _note_use(seen.id, actor)
    except DatabaseError as error:
        log.warning("last use of a token not noted: %s", error)


def _note_use(token_id: UUID, actor: Actor) -> None:
    used = {"used_at": actor.now, "ip": actor.ip or None}
    earlier = TokenUse.objects.filter(token_id=token_id, used_at__lte=actor.now - USE_NOTED_EVERY)
    if not earlier.update(**used):
        TokenUse.objects.bulk_create([TokenUse(token_id=token_id, **used)], ignore_conflicts=True)


def _end(actor: Actor, which: QuerySet[ApiToken], reason: str) -> int:
    live = list(which.filter(revoked_at__isnull=True).select_for_update(of=("self",)))
    ApiToken.objects.filter(pk__in=[token.pk for token in live]).update(
        revoked_at=actor.now, revoked_reason=reason[:200]
    )
    record_all(actor, "tenancy.end_token", [(one, {"name": one.name}, {"reason": reason}) for one in live])
    return len(live)


def _expiring(actor: Actor, token: ApiToken) -> TokenExpiring:
    return TokenExpiring(actor.organization.id, token.pk, token.person_id, token.name, token.expires_at)
