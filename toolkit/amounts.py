"""Amounts as people write them: digits with a point, never an exponent that hides how long they are."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WRITTEN = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")


class AmountField(forms.DecimalField):
    """A number of a form; `max_digits` and `decimal_places` are those of its column."""

    default_error_messages = {"invalid": _("Write a number, such as 1250.50.")}

    def to_python(self, value: Any) -> Any:
        """The number as a `Decimal`, or None; raises `ValidationError` for anything else."""
        if value not in self.empty_values and not WRITTEN.fullmatch(str(value).strip()):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)
