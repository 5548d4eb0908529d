"""Verbs of sites, and of which projects run there."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.events import ProjectSitesSet, SiteAdded, SiteChanged, SiteStateChanged
from projects.models import Project, ProjectSite, Site
from projects.services.errors import step_of
from projects.states import SITE
from projects.tags import tags
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput
from toolkit.writing import differences, joined, write
from toolkit.zones import check_zone


class SiteClosed(BadInput):
    """Nobody moves into a closed site."""

    code = "site_closed"
    message = _("This site is closed, or there is no such site. Choose another one.")
    field = "sites"


class SiteDetails(TypedDict, total=False):
    """What may be said of a site beside its name."""

    name_zh: str
    country: str
    city: str
    languages: str


class SiteFields(SiteDetails, total=False):
    """What `update_site` may change."""

    name: str
    zone: str
    currency: str


@verb
def add_site(
    *,
    actor: Actor,
    code: str,
    name: str,
    zone: str,
    currency: str,
    state: str = Site.State.OPEN,
    **fields: Unpack[SiteDetails],
) -> Site:
    """Add a place where people work. Raises `ZoneUnknown`, `BadInput` for a code in use."""
    require(actor, "projects.add_site")
    check_zone(zone)
    said = _cleaned(fields)
    site = Site.objects.create(
        code=code, name=name, zone=zone, currency=currency, state=state, created_at=actor.now, **said
    )
    record(actor, "projects.add_site", site, after={"code": code, "name": name, "zone": zone})
    publish(SiteAdded(actor.organization.id, site.pk), actor=actor)
    return site


@verb
def update_site(
    *, actor: Actor, site: Site, version: int | None = None, **fields: Unpack[SiteFields]
) -> Site:
    """Change what is said of a site. Raises `Stale`, `ZoneUnknown`."""
    require(actor, "projects.update_site")
    if "zone" in fields:
        check_zone(fields["zone"])
    changed = differences(site, _cleaned(fields))
    if not changed:
        return site
    before = write(site, changed, version=version)
    record(actor, "projects.update_site", site, before=before, after=changed)
    publish(SiteChanged(actor.organization.id, site.pk, joined(changed)), actor=actor)
    return site


@verb
def change_site_state(
    *, actor: Actor, site: Site, step: str, reason: str = "", version: int | None = None
) -> Site:
    """Open, close or reopen a site. Raises `StateRefused`, `ReasonMissing`, `Stale`."""
    require(actor, "projects.change_site_state")
    state = step_of(SITE, actor, site, step, reason).to
    before = write(site, {"state": state}, version=version)
    after = {"state": state, "reason": reason}
    record(actor, "projects.change_site_state", site, before=before, after=after)
    publish(SiteStateChanged(actor.organization.id, site.pk, before["state"], state), actor=actor)
    return site


@verb
def set_project_sites(
    *,
    actor: Actor,
    project: Project,
    sites: Mapping[UUID, Decimal | None],
    version: int | None = None,
) -> Project:
    """Say at which sites a project runs, and how many places (FTE) are planned at each.

    Sites that are left out are taken off. Raises `SiteClosed` for a site that was closed before it was
    named here, `Stale`.
    """
    require(actor, "projects.set_sites", project)
    had = dict(ProjectSite.objects.filter(project=project).values_list("site_id", "fte"))
    new = set(sites) - set(had)
    if Site.objects.open().filter(pk__in=new).count() != len(new):
        raise SiteClosed()
    if had == dict(sites):
        return project
    write(project, {}, version=version)
    ProjectSite.objects.filter(project=project).exclude(site_id__in=sites).delete()
    for site_id, fte in sites.items():
        ProjectSite.objects.update_or_create(
            project_id=project.pk,
            site_id=site_id,
            defaults={"fte": fte},
            create_defaults={"fte": fte, "created_at": actor.now},
        )
    record(actor, "projects.set_sites", project, before=_told(had), after=_told(sites))
    publish(ProjectSitesSet(actor.organization.id, project.pk), actor=actor)
    return project


def _told(sites: Mapping[UUID, Decimal | None]) -> dict[str, str | None]:
    return {str(site): None if fte is None else str(fte) for site, fte in sites.items()}


def _cleaned(fields: SiteFields | SiteDetails) -> dict[str, str]:
    said: dict[str, str] = {**fields}  # type: ignore[dict-item]
    return {**said, "languages": tags(said["languages"])} if "languages" in said else said
