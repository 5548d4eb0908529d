"""Columns of files."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.models import FileAttachment
from tenancy.walls import Visibility
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import Action, Actions, Badge, Custom, Instant, Number, Person, Status, Table, Text
from toolkit.templatetags.icons import icon

OF_FILE = {"entry": "entry_id", "file": "id"}
FILE = Link("records_file", **OF_FILE)
SHARED = {Visibility.SHARED: _("Shared")}
STATES = {
    FileAttachment.State.KEPT: (_("Checked"), "green"),
    FileAttachment.State.QUARANTINED: (_("Quarantined: a virus was found"), "red"),
}


def named(row: Row, reader: Reader) -> Any:
    """The kind's symbol and the name, which leads to the file's page."""
    url = FILE.url(dict(reader.arguments), row)
    return format_html(
        '<span class="row-x">{}<a class="cut" href="{}">{}</a></span>', icon(row["icon"]), url, row["name"]
    )


class Weight(Number):
    """Bytes in words: 1.4 MB."""

    def show(self, value: Any, reader: Reader) -> str:
        return filesizeformat(value)


def has_content(row: Row) -> bool:
    return bool(row["path"])


class FileTable(Table):
    """Files of a record."""

    caption = _("Files")
    name = Custom(
        _("Name"),
        render=named,
        exports=lambda row, reader: row["name"],
        sort="name",
        needs=("name", "icon", "id", "entry_id"),
    )
    edition = Number(_("Version"), priority=2)
    size = Weight(_("Size"))
    state = Status(_("State"), mapping=STATES, priority=3)
    visibility = Badge(_("Client"), mapping=SHARED, silent=True)
    uploaded_name = Person(_("By"), priority=2)
    created_at = Instant(pgettext_lazy("when", "Added"), priority=2)
    actions = Actions(
        Action(
            _("Download"),
            Link("records_file_content", **OF_FILE),
            policy="records.view_files",
            icon="download",
            when=has_content,
        ),
        needs=("path", "id", "entry_id"),
    )


class WithdrawnFileTable(Table):
    """Files that can be had back."""

    caption = _("Withdrawn files")
    name = Text(_("Name"), link=FILE, needs=("id", "entry_id"))
    withdrawn_reason = Text(_("Reason"))
    withdrawn_at = Instant(pgettext_lazy("when", "Withdrawn"))


class VersionTable(FileTable):
    """All versions of a file, the newest first."""

    caption = _("Versions")
    visibility = None  # type: ignore[assignment]
    state = None  # type: ignore[assignment]


class FileFacts(Table):
    """What is known of a file."""

    media_type = Text(_("Type"))
    size = Weight(_("Size"))
    uploaded_name = Person(_("Added by"))
    created_at = Instant(pgettext_lazy("when", "Added"))
    edition = Number(_("Version"))
    visibility = Badge(_("Client"), mapping={Visibility.INTERNAL: _("Internal"), **SHARED})
    state = Status(_("State"), mapping=STATES)
    sha256 = Text(_("Fingerprint (SHA-256)"), css="mono")


class WithdrawnFileFacts(FileFacts):
    """The same of one that was withdrawn."""

    withdrawn_at = Instant(pgettext_lazy("when", "Withdrawn"))
    withdrawn_reason = Text(_("Reason"))
