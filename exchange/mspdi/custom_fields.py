"""Custom fields (extended attributes): their definitions, and the values that records carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exchange.mspdi.durations import unit
from exchange.mspdi.records import Field, Record
from exchange.mspdi.values import integer


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """A definition: Project's own name of the field (`Text1`) and the name that people gave it."""

    field_id: str
    field_name: str
    alias: str
    source_fields: dict[str, Any]

    @property
    def label(self) -> str:
        return self.alias or self.field_name or self.field_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomValue:
    """A value as in the file, with the label of its field. Durations carry their unit (`d`, `eh`)."""

    field_id: str
    label: str
    value: str
    unit: str | None
    source_fields: dict[str, Any]


CustomFields = Mapping[str, CustomField]

DEFINITION_FIELDS = {
    "field_id": Field("FieldID", default=""),
    "field_name": Field("FieldName", default=""),
    "alias": Field("Alias", default=""),
}
VALUE_FIELDS = {"field_id": Field("FieldID", default=""), "value": Field("Value", default="")}
DURATION_FORMAT = Field("DurationFormat", integer)


def read_definition(record: Record) -> CustomField:
    fields = record.typed(DEFINITION_FIELDS)
    return CustomField(**fields, source_fields=record.rest())


def read_values(record: Record, definitions: CustomFields) -> tuple[CustomValue, ...]:
    """The custom values of a record; a field without a definition is called by its number."""
    return tuple(_value(found, definitions) for found in record.groups("ExtendedAttribute"))


def _value(found: Record, definitions: CustomFields) -> CustomValue:
    fields = found.typed(VALUE_FIELDS)
    code = found.take(DURATION_FORMAT)
    definition = definitions.get(fields["field_id"])
    return CustomValue(
        **fields,
        label=definition.label if definition else fields["field_id"],
        unit=None if code is None else unit(code),
        source_fields=found.rest(),
    )
