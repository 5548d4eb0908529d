"""Browser input of buffers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.forms import DaysField, InPlan, TaskKeyField
from planning.models import Task


class BufferForm(InPlan):
    """Time to keep free, and in front of what."""

    name = forms.CharField(label=_("Name"), max_length=512)
    minutes = DaysField(label=_("Work days"), help_text=_("How much time is kept free."))
    protects = TaskKeyField(
        label=_("In front of"), help_text=_("The key of the task or milestone that it protects.")
    )
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_protects(self) -> Task | None:
        return self.task_of("protects")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        task = given.pop("protects", None)
        return {**given, "protects_id": task.pk} if task else given


class UseForm(forms.Form):
    """How much of it is used up, and what for."""

    minutes = DaysField(label=_("Work days"))
    reason = forms.CharField(
        label=_("What happened"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
