"""The inbox as rows. Words are made when they are read, in the reader’s language."""

from typing import Any

from django.template import TemplateDoesNotExist
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from notifications import letters
from notifications.catalogue import words_of
from toolkit.markup import Cell, Html, Row
from toolkit.tables import Actions, Custom, Instant, Link, Reader, Table, Text

MARK_READ = Link("notifications_mark_read", pk="id")
SNOOZE = Link("notifications_snooze", pk="id")
WAKE = Link("notifications_wake", pk="id")
MUTE = Link("notifications_mute", pk="id")
UNMUTE = Link("notifications_unmute", pk="id")
ACKNOWLEDGE = Link("notifications_acknowledge", pk="escalation_id")


def title(row: Row, reader: Reader) -> str:
    """The line's title. A letter whose room took its words away still leads to its record."""
    try:
        return letters.headline(row["template"], row["context"])
    except TemplateDoesNotExist:
        return str(_("A message whose text is no longer kept"))


def linked_title(row: Row, reader: Reader) -> str:
    """The title as the way to the record, whether it is unread, and why it came."""
    return format_html(
        '<a href="{}">{}</a>{}<div class="i3 xs">{}</div>',
        row["link"],
        title(row, reader),
        badges(row, reader),
        letters.reason(row["context"]),
    )


def badges(row: Row, reader: Reader) -> str:
    """What is special about the line."""
    words = (
        (row["waits"], "accent", _("Waits for acknowledgement")),
        (not row["read_at"] and not row["snoozed"], "accent", _("Unread")),
        (row["muted"], "line", _("Muted")),
    )
    found = [(css, word) for shown, css, word in words if shown]
    back = _("Back %(when)s") % {"when": reader.instant(row["snoozed_until"])} if row["snoozed"] else ""
    shown = [*found, *([("line", back)] if back else [])]
    return format_html_join("", ' <span class="mp-badge {}">{}</span>', shown)


def verbs(row: Row, reader: Reader) -> str:
    """One click with scripts where nothing is asked; a page else."""
    offered: tuple[tuple[Any, Link, Any, bool, str], ...] = (
        (row["waits"], ACKNOWLEDGE, _("Acknowledge"), True, ""),
        (not row["read_at"] and not row["snoozed"], MARK_READ, _("Mark read"), True, "btn-quiet"),
        (row["snoozed"], WAKE, _("Bring back"), True, "btn-quiet"),
        (not row["snoozed"], SNOOZE, _("Put off"), False, "btn-quiet"),
        (not row["muted"], MUTE, _("Mute"), False, "btn-quiet"),
        (row["muted"], UNMUTE, _("Unmute"), True, "btn-quiet"),
    )
    return Html("".join(_button(row, reader, *rest[1:]) for rest in offered if rest[0]))


def _button(row: Row, reader: Reader, link: Link, word: str, at_once: bool, css: str) -> str:
    url = link.url(dict(reader.arguments), row)
    if at_once:
        return format_html(
            '<a class="btn btn-s {0}" href="{1}" hx-post="{1}" hx-swap="none">{2}</a>', css, url, word
        )
    return format_html('<a class="btn btn-s {}" href="{}">{}</a>', css, url, word)


def rule_words(row: Row, reader: Reader) -> str:
    """What the rule of a row tells of."""
    return words_of(row["rule"])


class Verbs(Actions):
    """What one may do with a line, always in sight; never exported."""

    css_kind = "tight"

    def inner(self, reader: Reader) -> Cell:
        return lambda row: verbs(row, reader)


class InboxTable(Table):
    """Unread lines carry a badge and the button that marks them."""

    css = "two"

    what = Custom(
        _("What"),
        render=linked_title,
        exports=title,
        needs=("template", "context", "link", "read_at", "waits", "muted", "snoozed", "snoozed_until"),
    )
    project_name = Text(_("Project"), priority=2)
    rule = Custom(_("Rule"), render=rule_words, exports=rule_words, needs=("rule",), priority=3, css="nw")
    at = Instant(_("When"))
    do = Verbs(needs=("id", "escalation_id"))
