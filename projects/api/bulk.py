"""Endpoints that take many rows of a project at once: all of them or none."""

from typing import Any

from rest_framework import serializers

from projects import services as verbs
from projects.api.members import MEMBER
from projects.models import ProjectMember
from projects.views.base import OfProject
from toolkit.api import BulkEndpoint
from toolkit.days import ApiDayField


class MemberRowInput(serializers.Serializer):
    """One person in one role; from today unless another day is named."""

    person_id = serializers.UUIDField()
    role = serializers.ChoiceField(choices=ProjectMember.Role.choices)
    starts_on = ApiDayField(required=False, allow_null=True)
    ends_on = ApiDayField(required=False, allow_null=True)


class AddMemberRowsEndpoint(OfProject, BulkEndpoint):
    """Up to 500 new members, each in a role of her own."""

    policies, forms = {"post": "projects.add_member"}, {"post": MemberRowInput}
    row, status = MEMBER, 201

    def perform_row(self, values: dict[str, Any]) -> ProjectMember:
        return verbs.add_member(actor=self.actor, project=self.subject, **values)
