"""Browser input of repeating work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.engine.series import DAYS, MONTH_ENDS, MONTHS, WEEKS
from planning.forms_calendars import WEEKDAYS
from toolkit.days import DayField

LONGEST_PERIOD = 99
UNITS = (
    (DAYS, _("days")),
    (WEEKS, _("weeks")),
    (MONTHS, _("months, on the same day")),
    (MONTH_ENDS, _("months, on the last working day")),
)


class RepeatForm(forms.Form):
    """The pattern, and its last day."""

    period = forms.IntegerField(label=_("Every"), min_value=1, max_value=LONGEST_PERIOD, initial=1)
    unit = forms.ChoiceField(label=_("Unit"), choices=UNITS, initial=WEEKS)
    weekdays = forms.MultipleChoiceField(
        label=_("On these days of the week"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for weeks. None: the weekday on which it begins."),
    )
    until = DayField(
        label=_("Until"), help_text=_("A day on which nobody works moves to the next working day.")
    )

    def clean_weekdays(self) -> list[int]:
        return [int(day) for day in self.cleaned_data["weekdays"]]

    def clean(self) -> dict[str, Any]:
        """Days of the week belong to a pattern of weeks."""
        given = super().clean() or {}
        return given if given.get("unit") == WEEKS else {**given, "weekdays": []}
