"""Browser input about requests for projects."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import (
    CurrencyForm,
    amount_field,
    client_choices,
    currency_field,
    long_text,
    one_of,
    person_choices,
    short,
)
from projects.forms.contracts import ContractForm
from projects.models import KEY_FORM, IntakeRequest, Project
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.zones import zone_choices


class RequestForm(forms.Form):
    """What is asked for."""

    title = forms.CharField(label=_("Title"), max_length=160)
    title_zh = forms.CharField(label=_("Chinese title"), max_length=160, required=False)
    client_id = one_of(_("Client"))
    client_name = forms.CharField(
        label=_("New client"),
        max_length=160,
        required=False,
        help_text=_("Where the client is not in the list yet."),
    )
    kind = forms.ChoiceField(label=_("Type"), choices=Project.Kind.choices)
    why = long_text(_("Why"))
    fte = amount_field(_("Size in FTE"), digits=8)
    value = amount_field(_("Value a year"))
    currency = currency_field(required=False)
    wanted_on = DayField(label=_("Wanted start"), required=False)
    risks = long_text(_("Risks"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].required = True
        choices = [("", _("A new client")), *client_choices(actor)]
        offer(self, "client_id", choices)

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("client_id") and not cleaned.get("client_name"):
            self.add_error("client_id", _("Choose the client, or write the name of a new one."))
        return cleaned


class OpeningForm(CurrencyForm):
    """The project that an approved request becomes."""

    key = forms.RegexField(
        re.compile(KEY_FORM, re.IGNORECASE),
        label=_("Key"),
        widget=short(placeholder="SKY", maxlength=10),
        help_text=_("2 to 10 capital letters and digits. It stands in every address and never changes."),
        error_messages={"invalid": _("Write the key as 2 to 10 capital letters and digits, a letter first.")},
    )
    name = forms.CharField(label=_("Name"), max_length=160)
    client_id = forms.TypedChoiceField(label=_("Client"), coerce=UUID)
    manager_id = forms.TypedChoiceField(label=_("Project manager"), coerce=UUID)
    zone = forms.ChoiceField(label=_("Time zone"))
    engagement_id = one_of(_("Engagement"))
    sow_id = one_of(_("Statement of work"), help_text=_("It names its engagement by itself."))
    template_key = forms.CharField(label=_("Template"), max_length=40, required=False)
    field_order: Any = ("key", "name", "client_id", "manager_id", "zone", "currency")

    def __init__(self, *args: Any, actor: Actor, request: IntakeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "client_id": [("", _("Choose a client")), *client_choices(actor)],
            "zone": zone_choices(str(self.initial.get("zone") or "")),
            **_contracts(actor, request),
        }
        if actor.roles & ORGANIZATION_WIDE:
            choices["manager_id"] = person_choices(actor)
        else:  # would lose sight of a project that somebody else manages
            del self.fields["manager_id"]
        for name, found in choices.items():
            offer(self, name, found)

    def clean_key(self) -> str:
        return str(self.cleaned_data["key"]).upper()


def _contracts(actor: Actor, request: IntakeRequest) -> dict[str, Any]:
    """The contracts with the client, where the request names one."""
    if request.client_id is None:
        return {name: [("", _("None"))] for name in ("engagement_id", "sow_id")}
    fields = ContractForm(actor=actor, client_id=request.client_id).fields
    return {name: fields[name].choices for name in fields}  # type: ignore[attr-defined]
