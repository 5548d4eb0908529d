"""Browser input about statements of work."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import (
    CodedForm,
    CurrencyForm,
    amount_field,
    client_people,
    languages_field,
    long_text,
    one_of,
    person_choices,
    some_of,
)
from projects.forms.processes import count_field
from projects.models import SowItem, SowVersion
from projects.selectors import items_of, sites, sites_of_sow
from tenancy.actors import Actor
from toolkit.amounts import AmountField
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.tables import in_language

LINES = _("One on each line.")


class NewSowForm(CodedForm, CurrencyForm):
    """A new statement of work; what it says is written in its first version."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_zh = forms.CharField(label=_("Chinese title"), max_length=200, required=False)
    starts_on = DayField(label=_("First day"))
    pricing = forms.ChoiceField(label=_("Pricing model"), choices=SowVersion.Pricing.choices)
    field_order: Any = ("code", "title", "title_zh", "starts_on", "pricing", "currency")


class SowForm(CurrencyForm):
    """The draft of a version."""

    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), required=False)
    in_scope = long_text(_("In scope"), help_text=LINES)
    out_of_scope = long_text(_("Out of scope"), help_text=LINES)
    deliverable = long_text(_("Deliverables"), help_text=LINES)
    assumption = long_text(_("Assumptions"), help_text=LINES)
    dependency = long_text(_("Dependencies on the client"), help_text=LINES)
    volume_low = count_field(_("Volume from"))
    volume_high = count_field(_("Volume to"))
    volume_unit = forms.CharField(
        label=_("Volume of"), max_length=80, required=False, help_text=_("Such as calls a month.")
    )
    sites = some_of(_("Sites"))
    languages = languages_field()
    pricing = forms.ChoiceField(label=_("Pricing model"), choices=SowVersion.Pricing.choices)
    minimum = amount_field(_("Minimum commitment a month"))
    payment_terms = forms.CharField(label=_("Payment terms"), max_length=300, required=False)
    our_signatory_id = one_of(_("Signs for us"))
    client_signatory_id = one_of(_("Signs for the client"))
    field_order: Any = (
        *("starts_on", "ends_on", *SowItem.Kind.values, "volume_low", "volume_high", "volume_unit"),
        *("sites", "languages", "pricing", "currency", "minimum", "payment_terms"),
    )

    def __init__(self, *args: Any, actor: Actor, sow_version: SowVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, lines in items_of(sow_version=sow_version).items():
            self.initial.setdefault(part, "\n".join(lines))
        chosen = list(sites_of_sow(sow_version=sow_version).values_list("site_id", flat=True))
        self.initial["sites"] = chosen
        rows = sites(actor=actor).values("pk", "name", "name_zh")
        ours = [("", _("Nobody yet")), *person_choices(actor)[1:]]
        theirs = client_people(actor, sow_version.sow.client_id)
        choices = {"our_signatory_id": ours, "client_signatory_id": theirs}
        choices["sites"] = [(row["pk"], in_language(row, "name")) for row in rows]
        for name, found in choices.items():
            offer(self, name, found)

    @staticmethod
    def taken(cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What the service takes: parts as lists of lines, the rest as it is."""
        given = dict(cleaned)
        items = {part: given.pop(part).splitlines() for part in SowItem.Kind.values}
        return {**given, "items": items}


class PriceForm(forms.Form):
    """One rate."""

    unit = forms.CharField(label=_("Unit"), max_length=80, help_text=_("Such as productive hour, invoice."))
    from_quantity = amount_field(
        _("From quantity"), digits=14, help_text=_("0 for the first band."), required=True
    )
    rate = AmountField(
        label=_("Rate"), max_digits=14, decimal_places=4, help_text=_("Negative for a rebate.")
    )
    effective_on = DayField(label=_("In force from"))
