"""Questions about API tokens."""

from django.db.models import Case, CharField, F, Max, Q, QuerySet, Value, When

from tenancy.actors import Actor
from tenancy.models import ApiToken


def tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """The actor's own tokens that were not revoked."""
    return ApiToken.objects.filter(Q(person_id=actor.person_id), revoked_at__isnull=True)


def own_tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """`tokens`, with their last use (`used_at`)."""
    return tokens(actor=actor).annotate(used_at=Max("uses__used_at"))


def all_tokens(*, actor: Actor) -> QuerySet[ApiToken]:
    """Everybody's tokens, ended ones included, with their last use and `state` (live, ended, revoked)."""
    state = Case(
        When(revoked_at__isnull=False, then=Value("revoked")),
        When(expires_at__lte=actor.now, then=Value("ended")),
        default=Value("live"),
        output_field=CharField(),
    )
    return ApiToken.objects.annotate(state=state, used_at=F("uses__used_at"), used_from=F("uses__ip"))
