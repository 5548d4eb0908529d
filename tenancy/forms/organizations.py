"""Browser input about the organization itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.models.people import LANGUAGES
from toolkit.choices import offer
from toolkit.zones import zone_choices


class OrganizationForm(forms.Form):
    """What an organization says of itself."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_zh = forms.CharField(
        label=_("Chinese name"),
        max_length=120,
        required=False,
        help_text=_("Shown to everybody who reads Chinese."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=LANGUAGES,
        help_text=_("Letters that go to nobody in particular are written in it."),
    )
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Roles begin and end on its days."))
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        widget=forms.TextInput(attrs={"class": "w-short", "placeholder": "USD", "maxlength": 3}),
        error_messages={"invalid": _("Write the currency as three capital letters, such as USD.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = str(self.initial.get("zone") or "")
        offer(self, "zone", zone_choices(present))

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()
