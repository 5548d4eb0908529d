"""Questions about files."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from records.models import FileAttachment, FileUsage
from records.models.files import FileQuerySet
from records.selectors.entries import Carrier
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.errors import Missing


@dataclass(frozen=True)
class Usage:
    """Bytes kept, and how many may be kept; files of the actor today, and how many may be."""

    bytes: int
    limit: int
    today: int
    a_day: int

    @property
    def free(self) -> int:
        return max(0, self.limit - self.bytes)


def files(*, actor: Actor, carrier: Carrier) -> FileQuerySet:
    """The last versions of a record's files, withdrawn ones left out."""
    return FileAttachment.objects.filter(entry=carrier.entry).live()


def withdrawn_files(*, actor: Actor, carrier: Carrier) -> FileQuerySet:
    """The record's files that were withdrawn in the last 30 days."""
    return FileAttachment.objects.filter(entry=carrier.entry).withdrawn()


def file_by_id(*, actor: Actor, carrier: Carrier, file_id: UUID) -> FileAttachment:
    """One version of one of the record's files, withdrawn ones too; raises `Missing`."""
    found = FileAttachment.objects.filter(entry=carrier.entry, pk=file_id, purged_at__isnull=True).first()
    if found is None:
        raise Missing()
    return found


def versions(*, actor: Actor, file: FileAttachment) -> QuerySet[FileAttachment]:
    """All versions of a file, the newest first."""
    return FileAttachment.objects.filter(entry_id=file.entry_id, series=file.series).order_by("-edition")


def shared_files(*, actor: Actor, project_id: UUID) -> FileQuerySet:
    """What a project's client may read: shared files of shared records. The portal's role reads no others."""
    shared = {"visibility": Visibility.SHARED, "entry__visibility": Visibility.SHARED}
    mine = FileAttachment.objects.live().with_content().filter(project_id=project_id, **shared)
    return mine.filter(Q(client_id=actor.client_id), entry__withdrawn=False).order_by("name", "pk")


def usage(*, actor: Actor) -> Usage:
    """What the organization keeps, and what the actor has uploaded today."""
    kept = FileUsage.objects.values_list("bytes", flat=True).first() or 0
    return Usage(kept, settings.MILEPOST_FILES_QUOTA, uploaded_today(actor), settings.MILEPOST_FILES_A_DAY)


def uploaded_today(actor: Actor) -> int:
    """How many files the actor has uploaded since midnight of the organization's day."""
    zone = ZoneInfo(actor.organization.zone)
    midnight = datetime.combine(actor.now.astimezone(zone).date(), time.min, zone).astimezone(UTC)
    mine = FileAttachment.objects.filter(uploaded_by_id=actor.person_id, created_at__gte=midnight)
    return mine.count()


def counted_bytes() -> int:
    """The bytes that the rows speak of."""
    return FileAttachment.objects.with_content().aggregate(n=Sum("size"))["n"] or 0
