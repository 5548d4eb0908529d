"""Browser input of this room."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import KEY_FORM, Project, ProjectMember
from projects.tables import STAGES
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE
from tenancy.selectors import clients, people
from toolkit.days import DayField
from toolkit.tables import in_language
from toolkit.zones import zone_choices

GONE = {"invalid_choice": _("This step is not possible in the present state. Reload and look again.")}


def person_choices(actor: Actor) -> list[tuple[Any, Any]]:
    """The organization's own people, by name; the clients' people work on no project."""
    own = people(actor=actor).present().filter(side="own").order_by("name", "pk")
    return [("", _("Choose a person")), *own.values_list("pk", "name")]


def client_choices(actor: Actor) -> list[tuple[Any, str]]:
    """The clients that a project may begin for, by name."""
    rows = clients(actor=actor).exclude(state="ended").order_by("name", "pk")
    return [(row["pk"], in_language(row, "name")) for row in rows.values("pk", "name", "name_zh")]


def short(**attrs: Any) -> forms.TextInput:
    """A control for a few letters."""
    return forms.TextInput(attrs={"class": "w-short", **attrs})


def reason_field(help_text: Any) -> forms.CharField:
    """Why, where it may be needed; the service knows when."""
    rows = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(
        label=_("Reason"), max_length=500, required=False, widget=rows, help_text=help_text
    )


class ProjectForm(forms.Form):
    """What a project's settings say."""

    name = forms.CharField(label=_("Name"), max_length=160)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Type"), choices=Project.Kind.choices)
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The project counts its days and due dates in it.")
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        widget=short(placeholder="USD", maxlength=3),
        error_messages={"invalid": _("Write the currency as three capital letters, such as USD.")},
    )
    planned_start = DayField(label=_("Planned start"), required=False)
    planned_finish = DayField(label=_("Planned finish"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self.initial.get("zone") or "")
        self.fields["zone"].choices = zone_choices(present)  # type: ignore[attr-defined]

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class NewProjectForm(ProjectForm):
    """A new project: for whom, and who manages it."""

    client_id = forms.TypedChoiceField(label=_("Client"), coerce=UUID)
    key = forms.RegexField(
        re.compile(KEY_FORM, re.IGNORECASE),
        label=_("Key"),
        widget=short(placeholder="SKY", maxlength=10),
        help_text=_("2 to 10 capital letters and digits. It stands in every address and never changes."),
        error_messages={"invalid": _("Write the key as 2 to 10 capital letters and digits, a letter first.")},
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES.items())
    manager_id = forms.TypedChoiceField(label=_("Project manager"), coerce=UUID)
    field_order = ("client_id", "key", "name", "name_zh", "manager_id", "kind", "stage")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = client_choices(actor)
        self.has_clients = bool(choices)
        self.fields["client_id"].choices = [("", _("Choose a client")), *choices]  # type: ignore[attr-defined]
        if actor.roles & ORGANIZATION_WIDE:
            self.fields["manager_id"].choices = person_choices(actor)  # type: ignore[attr-defined]
        else:  # would lose sight of a project that somebody else manages
            del self.fields["manager_id"]

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).upper()


class StageForm(forms.Form):
    """Another stage of the life cycle."""

    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES.items(), widget=forms.RadioSelect)
    reason = reason_field(_("Needed for every move but the one to the next stage."))


class StepForm(forms.Form):
    """A step of the state table."""

    step = forms.ChoiceField(label=_("Step"), widget=forms.RadioSelect, error_messages=GONE)
    reason = reason_field(_("Needed for putting on hold and for cancelling."))

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        self.fields["step"].choices = steps  # type: ignore[attr-defined]


class MemberDaysForm(forms.Form):
    """From when to when."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end is known."))


class NewMemberForm(MemberDaysForm):
    """A person and a role."""

    person_id = forms.TypedChoiceField(label=_("Person"), coerce=UUID)
    role = forms.ChoiceField(label=_("Role"), choices=ProjectMember.Role.choices)
    field_order = ("person_id", "role")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = person_choices(actor)  # type: ignore[attr-defined]
