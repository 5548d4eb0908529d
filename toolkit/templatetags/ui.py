"""What the components in templates/ui/ need beyond plain templates."""

from collections.abc import Mapping
from html import unescape
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from toolkit.messages import undo_of

register = template.Library()

WIDTHS = {
    forms.DateInput: "w-date",
    forms.DateTimeInput: "w-datetime",
    forms.TimeInput: "w-short",
    forms.NumberInput: "w-money",
}


@register.filter
def passed(attrs: Mapping[str, Any]) -> SafeString:
    """The attributes a component hands on to its element, escaped (cotton's own output is not)."""
    kept = attrs.attrs_dict() if hasattr(attrs, "attrs_dict") else attrs
    pairs = ((key, value) for key, value in kept.items() if value is not False and value is not None)
    return format_html_join("", " {}{}", ((key, _assigned(value)) for key, value in pairs))


def _assigned(value: Any) -> SafeString | str:
    if value is True:
        return ""
    return format_html('="{}"', _plain(value))


def _plain(value: Any) -> Any:
    """Text that a template wrote into an attribute is escaped already: back to what it means."""
    return unescape(value + "") if isinstance(value, SafeString) else value


@register.filter
def attr(value: Any, name: str) -> SafeString | str:
    """` name="value"`, or nothing when there is no value: `<nav{{ label|attr:"aria-label" }}>`."""
    return "" if value in (None, "", False) else format_html(' {}="{}"', name, _plain(value))


@register.filter
def after(value: Any, prefix: str) -> str:
    """The value behind a prefix, or nothing: `class="btn{{ variant|after:" btn-" }}"`."""
    return f"{prefix}{value}" if value else ""


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: check, choices, file, hidden or line."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "file" if isinstance(widget, forms.FileInput) else "line"


@register.simple_tag
def control(field: BoundField, width: str = "", placeholder: str | None = None) -> SafeString:
    """The control of a bound field with our classes and the ids of its help and error."""
    described = " ".join(_described(field))
    attrs: dict[str, Any] = {"class": " ".join(filter(None, (_kind_class(field), _width(field, width))))}
    if placeholder is not None:
        attrs["placeholder"] = placeholder or False
    if described:
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


def _described(field: BoundField) -> list[str]:
    parts = [f"{field.id_for_label}_error"] if field.errors else []
    return [*parts, f"{field.id_for_label}_help"] if field.help_text else parts


def _kind_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return ""
    base = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return f"{base} {widget.attrs.get('class', '')}".strip()


def _width(field: BoundField, width: str) -> str:
    if width:
        return "" if width == "full" else f"w-{width}"
    return next((css for kind, css in WIDTHS.items() if isinstance(field.field.widget, kind)), "")


@register.filter
def initials(name: str) -> str:
    """Two letters for a round picture: first and last name, or the first character of a Chinese name."""
    words = str(name or "").split()
    if not words:
        return "–"
    if ord(words[0][0]) > 0x2E80:
        return words[0][0]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@register.filter
def undo(message: Any) -> dict[str, Any] | None:
    """The way back that a message offers, for its toast."""
    return undo_of(message)
