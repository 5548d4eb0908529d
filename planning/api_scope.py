"""Endpoints of links, conversions, prices and responsibilities."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from planning import services, tracing
from planning.filters_scope import ResponsibilityFilters, UnaskedFilters
from planning.models import Requirement, Responsibility
from planning.registers.deliverables import DELIVERABLES
from planning.registers.scope import SCOPE_ITEMS
from planning.responsibilities import responsibilities
from planning.views.scope import OfRequirement, OfWork
from planning.views.subjects import OfProject
from projects.registers.pages import OfRecord
from projects.selectors import process_by_code, project_by_key
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint
from toolkit.days import ApiDayField

WORK = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True, source="task__number"),
    Field("name", required=True, source="task__name"),
    Field("state", required=True, source="task__state"),
    Field("task_id", "uuid", required=True),
)
TRACED = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("state", required=True, choices=Requirement.State.choices),
    Field("deliverable_id", "uuid"),
    Field("version", "integer", required=True),
)
PRICE = (
    Field("id", "uuid", required=True),
    Field("amount", "decimal", required=True),
    Field("currency", required=True),
    Field("note", required=True),
    Field("created_at", "datetime", required=True),
)
PRICED = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("version", "integer", required=True),
)
PART = (
    Field("id", "uuid", required=True),
    Field("deliverable_id", "uuid"),
    Field("process_id", "uuid"),
    Field("person_id", "uuid", required=True),
    Field("part", required=True, choices=Responsibility.Part.choices),
)
UNASKED = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("name", required=True),
    Field("wbs", required=True),
    Field("state", required=True),
    Field("owner_id", "uuid"),
)


class TieInput(serializers.Serializer[Any]):
    """The number of a task of the same plan."""

    task = serializers.IntegerField(min_value=1, max_value=2**31 - 1)


OF_MADE = {
    **dict.fromkeys(("deliverable_due", "acceptor_id"), "deliverable_title"),
    **dict.fromkeys(("parent_id", "begin", "due"), "task_name"),
}


class ConvertInput(serializers.Serializer[Any]):
    """What is made of a requirement: a deliverable, a task, or both."""

    deliverable_title = serializers.CharField(max_length=300, required=False, allow_blank=True)
    deliverable_due = ApiDayField(required=False, allow_null=True)
    acceptor_id = serializers.UUIDField(required=False, allow_null=True)
    task_name = serializers.CharField(max_length=512, required=False, allow_blank=True)
    parent_id = serializers.UUIDField(required=False, allow_null=True)
    begin = ApiDayField(required=False, allow_null=True)
    due = ApiDayField(required=False, allow_null=True)
    owner_id = serializers.UUIDField(required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What belongs to a thing that is not made is refused: nobody should believe that it was kept."""
        idle = [name for name, of in OF_MADE.items() if attrs.get(name) and not attrs.get(of, "").strip()]
        if idle:
            raise serializers.ValidationError({name: [_("Name what it belongs to, too.")] for name in idle})
        return attrs


class PriceInput(serializers.Serializer[Any]):
    """What extra work costs."""

    amount = serializers.DecimalField(max_digits=18, decimal_places=2, min_value=0)
    currency = serializers.RegexField(r"^[A-Z]{3}$")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


class PartInput(serializers.Serializer[Any]):
    """One person's part."""

    person_id = serializers.UUIDField()
    part = serializers.ChoiceField(choices=Responsibility.Part.choices)


class PartsInput(serializers.Serializer[Any]):
    """Everybody's part in one row; who is not named has none."""

    parts = PartInput(many=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return {"parts": {one["person_id"]: one["part"] for one in attrs["parts"]}}


class RequirementTasksEndpoint(OfRequirement, ListEndpoint):
    """The tasks that work towards a requirement."""

    policies = {"get": "planning.view_requirements"}
    selector = tracing.links_of
    row = WORK
    orders = {"number": ("task__number",)}


class LinkEndpoint(OfRequirement, ActionEndpoint):
    """Say that a task works towards it."""

    policies = {"post": "planning.link_requirement"}
    forms, services = {"post": TieInput}, {"post": services.link_task}
    row = TRACED


class UnlinkEndpoint(OfWork, ActionEndpoint):
    """Take a link back."""

    policies = {"post": "planning.link_requirement"}
    services = {"post": services.unlink_task}
    row = TRACED


class ConvertEndpoint(OfRequirement, ActionEndpoint):
    """Make a deliverable, a task, or both of a requirement."""

    policies = {"post": "planning.convert_requirement"}
    forms, services = {"post": ConvertInput}, {"post": services.convert_requirement}
    row = TRACED


class GapsEndpoint(OfProject, Endpoint):
    """How much of the scope hangs together, in counts."""

    kind = "detail"
    policies = {"get": "planning.view_trace"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        """The counts of the page of the trace."""
        self.check_parameters()
        return self.answer(vars(tracing.gaps(actor=self.actor, project=self.subject)))


class UnaskedEndpoint(OfProject, ListEndpoint):
    """Leaf tasks that no requirement asks for."""

    policies = {"get": "planning.view_trace"}
    selector = tracing.tasks_without_requirement
    filterset = UnaskedFilters
    row = UNASKED
    orders = {"number": ("number",)}


class OfScopeItem(OfRecord):
    """About one scope item."""

    register = SCOPE_ITEMS
    subject_as = "item"


class PricesEndpoint(OfScopeItem, ListEndpoint):
    """What was said of the price of extra work."""

    policies = {"get": "planning.view_scope_prices"}
    selector = tracing.prices_of
    row = PRICE
    orders = {"-created": ("-created_at",)}


class PriceEndpoint(OfScopeItem, ActionEndpoint):
    """Say what extra work costs."""

    policies = {"post": "planning.price_scope_item"}
    forms, services = {"post": PriceInput}, {"post": services.price_scope_item}
    row = PRICED


class ResponsibilitiesEndpoint(OfProject, ListEndpoint):
    """Who does what."""

    policies = {"get": "planning.view_responsibilities"}
    selector = responsibilities
    filterset = ResponsibilityFilters
    row = PART


class PartsEndpoint(ActionEndpoint):
    """Everybody's part in one row, written as a whole: the same again changes nothing."""

    abstract = True

    versioned = False
    policies = {"post": "planning.set_responsibilities"}
    forms, services = {"post": PartsInput}, {"post": services.set_responsibilities}


class DeliverablePartsEndpoint(OfRecord, PartsEndpoint):
    """Of a deliverable."""

    register = DELIVERABLES


class ProcessPartsEndpoint(PartsEndpoint):
    """Of a process."""

    subject_as = "subject"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        project = project_by_key(actor=actor, key=kwargs["key"])
        return process_by_code(actor=actor, project=project, code=kwargs["process"])
