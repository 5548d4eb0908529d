"""Pages of files: the list on a record, attaching, one file with its versions, handing it out."""

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records import handing
from records.forms.files import MOST_AT_ONCE, AttachForm, FileVersionForm
from records.models import FileAttachment
from records.selectors import Carrier
from records.selectors import files as selectors
from records.services import files as services
from records.tables.files import FileFacts, FileTable, VersionTable, WithdrawnFileFacts, WithdrawnFileTable
from records.views.base import OfRecord, Tabbed
from tenancy.actors import Actor
from toolkit.errors import Missing
from toolkit.links import Link
from toolkit.pages import Action, ActionPage, DetailPage, FormPage, ListPage, Open, ReasonForm

FILES = Link("records_files")
FILE = Link("records_file")
ATTACH = Action(_("Attach files"), Link("records_attach"), policy="records.attach_file", icon="upload")
DOWNLOAD = Action(_("Download"), Link("records_file_content"), policy="records.view_files", icon="download")
RENEW = Action(_("New version"), Link("records_file_renew"), policy="records.attach_file", icon="file-plus")
SHARE = Action(
    _("Share with the client"), Link("records_file_share"), policy="records.share_file", icon="eye"
)
UNSHARE = Action(_("Take back from the client"), Link("records_file_unshare"), policy="records.share_file")
WITHDRAW = Action(_("Withdraw"), Link("records_file_withdraw"), policy="records.withdraw_file", icon="trash")
RESTORE = Action(_("Restore"), Link("records_file_restore"), policy="records.withdraw_file", icon="restore")


class OfFile(OfRecord):
    """About one file of a record."""

    subject_as = "file"

    @cached_property
    def carrier(self) -> Carrier:
        found: Carrier = super().get_subject(self.actor, **self.arguments)
        return found

    def get_subject(self, actor: Actor, **kwargs: Any) -> FileAttachment:
        return selectors.file_by_id(actor=actor, carrier=self.carrier, file_id=kwargs["file"])

    def get_arguments(self) -> dict[str, Any]:
        return {"carrier": self.carrier, "file": self.subject}


class FileList(Tabbed, ListPage):
    """The files of a record, and those that can be had back."""

    policy, tab = "records.view_files", "files"
    selector = selectors.files
    table = FileTable
    order = ("name",)
    template, part_template = "records/files.html", "records/files_part.html"
    actions = (ATTACH,)
    empty_title, empty_icon = _("No files yet"), "paperclip"
    empty_text = _("Attach what belongs to this record: it is found here, in every version.")

    def get_context(self) -> dict[str, Any]:
        gone = selectors.withdrawn_files(actor=self.actor, carrier=self.subject).order_by("-withdrawn_at")
        rows = list(gone.values(*WithdrawnFileTable.fields())[:50])
        shown = WithdrawnFileTable(self.reader).shown(rows) if rows else None
        return {**super().get_context(), "withdrawn": shown}


class AttachFiles(OfRecord, FormPage):
    """One or several files at once, all or none."""

    policy, need = "records.attach_file", "discuss"
    title, verb = _("Attach files"), _("Attach files")
    form = AttachForm
    service = services.attach_files
    success_url = cancel_url = FILES
    max_upload, max_files = settings.MILEPOST_FILE_LIMIT, MOST_AT_ONCE

    def get_form_kwargs(self, actor: Actor, subject: Carrier) -> dict[str, Any]:
        may = subject.entry.client_id is not None and actor.may("records.share_file", subject.entry)
        return {"may_share": may}

    def fact(self, result: list[FileAttachment]) -> str:
        say_viruses(self.request, result)
        kept = sum(not file.virus for file in result)
        return ngettext("%d file is attached.", "%d files are attached.", kept) % kept if kept else ""


class FilePage(OfFile, DetailPage):
    """One file: what it is, its preview, its versions."""

    policy = "records.view_files"
    template = "records/file.html"

    @property
    def facts(self) -> type[FileFacts]:  # type: ignore[override]
        return WithdrawnFileFacts if self.subject.withdrawn_at else FileFacts

    def get_actions(self) -> tuple[Action, ...]:
        return actions_of(self.subject, self.carrier)

    def get_context(self) -> dict[str, Any]:
        rows = selectors.versions(actor=self.actor, file=self.subject).values(*VersionTable.fields())
        versions = VersionTable(self.reader).shown(list(rows)) if self.subject.edition > 1 else None
        return {"versions": versions, "carrier": self.carrier, "record_url": self.carrier.url(self.actor)}


def actions_of(file: FileAttachment, carrier: Carrier) -> tuple[Action, ...]:
    """The verbs that make sense for a file as it stands."""
    if file.withdrawn_at is not None:
        return (RESTORE,) if file.is_latest else ()
    first = (DOWNLOAD,) if file.path else ()
    if not file.is_latest:
        return first
    is_shared = file.visibility == "shared"
    share = () if carrier.entry.client_id is None or not file.path else (UNSHARE,) if is_shared else (SHARE,)
    return (*first, RENEW, *share, WITHDRAW)


class RenewFile(OfFile, FormPage):
    """A new version; the older one stays below it."""

    policy, need = "records.attach_file", "discuss"
    title, verb = _("New version of %(name)s"), _("Put new version")
    form = FileVersionForm
    service = services.add_file_version
    success_url, cancel_url = Link("records_file", file="pk"), FILE
    versioned = True
    max_upload = settings.MILEPOST_FILE_LIMIT

    def fact(self, result: FileAttachment) -> str:
        say_viruses(self.request, [result])
        told = {"name": result.name, "edition": result.edition}
        return "" if result.virus else gettext("%(name)s is at version %(edition)d now.") % told


def say_viruses(request: HttpRequest, files: list[FileAttachment]) -> None:
    """A warning for each file of which nothing was kept."""
    for file in files:
        if file.virus:
            text = gettext("%(name)s holds a virus (%(virus)s). Nothing of it was kept.")
            messages.warning(request, text % {"name": file.name, "virus": file.virus}, fail_silently=True)


class ShareFile(OfFile, ActionPage):
    """The client may read it."""

    policy = "records.share_file"
    title, verb = _("Share %(name)s with the client?"), _("Share file")
    consequence = _("The client reads this version where the record itself is shared.")
    service = services.share_file
    success = _("%(name)s is shared with the client.")
    success_url = cancel_url = FILE
    versioned = True


class UnshareFile(OfFile, ActionPage):
    """The client may not read it any more."""

    policy = "records.share_file"
    title, verb = _("Take %(name)s back from the client?"), _("Take file back")
    consequence = _("Who has downloaded it already keeps that copy; the access log says who.")
    service = services.unshare_file
    success = _("%(name)s is internal again.")
    success_url = cancel_url = FILE
    versioned = True


class WithdrawFile(OfFile, ActionPage):
    """It goes, and can be had back."""

    policy = "records.withdraw_file"
    title, verb, danger = _("Withdraw %(name)s?"), _("Withdraw file"), True
    consequence = _(
        "All its versions go with it. It can be restored for 30 days; then its content is removed."
    )
    form = ReasonForm
    service = services.withdraw_file
    success = _("%(name)s is withdrawn.")
    success_url, cancel_url = FILES, FILE
    versioned = True


class RestoreFile(OfFile, ActionPage):
    """It comes back."""

    policy = "records.withdraw_file"
    title, verb = _("Restore %(name)s?"), _("Restore file")
    consequence = _("It hangs on its record again, in all its versions.")
    service = services.restore_file
    success = _("%(name)s is back.")
    success_url, cancel_url = FILE, FILES
    versioned = True


class DownloadFile(OfFile, DetailPage):
    """The bytes, always as a file to save."""

    policy = "records.view_files"

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        return handing.hand_out(request, self.actor, self.subject)


class PreviewFile(OfFile, DetailPage):
    """A small picture, drawn anew by us: the only thing that is shown and not saved."""

    policy = "records.view_files"

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        if not (self.subject.is_readable and self.subject.preview_path):
            raise Missing()
        return handing.as_picture(self.subject.preview_path)


class HandOut(DetailPage):
    """A file by its signed address, on the host that has no sign-in."""

    policy = Open("a signed address that holds for a minute")

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        if not settings.MILEPOST_FILES_HOST or request.get_host() != settings.MILEPOST_FILES_HOST:
            raise Missing()
        return handing.as_file(handing.read_address(kwargs["token"]))
