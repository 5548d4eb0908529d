"""What people write when they hand a task over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schedule.forms.progress import StepReasonForm
from schedule.models.handoffs import NOTE_LENGTH


def note(label: Any, help_text: Any) -> forms.CharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=NOTE_LENGTH, widget=area)


class HandOffForm(forms.Form):
    """To whom, what is done, what is open."""

    taker_id = forms.ChoiceField(label=_("To whom"))
    done = note(_("What is done"), _("So that nobody does it twice. “Nothing yet” is an answer too."))
    left = note(_("What is open"), _("Next steps, promises, whom to ask, where things lie."))

    def __init__(self, *args: Any, takers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["taker_id"].choices = [("", "–"), *takers]  # type: ignore[attr-defined]


class AnswerForm(StepReasonForm):
    """Why; who declines has to say so."""

    def __init__(self, *args: Any, needed: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = needed
