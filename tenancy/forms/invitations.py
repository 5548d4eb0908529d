"""Browser input about invitations, before and behind the link."""

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.forms.people import client_choices, client_field, role_choices
from tenancy.models import User
from tenancy.models.people import LANGUAGES
from tenancy.selectors import project_choices
from toolkit.choices import offer
from toolkit.days import DayField
from toolkit.tables import in_language


class OfferForm(forms.Form):
    """What somebody with a mail address is invited to."""

    role = forms.ChoiceField(label=_("Role"))
    ends_on = DayField(
        label=_("Last day"),
        required=False,
        help_text=_("Empty: no end is known. An auditor’s role needs one."),
    )
    projects = forms.TypedMultipleChoiceField(
        label=_("Projects"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where the person works in this role from the first sign-in."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGES, help_text=_("The letter is written in it.")
    )

    def __init__(self, *args: Any, actor: Actor, is_client: bool | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (row["pk"], f"{row['key']} {in_language(row, 'name')}") for row in project_choices(actor=actor)
        ]
        offer(self, "role", role_choices(is_client=is_client))
        offer(self, "projects", offered)
        if is_client or not offered:
            del self.fields["projects"]


class InviteForm(OfferForm):
    """Somebody new, or somebody in the list without a login."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("In the person’s own script."))
    client_id = client_field()
    field_order = ("email", "name", "client_id")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        offer(self, "client_id", client_choices(actor))


class FirstSignInForm(forms.Form):
    """Name and password of somebody whose address the link has proved."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters. A sentence is easier to keep in mind than a puzzle."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """The house's password rules, told to the field."""
        user = User(email=self.email, name=self.cleaned_data.get("name", ""))
        try:
            return str(get_adapter().clean_password(self.cleaned_data["password"], user))
        except ValidationError as error:
            raise ValidationError(error.messages) from error
