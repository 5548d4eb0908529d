"""Verbs of custom fields: what an organization adds to its records, and what stands there."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from records.fieldtypes import form_field, stored
from records.kinds import kind_of
from records.models import CustomField, CustomValues
from records.selectors.fields import custom_fields, names_of_people
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput, DomainError, Stale
from toolkit.writing import differences, write

MOST = 40
Allowance = tuple[str, Any]


class NoSuchKind(BadInput):
    """A field belongs to a kind of record."""

    code = "no_such_kind"
    message = _("There is no kind of record of this name.")
    field = "kind"


class TooManyFields(DomainError):
    """A form that nobody fills in is no help."""

    code = "too_many_fields"
    message = _("This kind of record has %(most)s fields of yours. Withdraw one that nobody needs.")


class ChoicesMissing(BadInput):
    """A choice needs something to choose from."""

    code = "choices_missing"
    message = _("Write at least one choice.")
    field = "choices"


class FieldRefused(BadInput):
    """What was given for a field does not fit its type."""

    code = "field_refused"
    message = _("%(label)s: %(why)s")


@verb
def add_field(*, actor: Actor, kind: str, code: str, label: str, type: str, **more: Any) -> CustomField:
    """Add a field to a kind of record; code and type stay for good.

    Raises `NoSuchKind`, `TooManyFields`, `ChoicesMissing`.
    """
    require(actor, "records.set_fields")
    if kind_of(kind) is None:
        raise NoSuchKind()
    if custom_fields(actor=actor, kind=kind).count() >= MOST:
        raise TooManyFields(most=MOST)
    field = CustomField(kind=kind, code=code, label=label, type=type, created_at=actor.now, **_plain(more))
    _check_choices(field)
    field.full_clean(validate_unique=False, validate_constraints=False)
    field.save(force_insert=True)
    record(actor, "records.add_field", field, after={"kind": kind, "code": code, "type": type})
    return field


@verb
def edit_field(*, actor: Actor, field: CustomField, version: int | None = None, **more: Any) -> CustomField:
    """Change its words, its choices, whether it must be filled in. Raises `Stale`, `ChoicesMissing`."""
    require(actor, "records.set_fields", field)
    values = differences(field, _plain(more))
    _check_choices(CustomField(type=field.type, choices=values.get("choices", field.choices)))
    before = write(field, values, version=version)
    record(actor, "records.edit_field", field, before=before, after=values)
    return field


@verb
def withdraw_field(*, actor: Actor, field: CustomField, version: int | None = None) -> CustomField:
    """Ask for it no more. What stands there is kept, and comes back with it. Raises `Stale`."""
    require(actor, "records.set_fields", field)
    write(field, {"withdrawn_at": actor.now}, version=version)
    record(actor, "records.withdraw_field", field)
    return field


@verb
def restore_field(*, actor: Actor, field: CustomField) -> CustomField:
    """Ask for it again."""
    require(actor, "records.set_fields", field)
    write(field, {"withdrawn_at": None})
    record(actor, "records.restore_field", field)
    return field


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: "" if value is None else value for name, value in values.items()}


def _check_choices(field: CustomField) -> None:
    if field.type == CustomField.Type.CHOICE and not field.choices:
        raise ChoicesMissing()


@verb
def write_fields(
    *, actor: Actor, subject: Any, kind: str, values: Mapping[str, Any], allowed_by: Allowance | None = None
) -> Any:
    """Keep what stands in the custom fields of a record: by code, checked by type; None empties a field.

    `subject`: the record. `allowed_by`: the policy and record of the verb that this belongs to (default: the
    policy for changing records of this kind). Its version counts up when something changed.
    Raises `FieldRefused`.
    """
    known = kind_of(kind)
    if known is None:
        raise NoSuchKind()
    require(actor, *(allowed_by or (known.change or known.edit, subject)))
    checked = check_values(actor, kind, values)
    row = _locked(subject.pk)
    before = {code: row.values.get(code) for code in checked}
    changed = {code: value for code, value in checked.items() if before[code] != value}
    if not changed:
        return subject
    kept = {code: value for code, value in {**row.values, **changed}.items() if value is not None}
    CustomValues.objects.filter(pk=row.pk).update(values=kept, version=F("version") + 1)
    _count_up(subject)
    was = {code: before[code] for code in changed}
    record(actor, "records.write_fields", subject, before=was, after=changed)
    return subject


def check_version(subject: Any, version: int | None) -> None:
    """Raise `Stale` unless the record is as the caller saw it."""
    stored = getattr(subject, "version", None)
    if version is not None and stored is not None and stored != version:
        raise Stale(version=stored)


def check_values(actor: Actor, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Given values as they are kept; raises `FieldRefused` with the first that does not fit."""
    fields = list(custom_fields(actor=actor, kind=kind))
    known, people = {one.code: one for one in fields}, names_of_people(actor=actor, fields=fields)
    for code in values:
        if code not in known:
            raise FieldRefused(label=code, why=_("There is no field of this code."), field=code)
    return {code: _checked(known[code], value, actor, people) for code, value in values.items()}


def _checked(field: CustomField, value: Any, actor: Actor, people: Mapping[str, str]) -> Any:
    raw = "" if value is None else str(value).lower() if isinstance(value, bool) else value
    try:
        clean = form_field(field, language=actor.language, people=people).clean(raw)
    except ValidationError as error:
        raise FieldRefused(label=field.label, why=" ".join(error.messages), field=field.code) from error
    return stored(field, clean)


def _locked(entry_id: UUID) -> CustomValues:
    CustomValues.objects.bulk_create([CustomValues(entry_id=entry_id)], ignore_conflicts=True)
    return CustomValues.objects.select_for_update().get(entry_id=entry_id)


def _count_up(subject: Any) -> None:
    if hasattr(subject, "version"):
        type(subject)._default_manager.filter(pk=subject.pk).update(version=F("version") + 1)
        subject.version += 1
