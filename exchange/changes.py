"""Facts of this room that other systems may hear of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exchange.events import ListImported, PlanImported
from exchange.models import ImportRun
from notifications.changes import About, offer
from tenancy.selectors import organization_ref


def import_run(event: PlanImported) -> About | None:
    """The import."""
    found = ImportRun.objects.filter(pk=event.import_id).values_list("project__key", "number").first()
    if found is None:
        return None
    key, number = found
    slug = organization_ref(organization_id=event.organization_id).slug
    path = reverse("api_exchange_import", kwargs={"org": slug, "key": key, "number": number})
    return About(event.import_id, f"{key}-I{number}", path)


offer(PlanImported, _("Plan file imported"), policy="exchange.view_imports", about=import_run)


def list_import(event: ListImported) -> About | None:
    """The import of a list into a project; those of no project stay in the house."""
    if event.project_id is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    path = reverse("api_exchange_list", kwargs={"org": slug, "list": event.import_id})
    return About(event.import_id, event.what, path)


offer(ListImported, _("List imported"), policy="exchange.view_imports", about=list_import)
