"""Questions about webhooks, their deliveries, and what other systems may hear."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.module_loading import import_string

from notifications.changes import OFFERS, Offer
from notifications.models import Change, DemoHook, Webhook, WebhookDelivery, WebhookQuerySet
from tenancy.actors import Actor
from tenancy.rules import BROKEN_GLASS
from tenancy.selectors import member_of_user, members
from toolkit.errors import Missing


def webhooks(*, actor: Actor) -> WebhookQuerySet:
    """The organization's webhooks, with `parked` (given up) and `is_owned` (the owner is still a member)."""
    return (
        Webhook.objects.live()
        .annotate(parked=Coalesce(_parked(), 0), is_owned=Exists(_memberships(actor)))
        .select_related("owner")
    )


def _parked() -> Subquery:
    rows = WebhookDelivery.objects.filter(webhook=OuterRef("pk"), state=WebhookDelivery.State.PARKED)
    counted = rows.order_by().values("webhook").annotate(count=Count("pk"))
    return Subquery(counted.values("count"))


def _memberships(actor: Actor) -> QuerySet[Any]:
    today = actor.today(actor.organization.zone)
    return (
        members(actor=actor)
        .filter(Q(starts_on__isnull=True) | Q(starts_on__lte=today))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .filter(person_id=OuterRef("owner_id"), user__is_active=True)
    )


def webhook_by_id(*, actor: Actor, webhook_id: UUID) -> Webhook:
    """One webhook; raises `Missing`."""
    found = webhooks(actor=actor).filter(pk=webhook_id).first()
    if found is None:
        raise Missing()
    return found


def deliveries(*, actor: Actor, webhook: Webhook) -> QuerySet[WebhookDelivery]:
    """What was and is to be sent to a webhook, newest first."""
    return WebhookDelivery.objects.filter(webhook=webhook, webhook__in=Webhook.objects.live())


def delivery_by_id(*, actor: Actor, delivery_id: UUID) -> WebhookDelivery:
    """One delivery with its webhook; raises `Missing`."""
    rows = WebhookDelivery.objects.filter(webhook__in=Webhook.objects.live()).select_related("webhook")
    found = rows.filter(pk=delivery_id).first()
    if found is None:
        raise Missing()
    return found


def offers_to(*, actor: Actor) -> dict[str, Offer]:
    """The facts that the actor may hear of on some project, by name."""
    return {name: offer for name, offer in OFFERS.items() if actor.may(offer.policy)}


def projects_of(*, actor: Actor) -> QuerySet[Any]:
    """The projects that the actor may know of, asked of a higher floor (settings.MILEPOST_PROJECTS)."""
    found: QuerySet[Any] = import_string(settings.MILEPOST_PROJECTS)(actor=actor)
    return found


def may_hear(*, actor: Actor, fact: str, project_id: UUID | None) -> bool:
    """Whether a person may hear of a fact about a project, or about none."""
    return fact in OFFERS and actor.may(OFFERS[fact].policy, project_id)


def owner_of(*, actor: Actor, webhook: Webhook) -> Actor | None:
    """The webhook's owner as she may act now; None when she is no member any more.

    What she may read behind broken glass she reads herself: it does not leave the house.
    """
    user_id, slug = webhook.owner.user_id, actor.organization.slug
    member = member_of_user(user_id=user_id, slug=slug, now=actor.now) if user_id else None
    if member is None:
        return None
    owner = member.actor(now=actor.now, via="task")
    return replace(owner, roles=owner.roles - {BROKEN_GLASS})


def listening(*, actor: Actor, fact: str, project_id: UUID | None) -> list[Webhook]:
    """The active webhooks that are to hear of a fact: their filters include it, and their owner may.

    One query, and for each owner one for her membership and one for her projects.
    """
    rows = Webhook.objects.active().select_related("owner").order_by("pk")
    fitting = [webhook for webhook in rows if _includes(webhook, fact, project_id)]
    owners = {webhook.owner_id: webhook for webhook in fitting}
    may = {key for key, webhook in owners.items() if _owner_may(actor, webhook, fact, project_id)}
    return [webhook for webhook in fitting if webhook.owner_id in may]


def _includes(webhook: Webhook, fact: str, project_id: UUID | None) -> bool:
    if webhook.facts and fact not in webhook.facts:
        return False
    return not webhook.projects or str(project_id) in webhook.projects


def _owner_may(actor: Actor, webhook: Webhook, fact: str, project_id: UUID | None) -> bool:
    owner = owner_of(actor=actor, webhook=webhook)
    return owner is not None and may_hear(actor=owner, fact=fact, project_id=project_id)


def changes(*, actor: Actor) -> QuerySet[Change]:
    """The facts that the actor may hear of, in the order of their positions, with `address`.

    A position is given out under a lock that is held until its change is readable, so no row ever appears
    before one that was read: whoever goes on after the last position misses nothing.
    """
    address = Concat(Value(settings.SITE_ADDRESS.rstrip("/")), "path")
    return Change.objects.filter(_audible(actor)).annotate(address=address).order_by("position")


def _audible(actor: Actor) -> Q:
    """By project, because a person's roles are: those with the same facts share one condition."""
    by_facts: dict[tuple[str, ...], list[UUID]] = {}
    for project_id in projects_of(actor=actor).order_by().values_list("pk", flat=True):
        by_facts.setdefault(_heard(actor, project_id), []).append(project_id)
    audible = Q(project__isnull=True, name__in=_heard(actor, None))
    for names, project_ids in by_facts.items():
        audible |= Q(project__in=project_ids, name__in=names)
    return audible


def _heard(actor: Actor, project_id: UUID | None) -> tuple[str, ...]:
    return tuple(name for name in OFFERS if may_hear(actor=actor, fact=name, project_id=project_id))


def demo_hooks(*, actor: Actor | None) -> QuerySet[DemoHook]:
    """Every request that the demo's receiver got, newest first, whoever asks."""
    return DemoHook.objects.all()
