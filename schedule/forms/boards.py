"""What people type about boards and checklists."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.selectors import Task
from schedule.models.boards import TEXT_LENGTH, BoardLimit, ChecklistItem
from schedule.models.collecting import Weekday
from schedule.selectors.boards import COLUMNS
from toolkit.choices import offer

MOST = 1000


def limit_fields() -> dict[str, forms.Field]:
    """Of each column a number, and whether more are refused."""
    found: dict[str, forms.Field] = {}
    for state, word in Task.State.choices:
        if state in COLUMNS:
            found[state] = forms.IntegerField(label=word, min_value=1, max_value=MOST, required=False)
            found[f"{state}_hard"] = forms.BooleanField(required=False)
    return found


class LimitsForm(type("LimitFields", (forms.Form,), limit_fields())):  # type: ignore[misc]
    """A number for each column, and whether more are refused."""

    def __init__(self, *args: Any, limits: Mapping[str, BoardLimit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for state in COLUMNS:
            at_most, hard, found = self.fields[state], self.fields[f"{state}_hard"], limits.get(state)
            at_most.initial, hard.initial = found and found.at_most, bool(found and found.hard)
            hard.label = _("Refuse more in “%(column)s”") % {"column": at_most.label}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"limits": {state: (given.get(state), bool(given.get(f"{state}_hard"))) for state in COLUMNS}}


class ChecklistForm(forms.Form):
    """Which steps are done, one more, and which are taken off."""

    done = forms.TypedMultipleChoiceField(
        label=_("Done"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=_("One more step"), max_length=TEXT_LENGTH, required=False)
    removed = forms.TypedMultipleChoiceField(
        label=_("Take off the list"), coerce=UUID, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, items: Iterable[ChecklistItem], **kwargs: Any) -> None:
        found = list(items)
        kwargs["initial"] = {
            "done": [str(one.pk) for one in found if one.done_at],
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.text) for one in found]
        for name in ("done", "removed"):
            offer(self, name, choices)
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {
            "done": given.get("done", []),
            "text": given.get("text", ""),
            "removed": given.get("removed", []),
        }


class CollectionForm(forms.Form):
    """Whether and when the project asks."""

    on = forms.BooleanField(label=_("Ask the owners of tasks every week"), required=False)
    weekday = forms.TypedChoiceField(label=_("Weekday"), coerce=int, choices=Weekday.choices)
