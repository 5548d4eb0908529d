"""What people type about asks, and what whoever is asked types."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.asking import Answers, by_hand
from records.services.asks import LONGEST_REMARK
from toolkit.choices import offer
from toolkit.days import DayField


def text_area(rows: int) -> forms.Textarea:
    """A control of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class AskForm(forms.Form):
    """Whom, what, and until when."""

    person_id = forms.TypedChoiceField(label=pgettext_lazy("letter", "To"), coerce=UUID)
    title = forms.CharField(label=_("Subject"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the text"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=text_area(6),
        help_text=_("Kept word for word with the answer: write what the person agrees to."),
    )
    text_beside = forms.CharField(
        label=_("The same in the other language"), max_length=4000, required=False, widget=text_area(4)
    )
    answers = forms.ChoiceField(label=_("What can be answered"))
    expires_on = DayField(label=_("Answer until"), required=False, help_text=_("Else within fourteen days."))

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(one.key, one.name) for one in by_hand()]
        offer(self, "person_id", [("", _("Choose a person")), *people])
        offer(self, "answers", kinds)
        if len(kinds) == 1:
            del self.fields["answers"]


class ResendForm(forms.Form):
    """Until when the new link opens."""

    expires_on = DayField(label=_("Answer until"), required=False, help_text=_("Else within fourteen days."))


class AnswerForm(forms.Form):
    """One of the answers, and a remark."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    remark = forms.CharField(
        label=_("Remark"), max_length=LONGEST_REMARK, required=False, widget=text_area(3)
    )

    def __init__(self, *args: Any, kind: Answers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", [(one.key, one.label) for one in kind.choices])
        more = kind.form().fields if kind.form else {}
        self.extra = list(more)
        self.fields |= more

    def answered(self) -> dict[str, Any]:
        """What the verb takes: the room's own fields apart."""
        plain = {name: self.cleaned_data[name] for name in ("answer", "remark")}
        return {**plain, "given": {name: self.cleaned_data[name] for name in self.extra}}
