"""Prices of work outside the contract. The last one counts; those before stay."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from planning.models import ScopeItem, ScopePrice
from projects.registers.events import RecordChanged
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import DomainError
from toolkit.writing import write

PRICE = "planning.price_scope_item"


class NotExtra(DomainError):
    """What the contract covers has its price there."""

    code = "not_extra"
    message = _("Only extra work has a price of its own. Change the type of %(key)s first.")


class PriceAgreed(DomainError):
    """An agreed price stands."""

    code = "price_agreed"
    message = _("%(key)s is agreed with its price. Take it back to draft first.")


@verb
def price_scope_item(
    *,
    actor: Actor,
    item: ScopeItem,
    amount: Decimal,
    currency: str,
    note: str = "",
    version: int | None = None,
) -> ScopeItem:
    """Say what extra work costs the client, in a currency (ISO 4217). Raises `NotExtra`, `PriceAgreed`,
    `Stale`. The amount stands in the price alone: the trail of the item is read by more people."""
    require(actor, PRICE, item)
    if item.kind != ScopeItem.Kind.EXTRA:
        raise NotExtra(key=item.key)
    if item.state == ScopeItem.State.AGREED:
        raise PriceAgreed(key=item.key)
    write(item, {}, version=version)
    ScopePrice.objects.create(
        item=item,
        project_id=item.project_id,
        client_id=item.client_id,
        amount=amount,
        currency=currency.upper(),
        note=note,
        priced_by_id=actor.person_id,
        created_at=actor.now,
    )
    record(actor, PRICE, item, after={})
    about = (actor.organization.id, item.project_id, item.pk)
    publish(RecordChanged(*about, "planning.ScopeItem", item.key, "prices"), actor=actor)
    return item
