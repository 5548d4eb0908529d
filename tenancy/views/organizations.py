"""Pages of the organization's own profile."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.forms.organizations import OrganizationForm
from tenancy.models import Organization
from tenancy.tables.clients import OrganizationFacts
from tenancy.tables.history import HistoryTable, history_rows
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage
from toolkit.tables import Action

PROFILE = Link("tenancy_settings")
HISTORY_ROWS = 20


class Kept:
    """A page of the settings: who may only read is told who may change."""

    actor: Any
    kept_by = "tenancy.update_person"

    def get_context(self) -> dict[str, Any]:
        may = self.actor.may(self.kept_by)
        return {"keepers": [] if may else selectors.administrators(actor=self.actor)}


class OfOrganization:
    """About the organization itself."""

    subject_as = "organization"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Organization:
        return selectors.own_organization(actor=actor)


class OrganizationProfile(OfOrganization, Kept, DetailPage):
    """What the organization says of itself."""

    policy = "tenancy.view_organization"
    title = _("Organization")
    facts = OrganizationFacts
    template = "tenancy/profile.html"
    actions = (
        Action(
            _("Edit"), Link("tenancy_edit_organization"), policy="tenancy.update_organization", icon="pencil"
        ),
    )

    def get_context(self) -> dict[str, Any]:
        rows = selectors.history(actor=self.actor, subject_id=self.subject.pk)
        shown = rows.values("at", "actor_name", "action", "after")[:HISTORY_ROWS]
        return {**super().get_context(), "history": HistoryTable(self.reader).shown(history_rows(shown))}


class EditOrganization(OfOrganization, FormPage):
    """Change what the profile says."""

    policy = "tenancy.update_organization"
    title, verb = _("Edit the organization’s profile"), _("Save profile")
    form = OrganizationForm
    service = services.update_organization
    success = _("The profile of %(name)s is saved.")
    success_url = cancel_url = PROFILE
    versioned = True
