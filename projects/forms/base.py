"""Controls that several forms of this room share."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.selectors import clients, people
from toolkit.amounts import AmountField
from toolkit.choices import offer
from toolkit.tables import in_language

GONE = {"invalid_choice": _("This step is not possible in the present state. Reload and look again.")}


def person_choices(actor: Actor) -> list[tuple[Any, Any]]:
    """The organization's own people, by name; the clients' people work on no project."""
    own = people(actor=actor).present().filter(side="own").order_by("name", "pk")
    return [("", _("Choose a person")), *own.values_list("pk", "name")]


def client_choices(actor: Actor) -> list[tuple[Any, str]]:
    """The clients that a project may begin for, by name."""
    rows = clients(actor=actor).exclude(state="ended").order_by("name", "pk")
    return [(row["pk"], in_language(row, "name")) for row in rows.values("pk", "name", "name_zh")]


def short(**attrs: Any) -> forms.TextInput:
    """A control for a few letters."""
    return forms.TextInput(attrs={"class": "w-short", **attrs})


def reason_field(help_text: Any) -> forms.CharField:
    """Why, where it may be needed; the service knows when."""
    rows = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=rows, help_text=help_text
    )


def code_field() -> forms.RegexField:
    """The code of a new record."""
    return forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9-]{1,23}$",
        label=_("Code"),
        widget=short(maxlength=24),
        help_text=_("2 to 24 capital letters, digits and hyphens. It stands in addresses and never changes."),
        error_messages={
            "invalid": _("Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.")
        },
    )


def currency_field(*, required: bool = True) -> forms.RegexField:
    """Three letters."""
    return forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        required=required,
        widget=short(placeholder="USD", maxlength=3),
        error_messages={"invalid": _("Write the currency as three capital letters, such as USD.")},
    )


def amount_field(
    label: Any, *, digits: int = 18, places: int = 2, help_text: Any = "", required: bool = False
) -> Any:
    """A number that is not negative."""
    return AmountField(
        label=label,
        required=required,
        min_value=0,
        max_digits=digits,
        decimal_places=places,
        help_text=help_text,
        error_messages={"min_value": _("Write 0 or more.")},
    )


def languages_field() -> forms.CharField:
    """Languages by their codes."""
    return forms.CharField(
        label=_("Languages"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-half", "placeholder": "en, zh"}),
        help_text=_("Codes with commas between, such as en, zh, pl."),
    )


def one_of(label: Any, *, required: bool = False, help_text: Any = "") -> forms.TypedChoiceField:
    """A choice of records by their identifiers; the form fills in the choices."""
    return forms.TypedChoiceField(
        label=label, coerce=UUID, empty_value=None, required=required, help_text=help_text
    )


def some_of(label: Any, *, help_text: Any = "") -> forms.TypedMultipleChoiceField:
    """Several records, ticked."""
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


def long_text(label: Any, *, rows: int = 4, limit: int = 5000, help_text: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        max_length=limit,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def client_people(actor: Actor, client_id: UUID) -> list[tuple[Any, Any]]:
    """The people of one client, by name."""
    theirs = people(actor=actor).present().filter(client_id=client_id).order_by("name", "pk")
    return [("", _("Nobody yet")), *theirs.values_list("pk", "name")]


class CodedForm(forms.Form):
    """A new record with a code in capital letters."""

    code = code_field()

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()


class CurrencyForm(forms.Form):
    """What is counted in a currency, written in capital letters."""

    currency = currency_field()

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class StepForm(forms.Form):
    """A step of the state table."""

    step = forms.ChoiceField(label=_("Step"), widget=forms.RadioSelect, error_messages=GONE)
    reason = reason_field(_("Needed for a step that takes something back, holds it or ends it."))

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        offer(self, "step", steps)
