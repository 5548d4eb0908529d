"""Questions about API tokens."""

from django.db.models import Q, QuerySet

from tenancy.actors import Actor
from tenancy.models import ApiToken


def tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens that were not revoked."""
    return ApiToken.objects.filter(Q(person_id=actor.person_id), revoked_at__isnull=True)
