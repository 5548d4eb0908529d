"""Narrowing lists of jobs."""

from django.utils.translation import gettext_lazy as _

from tenancy.models import JobRun
from toolkit.filters import Filters, OneOf


class JobFilters(Filters):
    """By state."""

    state = OneOf(JobRun.State.choices, label=_("State"), many=True)
