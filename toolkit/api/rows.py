"""The fields of a row: what the query reads, what the answer holds, what the schema says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from toolkit.errors import BadParameter
from toolkit.reading import reach

Choices = Mapping[Any, Any] | Iterable[tuple[Any, Any]]

TYPES: dict[str, type[serializers.Field[Any, Any, Any, Any]]] = {
    "string": serializers.CharField,
    "integer": serializers.IntegerField,
    "number": serializers.FloatField,
    "boolean": serializers.BooleanField,
    "date": serializers.DateField,
    "datetime": serializers.DateTimeField,
    "uuid": serializers.UUIDField,
    "object": serializers.JSONField,
}


class Field:
    """One member of a row.

    `type`: string, integer, number, decimal (text), boolean, date, datetime, uuid, object.
    `source`: the path in the query (default: the name). `required`: never null.
    """

    def __init__(
        self,
        name: str,
        type: str = "string",
        *,
        source: str = "",
        required: bool = False,
        choices: Choices | None = None,
        help: str | Promise = "",
    ) -> None:
        if type not in TYPES and type != "decimal":
            raise ValueError(f"{name}: {type!r} is none of {sorted([*TYPES, 'decimal'])}")
        self.name, self.type, self.source = name, type, source or name
        self.required, self.help = required, help
        self.choices = None if choices is None else dict(choices)

    def serializer_field(self) -> Any:
        """The field for the schema. None has to be there: `fields=` may leave out any."""
        common: dict[str, Any] = {
            "allow_null": not self.required,
            "help_text": self.help or None,
            "required": False,
        }
        if self.choices is not None:
            named = [(str(value), words) for value, words in self.choices.items()]
            return serializers.ChoiceField(choices=named, **common)
        if self.type == "decimal":
            return serializers.DecimalField(max_digits=None, decimal_places=None, **common)
        return TYPES[self.type](**common)


def chosen(row: Sequence[Field], given: str | None) -> Sequence[Field]:
    """The fields of a row, or those that `fields=` names."""
    if not given:
        return row
    by_name = {field.name: field for field in row}
    names = dict.fromkeys(given.split(","))
    if not by_name.keys() >= names.keys():
        raise unknown_name("fields", by_name)
    return [by_name[name] for name in names]


def unknown_name(parameter: str, known: Iterable[str]) -> BadParameter:
    """A parameter names what there is not; the problem lists what there is."""
    error = BadParameter(
        _("There is nothing of this name here. Use what is listed as known."), field=parameter
    )
    error.members = {"known": list(known)}
    return error


def read(record: Any, row: Sequence[Field]) -> dict[str, Any]:
    """One record as a row."""
    return {field.name: reach(record, field.source) for field in row}


def row_serializer(name: str, row: Sequence[Field]) -> type[serializers.Serializer[Any]]:
    """A serializer class that describes the row; it never runs."""
    return type(name, (serializers.Serializer,), {field.name: field.serializer_field() for field in row})
