"""Browser input about webhooks."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from notifications.selectors import offers_to, projects_of
from tenancy.actors import Actor
from toolkit.days import DayField
from toolkit.tables import in_language


class WebhookForm(forms.Form):
    """Who is told, and of what."""

    description = forms.CharField(
        label=_("What it is for"),
        max_length=120,
        help_text=_("The system that listens there, such as “Data warehouse”."),
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text=_("A public https server. Redirects are not followed."),
    )
    projects = forms.TypedMultipleChoiceField(
        label=_("Projects"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every project that the owner may see, later ones too."),
    )
    facts = forms.MultipleChoiceField(
        label=_("Events"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every event, later ones too."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = projects_of(actor=actor).order_by("key").values("pk", "key", "name", "name_zh")
        fields: Any = self.fields
        fields["projects"].choices = [(row["pk"], f"{row['key']} {in_language(row, 'name')}") for row in rows]
        fields["facts"].choices = [(name, one.label) for name, one in offers_to(actor=actor).items()]


class SinceForm(forms.Form):
    """From which day on."""

    since = DayField(
        label=_("Written since"), help_text=_("From the beginning of this day, in your time zone.")
    )
