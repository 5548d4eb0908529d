"""Questions about fields that an organization adds to its records."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from records.kinds import kinds
from records.models import CustomField, CustomValues
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.errors import Missing

MEMO = "records.custom_fields"


def custom_fields(*, actor: Actor, kind: str = "") -> QuerySet[CustomField]:
    """The fields in use, of one kind of record or of all, in their order."""
    rows = CustomField.objects.filter(withdrawn_at__isnull=True)
    return (rows.filter(kind=kind) if kind else rows).order_by("kind", "position", "label", "id")


def all_custom_fields(*, actor: Actor) -> QuerySet[CustomField]:
    """Those that were withdrawn, too."""
    return CustomField.objects.order_by("kind", "position", "label", "id")


def custom_field(*, actor: Actor, field_id: UUID) -> CustomField:
    """One of them; raises `Missing`."""
    found = CustomField.objects.filter(pk=field_id).first()
    if found is None:
        raise Missing()
    return found


def fields_of(*, actor: Actor, kind: str) -> list[CustomField]:
    """The fields of a kind, asked for once a request."""
    memo = actor.memo.setdefault(MEMO, {})
    if kind not in memo:
        memo[kind] = list(custom_fields(actor=actor, kind=kind))
    found: list[CustomField] = memo[kind]
    return found


def fields_with_values(*, actor: Actor, kind: str, entry_id: UUID) -> list[tuple[CustomField, Any]]:
    """The fields of a kind and what stands in them for one record, in one query."""
    values = CustomValues.objects.filter(entry=entry_id).values("values")[:1]
    rows = custom_fields(actor=actor, kind=kind).annotate(kept=Subquery(values))
    return [(field, (field.kept or {}).get(field.code)) for field in rows]


def custom_values(*, actor: Actor) -> QuerySet[CustomValues]:
    """What stands in custom fields, by record: for rows that the actor was shown already."""
    return CustomValues.objects.filter(organization_id=actor.organization.id)


def names_of_people(*, actor: Actor, fields: list[CustomField]) -> dict[str, str]:
    """Who may stand in a field of persons, by identifier; asked for where there is such a field only."""
    if not any(field.type == CustomField.Type.PERSON for field in fields):
        return {}
    rows = people(actor=actor).filter(left_at__isnull=True).order_by("name").values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def kinds_with_fields() -> list[tuple[str, Any]]:
    """The kinds of records that may have such fields."""
    return [(one.label, one.name) for one in kinds()]
