"""Custom fields as the toolkit's pages ask for them; the settings name `Extras`."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from records.fieldtypes import asked, column, form_field, narrowing, row_of
from records.kinds import kind_of
from records.selectors.fields import fields_of, fields_with_values, names_of_people
from records.services.fields import write_fields
from tenancy.actors import Actor
from tenancy.scope import current_scope
from toolkit.filters import Filter
from toolkit.markup import Html
from toolkit.tables import Column, Reader


def language() -> str:
    """The reader's."""
    return get_language() or "en"


class Extras:
    """The fields of one kind of record: asked for, kept, shown."""

    @staticmethod
    def form_fields(*, actor: Actor, kind: str, record: Any) -> dict[str, forms.Field]:
        """The controls by code, with what stands there."""
        if record is not None and record._meta.label == kind:
            pairs = fields_with_values(actor=actor, kind=kind, entry_id=record.pk)
        else:
            pairs = [(field, None) for field in fields_of(actor=actor, kind=kind)]
        people = names_of_people(actor=actor, fields=[field for field, _value in pairs])
        made = {}
        for field, value in pairs:
            made[field.code] = form_field(field, language=language(), people=people)
            made[field.code].initial = asked(field, value)
        return made

    @staticmethod
    def save(
        *, actor: Actor, kind: str, record: Any, values: dict[str, Any], allowed_by: tuple[str, Any]
    ) -> None:
        """Keep them with the record, as part of the verb that `allowed_by` allowed."""
        write_fields(actor=actor, subject=record, kind=kind, values=values, allowed_by=allowed_by)

    @staticmethod
    def facts(*, actor: Any, record: Any, reader: Reader) -> list[tuple[str, Html]]:
        """What stands in them, for the record's own page; nothing for those that are empty."""
        label = getattr(getattr(record, "_meta", None), "label", "")
        if not isinstance(actor, Actor) or current_scope() is None or kind_of(label) is None:
            return []
        pairs = [
            (field, value)
            for field, value in fields_with_values(actor=actor, kind=label, entry_id=record.pk)
            if value is not None
        ]
        fields = [field for field, _value in pairs]
        people = names_of_people(actor=actor, fields=fields)
        row = row_of(fields, {field.code: value for field, value in pairs})
        columns = [column(field, language=language(), people=people) for field in fields]
        return [(str(one.label), Html(one.html(row, reader))) for one in columns]

    @staticmethod
    def columns(*, actor: Actor, kind: str) -> dict[str, Column]:
        """Columns of lists, by key."""
        return {one.key: one for one in _each(actor, kind, column)}

    @staticmethod
    def filters(*, actor: Actor, kind: str) -> dict[str, Filter]:
        """Filters of lists, by parameter."""
        return {one.name: one for one in _each(actor, kind, narrowing)}


def _each(actor: Any, kind: str, make: Any) -> list[Any]:
    if not isinstance(actor, Actor) or current_scope() is None or kind_of(kind) is None:
        return []
    fields = fields_of(actor=actor, kind=kind)
    people = names_of_people(actor=actor, fields=fields)
    return [make(field, language=language(), people=people) for field in fields]
