"""Browser input of requirements, prices and responsibilities."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.forms import InPlan, TaskKeyField
from planning.models import Responsibility, Task
from planning.registers.offers import client_side
from projects.registers.forms import amount_field, currency_field, one_of, team
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField

PARTS = [("", _("No part")), *Responsibility.Part.choices]


class TieForm(InPlan):
    """A task of the plan."""

    task = TaskKeyField(label=_("Task"), help_text=_("A summary stands for all tasks below it."))

    def clean_task(self) -> int:
        found: Task | None = self.task_of("task")
        assert found is not None
        return found.number


class ConvertForm(InPlan):
    """What is made of a requirement."""

    deliverable_title = forms.CharField(
        label=_("Deliverable"),
        max_length=300,
        required=False,
        help_text=_("Empty: no deliverable. It takes over when the requirement is met."),
    )
    deliverable_due = DayField(label=_("Deliverable due"), required=False)
    acceptor_id = one_of(_("Accepted by the client’s"))
    task_name = forms.CharField(
        label=_("Task"), max_length=512, required=False, help_text=_("Empty: no task.")
    )
    parent = TaskKeyField(
        label=_("Below"),
        required=False,
        help_text=_("The key of the summary it stands below; empty: on top level."),
    )
    begin = DayField(label=_("Start"), required=False)
    due = DayField(label=_("Finish"), required=False)
    owner_id = one_of(_("Owner of both"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = {"actor": self.actor, "project": self.project}
        offer(self, "acceptor_id", client_side(**asked))
        offer(self, "owner_id", team(**asked))

    def clean_parent(self) -> Task | None:
        return self.task_of("parent")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parent = given.pop("parent", None)
        return {**given, "parent_id": parent.pk if parent else None}


class PriceForm(forms.Form):
    """What extra work costs."""

    amount = amount_field(_("Price"), required=True)
    currency = currency_field()
    note = forms.CharField(label=_("How it was computed"), max_length=500, required=False)


class PartsForm(forms.Form):
    """One choice for each person on the project, named by the person."""

    def __init__(self, *args: Any, actor: Actor, people: Any, held: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in people:
            name = str(one["person_id"])
            self.fields[name] = forms.ChoiceField(
                label=one["person__name"], choices=PARTS, required=False, initial=held.get(name, "")
            )

    def clean(self) -> dict[str, Any]:
        """The parts as one argument."""
        return {"parts": super().clean() or {}}
