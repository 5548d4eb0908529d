"""What people type about hours."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from schedule.forms.progress import HoursField
from schedule.models.timesheets import COMMENT_LENGTH
from schedule.selectors.timesheets import GridRow
from toolkit.days import DayField
from toolkit.formats import day as in_words

HOURS = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "hours"})


class WeekForm(forms.Form):
    """A week as a grid: a field for each task and day, and a comment for each task."""

    def __init__(self, *args: Any, rows: Iterable[GridRow], days: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid, self.days = list(rows), days
        for row in self.grid:
            for day in days:
                self.fields[cell_name(row, day)] = _cell(row, day)
            self.fields[comment_name(row)] = forms.CharField(
                label=_("Comment on T%(number)s") % {"number": row.task.number},
                max_length=COMMENT_LENGTH,
                required=False,
                initial=row.comment,
            )

    def rows(self) -> Iterator[dict[str, Any]]:
        """The grid as the template draws it."""
        for row in self.grid:
            cells = [{"day": day, "field": self[cell_name(row, day)]} for day in self.days]
            comment: BoundField = self[comment_name(row)]
            yield {"task": row.task, "cells": cells, "comment": comment, "minutes": sum(row.minutes.values())}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"cells": dict(self._cells(given))}

    def _cells(self, given: dict[str, Any]) -> Iterator[tuple[tuple[UUID, date], tuple[int, str]]]:
        """Only what differs from what stands there, so that locked days stay untouched."""
        for row in self.grid:
            comment = given.get(comment_name(row), "")
            for day in self.days:
                minutes, stood = given.get(cell_name(row, day)) or 0, row.minutes.get(day, 0)
                if minutes != stood or (stood and comment != row.comment):
                    yield (row.task.pk, day), (minutes, comment)


def cell_name(row: GridRow, day: date) -> str:
    """The field of one task on one day."""
    return f"h{row.task.number}_{day:%Y%m%d}"


def comment_name(row: GridRow) -> str:
    """The field of a row's comment."""
    return f"c{row.task.number}"


def _cell(row: GridRow, day: date) -> HoursField:
    return HoursField(
        label=f"T{row.task.number} {in_words(day, as_of=day)}",
        max_value=24,
        required=False,
        initial=row.minutes.get(day),
        widget=HOURS,
    )


class LockForm(forms.Form):
    """Through which day, and why."""

    through = DayField(label=_("Locked through"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
