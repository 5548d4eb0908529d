"""Fields that an organization adds to a kind of record: asked for, kept, and shown by every page of it.

The store is named in settings: `MILEPOST_FIELDS` answers an object with the questions below. Without one
there are none.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.module_loading import import_string

from toolkit.filters import Filter
from toolkit.tables.base import Column, Label

PREFIX = "custom_"


def store() -> Any:
    """What keeps the fields, or None."""
    path = getattr(settings, "MILEPOST_FIELDS", "")
    return import_string(path) if path else None


def ask(page: Any, form: forms.Form) -> None:
    """Add the fields of the page's kind to the form, with what stands in them."""
    kept = store()
    if kept is None:
        return
    record = page.subject if getattr(page.subject, "_meta", None) is not None else None
    for code, field in kept.form_fields(actor=page.actor, kind=page.custom, record=record).items():
        form.fields[PREFIX + code] = field


def own(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What belongs to the service."""
    return {name: value for name, value in cleaned.items() if not name.startswith(PREFIX)}


def given(form: forms.Form) -> dict[str, Any]:
    """What a valid form says of the organization's own fields, by code; its `clean` may have dropped some."""
    names = [name for name in form.fields if name.startswith(PREFIX)]
    return {name.removeprefix(PREFIX): form.fields[name].clean(form[name].data) for name in names}


def stored(form: forms.Form) -> dict[str, Any]:
    """What stands in them, by the form's names."""
    return {name: field.initial for name, field in form.fields.items() if name.startswith(PREFIX)}


def save(page: Any, record: Any, values: dict[str, Any]) -> Any:
    """Keep the values with the record that the service returned, in the same transaction."""
    kept = store()
    if kept is not None and values:
        by = (page.policy, page.subject)
        kept.save(actor=page.actor, kind=page.custom, record=record, values=values, allowed_by=by)
    return record


def facts(page: Any) -> list[tuple[Label, Any]]:
    """Label and value pairs of a record, for its own page."""
    kept = store()
    return kept.facts(actor=page.actor, record=page.subject, reader=page.reader) if kept is not None else []


def columns(page: Any) -> dict[str, Column]:
    """The columns of a list's kind of record, by key; none of them is shown until it is chosen."""
    kept, kind = store(), page.kind_of_rows
    return kept.columns(actor=page.actor, kind=kind) if kept is not None and kind else {}


def filters(page: Any) -> dict[str, Filter]:
    """The filters of a list's kind of record, by parameter."""
    kept, kind = store(), page.kind_of_rows
    return kept.filters(actor=page.actor, kind=kind) if kept is not None and kind else {}


def are_named(query: QueryDict) -> bool:
    """Whether an address speaks of such a field at all; where it does not, nothing is asked for."""
    names = query.urlencode()
    return PREFIX in names


def annotated(rows: QuerySet[Any], columns: Iterable[Column], sort: Column | None) -> QuerySet[Any]:
    """The rows with what the columns and the order need that is no path of the model."""
    wanted = {one.source: one.expression for one in columns if one.expression is not None}
    if sort is not None and sort.expression is not None:
        wanted[sort.source] = sort.expression
    return rows.annotate(**wanted) if wanted else rows
