"""Browser input of this room. A task is named by its key: T12, or 12."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning import selectors
from planning.models import Dependency, Task
from planning.streams import streams_of
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.errors import Missing
from toolkit.tables import in_language

MINUTES_A_DAY = 480
STEPS = (
    ("indent", _("Indent: below the row above")),
    ("outdent", _("Outdent: one level higher")),
    ("up", _("Up")),
    ("down", _("Down")),
    ("place", _("To another place")),
)
IS_BUFFER = _("Its work days are kept free for surprises: nobody works on it.")
# What may be said to be nobody and nothing.
EMPTY = ("owner_id", "stream_id")
KEY = re.compile(r"^\s*(?:[A-Z][A-Z0-9]*-)?T?(\d{1,9})\s*$", re.IGNORECASE)


class TaskKeyField(forms.CharField):
    """The key of a task of the same plan; becomes the task. Needs `form.actor` and `form.project`."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=24, widget=forms.TextInput(attrs={"placeholder": "T12"}), **more)

    def find(self, value: str, *, actor: Actor, project: Project) -> Task | None:
        if not value:
            return None
        found = KEY.match(value)
        try:
            return selectors.task(actor=actor, project=project, number=int(found[1]) if found else 0)
        except Missing:
            raise forms.ValidationError(
                _("There is no task %(key)s in this plan."), params={"key": value}
            ) from None


class DaysField(forms.DecimalField):
    """Working days of eight hours; becomes working minutes."""

    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=0, max_value=4000, max_digits=7, decimal_places=2, **more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value / MINUTES_A_DAY:g}" if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        days = super().clean(value)
        return None if days is None else int(days * MINUTES_A_DAY)


class InPlan(forms.Form):
    """A form that knows whose plan it is about."""

    def __init__(self, *args: Any, actor: Actor, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.project = actor, project

    def task_of(self, name: str) -> Task | None:
        field: Any = self.fields[name]
        task: Task | None = field.find(self.cleaned_data[name], actor=self.actor, project=self.project)
        return task


class TaskForm(InPlan):
    """What a row says."""

    name = forms.CharField(label=_("Name"), max_length=512)
    begin = DayField(label=_("Start"), required=False)
    due = DayField(label=_("Finish"), required=False)
    duration_minutes = DaysField(
        label=_("Work days"),
        required=False,
        help_text=_("Two of start, finish and work days decide the third."),
    )
    owner_id = forms.ChoiceField(label=_("Owner"), required=False)
    stream_id = forms.ChoiceField(label=_("Work-stream"), required=False)
    notes = forms.CharField(label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = selectors.owners(actor=self.actor, project=self.project)
        offer(self, "owner_id", [("", "–"), *people])
        streams = [(str(one.pk), in_language(vars(one), "title")) for one in streams_of(project=self.project)]
        offer(self, "stream_id", [("", "–"), *streams])
        if not streams:
            del self.fields["stream_id"]

    def clean_owner_id(self) -> str | None:
        return self.cleaned_data["owner_id"] or None

    def clean_stream_id(self) -> str | None:
        return self.cleaned_data["stream_id"] or None

    def clean(self) -> dict[str, Any]:
        """Days left empty are not named: they follow from the others."""
        given = super().clean() or {}
        return {name: value for name, value in given.items() if value is not None or name in EMPTY}


class NewTaskForm(TaskForm):
    """A new row, and where it stands."""

    kind = forms.ChoiceField(
        label=_("Type"), choices=[(k.value, k.label) for k in (Task.Kind.TASK, Task.Kind.MILESTONE)]
    )
    parent = TaskKeyField(
        label=_("Below"),
        required=False,
        help_text=_("The key of the summary it stands below; empty: on top level."),
    )
    is_buffer = forms.BooleanField(label=_("Buffer"), required=False, help_text=IS_BUFFER)
    field_order = (
        *("name", "kind", "parent", "begin", "due", "duration_minutes", "is_buffer", "owner_id", "notes"),
    )

    def clean_parent(self) -> Task | None:
        return self.task_of("parent")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        parent = given.pop("parent", None)
        return {**given, "parent_id": parent.pk if parent else None}


class EditTaskForm(TaskForm):
    """Only what was changed is sent on, so that a summary's computed dates stay untouched."""

    constraint_type = forms.ChoiceField(
        label=_("Constraint"), choices=Task.Constraint.choices, required=False
    )
    constraint_on = DayField(
        label=_("Constraint day"),
        required=False,
        help_text=_("Rescheduling moves the row only as far as the constraint allows."),
    )
    priority = forms.IntegerField(
        label=_("Priority"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("0 to 1000; 500 is usual."),
    )
    contractual = forms.BooleanField(label=_("Promised in the contract"), required=False)
    is_buffer = forms.BooleanField(label=_("Buffer"), required=False, help_text=IS_BUFFER)

    def clean_constraint_type(self) -> str:
        """A sender who names none changes none."""
        return str(self.cleaned_data["constraint_type"] or self.initial.get("constraint_type") or "ASAP")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        return {name: value for name, value in given.items() if name in self.changed_data}


class OwnerForm(InPlan):
    """Whose rows they become."""

    owner_id = forms.ChoiceField(label=_("Owner"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = selectors.owners(actor=self.actor, project=self.project)
        offer(self, "owner_id", [("", "–"), *people])

    def clean_owner_id(self) -> str | None:
        return self.cleaned_data["owner_id"] or None


class MoveForm(InPlan):
    """One step, or another place."""

    step = forms.ChoiceField(label=_("Where to"), choices=STEPS, widget=forms.RadioSelect)
    parent = TaskKeyField(
        label=_("Below"), required=False, help_text=_("Only for “To another place”. Empty: on top level.")
    )

    def clean_parent(self) -> Task | None:
        return self.task_of("parent")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        parent = given.pop("parent", None)
        return {**given, "parent_id": parent.pk if parent else None}


class ProgressForm(forms.Form):
    """How far it is."""

    percent_complete = forms.IntegerField(label=_("Done, percent"), min_value=0, max_value=100)


class StepForm(forms.Form):
    """A step of the state table."""

    step = forms.ChoiceField(label=_("Step"))
    reason = forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "step", steps)


class ReachForm(forms.Form):
    """When it was reached."""

    reached_on = DayField(label=_("Reached on"), required=False, help_text=_("Empty: today."))


class LinkForm(InPlan):
    """What has to come first."""

    predecessor = TaskKeyField(label=_("First"))
    kind = forms.ChoiceField(label=_("Type"), choices=Dependency.Kind.choices)
    lag_minutes = DaysField(label=_("Lag, work days"), required=False)

    def clean_predecessor(self) -> Task | None:
        return self.task_of("predecessor")

    def clean_lag_minutes(self) -> int:
        return self.cleaned_data["lag_minutes"] or 0
