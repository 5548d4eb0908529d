"""Endpoints of what a project has: members, sites, stages, statuses."""

from typing import Any

from rest_framework import serializers

from projects import selectors
from projects import services as verbs
from projects.models import Dimension, ProjectMember, Status
from projects.services import Said
from projects.views.base import OfProject
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint
from toolkit.days import ApiDayField

MEMBER = (
    Field("id", "uuid", required=True),
    Field("person_id", "uuid", required=True),
    Field("person", source="person__name", required=True),
    Field("role", required=True, choices=ProjectMember.Role.choices),
    Field("starts_on", "date", required=True),
    Field("ends_on", "date"),
    Field("version", "integer", required=True),
)
SITE = (
    Field("site_id", "uuid", required=True),
    Field("code", source="site__code", required=True),
    Field("site", source="site__name", required=True),
    Field("zone", source="site__zone", required=True, help="IANA name."),
    Field("fte", "decimal"),
)
STAGE = (
    Field("stage", required=True),
    Field("entered_on", "date", required=True),
    Field("created_at", "datetime", required=True),
)
STATUS = (
    Field("id", "uuid", required=True),
    Field("overall", required=True, choices=Status.choices),
    Field("proposed", required=True, choices=Status.choices, help="What the rule said at that moment."),
    Field("summary", required=True),
    Field("confirmed_by", source="confirmed_by__name"),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("created_at", "datetime", required=True),
)


class MembersEndpoint(OfProject, ListEndpoint):
    """Who works on it, past and future members included."""

    policies = {"get": "projects.view_members"}
    selector = selectors.members
    row = MEMBER
    orders = {"person": ("person__name", "role"), "starts_on": ("starts_on",)}


class MembersInput(serializers.Serializer):
    """Several people in one role."""

    person_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)
    role = serializers.ChoiceField(choices=ProjectMember.Role.choices)
    starts_on = ApiDayField(required=False, allow_null=True)
    ends_on = ApiDayField(required=False, allow_null=True)


class AddMembersEndpoint(OfProject, ActionEndpoint):
    """Give several people the same role; whoever has it keeps it as it is."""

    policies = {"post": "projects.add_member"}
    forms, services = {"post": MembersInput}, {"post": verbs.add_members}
    versioned = False


class PlaceInput(serializers.Serializer):
    """One site with its planned places."""

    site_id = serializers.UUIDField()
    fte = serializers.DecimalField(max_digits=8, decimal_places=2, required=False, allow_null=True)


class PlacesInput(serializers.Serializer):
    """All sites at which it runs: those that are left out are taken off."""

    sites = serializers.ListField(child=PlaceInput(), max_length=200)


class ProjectSitesEndpoint(OfProject, ListEndpoint):
    """Where it runs."""

    policies = {"get": "projects.view_project"}
    selector = selectors.sites_of
    row = SITE
    orders = {"site": ("site__name",)}


class SetProjectSitesEndpoint(OfProject, ActionEndpoint):
    """Say where it runs."""

    policies = {"post": "projects.set_sites"}
    forms, services = {"post": PlacesInput}, {"post": verbs.set_project_sites}

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        places = {one["site_id"]: one.get("fte") for one in values.pop("sites")}
        return super().perform(method, {**values, "sites": places})


class StagesEndpoint(OfProject, ListEndpoint):
    """Which stages it entered, and when."""

    policies = {"get": "projects.view_project"}
    selector = selectors.stages
    row = STAGE
    orders = {"created_at": ("created_at",)}


class LineInput(serializers.Serializer):
    """What is said of one dimension."""

    dimension = serializers.ChoiceField(choices=Dimension.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class StatusInput(serializers.Serializer):
    """What a person says; a dimension that is left out is as the rule proposes."""

    said = serializers.ListField(child=LineInput(), required=False, max_length=7)
    summary = serializers.CharField(max_length=500, required=False, allow_blank=True)
    share = serializers.BooleanField(required=False)


class StatusesEndpoint(OfProject, ListEndpoint):
    """What was confirmed of it; POST confirms."""

    policies = {"get": "projects.view_project", "post": "projects.confirm_status"}
    selector = selectors.reports
    row = STATUS
    orders = {"-created_at": ("-created_at",)}
    forms, services = {"post": StatusInput}, {"post": verbs.confirm_status}

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        said = {
            one["dimension"]: Said(one["status"], one.get("reason", "")) for one in values.pop("said", [])
        }
        return super().perform(method, {**values, "said": said})
