"""What is attached to a record, and how much of it an organization keeps."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models.entries import Carried
from tenancy.walls import TenantForeignKey, TenantModel
from toolkit.identifiers import uuid7

KEPT = timedelta(days=30)


class FileQuerySet(models.QuerySet["FileAttachment"]):
    """Words about files."""

    def live(self) -> "FileQuerySet":
        """The last version of each file that nobody withdrew."""
        return self.filter(LIVE)

    def withdrawn(self) -> "FileQuerySet":
        """Withdrawn, and still to be had back."""
        return self.filter(is_latest=True, withdrawn_at__isnull=False, purged_at__isnull=True)

    def expired(self, *, now: datetime) -> "FileQuerySet":
        """Withdrawn for so long that nobody gets them back."""
        return self.filter(withdrawn_at__lt=now - KEPT, purged_at__isnull=True)

    def with_content(self) -> "FileQuerySet":
        """Rows that bytes belong to."""
        return self.exclude(path="")


LIVE = Q(is_latest=True, withdrawn_at__isnull=True)


class FileAttachment(Carried):
    """One version of a file. Newer versions have the same `series`; the older ones stay readable.

    `path` is where the bytes are, "" where there are none: of a file with a virus nothing is kept, and a
    withdrawn one loses its bytes after 30 days. `uploaded_name`: as the person was called then.
    """

    class State(models.TextChoices):
        KEPT = "kept", _("Kept")
        QUARANTINED = "quarantined", _("Quarantined")

    series = models.UUIDField(default=uuid7, editable=False)
    edition = models.PositiveIntegerField(_("version"), default=1, editable=False)
    is_latest = models.BooleanField(default=True, editable=False)
    name = models.CharField(_("name"), max_length=160, editable=False)
    media_type = models.CharField(_("type"), max_length=120, editable=False)
    icon = models.CharField(max_length=30, editable=False)
    size = models.PositiveBigIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    path = models.CharField(max_length=200, blank=True, editable=False)
    preview_path = models.CharField(max_length=200, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=11, choices=State.choices, default=State.KEPT)
    virus = models.CharField(max_length=120, blank=True, editable=False)
    uploaded_by = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False
    )
    uploaded_name = models.CharField(max_length=160, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    purged_at = models.DateTimeField(null=True, editable=False)

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-edition"]
        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "entry"], name="records_file_entry"),
            models.Index(fields=["organization", "uploaded_by", "created_at"], name="records_file_day"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "series", "edition"], name="records_file_edition"
            ),
            models.UniqueConstraint(
                fields=["organization", "series"],
                condition=Q(is_latest=True),
                name="records_file_one_latest",
            ),
            models.UniqueConstraint(
                fields=["organization", "path"], condition=~Q(path=""), name="records_file_path"
            ),
            models.CheckConstraint(
                name="records_file_quarantined_without_content",
                violation_error_message=_("What was quarantined or purged keeps no content."),
                condition=Q(state="kept") | Q(path="", preview_path=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def owner_id(self) -> Any:
        """Whose it is: of files that somebody brought everybody decides herself."""
        return self.uploaded_by_id

    @property
    def is_readable(self) -> bool:
        """Whether somebody may have its bytes."""
        return bool(self.path) and self.withdrawn_at is None


class FileUsage(TenantModel):
    """How many bytes an organization keeps; one row, which every upload changes under its condition."""

    bytes = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("storage in use")
        verbose_name_plural = _("storage in use")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization"], name="records_fileusage_one"),
            models.CheckConstraint(
                name="records_fileusage_positive",
                violation_error_message=_("Storage in use cannot be less than nothing."),
                condition=Q(bytes__gte=0),
            ),
        ]
