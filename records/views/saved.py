"""Pages about saved views of lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from records.filters.saved import ViewFilters
from records.forms.saved import EditViewForm, SaveViewForm
from records.models import SavedView
from records.selectors.saved import saved_view, saved_views
from records.services import saved as services
from records.tables.saved import ViewTable
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage

VIEWS = Link("records_views")


class OfView:
    """About one saved view."""

    subject_as = "view"

    def get_subject(self, actor: Actor, **kwargs: Any) -> SavedView:
        found: SavedView = saved_view(actor=actor, view_id=kwargs["view"])
        return found


def sharing(page: Any, actor: Actor, subject: Any) -> dict[str, Any]:
    """Whether the form offers to share."""
    return {"may_share": actor.may("records.share_view")}


class ViewList(ListPage):
    """The views of lists that the actor has."""

    policy = "records.view_views"
    title = _("Saved views")
    selector = saved_views
    table, filterset = ViewTable, ViewFilters
    order = ("route", "shared", "position", "label")
    empty_title, empty_icon = _("No saved views yet"), "bookmark"
    empty_text = _("Narrow or sort a list, then press “Save view” above it.")


class SaveView(FormPage):
    """Keep what a list shows under a name."""

    policy = "records.save_view"
    title, verb = _("Save this view"), _("Save view")
    form = SaveViewForm
    service = services.save_view
    success = _("%(label)s is saved.")
    cancel_url = VIEWS
    get_form_kwargs = sharing

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {name: self.request.GET.get(name, "") for name in ("route", "state", "label")}

    def get_success_url(self, result: SavedView) -> str:
        return way_back(self, result) or VIEWS.url(self.kwargs)


def way_back(page: Any, view: SavedView) -> str:
    """The list that the view was made from, opened with it; never an address of elsewhere."""
    back = page.request.GET.get("back", "")
    is_ours = back.startswith(f"/o/{page.actor.organization.slug}/") and "\\" not in back and "//" not in back
    return f"{back.partition('?')[0]}?open={view.pk}" if is_ours else ""


class EditView(OfView, FormPage):
    """Name and place of a view."""

    policy = "records.edit_view"
    title, verb = _("View %(label)s"), _("Save view")
    form = EditViewForm
    service = services.edit_view
    get_form_kwargs = sharing
    success = _("%(label)s is saved.")
    success_url = cancel_url = VIEWS
    versioned = True


class DeleteView(OfView, ActionPage):
    """Forget a view."""

    policy = "records.edit_view"
    title, verb, danger = _("Delete the view %(label)s?"), _("Delete view"), True
    consequence = _("The list and its rows stay as they are.")
    service = services.delete_view
    success = _("The view %(label)s is deleted.")
    success_url = cancel_url = VIEWS
    versioned = True


class OpenFirst(OfView, ActionPage):
    """Let a list open with a view."""

    policy = "records.save_view"
    title, verb = _("Let the list open with %(label)s?"), _("Open first")
    consequence = _("For you only. Done again, the list opens as usual.")
    service = services.open_first
    success_url = cancel_url = VIEWS
