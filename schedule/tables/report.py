"""Columns of the progress report where the pages have others."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from planning.selectors import Task
from schedule.registers.recovery import RecoveryActionTable
from schedule.registers.variances import VarianceTable
from toolkit.tables import Choice, Day, Key, Name, Percent, Table, Text


class OpenVarianceTable(VarianceTable):
    """What differs, why, and what corrects it."""

    metric: Any = None
    threshold: Any = None
    cause = Text(_("Cause"))
    corrective = Text(_("Corrective action"))


class OpenActionTable(RecoveryActionTable):
    """What is done to recover, and for which plan."""

    state: Any = None
    plan = Name(_("Recovery plan"), source="plan__title")


class AheadTable(Table):
    """What comes next."""

    caption = _("Next 14 days")
    number = Key(_("Key"), prefix="T")
    name = Text(_("Task"))
    owner = Text(_("Owner"), source="owner__name")
    start_at = Day(_("Start"))
    due = Day(_("Due"))
    percent_complete = Percent(_("Done, percent"), decimals=0)
    state = Choice(_("State"), mapping=dict(Task.State.choices))
