"""Verbs of organizations."""

from typing import TypedDict, Unpack
from uuid import UUID

from tenancy.actors import Actor
from tenancy.events import OrganizationChanged, OrganizationEntered
from tenancy.models import Organization
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import Missing
from toolkit.writing import differences, joined, write
from toolkit.zones import check_zone


class OrganizationFields(TypedDict, total=False):
    """What an organization says of itself."""

    name: str
    name_zh: str
    language: str
    zone: str
    currency: str


@verb
def enter_organization(*, actor: Actor, organization: Organization, reason: str) -> None:
    """Note in the organization's own trail that platform staff came in, and why."""
    require(actor, "tenancy.enter_organization")
    record(actor, "tenancy.enter_organization", organization, after={"reason": reason})
    publish(OrganizationEntered(actor.organization.id, actor.user_id or UUID(int=0), reason), actor=actor)


@verb
def update_organization(
    *,
    actor: Actor,
    organization: Organization,
    version: int | None = None,
    **fields: Unpack[OrganizationFields],
) -> Organization:
    """Change the organization's profile. Raises `Stale`, `ZoneUnknown`."""
    require(actor, "tenancy.update_organization")
    if organization.pk != actor.organization.id:
        raise Missing()  # the table is global: no wall of the database stands here
    if "zone" in fields:
        check_zone(fields["zone"])
    changed = differences(organization, fields)
    if not changed:
        return organization
    before = write(organization, changed, version=version)
    record(actor, "tenancy.update_organization", organization, before=before, after=changed)
    publish(OrganizationChanged(actor.organization.id, joined(changed)), actor=actor)
    return organization
