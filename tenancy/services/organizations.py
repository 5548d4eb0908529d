"""Verbs of organizations."""

from uuid import UUID

from tenancy.actors import Actor
from tenancy.events import OrganizationEntered
from tenancy.models import Organization
from tenancy.verbs import publish, record, require, verb


@verb
def enter_organization(*, actor: Actor, organization: Organization, reason: str) -> None:
    """Note in the organization's own trail that platform staff came in, and why."""
    require(actor, "tenancy.enter_organization")
    record(actor, "tenancy.enter_organization", organization, after={"reason": reason})
    publish(OrganizationEntered(actor.organization.id, actor.user_id or UUID(int=0), reason), actor=actor)
