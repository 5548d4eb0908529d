"""The form in which a conflict of priorities is decided."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.selectors import owners
from planning.streams import Conflict
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField


class DecisionForm(forms.Form):
    """Which task goes first, why, and who said so."""

    first = forms.TypedChoiceField(label=_("Goes first"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}))
    decided_by_id = forms.TypedChoiceField(
        label=_("Decided by"), coerce=UUID, required=False, empty_value=None
    )
    decided_on = DayField(label=_("Decided on"), required=False, help_text=_("Today, if it is left empty."))

    def __init__(self, *args: Any, actor: Actor, project: Project, conflict: Conflict, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sides = (conflict.clash.one, conflict.clash.other)
        offer(self, "first", [(one.number, f"T{one.number} {one.name}") for one in sides])
        offer(self, "decided_by_id", [("", _("Me")), *others(actor, project)])


def others(actor: Actor, project: Project) -> list[tuple[Any, Any]]:
    """The project's people beside the actor, by name."""
    return [pair for pair in owners(actor=actor, project=project) if pair[0] != str(actor.person_id)]
