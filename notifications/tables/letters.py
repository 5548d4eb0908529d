"""Columns of the ledger, the ladders and a project's rules."""

from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications import letters
from notifications.models import Delivery, Rung
from notifications.selectors import Step
from notifications.tables.inbox import rule_words, title
from toolkit.markup import Row
from toolkit.tables import (
    Action,
    Actions,
    Choice,
    Custom,
    Instant,
    Link,
    Number,
    Reader,
    Status,
    Table,
    Text,
)

LETTER = Link("notifications_letter", pk="id")
TONES = {"sent": "green", "parked": "red", "failed": "amber", "sending": "begun", "dropped": "grey"}
STATES = {state: (words, TONES.get(state, "open")) for state, words in Delivery.State.choices}
ROLES = {"": _("Whoever the letter goes to"), **dict(Rung.Role.choices)}


class LetterTable(Table):
    """The ledger."""

    created_at = Instant(_("Written"))
    rule = Custom(_("Rule"), render=rule_words, exports=rule_words, needs=("rule",), css="nw")
    to = Text(pgettext_lazy("letter", "To"), link=LETTER)
    state = Status(_("State"), mapping=STATES)
    attempts = Number(_("Attempts"), priority=3)
    next_at = Instant(_("Next attempt"), priority=3, unless=lambda row: row["state"] in ("sent", "dropped"))
    sent_at = Instant(pgettext_lazy("when", "Sent"), priority=2)
    error = Text(_("Error"), priority=3, css="cut")
    actions = Actions(
        Action(
            _("Send again"),
            Link("notifications_replay_letter", pk="id"),
            policy="notifications.send_again",
            when=lambda row: row["state"] == Delivery.State.PARKED,
        )
    )


class LetterFacts(Table):
    """One letter."""

    rule = Custom(_("Rule"), render=rule_words, exports=rule_words, needs=("rule",))
    to = Text(pgettext_lazy("letter", "To"))
    state = Status(_("State"), mapping=STATES)
    created_at = Instant(_("Written"))
    next_at = Instant(_("Next attempt"))
    sent_at = Instant(pgettext_lazy("when", "Sent"))
    attempts = Number(_("Attempts"))
    project_name = Text(_("Project"))
    message_id = Text(_("Message-ID"))
    error = Text(_("Error"))


def escalated(row: Row, reader: Reader) -> str:
    """What it tells of, as the way to the ladder."""
    url = Link("notifications_escalation", pk="id").url(dict(reader.arguments), row)
    return format_html(
        '<a href="{}">{}</a><div class="i3 xs">{}</div>',
        url,
        title(row, reader),
        letters.reason(row["context"]),
    )


def standing(row: Row, reader: Reader) -> str:
    """How far the ladder got, in words."""
    if row["acknowledged_at"]:
        return str(_("Acknowledged by %(name)s") % {"name": row["acknowledged_by__name"]})
    if row["ended_at"]:
        return str(_("No longer so"))
    if row["next_at"]:
        return str(_("Next rung %(when)s") % {"when": reader.instant(row["next_at"])})
    return str(_("Top rung was told"))


class EscalationTable(Table):
    """Ladders."""

    css = "two"

    what = Custom(_("What"), render=escalated, exports=title, needs=("id", "template", "context"))
    project_name = Text(_("Project"), priority=2)
    created_at = Instant(_("Since"))
    position = Number(_("Rung"))
    standing = Custom(
        _("Stands"),
        render=standing,
        exports=standing,
        needs=("acknowledged_at", "acknowledged_by__name", "ended_at", "next_at"),
    )
    actions = Actions(
        Action(
            _("Acknowledge"),
            Link("notifications_acknowledge", pk="id"),
            policy="notifications.acknowledge",
            when=lambda row: not row["acknowledged_at"] and not row["ended_at"],
        ),
        needs=("acknowledged_at", "ended_at"),
    )


class StepTable(Table):
    """The rungs that were told."""

    position = Number(_("Rung"), sort=False)
    who = Choice(_("Who"), source="role", mapping=ROLES, sort=False)
    people = Text(_("Told"), sort=False)
    told_at = Instant(_("When"), sort=False)


class ProjectRuleTable(Table):
    """A project's rules."""

    subject = Text(_("Rule"), link=Link("notifications_project_rule", rule="rule"), sort=False)
    audience = Text(_("Told to"), sort=False, priority=2)
    on = Choice(_("In this project"), mapping={True: _("On"), False: _("Off")}, sort=False)
    days = Text(_("Days"), sort=False)
    own = Choice(_("Chosen here"), mapping={True: _("Yes"), False: _("No")}, sort=False, priority=3)


class LadderTable(Table):
    """The organization's ladders."""

    subject = Text(_("Letters"), link=Link("notifications_set_ladder", rule="rule"), sort=False)
    steps = Text(_("Told when nobody acknowledges"), sort=False)
    own = Choice(_("Set here"), mapping={True: _("Yes"), False: _("No")}, sort=False, priority=2)


STEP = _("{role} after {hours} h")


def steps_in_words(steps: tuple[Step, ...]) -> str:
    """The rungs above the first in one line."""
    words = [str(format_lazy(STEP, role=ROLES[step.role], hours=step.hours)) for step in steps]
    return ", ".join(words) or str(_("Nobody further"))
