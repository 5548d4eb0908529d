"""Forms of change requests beside those of their register."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.selectors import tasks
from projects.registers.forms import one_of
from schedule.performing import ADD, DURATION, MOVE
from tenancy.actors import Actor
from tenancy.selectors import people
from toolkit.choices import offer
from toolkit.days import DayField

EFFECTS = (
    (MOVE, _("Move a milestone")),
    (DURATION, _("Change how long a task takes")),
    (ADD, _("Add a task")),
)


class EffectForm(forms.Form):
    """What it does to the plan; which fields count depends on the effect."""

    effect = forms.ChoiceField(label=_("Effect"), choices=EFFECTS, widget=forms.RadioSelect)
    task_id = one_of(_("Task or milestone"), help_text=_("Which one moves, or takes longer."))
    name = forms.CharField(label=_("Name of the new task"), max_length=512, required=False)
    day = DayField(
        label=_("Day"), required=False, help_text=_("The milestone’s new day, or when the new task begins.")
    )
    days = forms.DecimalField(
        label=_("Working days"),
        required=False,
        min_value=0,
        max_value=3650,
        decimal_places=1,
        max_digits=6,
        help_text=_("How long the task takes."),
    )

    def __init__(self, *args: Any, actor: Actor, project: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = tasks(actor=actor, project=project).exclude(kind="summary")
        named = ((pk, f"T{number} {name}") for pk, number, name in rows.values_list("pk", "number", "name"))
        offer(self, "task_id", [("", _("None")), *named])


class SignatureForm(forms.Form):
    """Who signs for the client, and until when."""

    person_id = one_of(_("Who signs"), required=True)
    expires_on = DayField(
        label=_("Until"), required=False, help_text=_("The last day to sign; two weeks unless you say.")
    )

    def __init__(self, *args: Any, actor: Actor, client_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = people(actor=actor).present().filter(client_id=client_id).exclude(email="")
        rows = theirs.order_by("name").values_list("pk", "name")
        offer(self, "person_id", [("", _("Choose a person")), *rows])
