"""Questions about organizations."""

from uuid import UUID

from django.db.models import Q

from tenancy.actors import Actor, OrganizationRef
from tenancy.models import Organization
from toolkit.errors import Missing


def organization_refs() -> list[OrganizationRef]:
    """All active organizations; for sweeps and commands."""
    return [_ref(o) for o in Organization.objects.filter(is_active=True).order_by("slug")]


def organization_ref(*, slug: str | None = None, organization_id: UUID | None = None) -> OrganizationRef:
    """One organization by address or id; raises `Missing`."""
    which = Q(slug=slug) if slug else Q(pk=organization_id)
    found = Organization.objects.filter(which).first()
    if found is None:
        raise Missing()
    return _ref(found)


def own_organization(*, actor: Actor) -> Organization:
    """The organization that the actor acts for."""
    return Organization.objects.get(pk=actor.organization.id)


def _ref(organization: Organization) -> OrganizationRef:
    o = organization
    return OrganizationRef(o.pk, o.slug, o.name, o.language, o.zone, o.name_zh)
