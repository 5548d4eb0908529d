"""Verbs of files: attach, put a new version, share, withdraw, restore, and what the nightly look does."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from records.events import FileAttached, FileRestored, FileWithdrawn, VirusFound
from records.models import FileAttachment, FileUsage
from records.models.files import KEPT
from records.selectors import Carrier
from records.selectors.files import uploaded_today
from tenancy.actors import Actor
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import publish, record, record_all, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput, Denied, DomainError
from toolkit.files import store
from toolkit.files.intake import Taken, take_in
from toolkit.files.names import ending
from toolkit.formats import number
from toolkit.writing import write

ORPHAN_AGE = timedelta(hours=1)
MIB = 1024 * 1024


class QuotaFull(DomainError):
    """The organization keeps as much as it may."""

    code = "quota_full"
    message = _(
        "Your organization has room for %(left)s MB more. Withdraw files that nobody needs, or ask for more."
    )
    field = "uploads"
    status = 413


class TooManyToday(DomainError):
    """One person's day is full."""

    code = "too_many_files_today"
    message = _("You can add %(left)s more files today. Send the rest tomorrow, or as one archive.")
    field = "uploads"
    status = 413


class OtherKind(BadInput):
    """A new version of a document is a document of the same kind."""

    code = "other_kind"
    message = _("A new version of %(name)s has to end in .%(ending)s too. Or attach it as a file of its own.")
    field = "file"


class NotTheLatest(DomainError):
    """Older versions stand still."""

    code = "not_the_latest"
    message = _("There is a newer version of %(name)s. Open that one.")


class FileWithdrawnAlready(DomainError):
    """Somebody was first."""

    code = "file_withdrawn"
    message = _("%(name)s is withdrawn. Restore it first.")


class FileNotWithdrawn(DomainError):
    """Only what is gone can come back."""

    code = "file_not_withdrawn"
    message = _("%(name)s is not withdrawn, or was withdrawn more than 30 days ago.")


class NobodyToShareWith(DomainError):
    """Sharing needs a client."""

    code = "nobody_to_share_with"
    message = _("This record belongs to no client, so there is nobody to share it with.")


class NotToBeShared(DomainError):
    """Nothing is there to be shown."""

    code = "file_not_to_be_shared"
    message = _("%(name)s is in quarantine. It cannot be shared.")


@dataclass(frozen=True)
class Upload:
    """A file as it came through a door."""

    name: str
    source: BinaryIO


@verb
def attach_files(
    *, actor: Actor, carrier: Carrier, uploads: Iterable[Upload], visibility: str = Visibility.INTERNAL
) -> list[FileAttachment]:
    """Attach files to a record, all or none. One with a virus gets a row and loses its content.

    Raises a `FileRefused` (kind, content, size), `QuotaFull`, `TooManyToday`, `NobodyToShareWith`.
    """
    require(actor, "records.attach_file")
    _check_discuss(actor, carrier)
    if visibility == Visibility.SHARED:
        require(actor, "records.share_file", carrier.entry)
        _check_client(carrier)
    taken = [take_in(one.source, one.name, limit=settings.MILEPOST_FILE_LIMIT) for one in uploads]
    _check_room(actor, taken)
    with _written(actor, taken) as kept:
        rows = [_row(actor, carrier, one, paths, visibility=visibility) for one, paths in kept]
        FileAttachment.objects.bulk_create(rows)
        for row in rows:
            _tell(actor, "records.attach_file", row)
    return rows


@verb
def attach_file(
    *, actor: Actor, carrier: Carrier, file: Upload, visibility: str = Visibility.INTERNAL
) -> FileAttachment:
    """Attach one file; see `attach_files`."""
    return attach_files(actor=actor, carrier=carrier, uploads=[file], visibility=visibility)[0]


@verb
def add_file_version(
    *, actor: Actor, carrier: Carrier, file: FileAttachment, content: Upload, version: int | None = None
) -> FileAttachment:
    """Put a new version over a file; the older one stays readable below it.

    Raises what `attach_files` raises, and `NotTheLatest`, `OtherKind`, `FileWithdrawnAlready`, `Stale`.
    """
    require(actor, "records.attach_file")
    _check_discuss(actor, carrier)
    _check_live(file)
    taken = take_in(content.source, content.name, limit=settings.MILEPOST_FILE_LIMIT)
    if ending(taken.name) != ending(file.name):
        raise OtherKind(name=file.name, ending=ending(file.name))
    _check_room(actor, [taken])
    with _written(actor, [taken]) as kept:
        row = _row(actor, carrier, *kept[0], visibility=file.visibility)
        if not row.virus:  # what is infected takes nothing's place
            before = write(file, {"is_latest": False}, version=version)
            record(actor, "records.attach_file", file, before=before, after={"edition": file.edition + 1})
            row.series, row.edition = file.series, file.edition + 1
        row.save(force_insert=True)
        _tell(actor, "records.attach_file", row)
    return row


@verb
def share_file(
    *, actor: Actor, carrier: Carrier, file: FileAttachment, version: int | None = None
) -> FileAttachment:
    """Let the client read a file, where the client reads the record. Older versions stay internal.

    Raises `NobodyToShareWith`, `NotToBeShared`, `Stale`.
    """
    _check_client(carrier)
    if not file.path:
        raise NotToBeShared(name=file.name)
    return _set_visibility(actor, "records.share_file", file, Visibility.SHARED, version)


@verb
def unshare_file(
    *, actor: Actor, carrier: Carrier, file: FileAttachment, version: int | None = None
) -> FileAttachment:
    """Take a file back from the client. Raises `Stale`."""
    return _set_visibility(actor, "records.unshare_file", file, Visibility.INTERNAL, version)


@verb
def withdraw_file(
    *, actor: Actor, carrier: Carrier, file: FileAttachment, reason: str, version: int | None = None
) -> FileAttachment:
    """Take a file away with its older versions; it can be had back for 30 days.

    Raises `NotTheLatest`, `FileWithdrawnAlready`, `Stale`.
    """
    require(actor, "records.withdraw_file", file)
    _check_live(file)
    write(file, {"withdrawn_at": actor.now, "withdrawn_reason": reason}, version=version)
    _older_too(actor, "records.withdraw_file", file, withdrawn_at=actor.now)
    record(actor, "records.withdraw_file", file, before={"name": file.name}, after={"reason": reason})
    publish(_about(FileWithdrawn, actor, file), actor=actor)
    return file


@verb
def restore_file(
    *, actor: Actor, carrier: Carrier, file: FileAttachment, version: int | None = None
) -> FileAttachment:
    """Bring a withdrawn file back with its older versions. Raises `FileNotWithdrawn`, `Stale`."""
    require(actor, "records.withdraw_file", file)
    if (
        file.withdrawn_at is None
        or file.purged_at
        or actor.now - file.withdrawn_at > KEPT
        or not file.is_latest
    ):
        raise FileNotWithdrawn(name=file.name)
    before = write(file, {"withdrawn_at": None, "withdrawn_reason": ""}, version=version)
    _older_too(actor, "records.restore_file", file, withdrawn_at=None)
    record(actor, "records.restore_file", file, before=before, after={"name": file.name})
    publish(_about(FileRestored, actor, file), actor=actor)
    return file


@verb
def purge_files(*, actor: Actor) -> int:
    """Remove the bytes of what was withdrawn more than 30 days ago; answers how many files."""
    require(actor, "records.keep_files")
    gone = list(FileAttachment.objects.expired(now=actor.now).select_for_update(skip_locked=True)[:500])
    paths = [path for file in gone for path in (file.path, file.preview_path)]
    _release(sum(file.size for file in gone if file.path))
    for file in gone:
        write(file, {"purged_at": actor.now, "path": "", "preview_path": ""})
        record(actor, "records.purge_file", file, before={"name": file.name, "sha256": file.sha256})
    transaction.on_commit(lambda: store.drop(paths))
    return len(gone)


@dataclass(frozen=True)
class Orphans:
    """What did not belong together: bytes without a row (removed now), rows whose bytes are missing."""

    without_row: int
    without_file: int


def sweep_orphan_files(*, actor: Actor) -> Orphans:
    """Remove bytes that no row knows for an hour, count rows without bytes, set the usage right."""
    with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT):
        require(actor, "records.keep_files")
        rows = FileAttachment.objects.with_content().values_list("path", "preview_path")
        known = {path for pair in rows for path in pair if path}
        _count_anew()
    stored = dict(store.kept_paths(actor.organization.id))
    lost = [path for path, since in stored.items() if path not in known and actor.now - since > ORPHAN_AGE]
    store.drop(lost)
    return Orphans(len(lost), len(known - stored.keys()))


def _count_anew() -> None:
    """The usage is what the rows say: an upload that broke off after its reservation is forgotten."""
    usage = FileUsage.objects.select_for_update().first()
    if usage is not None:
        total = FileAttachment.objects.with_content().aggregate(n=Sum("size"))["n"] or 0
        FileUsage.objects.filter(pk=usage.pk).exclude(bytes=total).update(bytes=total)


def _check_discuss(actor: Actor, carrier: Carrier) -> None:
    """The record's own policy decides on top of this room's."""
    if not actor.may(carrier.kind.discuss, carrier.record):
        raise Denied(carrier.kind.discuss, carrier.record)


def _check_client(carrier: Carrier) -> None:
    if carrier.entry.client_id is None:
        raise NobodyToShareWith()


def _check_live(file: FileAttachment) -> None:
    if not file.is_latest:
        raise NotTheLatest(name=file.name)
    if file.withdrawn_at is not None:
        raise FileWithdrawnAlready(name=file.name)


def _check_room(actor: Actor, taken: list[Taken]) -> None:
    """Reserve the room: the usage's row is locked from here on, so that two uploads cannot both fit."""
    size = sum(one.size for one in taken if not one.virus)
    if not _reserve(size):
        used = FileUsage.objects.get().bytes
        raise QuotaFull(left=number(max(0, settings.MILEPOST_FILES_QUOTA - used) // MIB))
    left = settings.MILEPOST_FILES_A_DAY - uploaded_today(actor)
    if len(taken) > left and not actor.is_system:
        raise TooManyToday(left=number(max(0, left)))


def _reserve(size: int) -> bool:
    """Take some bytes of the quota, unless that would be too many; locks the row until the end."""
    FileUsage.objects.bulk_create([FileUsage()], ignore_conflicts=True)
    free = FileUsage.objects.filter(bytes__lte=settings.MILEPOST_FILES_QUOTA - size)
    return bool(free.update(bytes=F("bytes") + size))


def _release(size: int) -> None:
    """Give bytes back."""
    FileUsage.objects.update(bytes=Greatest(F("bytes") - size, 0))


Paths = tuple[str, str]


@contextmanager
def _written(actor: Actor, taken: list[Taken]) -> Iterator[list[tuple[Taken, Paths]]]:
    """The files on disk; when anything fails after that, they are removed again."""
    made: list[str] = []

    def keep(content: Any) -> str:
        made.append(store.keep(content, organization_id=actor.organization.id, now=actor.now))
        return made[-1]

    try:
        yield [
            (one, ("", "") if one.virus else (keep(one.content), keep(one.preview) if one.preview else ""))
            for one in taken
        ]
    except BaseException:
        store.drop(made)
        raise


def _row(actor: Actor, carrier: Carrier, taken: Taken, paths: Paths, **more: Any) -> FileAttachment:
    infected = {"visibility": Visibility.INTERNAL, "state": FileAttachment.State.QUARANTINED}
    return FileAttachment(
        **carrier.carried,
        **{**more, **(infected if taken.virus else {})},
        name=taken.name,
        media_type=taken.media_type,
        icon=taken.icon,
        size=taken.size,
        sha256=taken.sha256,
        path=paths[0],
        preview_path=paths[1],
        virus=taken.virus,
        uploaded_by_id=actor.person_id,
        uploaded_name=actor.name[:160],
        created_at=actor.now,
    )


def _tell(actor: Actor, action: str, file: FileAttachment) -> None:
    told = {"name": file.name, "edition": file.edition, "size": file.size, "sha256": file.sha256}
    record(actor, action, file, after={**told, **({"virus": file.virus} if file.virus else {})})
    if file.virus:
        publish(_about(VirusFound, actor, file, virus=file.virus), actor=actor)
    else:
        publish(_about(FileAttached, actor, file, edition=file.edition), actor=actor)


def _about(event: Any, actor: Actor, file: FileAttachment, **more: Any) -> Any:
    return event(actor.organization.id, file.project_id, file.entry_id, file.pk, actor.person_id, **more)


def _older_too(actor: Actor, action: str, file: FileAttachment, *, withdrawn_at: datetime | None) -> None:
    """The older versions go and come with the last one."""
    older = list(FileAttachment.objects.filter(series=file.series, purged_at=None).exclude(pk=file.pk))
    FileAttachment.objects.filter(pk__in=[one.pk for one in older]).update(withdrawn_at=withdrawn_at)
    record_all(actor, action, [(one, {"withdrawn_at": one.withdrawn_at}, {"with": file.pk}) for one in older])


def _set_visibility(
    actor: Actor, action: str, file: FileAttachment, visibility: str, version: int | None
) -> FileAttachment:
    require(actor, "records.share_file", file)
    _check_live(file)
    before = write(file, {"visibility": visibility}, version=version)
    record(actor, action, file, before=before, after={"visibility": visibility})
    return file
