"""Forms of thresholds."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class ThresholdForm(forms.Form):
    """From where on a difference is a variance."""

    days_slipped = forms.IntegerField(
        label=_("Days behind the baseline"),
        min_value=1,
        max_value=365,
        help_text=_("Calendar days. A task or milestone that is further behind raises a variance."),
    )
    work_percent = forms.IntegerField(
        label=_("Percent more work than in the baseline"), min_value=1, max_value=1000
    )
    least_spi = forms.DecimalField(
        label=_("Lowest SPI"),
        min_value=Decimal("0.01"),
        max_value=1,
        max_digits=4,
        decimal_places=2,
        help_text=_("Earned work for each hour planned so far: 1 is on plan."),
    )
    stale_days = forms.IntegerField(
        label=_("Days without an update"),
        min_value=1,
        max_value=365,
        help_text=_("Work under way of which nothing was heard for longer is listed as silent."),
    )
