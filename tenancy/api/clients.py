"""Endpoints of clients."""

from rest_framework import serializers

from tenancy import selectors
from tenancy import services as verbs
from tenancy.filters.clients import ClientFilters
from tenancy.models import Client
from tenancy.states import CLIENT
from tenancy.views.clients import OfClient
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("industry", required=True),
    Field("country", required=True, help="ISO 3166-1 code of two letters, or empty."),
    Field("state", required=True, choices=Client.State.choices),
    Field("created_at", "datetime", required=True),
    Field("version", "integer", required=True),
)


class ClientChanges(serializers.Serializer):
    """What may be changed of a client."""

    name = serializers.CharField(max_length=160)
    name_zh = serializers.CharField(max_length=160, required=False, allow_blank=True)
    industry = serializers.CharField(max_length=80, required=False, allow_blank=True)
    country = serializers.RegexField(r"^([A-Z]{2})?\Z", required=False, allow_blank=True)


class ClientInput(ClientChanges):
    """A new client."""

    code = serializers.RegexField(r"^[A-Z][A-Z0-9]{1,9}\Z")
    state = serializers.ChoiceField(
        choices=[Client.State.ACTIVE, Client.State.PROSPECT], default=Client.State.ACTIVE
    )


class ClientStepInput(serializers.Serializer):
    """A step of the state table; setting dormant and ending need a reason."""

    step = serializers.ChoiceField(choices=CLIENT.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)


class ClientsEndpoint(ListEndpoint):
    """The companies the organization works for."""

    policies = {"get": "tenancy.view_clients", "post": "tenancy.add_client"}
    selector = selectors.clients
    filterset = ClientFilters
    row = ROW
    orders = {"code": ("code",), "name": ("name",), "created_at": ("created_at",)}
    forms, services = {"post": ClientInput}, {"post": verbs.add_client}
    location = Link("api_tenancy_client", code="code")


class ClientEndpoint(OfClient, RecordEndpoint):
    """One client."""

    policies = {"get": "tenancy.view_clients", "patch": "tenancy.update_client"}
    row = ROW
    forms, services = {"patch": ClientChanges}, {"patch": verbs.update_client}


class ClientStateEndpoint(OfClient, ActionEndpoint):
    """Take a step of the state table."""

    policies, row = {"post": "tenancy.change_client_state"}, ROW
    forms, services = {"post": ClientStepInput}, {"post": verbs.change_client_state}
