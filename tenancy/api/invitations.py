"""Endpoints of invitations. The link's token is in no answer: it goes by mail only."""

from typing import Any

from rest_framework import serializers

from tenancy import selectors
from tenancy import services as verbs
from tenancy.filters.people import InvitationFilters
from tenancy.models import Invitation, Role
from tenancy.models.people import LANGUAGES
from tenancy.views.invitations import OfInvitation
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField
from toolkit.links import Link

ROW = (
    Field("id", "uuid", required=True),
    Field("person_id", "uuid", required=True),
    Field("person", source="person__name", required=True),
    Field("email", required=True),
    Field("role", required=True, choices=Role.choices),
    Field("language", required=True, choices=LANGUAGES),
    Field("ends_on", "date", help="Last day of the role."),
    Field("projects", "object", required=True, help="Identifiers of projects to join."),
    Field("state", required=True, choices=Invitation.State.choices),
    Field("invited_by", required=True),
    Field("sent_at", "datetime", required=True),
    Field("expires_at", "datetime", required=True),
    Field("accepted_at", "datetime"),
    Field("withdrawn_at", "datetime"),
    Field("version", "integer", required=True),
)


class InvitationInput(serializers.Serializer):
    """Whom, to what, and until when. With `client_id` a client's person, for the client's roles."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120)
    role = serializers.ChoiceField(choices=Role.choices)
    language = serializers.ChoiceField(choices=LANGUAGES, required=False)
    client_id = serializers.UUIDField(required=False, allow_null=True)
    ends_on = ApiDayField(required=False, allow_null=True)
    projects = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=200)


class InvitationDoor(OfInvitation):
    """Answers an invitation as the list does: with its state."""

    actor: Any

    def perform(self, method: str, values: dict[str, Any]) -> Invitation:
        found: Invitation = super().perform(method, values)  # type: ignore[misc]
        return selectors.invitation_by_id(actor=self.actor, invitation_id=found.pk)


class InvitationsEndpoint(ListEndpoint):
    """Who was invited, and what came of it."""

    policies = {"get": "tenancy.view_invitations", "post": "tenancy.invite_person"}
    selector = selectors.invitations
    filterset = InvitationFilters
    row = ROW
    orders = {"-created_at": ("-created_at",), "email": ("email",)}
    forms, services = {"post": InvitationInput}, {"post": verbs.invite}
    location = Link("api_tenancy_invitation", invitation="id")

    def perform(self, method: str, values: dict[str, Any]) -> Invitation:
        found: Invitation = super().perform(method, values)
        return selectors.invitation_by_id(actor=self.actor, invitation_id=found.pk)


class InvitationEndpoint(OfInvitation, RecordEndpoint):
    """One invitation."""

    policies, row = {"get": "tenancy.view_invitations"}, ROW


class ResendEndpoint(InvitationDoor, ActionEndpoint):
    """Send another link; the one before is dead."""

    policies, row = {"post": "tenancy.invite_person"}, ROW
    services = {"post": verbs.resend_invitation}


class WithdrawEndpoint(InvitationDoor, ActionEndpoint):
    """Take it back."""

    policies, row = {"post": "tenancy.withdraw_invitation"}, ROW
    services = {"post": verbs.withdraw_invitation}
