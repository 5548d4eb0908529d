"""Endpoints of projects: themselves, their contract, sites, members, stages and statuses."""

from rest_framework import serializers

from projects import selectors
from projects import services as verbs
from projects.filters import ProjectFilters
from projects.models import Project
from projects.states import PROJECT
from projects.views.base import OfProject
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("key", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("client_id", "uuid", required=True),
    Field("client", source="client__name", required=True),
    Field("kind", required=True, choices=Project.Kind.choices),
    Field("stage", required=True, choices=Project.Stage.choices),
    Field("state", required=True, choices=Project.State.choices),
    Field("zone", required=True, help="IANA name."),
    Field("currency", required=True, help="ISO 4217 code."),
    Field("planned_start", "date"),
    Field("planned_finish", "date"),
    Field("methodology"),
    Field("sponsor_id", "uuid"),
    Field("programme_id", "uuid"),
    Field("engagement_id", "uuid"),
    Field("sow_id", "uuid"),
    Field("status_days", "integer", required=True, help="For how many days a confirmed status counts."),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("created_at", "datetime", required=True),
    Field("version", "integer", required=True),
)
STEPS = sorted(PROJECT.all_verbs())


class ProjectChanges(serializers.Serializer):
    """What may be changed of a project."""

    name = serializers.CharField(max_length=160)
    name_zh = serializers.CharField(max_length=160, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=Project.Kind.choices, required=False)
    zone = serializers.CharField(max_length=64, required=False, help_text="IANA name.")
    currency = serializers.CharField(max_length=3, help_text="ISO 4217 code.")
    planned_start = ApiDayField(required=False, allow_null=True)
    planned_finish = ApiDayField(required=False, allow_null=True)
    methodology = serializers.ChoiceField(
        choices=Project.Methodology.choices, required=False, allow_blank=True
    )
    sponsor_id = serializers.UUIDField(required=False, allow_null=True)
    status_days = serializers.IntegerField(required=False, min_value=1, max_value=90)


class ProjectInput(ProjectChanges):
    """A new project. Without a manager the one who creates it manages it; without a zone the organization's
    counts."""

    client_id = serializers.UUIDField()
    key = serializers.CharField(max_length=10)
    stage = serializers.ChoiceField(choices=Project.Stage.choices, required=False)
    manager_id = serializers.UUIDField(required=False, allow_null=True)


class StageInput(serializers.Serializer):
    """Another stage; any move but the one to the next needs a reason."""

    stage = serializers.ChoiceField(choices=Project.Stage.choices)
    reason = serializers.CharField(max_length=500, required=False)


class StepInput(serializers.Serializer):
    """A step of the state table; holding and cancelling need a reason."""

    step = serializers.ChoiceField(choices=STEPS)
    reason = serializers.CharField(max_length=500, required=False)


class ProjectsEndpoint(ListEndpoint):
    """The projects the caller may know of."""

    policies = {"get": "projects.view_projects", "post": "projects.create_project"}
    selector = selectors.projects
    filterset = ProjectFilters
    row = ROW
    orders = {"key": ("key",), "name": ("name",), "created_at": ("created_at",)}
    forms, services = {"post": ProjectInput}, {"post": verbs.create_project}
    location = Link("api_projects_project", key="key")


class ProjectEndpoint(OfProject, RecordEndpoint):
    """One project."""

    policies = {"get": "projects.view_project", "patch": "projects.update_project"}
    row = ROW
    forms, services = {"patch": ProjectChanges}, {"patch": verbs.update_project}


class StageEndpoint(OfProject, ActionEndpoint):
    """Move it to another stage."""

    policies, row = {"post": "projects.set_stage"}, ROW
    forms, services = {"post": StageInput}, {"post": verbs.set_stage}


class StateEndpoint(OfProject, ActionEndpoint):
    """Take a step of the state table."""

    policies, row = {"post": "projects.change_state"}, ROW
    forms, services = {"post": StepInput}, {"post": verbs.change_state}


class ShareEndpoint(OfProject, ActionEndpoint):
    """Let the client see it."""

    policies, row = {"post": "projects.share_project"}, ROW
    services = {"post": verbs.share_project}


class UnshareEndpoint(OfProject, ActionEndpoint):
    """Take it, and all in it, out of the client's sight."""

    policies, row = {"post": "projects.share_project"}, ROW
    services = {"post": verbs.unshare_project}


class ContractInput(serializers.Serializer):
    """Under which contract it runs; null for none. A statement of work names its engagement."""

    engagement_id = serializers.UUIDField(allow_null=True)
    sow_id = serializers.UUIDField(required=False, allow_null=True)


class ContractEndpoint(OfProject, ActionEndpoint):
    """Say under which contract it runs."""

    policies, row = {"post": "projects.set_contract"}, ROW
    forms, services = {"post": ContractInput}, {"post": verbs.set_contract}
