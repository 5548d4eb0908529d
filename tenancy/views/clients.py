"""Pages of clients."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor
from tenancy.filters.clients import ClientFilters
from tenancy.forms.clients import ClientForm, ClientStepForm, NewClientForm
from tenancy.models import Client
from tenancy.panels import panels_of
from tenancy.states import CLIENT
from tenancy.tables.clients import ClientFacts, ClientTable
from tenancy.tables.history import HistoryTable, history_rows
from tenancy.tables.people import ClientPeopleTable
from tenancy.views.organizations import HISTORY_ROWS, Kept
from toolkit.formats import is_chinese
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage, ListPage
from toolkit.tables import Action

CLIENTS, OF_CLIENT = Link("tenancy_clients"), Link("tenancy_client")
PEOPLE_ROWS = 200


class OfClient:
    """About one client."""

    subject_as = "client"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Client:
        return selectors.client_by_code(actor=actor, code=kwargs["code"])


class KeptClients(Kept):
    """Clients are kept by administrators and delivery heads."""

    kept_by = "tenancy.update_client"


class ClientList(KeptClients, ListPage):
    """The companies the organization works for."""

    policy = "tenancy.view_clients"
    title = _("Clients")
    selector = selectors.client_register
    table, filterset = ClientTable, ClientFilters
    order = ("name",)
    template = "tenancy/settings_list.html"
    actions = (
        Action(_("Add a client"), Link("tenancy_add_client"), policy="tenancy.add_client", icon="plus"),
    )
    empty_title, empty_icon = _("No client yet"), "briefcase"
    empty_text = _("Projects are opened for clients. Add the first.")


class ClientPage(OfClient, KeptClients, DetailPage):
    """One client: its details, its people, its projects."""

    policy = "tenancy.view_clients"
    facts = ClientFacts
    template = "tenancy/client.html"

    def get_actions(self) -> tuple[Action, ...]:
        return actions_of(self.subject)

    def get_title(self) -> str:
        return (is_chinese() and self.subject.name_zh) or self.subject.name

    def get_context(self) -> dict[str, Any]:
        return {**super().get_context(), **client_context(self)}


EDIT = Action(_("Edit"), Link("tenancy_edit_client"), policy="tenancy.update_client", icon="pencil")
STEP = Action(_("Change state"), Link("tenancy_client_state"), policy="tenancy.change_client_state")


def actions_of(client: Client) -> tuple[Action, ...]:
    """The verbs that make sense for a client as it stands."""
    return (EDIT, STEP) if CLIENT.verbs(client.state) else (EDIT,)


def client_context(page: ClientPage) -> dict[str, Any]:
    """The lists of a client's page."""
    actor, client, reader = page.actor, page.subject, page.reader
    theirs = selectors.directory(actor=actor).filter(client=client).order_by("name", "pk")
    lines = selectors.history(actor=actor, subject_id=client.pk)
    return {
        "people": ClientPeopleTable(reader).shown(
            list(theirs.values(*ClientPeopleTable.fields())[:PEOPLE_ROWS])
        ),
        "panels": panels_of("client", actor=actor, record=client, reader=reader),
        "history": HistoryTable(reader).shown(
            history_rows(lines.values("at", "actor_name", "action", "after")[:HISTORY_ROWS])
        ),
    }


class AddClient(FormPage):
    """Add a company."""

    policy = "tenancy.add_client"
    title, verb = _("Add a client"), _("Add client")
    form, custom = NewClientForm, "tenancy.Client"
    service = services.add_client
    success = _("%(code)s %(name)s is a client.")
    success_url, cancel_url = Link("tenancy_client", code="code"), CLIENTS


class EditClient(OfClient, FormPage):
    """Change what is said of a client."""

    policy = "tenancy.update_client"
    title, verb = _("Edit %(name)s"), _("Save client")
    form, custom = ClientForm, "tenancy.Client"
    service = services.update_client
    success = _("%(code)s is saved.")
    success_url = cancel_url = OF_CLIENT
    versioned = True


def state_said(client: Client) -> str:
    """The fact after a step."""
    return f"{client.code}: {client.get_state_display()}"


class ChangeClientState(OfClient, FormPage):
    """Take a step of the state table."""

    policy = "tenancy.change_client_state"
    title, verb = _("Change state"), _("Change state")
    form = ClientStepForm
    service = services.change_client_state
    template = "pages/step.html"
    success = staticmethod(state_said)
    success_url = cancel_url = OF_CLIENT
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Client) -> dict[str, Any]:
        return {"steps": CLIENT.choices(actor, subject)}
