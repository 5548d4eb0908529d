"""Pages of sites and of where projects run."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects import selectors, services
from projects.filters import SiteFilters
from projects.forms.base import StepForm
from projects.forms.sites import NewSiteForm, ProjectSitesForm, SiteForm
from projects.models import Project, Site
from projects.states import SITE
from projects.tables.sites import SiteFacts, SiteProjectTable, SiteTable
from projects.views.base import SETTINGS, OfProject, Steps, Taken
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage, ListPage
from toolkit.tables import Action

SITES, OF_SITE = Link("projects_sites"), Link("projects_site")


class OfSite:
    """About one site."""

    subject_as = "site"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Site:
        return selectors.site_by_code(actor=actor, code=kwargs["site"])


class SiteList(ListPage):
    """Where the organization works."""

    policy = "projects.view_sites"
    title = _("Sites")
    selector = selectors.sites
    table, filterset = SiteTable, SiteFilters
    order = ("name",)
    actions = (Action(_("Add a site"), Link("projects_add_site"), policy="projects.add_site", icon="plus"),)
    empty_title, empty_icon = _("No site yet"), "building"
    empty_text = _("Sites are the places where your people work: projects, calendars and shifts name them.")


class AddSite(FormPage):
    """Add a place where people work."""

    policy = "projects.add_site"
    title, verb = _("Add a site"), _("Add site")
    form = NewSiteForm
    service = services.add_site
    success = _("%(name)s is a site.")
    success_url, cancel_url = Link("projects_site", site="code"), SITES

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"zone": self.actor.organization.zone}


class SitePage(OfSite, DetailPage):
    """One site, and which projects run there."""

    policy = "projects.view_sites"
    facts = SiteFacts
    template = "projects/site.html"
    actions = (
        Action(_("Edit"), Link("projects_edit_site"), policy="projects.update_site", icon="pencil"),
        Action(_("Change state"), Link("projects_site_state"), policy="projects.change_site_state"),
    )

    def get_context(self) -> dict[str, Any]:
        rows = selectors.projects_at(actor=self.actor, site=self.subject).values(*SiteProjectTable.fields())
        return {"projects": SiteProjectTable(self.reader).shown(list(rows))}


class EditSite(OfSite, FormPage):
    """Change what is said of a site."""

    policy = "projects.update_site"
    title, verb = _("Edit %(name)s"), _("Save site")
    form = SiteForm
    service = services.update_site
    success = _("%(name)s is saved.")
    success_url = cancel_url = OF_SITE
    versioned = True


class ChangeSiteState(OfSite, Steps, FormPage):
    """Open or close a site."""

    policy = "projects.change_site_state"
    title, verb = _("Change state"), _("Change state")
    form = StepForm
    states = SITE
    service = services.change_site_state
    success_url = cancel_url = OF_SITE


class SetProjectSites(Taken, OfProject, FormPage):
    """Say where a project runs."""

    policy = "projects.set_sites"
    title, verb = _("Sites of the project"), _("Save sites")
    form = ProjectSitesForm
    service = services.set_project_sites
    template = "projects/sites.html"
    success = _("%(key)s: the sites are saved.")
    success_url = cancel_url = SETTINGS
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor, "project": subject}
