"""Columns of hand-offs; page, block on the task's page and export use the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from schedule.models import HandOff
from toolkit.tables import Instant, Key, Link, Person, Status, Table, Text

TONES = {"offered": "begun", "accepted": "green", "declined": "amber", "withdrawn": "grey"}
STATES = {value: (label, TONES[value]) for value, label in HandOff.State.choices}
TASK, HANDOFF = Link("planning_task", number="task__number"), Link("schedule_handoff", handoff="id")


class HandOffTable(Table):
    """The hand-offs of a project."""

    caption = _("Hand-offs")
    created_at = Instant(pgettext_lazy("when", "Offered"))
    task = Key(_("Key"), source="task__number", prefix="T", link=TASK)
    name = Text(_("Task"), source="task__name", link=HANDOFF)
    giver = Person(_("Handed over by"), source="giver__name")
    taker = Text(_("To whom"), source="taker__name", link=HANDOFF, strong=True)
    state = Status(_("State"), mapping=STATES)
    answered_at = Instant(pgettext_lazy("when", "Answered"), priority=2)
    answer = Text(pgettext_lazy("hand-off", "Answer"), priority=3)


class TaskHandOffTable(HandOffTable):
    """The hand-offs of one task, with what was said."""

    task: Any = None
    name: Any = None
    done = Text(_("What is done"), priority=2)
    left = Text(_("What is open"), priority=2)


class HandOffFacts(Table):
    """What is said of one."""

    task = Text(_("Task"), source="task__name", link=TASK)
    giver = Person(_("Handed over by"), source="giver__name")
    taker = Person(_("To whom"), source="taker__name")
    state = Status(_("State"), mapping=STATES)
    created_at = Instant(pgettext_lazy("when", "Offered"))
    answered_at = Instant(pgettext_lazy("when", "Answered"))
    done = Text(_("What is done"))
    left = Text(_("What is open"))
    answer = Text(pgettext_lazy("hand-off", "Answer"))
