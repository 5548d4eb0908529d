"""The inbox as rows. Words are made when they are read, in the reader’s language."""

from django.template import TemplateDoesNotExist
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from notifications import letters
from toolkit.markup import Row
from toolkit.tables import Custom, Instant, Link, Reader, Table

MARK_READ = Link("notifications_mark_read", pk="id")


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
        "" if row["read_at"] else format_html(' <span class="mp-badge accent">{}</span>', _("Unread")),
        letters.reason(row["context"]),
    )


def mark_read(row: Row, reader: Reader) -> str:
    """One click with scripts, a page that asks without."""
    if row["read_at"]:
        return ""
    return format_html(
        '<a class="btn btn-s btn-quiet" href="{0}" hx-post="{0}" hx-swap="none">{1}</a>',
        MARK_READ.url(dict(reader.arguments), row),
        _("Mark read"),
    )


class InboxTable(Table):
    """Unread lines carry a badge and the button that marks them."""

    css = "two"

    what = Custom(
        _("What"), render=linked_title, exports=title, needs=("template", "context", "link", "read_at")
    )
    created_at = Instant(_("When"))
    read = Custom(_("Mark read"), render=mark_read, needs=("id", "read_at"), css="tight", silent=True)
