"""Endpoints of custom fields, and of what stands in them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from records.filters.fields import FieldFilters
from records.models import CustomField
from records.selectors import carrier
from records.selectors.fields import all_custom_fields, fields_with_values
from records.services import fields as services
from records.views.fields import OfField
from tenancy.actors import Actor
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.links import Link

FIELD = (
    Field("id", "uuid", required=True),
    Field("kind", required=True),
    Field("code", required=True),
    Field("label", required=True),
    Field("label_zh", required=True),
    Field("help", required=True),
    Field("type", choices=CustomField.Type.choices, required=True),
    Field("required", "boolean", required=True),
    Field("currency", required=True),
    Field("choices", "object", required=True),
    Field("position", "integer", required=True),
    Field("withdrawn_at", "datetime"),
    Field("version", "integer", required=True),
)
VALUES = (Field("custom", "object", required=True), Field("version", "integer", required=True))


class ChoiceInput(serializers.Serializer):
    """One choice with its words."""

    value = serializers.CharField(max_length=80)
    en = serializers.CharField(max_length=80)
    zh = serializers.CharField(max_length=80, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A PATCH names some members of the field, but all of a choice."""
        if missing := [name for name in ("value", "en") if name not in attrs]:
            raise serializers.ValidationError({name: [_("Write something here.")] for name in missing})
        return attrs


class FieldChanges(serializers.Serializer):
    """What may change of a field."""

    label = serializers.CharField(max_length=80, required=False)  # type: ignore[assignment]
    label_zh = serializers.CharField(max_length=80, required=False, allow_blank=True)
    help = serializers.CharField(max_length=200, required=False, allow_blank=True)
    required = serializers.BooleanField(required=False)  # type: ignore[assignment]
    choices = ChoiceInput(many=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=999, required=False)


class FieldInput(FieldChanges):
    """A field to add; kind, code and type stay for good."""

    kind = serializers.CharField(max_length=60)
    code = serializers.RegexField(r"\A[a-z][a-z0-9_]{0,29}\Z")
    label = serializers.CharField(max_length=80)  # type: ignore[assignment]
    type = serializers.ChoiceField(CustomField.Type.choices)
    currency = serializers.RegexField(r"\A[A-Z]{3}\Z", required=False)


class Nothing(serializers.Serializer):
    """No members."""


class ValuesInput(serializers.Serializer):
    """What to write, by code; null empties a field, what is not named stays."""

    custom = serializers.DictField()


class FieldsEndpoint(ListEndpoint):
    """The fields that the organization added to its records."""

    policies = {"get": "records.view_fields", "post": "records.set_fields"}
    selector = all_custom_fields
    filterset = FieldFilters
    row = FIELD
    orders = {"kind": ("kind", "position", "label"), "code": ("code",)}
    forms, services = {"post": FieldInput}, {"post": services.add_field}
    location = Link("api_records_field", field="id")


class FieldEndpoint(OfField, RecordEndpoint):
    """One of them."""

    policies = {"get": "records.view_fields", "patch": "records.set_fields", "delete": "records.set_fields"}
    row = FIELD
    forms = {"patch": FieldChanges, "delete": Nothing}
    services = {"patch": services.edit_field, "delete": services.withdraw_field}


class RestoreFieldEndpoint(OfField, ActionEndpoint):
    """Ask for it again."""

    policies = {"post": "records.set_fields"}
    forms, services = {"post": Nothing}, {"post": services.restore_field}
    row, versioned = FIELD, False


@dataclass(frozen=True)
class Values:
    """What stands in the custom fields of one record."""

    record: Any
    kind: str
    custom: dict[str, Any]

    @property
    def pk(self) -> UUID:
        found: UUID = self.record.pk
        return found

    @property
    def version(self) -> int:
        return int(getattr(self.record, "version", 1))

    @property
    def project_id(self) -> UUID | None:
        return getattr(self.record, "project_id", None)


def values_of(actor: Actor, record: Any, kind: str) -> Values:
    """The fields in use and their values; null where nothing is said."""
    pairs = fields_with_values(actor=actor, kind=kind, entry_id=record.pk)
    return Values(record, kind, {field.code: value for field, value in pairs})


def write_values(*, actor: Actor, of: Values, version: int | None = None, custom: dict[str, Any]) -> Values:
    """Write some of them, over the version of the record that was seen."""
    services.check_version(of.record, version)
    record = services.write_fields(actor=actor, subject=of.record, kind=of.kind, values=custom)
    return values_of(actor, record, of.kind)


class CustomEndpoint(RecordEndpoint):
    """What stands in the custom fields of one record."""

    policies = {"get": "records.view_record", "patch": "records.write_fields"}
    subject_as = "of"
    row = VALUES
    forms, services = {"patch": ValuesInput}, {"patch": write_values}

    def perform(self, method: str, values: dict[str, Any]) -> Any:
        return super().perform(method, {"custom": {}, **values})

    def get_subject(self, actor: Actor, **kwargs: Any) -> Values:
        found = carrier(actor=actor, entry_id=kwargs["entry"])
        return values_of(actor, found.record, found.kind.label)
