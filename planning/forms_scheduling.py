"""Browser input of estimates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planning.forms import DaysField


class EstimateForm(forms.Form):
    """Three points in working days."""

    optimistic_minutes = DaysField(
        label=_("At best, work days"), required=False, help_text=_("If everything goes well.")
    )
    likely_minutes = DaysField(label=_("Most likely, work days"), required=False)
    pessimistic_minutes = DaysField(
        label=_("At worst, work days"), required=False, help_text=_("If most of what can go wrong does.")
    )
