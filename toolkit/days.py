"""Days as people and machines write them, within the years that a business knows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
TOO_EARLY, TOO_LATE = _("Write a day from 1900 on."), _("Write a day before 2200.")
VALIDATORS: list[Callable[[Any], None]] = [
    MinValueValidator(EARLIEST, TOO_EARLY),
    MaxValueValidator(LATEST, TOO_LATE),
]


class DayField(forms.DateField):
    """A day of a form: the browser's own date control, the same text in every language."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    input_formats = ["%Y-%m-%d"]
    default_validators = VALIDATORS
    default_error_messages = {"invalid": _("Write a day like 2026-11-20.")}


class ApiDayField(serializers.DateField):
    """A day of an endpoint's input."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = [*self.validators, *VALIDATORS]
