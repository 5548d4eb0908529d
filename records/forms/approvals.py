"""What people type about approvals."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from records.matrix import Band
from records.models import Manner
from records.states import APPROVAL
from records.tables.approvals import ROLES
from toolkit.amounts import AmountField
from toolkit.choices import offer
from toolkit.days import DayField

ROWS = 4
NOBODY: list[tuple[Any, Any]] = [("", _("Nobody"))]
CURRENCY_ERROR = {"invalid": _("Write the currency as three capital letters, such as USD.")}


def text_area(rows: int) -> forms.Textarea:
    """A control of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def currency(**more: Any) -> forms.RegexField:
    """An ISO code."""
    short = forms.TextInput(attrs={"class": "w-short", "maxlength": 3, "placeholder": "USD"})
    return forms.RegexField(
        r"^[A-Za-z]{3}$", label=_("Currency"), widget=short, error_messages=CURRENCY_ERROR, **more
    )


class RequestForm(forms.Form):
    """What is to be approved, and what it costs."""

    decision = forms.ChoiceField(label=_("Kind of decision"))
    about = forms.CharField(
        label=_("What is to be approved"),
        max_length=4000,
        widget=text_area(6),
        help_text=_("Kept word for word: this text is what is approved."),
    )
    amount = AmountField(
        label=_("Money"),
        required=False,
        max_digits=16,
        decimal_places=2,
        help_text=_("What it costs or saves. Money and days find who decides."),
    )
    currency = currency(required=False)
    days = forms.IntegerField(label=_("Days"), required=False, min_value=0, max_value=3650)
    due = DayField(label=_("Wanted by"), required=False)
    sponsor_id = forms.TypedChoiceField(
        label=_("Client sponsor"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Who is asked where the client decides, too."),
    )

    def __init__(
        self, *args: Any, decisions: list[Any], sponsors: list[Any], own: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own_currency = own
        offer(self, "decision", decisions)
        offer(self, "sponsor_id", [("", _("As the list of people says")), *sponsors])
        if not sponsors:
            del self.fields["sponsor_id"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        code = str(found.get("currency") or self.own_currency).upper()
        return {**found, "currency": code if found.get("amount") is not None else ""}


class DecideForm(forms.Form):
    """The decision, and why."""

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=text_area(3),
        help_text=_("Needed to refuse and to defer; others read it in the history."),
    )

    def __init__(self, *args: Any, verbs: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(one, APPROVAL.words[one]) for one in verbs]
        offer(self, "outcome", words)


class HandForm(forms.Form):
    """Who decides instead, and why."""

    person_id = forms.TypedChoiceField(label=_("Who decides instead"), coerce=UUID)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=text_area(3))

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person_id", [("", _("Choose a person")), *people])


class MatrixForm(forms.Form):
    """The rows of a matrix, smallest first; a row without deciders is left out."""

    currency = currency()
    starts_on = DayField(
        label=_("In force from"), help_text=_("Open requests keep the deciders that they have.")
    )

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, ROWS + 1):
            self.fields |= row_fields(n, people)

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each row, for the page."""
        names = ("amount", "days", "first", "then", "person", "manner")
        return [{"n": n, "fields": [self[f"{name}_{n}"] for name in names]} for n in range(1, ROWS + 1)]

    def bands(self) -> list[Band]:
        """The rows that say who decides."""
        return [band for n in range(1, ROWS + 1) if (band := self._band(n))]

    def _band(self, n: int) -> Band | None:
        def of(name: str) -> Any:
            return self.cleaned_data.get(f"{name}_{n}") or None

        roles = tuple(dict.fromkeys(role for role in (of("first"), of("then")) if role))
        if not roles and not of("person"):
            return None
        amount: Decimal | None = self.cleaned_data.get(f"amount_{n}")
        return Band(
            amount, self.cleaned_data.get(f"days_{n}"), roles, of("person"), of("manner") or Manner.IN_ORDER
        )


def row_fields(n: int, people: list[Any]) -> dict[str, forms.Field]:
    """The fields of one row."""
    roles = [*NOBODY, *ROLES.items()]
    return {
        f"amount_{n}": AmountField(
            label=_("Money up to"), required=False, min_value=0, max_digits=16, decimal_places=2
        ),
        f"days_{n}": forms.IntegerField(label=_("Days up to"), required=False, min_value=0, max_value=3650),
        f"first_{n}": forms.ChoiceField(label=_("Who decides"), choices=roles, required=False),
        f"then_{n}": forms.ChoiceField(label=_("And also"), choices=roles, required=False),
        f"person_{n}": forms.TypedChoiceField(
            label=_("And this person"),
            choices=[*NOBODY, *people],
            required=False,
            coerce=UUID,
            empty_value=None,
        ),
        f"manner_{n}": forms.ChoiceField(label=_("Several decide"), choices=Manner.choices, required=False),
    }


def initial_rows(bands: Sequence[Band]) -> dict[str, Any]:
    """The rows of a matrix as the form shows them."""
    found: dict[str, Any] = {}
    for n, band in enumerate(bands[:ROWS], 1):
        first, then = [*band.roles, "", ""][:2]
        cells: dict[str, Any] = {
            "amount": band.amount_up_to,
            "days": band.days_up_to,
            "first": first,
            "then": then,
        }
        cells |= {"person": band.person_id, "manner": band.manner}
        found |= {f"{name}_{n}": value for name, value in cells.items()}
    return found
