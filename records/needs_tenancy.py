"""What waits in tenancy, which stands below this room and knows no page "My day"."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from records.needing import Band, Need, feeds
from tenancy.actors import Actor
from tenancy.selectors import invitations
from toolkit.formats import day_of
from toolkit.links import Link

LIST, SHOWN = Link("tenancy_invitations"), 20


@feeds("invitations")
def open_invitations(*, actor: Actor, as_of: date) -> list[Need]:
    """Invitations that nobody has accepted yet, for those who invite; one query."""
    if not actor.may("tenancy.invite_person"):
        return []
    waiting = Q(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=actor.now)
    rows = invitations(actor=actor).filter(waiting).order_by("expires_at")
    url = LIST.url({"org": actor.organization.slug})
    found = rows.values_list("person__name", "email", "expires_at")[:SHOWN]
    return [
        Need(
            band=Band.WAITING,
            icon="send",
            name=name,
            what=_("%(name)s accepts the invitation") % {"name": name},
            why=email,
            url=url,
            verb=_("Open invitations"),
            verb_url=url,
            due=day_of(expires_at, actor.zone),
        )
        for name, email, expires_at in found
    ]
