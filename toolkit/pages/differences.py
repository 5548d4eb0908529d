"""A stale form: what two people changed, and whose value stays, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise

Label = str | Promise
KEEP = "keep."


@dataclass(frozen=True)
class Difference:
    """One field that two people changed. `keep` names the parameter that says whose value stays."""

    label: Label
    theirs: str
    mine: str
    keep: str


def differences(form: forms.Form, theirs: Mapping[str, Any]) -> list[Difference]:
    """The fields in which the form differs from what is stored."""
    both = [
        (field, shown(field, theirs[field.name]), shown(field, field.value()))
        for field in form.visible_fields()
        if field.name in theirs
    ]
    return [
        Difference(field.label, saved, mine, f"{KEEP}{field.name}")
        for field, saved, mine in both
        if saved != mine
    ]


def with_theirs(data: QueryDict, make_form: Callable[[], forms.Form]) -> QueryDict:
    """What was sent, with the stored values where the person decided to keep them."""
    kept = [name.removeprefix(KEEP) for name in data if name.startswith(KEEP) and data[name] == "theirs"]
    if not kept:
        return data
    stored, merged = make_form(), data.copy()
    for name in kept:
        if name in stored.fields:
            _put(merged, stored[name])
    return merged


def _put(data: QueryDict, field: BoundField) -> None:
    """A stored value as the browser would send it."""
    value = field.field.prepare_value(field.value())
    if isinstance(field.field, forms.BooleanField):
        data.setlist(field.html_name, ["on"] if value else [])
        return
    written = field.field.widget.format_value(value) if hasattr(field.field.widget, "format_value") else value
    several = written if isinstance(written, list | tuple) else ["" if written is None else written]
    data.setlist(field.html_name, [str(one) for one in several])


def shown(field: BoundField, value: Any) -> str:
    """A value as the control would show it, choices by their words."""
    prepared = field.field.prepare_value(value)
    choices = dict(_flat(getattr(field.field, "choices", ())))
    values = prepared if isinstance(prepared, (list, tuple)) else [prepared]
    return ", ".join(str(choices.get(str(v), "" if v is None else v)) for v in values)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for value, label in choices:
        pairs += _flat(label) if isinstance(label, (list, tuple)) else [(str(value), label)]
    return pairs
