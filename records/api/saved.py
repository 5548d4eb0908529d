"""Endpoints of saved views."""

from rest_framework import serializers

from records.filters.saved import ViewFilters
from records.selectors.saved import saved_views
from records.services import saved as services
from records.views.saved import OfView
from toolkit.api import Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

VIEW = (
    Field("id", "uuid", required=True),
    Field("route", required=True),
    Field("label", required=True),
    Field("state", required=True),
    Field("shared", "boolean", required=True),
    Field("position", "integer", required=True),
    Field("owner_id", "uuid", required=True),
    Field("version", "integer", required=True),
)


class ViewInput(serializers.Serializer):
    """A view to save: the list's name, and what its address says behind the question mark."""

    route = serializers.CharField(max_length=80)
    label = serializers.CharField(max_length=60)  # type: ignore[assignment]
    state = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    shared = serializers.BooleanField(required=False)


class ViewChanges(serializers.Serializer):
    """What may change of a view."""

    label = serializers.CharField(max_length=60, required=False)  # type: ignore[assignment]
    state = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    shared = serializers.BooleanField(required=False)
    position = serializers.IntegerField(min_value=0, max_value=99, required=False)


class Nothing(serializers.Serializer):
    """No members."""


class ViewsEndpoint(ListEndpoint):
    """The views of lists that the caller has."""

    policies = {"get": "records.view_views", "post": "records.save_view"}
    selector = saved_views
    filterset = ViewFilters
    row = VIEW
    orders = {"route": ("route", "label"), "label": ("label",)}
    forms, services = {"post": ViewInput}, {"post": services.save_view}
    location = Link("api_records_view", view="id")


class ViewEndpoint(OfView, RecordEndpoint):
    """One of them."""

    policies = {"get": "records.view_views", "patch": "records.edit_view", "delete": "records.edit_view"}
    row = VIEW
    forms = {"patch": ViewChanges, "delete": Nothing}
    services = {"patch": services.edit_view, "delete": services.delete_view}
