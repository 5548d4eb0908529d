"""Browser input about projects."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import (
    CurrencyForm,
    client_choices,
    client_people,
    one_of,
    person_choices,
    reason_field,
    short,
)
from projects.models import KEY_FORM, Project
from projects.tables import STAGES
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.zones import zone_choices


class ProjectForm(CurrencyForm):
    """What a project's settings say."""

    name = forms.CharField(label=_("Name"), max_length=160)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=160, required=False)
    kind = forms.ChoiceField(label=_("Type"), choices=Project.Kind.choices)
    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("The project counts its days and due dates in it.")
    )
    planned_start = DayField(label=_("Planned start"), required=False)
    planned_finish = DayField(label=_("Planned finish"), required=False)
    methodology = forms.ChoiceField(
        label=_("Methodology"), required=False, choices=[("", _("Not named")), *Project.Methodology.choices]
    )
    field_order: Any = ("name", "name_zh", "kind", "zone", "currency")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self.initial.get("zone") or "")
        offer(self, "zone", zone_choices(present))


class ProjectSettingsForm(ProjectForm):
    """What the settings say of a project that is there."""

    sponsor_id = one_of(_("Client sponsor"), help_text=_("One of the client’s own people."))
    status_days = forms.IntegerField(
        label=_("A status counts for days"),
        required=False,
        min_value=1,
        max_value=90,
        widget=forms.NumberInput(attrs={"class": "w-short"}),
        help_text=_("After so many days a confirmed status is shown as old."),
    )

    def clean_status_days(self) -> int:
        """Left empty, it stays as it is."""
        return self.cleaned_data["status_days"] or self.initial.get("status_days") or 7

    def __init__(self, *args: Any, actor: Actor, client_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "sponsor_id", client_people(actor, client_id))


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
    field_order = ("client_id", "key", "name", "name_zh", "manager_id", "kind", "stage", "zone", "currency")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = client_choices(actor)
        self.has_clients = bool(choices)
        offer(self, "client_id", [("", _("Choose a client")), *choices])
        if actor.roles & ORGANIZATION_WIDE:
            offer(self, "manager_id", person_choices(actor))
        else:  # would lose sight of a project that somebody else manages
            del self.fields["manager_id"]

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).upper()


class StageForm(forms.Form):
    """Another stage of the life cycle."""

    stage = forms.ChoiceField(label=_("Stage"), choices=STAGES.items(), widget=forms.RadioSelect)
    reason = reason_field(_("Needed for every move but the one to the next stage."))
