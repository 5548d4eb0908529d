"""Browser input about engagements, and about the contract of a project."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.forms.base import (
    CodedForm,
    StepForm,
    amount_field,
    client_choices,
    currency_field,
    long_text,
    one_of,
    person_choices,
)
from projects.selectors import engagements, sows
from tenancy.actors import Actor
from toolkit.choices import offer
from toolkit.days import DayField


class TermsForm(forms.Form):
    """The terms of an engagement."""

    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: without an end."))
    notice_on = DayField(
        label=_("Renewal notice by"),
        required=False,
        help_text=_("30 days before, the owner is told and the engagement is expiring."),
    )
    governing_law = forms.CharField(label=_("Governing law"), max_length=120, required=False)
    liability_cap = amount_field(_("Liability cap"))
    currency = currency_field(required=False)
    exit_clause = long_text(_("Exit clause"))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()


class EngagementForm(TermsForm):
    """The draft of an engagement."""

    title = forms.CharField(label=_("Title"), max_length=200)
    title_zh = forms.CharField(label=_("Chinese title"), max_length=200, required=False)
    owner_id = one_of(_("Owner"), help_text=_("Is told when the renewal notice comes near."))
    starts_on = DayField(label=_("First day"))
    field_order: Any = ("client_id", "code", "title", "title_zh", "owner_id", "starts_on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = [("", _("Nobody yet")), *person_choices(actor)[1:]]
        offer(self, "owner_id", nobody)


class NewEngagementForm(EngagementForm, CodedForm):
    """A new engagement, for whom."""

    client_id = forms.TypedChoiceField(label=_("Client"), coerce=UUID)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        choices = [("", _("Choose a client")), *client_choices(actor)]
        offer(self, "client_id", choices)


class AmendmentForm(TermsForm):
    """Other terms from a day on, and why."""

    effective_on = DayField(label=_("Effective from"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    field_order: Any = ("effective_on", "reason")


class SignableStepForm(StepForm):
    """A step that may be a signature on a day."""

    signed_on = DayField(label=_("Signed on"), required=False, help_text=_("For a signature; empty: today."))


class ContractForm(forms.Form):
    """Under which contract a project runs."""

    engagement_id = one_of(_("Engagement"))
    sow_id = one_of(_("Statement of work"), help_text=_("It names its engagement by itself."))

    def __init__(self, *args: Any, actor: Actor, client_id: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("engagement_id", engagements(actor=actor)), ("sow_id", sows(actor=actor))):
            mine = rows.filter(client_id=client_id).values_list("pk", "code", "title")
            found = [(pk, f"{code} {title}") for pk, code, title in mine]
            offer(self, name, [("", _("None")), *found])
