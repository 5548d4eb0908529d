"""Columns of buffers and of what was used of them."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as text
from django.utils.translation import gettext_lazy as _

from planning.buffering import AMBER, GREEN, RED
from toolkit.formats import NOTHING, percent
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Custom, Day, Duration, Instant, Key, Person, Status, Table, Text

TASK = Link("planning_task", number="number")
SIGNALS = {GREEN: (_("On course"), GREEN), AMBER: (_("Plan a response"), AMBER), RED: (_("Act now"), RED)}


def share(row: Row, reader: Reader, part: str, whole: str) -> Any:
    """A share as a bar, in percent, and as what it is made of."""
    if not row[whole]:
        return NOTHING
    bar = format_html(
        '<span class="mp-meter" aria-hidden="true"><i data-width="{}"></i></span>',
        min(100, row[part] * 100 // row[whole]),
    )
    made = text("%(part)s of %(whole)s") % {
        "part": reader.duration(row[part]),
        "whole": reader.duration(row[whole]),
    }
    said = percent(row[part], row[whole], decimals=0)
    return format_html('{} <span class="tn">{}</span><br><span class="i3 xs">{}</span>', bar, said, made)


def burnt(row: Row, reader: Reader) -> Any:
    """How much of the buffer is used up."""
    return share(row, reader, "burned", "planned")


def worked(row: Row, reader: Reader) -> Any:
    """How much of the chain before it is done."""
    return share(row, reader, "done", "chain")


def protected(row: Row, reader: Reader) -> Any:
    """What waits for it."""
    return format_html_join(", ", '<a href="{}">{} {}</a>', row["guarded"]) or NOTHING


class BufferTable(Table):
    """Time kept free, the worst first."""

    caption = _("Buffers")
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Buffer"), link=TASK, strong=True, sort=False)
    signal = Status(_("Signal"), mapping=SIGNALS, sort=False)
    protects = Custom(_("Protects"), render=protected, needs=("guarded",))
    left = Duration(_("Days left"), sort=False)
    burned = Custom(_("Used up"), render=burnt, needs=("burned", "planned"))
    done = Custom(_("Done before it"), render=worked, needs=("done", "chain"))
    due = Day(_("Finish"), priority=3, sort=False)
    actions = Actions(
        Action(
            _("Use days"),
            Link("planning_use_buffer", number="number"),
            policy="planning.use_buffer",
            icon="flame",
        ),
        Action(
            _("Edit"), Link("planning_edit_task", number="number"), policy="planning.edit_task", icon="pencil"
        ),
    )


class UseTable(Table):
    """What was used of buffers."""

    caption = _("Days that were used")
    at = Instant(_("When"), sort=False)
    number = Key(_("Key"), prefix="T", link=TASK, sort=False)
    name = Text(_("Buffer"), sort=False, priority=2)
    minutes = Duration(_("Days used"), sort=False)
    reason = Text(_("What happened"), sort=False)
    by = Person(_("By"), sort=False, priority=2)
