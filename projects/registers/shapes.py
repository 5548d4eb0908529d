"""The shapes in which machines and files give and get what a register's form and table say."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import models
from rest_framework import serializers

from projects.registers.declared import Register
from projects.registers.forms import RegisterForm
from records.importing import Column
from tenancy.walls import Visibility
from toolkit.api import Field
from toolkit.days import ApiDayField, DayField

MOST_WHOLE = 2_147_483_647
FIELD_TYPES: tuple[tuple[Any, str], ...] = (
    (models.UUIDField, "uuid"),
    (models.ForeignKey, "uuid"),
    (models.BooleanField, "boolean"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (models.DateTimeField, "datetime"),
    (models.DateField, "date"),
    (models.JSONField, "object"),
)


def row_of(register: Register) -> tuple[Field, ...]:
    """What endpoints answer of a record: what its form writes, and what the house keeps of it."""
    kept = ("made_by_id", "created_at")
    states = getattr(register.model, "State", None)
    return (
        Field("id", "uuid", required=True),
        Field("number", "integer", required=True),
        *(field_of(register, name) for name in register.fields),
        *((Field("state", required=True, choices=states.choices),) if states else ()),
        Field("visibility", required=True, choices=Visibility.choices),
        *(field_of(register, name) for name in kept),
        Field("version", "integer", required=True),
    )


def field_of(register: Register, name: str) -> Field:
    """One field of the table as a member of an answer."""
    found = next(one for one in register.model._meta.concrete_fields if one.attname == name)
    kind = next((word for base, word in FIELD_TYPES if isinstance(found, base)), "string")
    more: dict[str, Any] = {"choices": found.choices} if found.choices and not found.blank else {}
    return Field(name, kind, required=not found.null, **more)


def serializer_of(register: Register) -> type[serializers.Serializer[Any]]:
    """The form's fields as the members that a system may send."""
    members = {name: member_of(one) for name, one in register.form.base_fields.items()}
    return type(f"{register.model.__name__}Input", (serializers.Serializer,), members)


def member_of(field: Any) -> serializers.Field[Any, Any, Any, Any]:
    """One field of a form as a member of what is sent."""
    optional: dict[str, Any] = {} if field.required else {"required": False}
    empty: dict[str, Any] = {} if field.required else {"required": False, "allow_null": True}
    if isinstance(field, DayField):
        return ApiDayField(**empty)
    if isinstance(field, forms.BooleanField):
        return serializers.BooleanField(required=False)
    if isinstance(field, forms.DecimalField):
        digits: dict[str, Any] = {
            "max_digits": field.max_digits or 18,
            "decimal_places": field.decimal_places or 0,
        }
        return serializers.DecimalField(**digits, **bounds(field), **empty)
    if isinstance(field, forms.IntegerField):
        return serializers.IntegerField(**{"max_value": MOST_WHOLE, **bounds(field)}, **empty)
    if is_reference(field):
        return serializers.UUIDField(**empty)
    if isinstance(field, forms.ChoiceField):
        return serializers.ChoiceField(
            choices=_flat(field.choices), allow_blank=not field.required, **optional
        )
    longest = getattr(field, "max_length", None)
    return serializers.CharField(max_length=longest, allow_blank=not field.required, **optional)


def bounds(field: Any) -> dict[str, Any]:
    """The limits of a number that the field names."""
    found = {"min_value": field.min_value, "max_value": field.max_value}
    return {name: value for name, value in found.items() if value is not None}


def least_and_most(field: Any) -> dict[str, Any]:
    """The same for a column of a file."""
    return {"least": field.min_value, "most": field.max_value}


def is_reference(field: forms.Field) -> bool:
    """Whether it chooses another record by its identifier."""
    return isinstance(field, forms.TypedChoiceField) and field.coerce is UUID


def columns_of(register: Register) -> tuple[Column, ...]:
    """The form's fields as the columns of a file."""
    form = register.form
    return tuple(column_of(form, name, field) for name, field in form.base_fields.items())


def column_of(form: type[forms.Form], name: str, field: Any) -> Column:
    """One field of a form as a column."""
    told: dict[str, Any] = {"required": field.required, "also": (name.removesuffix("_id"),)}
    label = field.label or name
    if isinstance(field, DayField):
        return Column(name, label, kind="day", **told)
    if isinstance(field, forms.BooleanField):
        return Column(name, label, kind="flag", **told)
    if isinstance(field, forms.DecimalField):
        return Column(name, label, kind="number", **told)
    if isinstance(field, forms.IntegerField):
        return Column(name, label, kind="whole", **least_and_most(field), **told)
    if isinstance(field, forms.ChoiceField):
        return Column(name, label, kind="choice", choices=choices_of(form, name), **told)
    return Column(name, label, longest=getattr(field, "max_length", None) or 500, **told)


def choices_of(form: type[forms.Form], name: str) -> Any:
    """What a cell may say: the words of a choice, or the value behind them."""

    def choices(*, actor: Any, project: Any) -> list[tuple[Any, tuple[Any, ...]]]:
        more = {"actor": actor, "project": project} if issubclass(form, RegisterForm) else {}
        field: Any = form(**more).fields[name]
        coerce = UUID if is_reference(field) else str
        return [
            (coerce(str(value)), (label, str(value)))
            for value, label in _flat(field.choices)
            if value not in ("", None)
        ]

    return choices


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    return [
        pair
        for value, label in choices
        for pair in (label if isinstance(label, list | tuple) else [(value, label)])
    ]
