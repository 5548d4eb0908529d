"""Verbs of the ledger of letters."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from notifications.events import LettersAsked
from notifications.models import Delivery
from tenancy.actors import Actor
from tenancy.verbs import publish, record_all, require, verb
from toolkit.errors import DomainError


class NothingIsParked(DomainError):
    """Only letters that were given up are sent again."""

    code = "nothing_is_parked"
    message = _("No letter has been given up. There is nothing to send again.")


@verb
def send_again(*, actor: Actor, deliveries: QuerySet[Delivery] | None = None) -> int:
    """Send parked letters (all, or these) again, under their old Message-IDs; answers how many."""
    require(actor, "notifications.send_again")
    rows = Delivery.objects.all() if deliveries is None else deliveries
    parked = list(rows.filter(state=Delivery.State.PARKED).select_for_update(of=("self",)))
    if not parked:
        raise NothingIsParked()
    Delivery.objects.filter(pk__in=[row.pk for row in parked]).update(
        state=Delivery.State.PENDING, attempts=0, next_at=actor.now, error=""
    )
    record_all(actor, "notifications.send_again", [(row, {"error": row.error}, None) for row in parked])
    publish(LettersAsked(actor.organization.id, len(parked)), actor=actor)
    return len(parked)


def send_one_again(*, actor: Actor, letter: Delivery) -> int:
    """As `send_again`, for one letter."""
    return send_again(actor=actor, deliveries=Delivery.objects.filter(pk=letter.pk))
