"""Browser input about API tokens."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.services import TOKEN_DAYS_MAX


class TokenForm(forms.Form):
    """A key for another system."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        help_text=_("The system that will use it, such as “Power BI”."),
    )
    scopes = forms.ChoiceField(
        label=_("It may"), choices=[("read", _("Read")), ("read write", _("Read and write"))], initial="read"
    )
    days = forms.IntegerField(
        label=_("Days until it ends"), min_value=1, max_value=TOKEN_DAYS_MAX, initial=90
    )
