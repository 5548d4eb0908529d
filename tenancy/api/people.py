"""Endpoints of people and their roles."""

from typing import Any

from rest_framework import serializers

from tenancy import selectors
from tenancy import services as verbs
from tenancy.filters.people import PeopleFilters
from tenancy.models import Membership, Person, Role
from tenancy.models.people import LANGUAGES
from tenancy.tables.people import STANDINGS
from tenancy.views.people import OfPerson, OfRole
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

PERSON = (
    Field("id", "uuid", required=True),
    Field("name", required=True),
    Field("email", required=True),
    Field("language", required=True, choices=LANGUAGES),
    Field("zone", required=True, help="IANA name."),
    Field("side", required=True, choices=Person.Side.choices),
    Field("client_id", "uuid"),
    Field("client", source="client__name"),
    Field("roles", "object", source="held", required=True, help="Codes of the roles held today."),
    Field("standing", required=True, choices=STANDINGS),
    Field("left_at", "datetime"),
    Field("version", "integer", required=True),
)
ROLE = (
    Field("id", "uuid", required=True),
    Field("person_id", "uuid", required=True),
    Field("role", required=True, choices=Role.choices),
    Field("client_id", "uuid"),
    Field("starts_on", "date"),
    Field("ends_on", "date"),
    Field("ended_at", "datetime"),
    Field("version", "integer", required=True),
)


class PersonChanges(serializers.Serializer):
    """What may be changed of a person."""

    name = serializers.CharField(max_length=120)
    email = serializers.EmailField(max_length=254, required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    zone = serializers.CharField(max_length=64, required=False, help_text="IANA name.")


class PersonInput(PersonChanges):
    """A new person without a login: ours, or with `client_id` a client's."""

    client_id = serializers.UUIDField(required=False, allow_null=True)


class ReasonInput(serializers.Serializer):
    """Why."""

    reason = serializers.CharField(max_length=500)


class RoleDaysInput(serializers.Serializer):
    """From when to when; null is open."""

    starts_on = ApiDayField(required=False, allow_null=True)
    ends_on = ApiDayField(required=False, allow_null=True)


class RoleInput(RoleDaysInput):
    """A role; without a first day from today."""

    role = serializers.ChoiceField(choices=Role.choices)


class PersonDoor(OfPerson):
    """Answers a person as the list does: with roles and standing."""

    actor: Any
    subject: Any

    def perform(self, method: str, values: dict[str, Any]) -> Person:
        found: Person = super().perform(method, values)  # type: ignore[misc]
        return selectors.person_by_id(actor=self.actor, person_id=found.pk)


class PeopleEndpoint(ListEndpoint):
    """Everyone the organization names."""

    policies = {"get": "tenancy.view_people", "post": "tenancy.add_person"}
    selector = selectors.directory
    filterset = PeopleFilters
    row = PERSON
    orders = {"name": ("name",), "created_at": ("created_at",)}
    forms, services = {"post": PersonInput}, {"post": verbs.add_person}
    location = Link("api_tenancy_person", person="id")

    def perform(self, method: str, values: dict[str, Any]) -> Person:
        found: Person = super().perform(method, values)
        return selectors.person_by_id(actor=self.actor, person_id=found.pk)


class PersonEndpoint(OfPerson, RecordEndpoint):
    """One person."""

    policies = {"get": "tenancy.view_people", "patch": "tenancy.update_person"}
    row = PERSON
    forms, services = {"patch": PersonChanges}, {"patch": verbs.update_person}


class LeaveEndpoint(PersonDoor, ActionEndpoint):
    """The person leaves: roles, tokens and invitations end at once."""

    policies, row = {"post": "tenancy.dismiss_person"}, PERSON
    forms, services = {"post": ReasonInput}, {"post": verbs.leave}


class ReadmitEndpoint(PersonDoor, ActionEndpoint):
    """Take back that the person left."""

    policies, row = {"post": "tenancy.dismiss_person"}, PERSON
    services = {"post": verbs.readmit}


class RolesEndpoint(OfPerson, ListEndpoint):
    """A person's roles, ended ones included."""

    policies = {"get": "tenancy.view_people", "post": "tenancy.add_member"}
    selector = selectors.roles_of
    row = ROLE
    orders = {"role": ("role",), "starts_on": ("starts_on",)}
    forms, services = {"post": RoleInput}, {"post": verbs.add_member}

    def get_queryset(self) -> Any:
        return super().get_queryset().order_by()


class RoleEndpoint(OfRole, RecordEndpoint):
    """One role of a person."""

    policies = {"get": "tenancy.view_people", "patch": "tenancy.change_member"}
    row = ROLE
    forms, services = {"patch": RoleDaysInput}, {"patch": verbs.change_member}

    def perform(self, method: str, values: dict[str, Any]) -> Membership:
        held: Membership = self.subject
        days = {"starts_on": held.starts_on, "ends_on": held.ends_on}
        changed: Membership = super().perform(method, {**days, **values})
        return changed


class EndRoleEndpoint(OfRole, ActionEndpoint):
    """End the role at once."""

    policies, row = {"post": "tenancy.end_member"}, ROLE
    forms, services = {"post": ReasonInput}, {"post": verbs.end_membership}
