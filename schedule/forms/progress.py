"""What people type about their tasks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schedule.models.progress import COMMENT_LENGTH

MOST_HOURS = 100_000
AN_HOUR = 60


class HoursField(forms.DecimalField):
    """Hours, to the hundredth; become minutes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MOST_HOURS, "decimal_places": 2, **more})

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / AN_HOUR:.2f}".rstrip("0").rstrip(".") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        hours = super().clean(value)
        return None if hours is None else round(hours * AN_HOUR)


class ReportForm(forms.Form):
    """How far it is, what is left, and a word about it."""

    percent_complete = forms.IntegerField(
        label=_("Done, percent"),
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    remaining_minutes = HoursField(
        label=_("Remaining, hours"), required=False, help_text=_("Empty: computed from the percent.")
    )
    comment = forms.CharField(
        label=_("Comment"),
        max_length=COMMENT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StepReasonForm(forms.Form):
    """Why; some steps need it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
