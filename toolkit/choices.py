"""What a form offers to choose from, where that depends on who asks."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Let the form's field `name`, which chooses from a list, offer these (value, label) pairs."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)
