"""Browser input about processes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import CodedForm, languages_field, one_of, person_choices
from projects.models import Process
from projects.selectors import sites
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.tables import in_language

COUNT = {"class": "w-short"}
PROCEDURE, TRANSFER = _("Status of the operating procedure"), _("Status of the knowledge transfer")


def count_field(label: Any, *, help_text: Any = "", largest: int = 2_000_000_000) -> forms.IntegerField:
    """A whole number that may be left out."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=largest,
        help_text=help_text,
        widget=forms.NumberInput(attrs=COUNT),
    )


class ProcessForm(forms.Form):
    """What is said of a process."""

    name = forms.CharField(label=_("Name"), max_length=160)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=160, required=False)
    channel = forms.ChoiceField(label=_("Channel"), choices=Process.Channel.choices)
    path = forms.CharField(
        label=_("Process path"),
        max_length=300,
        required=False,
        help_text=_("Levels with › between, such as Finance › Payables › Invoices."),
    )
    volume = count_field(_("Volume a month"))
    aht_seconds = count_field(_("Average handling time"), help_text=_("In seconds."))
    complexity = forms.TypedChoiceField(
        label=_("Complexity"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", _("Not rated")), *((n, n) for n in range(1, 6))],
    )
    criticality = forms.ChoiceField(label=_("Criticality"), choices=Process.Criticality.choices)
    site_id = one_of(_("Site"))
    expert_id = one_of(_("Expert"))
    languages = languages_field()
    hours = forms.CharField(label=_("Service hours"), max_length=120, required=False)
    systems = forms.CharField(label=_("Systems"), max_length=300, required=False)
    sop = forms.CharField(label=_("Operating procedure"), max_length=80, required=False)
    sop_status = forms.ChoiceField(label=PROCEDURE, choices=Process.Procedure.choices, required=False)
    kt_status = forms.ChoiceField(label=TRANSFER, choices=Process.Transfer.choices, required=False)
    field_order: Any = ("code", "name", "name_zh")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = sites(actor=actor).values("pk", "name", "name_zh")
        places = [(row["pk"], in_language(row, "name")) for row in rows]
        offer(self, "site_id", [("", _("No site")), *places])
        nobody = [("", _("Nobody yet")), *person_choices(actor)[1:]]
        offer(self, "expert_id", nobody)

    def clean_sop_status(self) -> str:
        """A sender who names none changes none."""
        return self._said("sop_status", Process.Procedure.NONE)

    def clean_kt_status(self) -> str:
        """A sender who names none changes none."""
        return self._said("kt_status", Process.Transfer.NOT_STARTED)

    def _said(self, name: str, usual: str) -> str:
        return str(self.cleaned_data[name] or self.initial.get(name) or usual)


class NewProcessForm(ProcessForm, CodedForm):
    """A new process."""
