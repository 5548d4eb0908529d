"""Endpoints of sites, processes and programmes."""

from rest_framework import serializers

from projects import selectors
from projects import services as verbs
from projects.filters import ProcessFilters, ProgrammeFilters, SiteFilters
from projects.models import Process, Programme, Site
from projects.states import PROCESS, PROGRAMME, SITE
from projects.views.base import OfProject
from projects.views.processes import OfProcess
from projects.views.programmes import OfProgramme
from projects.views.sites import OfSite
from tenancy.walls import Visibility
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

SITE_ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("country", required=True),
    Field("city", required=True),
    Field("zone", required=True, help="IANA name."),
    Field("currency", required=True, help="ISO 4217 code."),
    Field("languages", required=True),
    Field("state", required=True, choices=Site.State.choices),
    Field("version", "integer", required=True),
)
PROCESS_ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("channel", required=True, choices=Process.Channel.choices),
    Field("path", required=True),
    Field("volume", "integer"),
    Field("aht_seconds", "integer"),
    Field("complexity", "integer"),
    Field("criticality", required=True, choices=Process.Criticality.choices),
    Field("systems", required=True),
    Field("languages", required=True),
    Field("hours", required=True),
    Field("site_id", "uuid"),
    Field("expert_id", "uuid"),
    Field("sop", required=True),
    Field("sop_status", required=True, choices=Process.Procedure.choices),
    Field("kt_status", required=True, choices=Process.Transfer.choices),
    Field("state", required=True, choices=Process.State.choices),
    Field("visibility", required=True, choices=Visibility.choices),
    Field("version", "integer", required=True),
)
PROGRAMME_ROW = (
    Field("id", "uuid", required=True),
    Field("code", required=True),
    Field("name", required=True),
    Field("name_zh", required=True),
    Field("purpose", required=True),
    Field("owner_id", "uuid"),
    Field("state", required=True, choices=Programme.State.choices),
    Field("version", "integer", required=True),
)


class StepInput(serializers.Serializer):
    """A step of the state table; some need a reason. A subclass names the table."""

    reason = serializers.CharField(max_length=500, required=False)


class SiteChanges(serializers.Serializer):
    """What may be changed of a site."""

    name = serializers.CharField(max_length=120)
    name_zh = serializers.CharField(max_length=120, required=False, allow_blank=True)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    city = serializers.CharField(max_length=80, required=False, allow_blank=True)
    zone = serializers.CharField(max_length=64, help_text="IANA name.")
    currency = serializers.CharField(max_length=3, help_text="ISO 4217 code.")
    languages = serializers.CharField(max_length=120, required=False, allow_blank=True)


class SiteInput(SiteChanges):
    """A new site."""

    code = serializers.CharField(max_length=24)
    state = serializers.ChoiceField(choices=["planned", "open"], required=False)


class SiteStepInput(StepInput):
    """A step of a site."""

    step = serializers.ChoiceField(choices=SITE.all_verbs())


class SitesEndpoint(ListEndpoint):
    """Where the organization works."""

    policies = {"get": "projects.view_sites", "post": "projects.add_site"}
    selector, filterset, row = selectors.sites, SiteFilters, SITE_ROW
    orders = {"name": ("name",), "code": ("code",)}
    forms, services = {"post": SiteInput}, {"post": verbs.add_site}
    location = Link("api_projects_site", site="code")


class SiteEndpoint(OfSite, RecordEndpoint):
    """One site."""

    policies, row = {"get": "projects.view_sites", "patch": "projects.update_site"}, SITE_ROW
    forms, services = {"patch": SiteChanges}, {"patch": verbs.update_site}


class SiteStateEndpoint(OfSite, ActionEndpoint):
    """Open or close it."""

    policies, row = {"post": "projects.change_site_state"}, SITE_ROW
    forms, services = {"post": SiteStepInput}, {"post": verbs.change_site_state}


class ProcessChanges(serializers.Serializer):
    """What may be changed of a process."""

    name = serializers.CharField(max_length=160)
    name_zh = serializers.CharField(max_length=160, required=False, allow_blank=True)
    channel = serializers.ChoiceField(choices=Process.Channel.choices)
    path = serializers.CharField(max_length=300, required=False, allow_blank=True)
    volume = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=2_000_000_000)
    aht_seconds = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=2_000_000_000
    )
    complexity = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=5)
    criticality = serializers.ChoiceField(choices=Process.Criticality.choices, required=False)
    systems = serializers.CharField(max_length=300, required=False, allow_blank=True)
    languages = serializers.CharField(max_length=120, required=False, allow_blank=True)
    hours = serializers.CharField(max_length=120, required=False, allow_blank=True)
    site_id = serializers.UUIDField(required=False, allow_null=True)
    expert_id = serializers.UUIDField(required=False, allow_null=True)
    sop = serializers.CharField(max_length=80, required=False, allow_blank=True)
    sop_status = serializers.ChoiceField(choices=Process.Procedure.choices, required=False)
    kt_status = serializers.ChoiceField(choices=Process.Transfer.choices, required=False)


class ProcessInput(ProcessChanges):
    """A new process."""

    code = serializers.CharField(max_length=24)


class ProcessStepInput(StepInput):
    """A step of a process."""

    step = serializers.ChoiceField(choices=PROCESS.all_verbs())


class ProcessesEndpoint(OfProject, ListEndpoint):
    """What the project takes over and runs."""

    policies = {"get": "projects.view_processes", "post": "projects.add_process"}
    selector, filterset, row = selectors.processes, ProcessFilters, PROCESS_ROW
    orders = {"code": ("code",), "name": ("name",)}
    forms, services = {"post": ProcessInput}, {"post": verbs.add_process}
    location = Link("api_projects_process", process="code")


class ProcessEndpoint(OfProcess, RecordEndpoint):
    """One process."""

    policies = {"get": "projects.view_processes", "patch": "projects.update_process"}
    row = PROCESS_ROW
    forms, services = {"patch": ProcessChanges}, {"patch": verbs.update_process}


class ProcessStateEndpoint(OfProcess, ActionEndpoint):
    """Take a step of its life."""

    policies, row = {"post": "projects.change_process_state"}, PROCESS_ROW
    forms, services = {"post": ProcessStepInput}, {"post": verbs.change_process_state}


class ShareProcessEndpoint(OfProcess, ActionEndpoint):
    """Let the client see it."""

    policies, row = {"post": "projects.share_process"}, PROCESS_ROW
    services = {"post": verbs.share_process}


class UnshareProcessEndpoint(OfProcess, ActionEndpoint):
    """Take it out of the client's sight."""

    policies, row = {"post": "projects.share_process"}, PROCESS_ROW
    services = {"post": verbs.unshare_process}


class ProgrammeChanges(serializers.Serializer):
    """What may be changed of a programme."""

    name = serializers.CharField(max_length=160)
    name_zh = serializers.CharField(max_length=160, required=False, allow_blank=True)
    purpose = serializers.CharField(max_length=500, required=False, allow_blank=True)
    owner_id = serializers.UUIDField(required=False, allow_null=True)


class ProgrammeInput(ProgrammeChanges):
    """A new programme."""

    code = serializers.CharField(max_length=24)


class ProgrammeStepInput(StepInput):
    """A step of a programme."""

    step = serializers.ChoiceField(choices=PROGRAMME.all_verbs())


class ProgrammeProjectsInput(serializers.Serializer):
    """All projects of a programme: those that are left out leave it."""

    project_ids = serializers.ListField(child=serializers.UUIDField(), max_length=500)


class ProgrammesEndpoint(ListEndpoint):
    """Projects that are steered together."""

    policies = {"get": "projects.view_programmes", "post": "projects.add_programme"}
    selector, filterset, row = selectors.programmes, ProgrammeFilters, PROGRAMME_ROW
    orders = {"code": ("code",), "name": ("name",)}
    forms, services = {"post": ProgrammeInput}, {"post": verbs.add_programme}
    location = Link("api_projects_programme", programme="code")


class ProgrammeEndpoint(OfProgramme, RecordEndpoint):
    """One programme."""

    policies = {"get": "projects.view_programmes", "patch": "projects.update_programme"}
    row = PROGRAMME_ROW
    forms, services = {"patch": ProgrammeChanges}, {"patch": verbs.update_programme}


class ProgrammeStateEndpoint(OfProgramme, ActionEndpoint):
    """Close it or open it again."""

    policies, row = {"post": "projects.change_programme_state"}, PROGRAMME_ROW
    forms, services = {"post": ProgrammeStepInput}, {"post": verbs.change_programme_state}


class ProgrammeProjectsEndpoint(OfProgramme, ActionEndpoint):
    """Say which projects belong to it."""

    policies, row = {"post": "projects.update_programme"}, PROGRAMME_ROW
    forms, services = {"post": ProgrammeProjectsInput}, {"post": verbs.set_programme_projects}
