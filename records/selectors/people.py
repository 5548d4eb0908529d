"""Who may read a record: for naming people, and for telling them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from records.selectors.entries import Carrier, carrier, without_glass
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE, OWN_ROLES, REGISTRY
from tenancy.selectors import member_of_user, members, organization_ref, people, switches
from toolkit.errors import Denied, Missing

SUGGESTED = 8


def suggestions(*, actor: Actor, carrier: Carrier, words: str = "") -> list[dict[str, Any]]:
    """People who may read a record and whose name or mail has the words, for naming them; at most eight."""
    rows = members(actor=actor).running(on=actor.today(actor.organization.zone))
    rows = rows.filter(_may_read(actor, carrier), user__is_active=True, person__left_at__isnull=True)
    for word in words.split()[:5]:
        rows = rows.filter(Q(person__name__icontains=word) | Q(person__email__icontains=word))
    found = rows.order_by("person__name", "person_id").values("person_id", "person__name").distinct()
    return [{"id": one["person_id"], "name": one["person__name"]} for one in found[:SUGGESTED]]


def _may_read(actor: Actor, carrier: Carrier) -> Q:
    """The memberships by whose roles, here or on the record's project, the record is read."""
    rule = REGISTRY[carrier.kind.view]
    off = switches(actor=actor).standing().filter(action=rule.name).values_list("role", flat=True)
    roles = (rule.roles & OWN_ROLES) - set(off)
    if not rule.project:
        return Q(role__in=roles)
    held = import_string(settings.MILEPOST_PROJECT_PEOPLE)(actor=actor, project_id=carrier.project_id)
    here = [person for person, own in held.items() if own & roles]
    return Q(role__in=roles & ORGANIZATION_WIDE) | Q(person_id__in=here, person__client__isnull=True)


def readers_among(*, actor: Actor, entry_id: UUID, people_ids: Collection[UUID]) -> list[UUID]:
    """Those of some people who may read a record today, each asked by the record's own policies."""
    logins = people(actor=actor).filter(
        pk__in=list(people_ids), user__isnull=False, left_at__isnull=True, client__isnull=True
    )
    known = dict(logins.values_list("pk", "user_id"))
    slug = organization_ref(organization_id=actor.organization.id).slug if known else ""
    return [one for one in people_ids if one in known and _reads(actor, slug, known[one], entry_id)]


def _reads(actor: Actor, slug: str, user_id: UUID, entry_id: UUID) -> bool:
    member = member_of_user(user_id=user_id, slug=slug, now=actor.now)
    if member is None:
        return False
    reader = without_glass(member.actor(now=actor.now, via="task"))
    try:
        carrier(actor=reader, entry_id=entry_id)
    except (Missing, Denied):
        return False
    return True
