"""Verbs of API tokens."""

import secrets
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import TokenIssued
from tenancy.models import ApiToken
from tenancy.selectors.members import digest
from tenancy.selectors.tokens import tokens
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, Missing

TOKEN_PREFIX = "mp_"  # noqa: S105 - how tokens begin, so that leak scanners find them


TOKEN_DAYS_MAX = 366


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
    if actor.person_id is None or actor.user_id is None or actor.scopes is not None:
        raise Denied("tenancy.issue_token")  # keys are made by people, never by a key
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
    ended = tokens(actor=actor).filter(pk=token.pk).update(revoked_at=actor.now)
    if not ended:
        raise Missing()
    record(actor, "tenancy.revoke_token", token, before={"name": token.name})
