"""Types of custom fields: how each is asked for, stored, shown and narrowed. One entry a type."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import DateField, DecimalField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from records.models import CustomField, CustomValues
from toolkit.days import DayField
from toolkit.filters import Between, Filter, OneOf, Range, Search
from toolkit.pages.extras import PREFIX
from toolkit.tables import Choice, Column, Custom, Day, Money, Number, Text

Type = CustomField.Type
YES_NO = {"true": _("Yes"), "false": _("No")}
LONGEST, DIGITS, PLACES = 500, 20, 6
People = Mapping[str, str]


def form_field(field: CustomField, *, language: str, people: People) -> forms.Field:
    """The control that asks for it."""
    label = field.name_for(language)
    common: dict[str, Any] = {"label": label, "required": field.required, "help_text": field.help}
    if field.type == Type.MONEY:
        common["label"] = f"{label}, {field.currency}"
    if field.type in (Type.NUMBER, Type.MONEY):
        places = 2 if field.type == Type.MONEY else PLACES
        return forms.DecimalField(max_digits=DIGITS, decimal_places=places, **common)
    if field.type == Type.DATE:
        return DayField(**common)
    if field.type == Type.URL:
        return forms.URLField(max_length=LONGEST, assume_scheme="https", **common)
    options = choices_of(field, language=language, people=people)
    if options is not None:
        return forms.ChoiceField(choices=[("", "–"), *options.items()], **common)
    return forms.CharField(max_length=LONGEST, **common)


def choices_of(field: CustomField, *, language: str, people: People) -> Mapping[str, Any] | None:
    """Values and words, where one is chosen."""
    if field.type == Type.BOOLEAN:
        return YES_NO
    if field.type == Type.PERSON:
        return people
    return dict(field.words(language)) if field.type == Type.CHOICE else None


def stored(field: CustomField, value: Any) -> Any:
    """A cleaned value as it is kept; None where nothing is said."""
    if value in (None, ""):
        return None
    if field.type == Type.BOOLEAN:
        return str(value).lower() == "true"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def asked(field: CustomField, value: Any) -> Any:
    """A kept value as the control shows it."""
    return str(value).lower() if isinstance(value, bool) else value


def expression(field: CustomField) -> Any:
    """The value of each row of a query, as the database compares it."""
    text = KeyTextTransform(field.code, "values")
    kept = CustomValues.objects.filter(entry=OuterRef("pk"))
    if field.type in (Type.NUMBER, Type.MONEY):
        cast: Any = Cast(text, DecimalField(max_digits=DIGITS + PLACES, decimal_places=PLACES))
    elif field.type == Type.DATE:
        cast = Cast(text, DateField())
    else:
        cast = text
    return Subquery(kept.annotate(said=cast).values("said")[:1])


def column(field: CustomField, *, language: str, people: People) -> Column:
    """The column of lists and of the record's own page; shown in lists where somebody chose it."""
    made = _column(field, language, people).named(f"{PREFIX}{field.code}")
    made.expression = expression(field)
    return made


def _column(field: CustomField, language: str, people: People) -> Column:
    common: dict[str, Any] = {"label": field.name_for(language), "optional": True, "priority": 2}
    name = f"{PREFIX}{field.code}"
    if field.type == Type.NUMBER:
        return Number(**common)
    if field.type == Type.MONEY:
        return Money(currency=field.currency, **common)
    if field.type == Type.DATE:
        return Day(**common)
    if field.type == Type.URL:
        link = '<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>'
        return Custom(
            render=lambda row, reader: format_html(link, row[name]) if row[name] else "–",
            exports=lambda row, reader: row[name] or "",
            needs=(name,),
            **common,
        )
    options = choices_of(field, language=language, people=people)
    return Text(**common) if options is None else Choice(mapping=options, **common)


def narrowing(field: CustomField, *, language: str, people: People) -> Filter:
    """The filter of lists."""
    label = field.name_for(language)
    options = choices_of(field, language=language, people=people)
    made: Filter
    if options is not None:
        made = OneOf(options, label=label, many=True)
    elif field.type == Type.DATE:
        made = Between(label=label)
    elif field.type in (Type.NUMBER, Type.MONEY):
        made = Range(label=label)
    else:
        made = Search(f"by_{field.code}", label=label)
    made.source = f"by_{field.code}"
    made.expression = expression(field)
    return made.named(f"{PREFIX}{field.code}")


def row_of(fields: list[CustomField], values: Mapping[str, Any]) -> dict[str, Any]:
    """Kept values as a row of the columns."""
    return {f"{PREFIX}{one.code}": _shown(one, values.get(one.code)) for one in fields}


def _shown(field: CustomField, value: Any) -> Any:
    if value is None:
        return None
    if field.type in (Type.NUMBER, Type.MONEY):
        return Decimal(value)
    if field.type == Type.DATE:
        return DayField().to_python(value)
    return asked(field, value)
