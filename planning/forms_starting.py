"""Browser input of a plan's beginning."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning import selectors
from planning.forms import InPlan
from planning.starting import choices
from toolkit.choices import offer
from toolkit.days import DayField


class StartForm(InPlan):
    """What to start from, when, and by which calendar."""

    template = forms.ChoiceField(label=_("Start from"))
    start_on = DayField(
        label=_("First day"), help_text=_("A day on which nobody works moves to the next working day.")
    )
    calendar_id = forms.ChoiceField(label=_("Calendar of the plan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about: dict[str, Any] = {"actor": self.actor, "project": self.project}
        offer(self, "template", choices(**about))
        plan = selectors.plan_of(**about)
        known = selectors.calendars(**about).values_list("id", "name")
        nothing = [] if plan and plan.calendar_id else [("", _("Standard hours, Monday to Friday"))]
        offer(self, "calendar_id", [*nothing, *((str(pk), name) for pk, name in known)])
        self.initial.setdefault("calendar_id", str(plan.calendar_id or "") if plan else "")

    def clean_calendar_id(self) -> str | None:
        return self.cleaned_data["calendar_id"] or None
