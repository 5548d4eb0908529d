"""Endpoints of requests for projects."""

from rest_framework import serializers

from projects import selectors
from projects import services as verbs
from projects.api.projects import ROW
from projects.filters import RequestFilters
from projects.models import IntakeRequest, Project
from projects.states import REQUEST
from projects.views.intake import OfRequest
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

REQUEST_ROW = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("title", required=True),
    Field("title_zh", required=True),
    Field("client_id", "uuid"),
    Field("client_name", required=True),
    Field("kind", required=True, choices=Project.Kind.choices),
    Field("why", required=True),
    Field("risks", required=True),
    Field("fte", "decimal"),
    Field("value", "decimal"),
    Field("currency", required=True, help="ISO 4217 code, or empty."),
    Field("wanted_on", "date"),
    Field("state", required=True, choices=IntakeRequest.State.choices),
    Field("reason", required=True),
    Field("requester_id", "uuid"),
    Field("decider_id", "uuid"),
    Field("decided_at", "datetime"),
    Field("opened_id", "uuid", help="The project that it became."),
    Field("created_at", "datetime", required=True),
    Field("version", "integer", required=True),
)


class RequestChanges(serializers.Serializer):
    """What may be changed of a request."""

    title = serializers.CharField(max_length=160)
    title_zh = serializers.CharField(max_length=160, required=False, allow_blank=True)
    client_id = serializers.UUIDField(required=False, allow_null=True)
    client_name = serializers.CharField(max_length=160, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=Project.Kind.choices, required=False)
    why = serializers.CharField(max_length=5000)
    risks = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    fte = serializers.DecimalField(8, 2, required=False, allow_null=True, min_value=0)
    value = serializers.DecimalField(18, 2, required=False, allow_null=True, min_value=0)
    currency = serializers.CharField(max_length=3, required=False, allow_blank=True)
    wanted_on = ApiDayField(required=False, allow_null=True)


class RequestStepInput(serializers.Serializer):
    """A step of a request."""

    step = serializers.ChoiceField(choices=REQUEST.all_verbs())
    reason = serializers.CharField(max_length=500, required=False)


class OpeningInput(serializers.Serializer):
    """The project that it becomes."""

    key = serializers.CharField(max_length=10)
    name = serializers.CharField(max_length=160, required=False)
    client_id = serializers.UUIDField(required=False, allow_null=True)
    manager_id = serializers.UUIDField(required=False, allow_null=True)
    zone = serializers.CharField(max_length=64, required=False, help_text="IANA name.")
    currency = serializers.CharField(max_length=3, help_text="ISO 4217 code.")
    engagement_id = serializers.UUIDField(required=False, allow_null=True)
    sow_id = serializers.UUIDField(required=False, allow_null=True)
    template_key = serializers.CharField(max_length=40, required=False, allow_blank=True)
    planned_finish = ApiDayField(required=False, allow_null=True)


class RequestsEndpoint(ListEndpoint):
    """Requests for projects; POST asks for one."""

    policies = {"get": "projects.view_requests", "post": "projects.request_project"}
    selector, filterset, row = selectors.requests, RequestFilters, REQUEST_ROW
    orders = {"-number": ("-number",)}
    forms, services = {"post": RequestChanges}, {"post": verbs.request_project}
    location = Link("api_projects_request", asked="number")


class RequestEndpoint(OfRequest, RecordEndpoint):
    """One request."""

    policies = {"get": "projects.view_requests", "patch": "projects.update_request"}
    row = REQUEST_ROW
    forms, services = {"patch": RequestChanges}, {"patch": verbs.update_request}


class RequestStateEndpoint(OfRequest, ActionEndpoint):
    """Take it up, decide on it, or withdraw it."""

    policies, row = {"post": "projects.change_request_state"}, REQUEST_ROW
    forms, services = {"post": RequestStepInput}, {"post": verbs.change_request_state}


class OpenRequestedEndpoint(OfRequest, ActionEndpoint):
    """Open the project; answers the project."""

    policies, row = {"post": "projects.open_requested"}, ROW
    forms, services = {"post": OpeningInput}, {"post": verbs.open_requested}
    status = 201
