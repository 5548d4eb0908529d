"""Browser input about clients."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.models import Client
from toolkit.choices import offer
from toolkit.countries import country_choices


class ClientForm(forms.Form):
    """What is said of a client."""

    name = forms.CharField(label=_("Name"), max_length=160)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=160, required=False)
    industry = forms.CharField(label=_("Industry"), max_length=80, required=False)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)


class NewClientForm(ClientForm):
    """A new client."""

    code = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9]{1,9}$",
        label=_("Code"),
        widget=forms.TextInput(attrs={"class": "w-short", "placeholder": "SKY", "maxlength": 10}),
        help_text=_("2 to 10 capital letters and digits. It stands in addresses and never changes."),
        error_messages={
            "invalid": _("Write the code as 2 to 10 capital letters and digits, a letter first.")
        },
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[(state, state.label) for state in (Client.State.ACTIVE, Client.State.PROSPECT)],
    )
    field_order = ("code", "name")

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).upper()


class ClientStepForm(forms.Form):
    """A step of the state table."""

    step = forms.ChoiceField(
        label=_("Step"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("This step is not possible in the present state. Reload and look again.")
        },
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed for setting dormant and for ending."),
    )

    def __init__(self, *args: Any, steps: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.steps = steps
        offer(self, "step", steps)
