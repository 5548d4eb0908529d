"""Browser input of working calendars. Hours are wall-clock times; spans are minutes since midnight."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planning.models import WorkCalendar
from toolkit.choices import offer
from toolkit.countries import countries
from toolkit.days import DayField

WEEKDAYS = (
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
)
MIDNIGHT = 1440
FIRST_YEAR, LAST_YEAR = 2000, 2100


def minutes(at: dt.time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def clock(minute: int) -> str:
    """A time of day; the end of the day is written 00:00."""
    return f"{minute // 60 % 24:02}:{minute % 60:02}"


class TimeField(forms.TimeField):
    """A time of day to the minute."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more)


class Hours(forms.Form):
    """One day's work: from, to, and the break between."""

    begin = TimeField(label=_("From"))
    end = TimeField(label=_("To"), help_text=_("00:00 is midnight at the end of the day."))
    break_begin = TimeField(label=_("Break from"), required=False)
    break_end = TimeField(label=_("Break to"), required=False)

    def spans(self) -> list[list[int]]:
        """The hours as spans."""
        given = self.cleaned_data
        first, last = minutes(given["begin"]), minutes(given["end"]) or MIDNIGHT
        if given.get("break_begin") and given.get("break_end"):
            return [[first, minutes(given["break_begin"])], [minutes(given["break_end"]), last]]
        return [[first, last]]


class CalendarForm(Hours):
    """A calendar's name and its week: the same hours on every working day."""

    name = forms.CharField(label=_("Name"), max_length=255)
    days = forms.MultipleChoiceField(
        label=_("Working days"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("name", "days", "begin", "end", "break_begin", "break_end")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        worked = {int(day) for day in given["days"]}
        spans = self.spans()
        return {"name": given["name"], "week": [spans if day in worked else [] for day in range(7)]}


def written(calendar: WorkCalendar) -> dict[str, Any]:
    """A calendar as its form shows it: the hours of its first working day."""
    worked = [day for day, spans in enumerate(calendar.week) if spans]
    spans = calendar.week[worked[0]] if worked else [[480, 1020]]
    values = {"begin": clock(spans[0][0]), "end": clock(spans[-1][1])}
    if len(spans) > 1:
        values |= {"break_begin": clock(spans[0][1]), "break_end": clock(spans[1][0])}
    return {"name": calendar.name, "days": [str(day) for day in worked], **values}


class ExceptionForm(Hours):
    """Days that differ from the week."""

    name = forms.CharField(label=_("Name"), max_length=255)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: one day."))
    works = forms.BooleanField(
        label=_("People work on these days"),
        required=False,
        help_text=_("Without it these days are off. With it, give the hours."),
    )
    begin = TimeField(label=_("From"), required=False)
    end = TimeField(label=_("To"), required=False)
    field_order = ("name", "first_on", "last_on", "works", "begin", "end", "break_begin", "break_end")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("works") and not (given.get("begin") and given.get("end")):
            self.add_error("begin", _("Write from when to when people work on these days."))
        if self.errors:
            return given
        spans = self.spans() if given["works"] else []
        return {**{name: given[name] for name in ("name", "first_on", "last_on")}, "spans": spans}


class HolidaysForm(forms.Form):
    """Whose holidays, and of which year. `seen`: the choice whose days were shown."""

    country = forms.ChoiceField(label=_("Country"))
    subdivision = forms.CharField(
        label=_("Part of the country"),
        max_length=12,
        required=False,
        help_text=_("Its own code, such as MH for Maharashtra. Empty: the whole country."),
    )
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    seen = forms.CharField(max_length=30, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", countries(get_language() or "en"))

    @property
    def choice(self) -> str:
        """What was chosen, in one word."""
        given = self.cleaned_data
        return f"{given['country']}-{given['subdivision']}-{given['year']}"
