"""What every record is known by, and the base of what it carries."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel, Visibility


class Entry(TenantModel):
    """One record as people name, find and talk about it. Its id is the record's own.

    Written by the triggers of `records.anchors` only; the keys are kept by the database. `words` and
    `pinyin` are what search reads; a sweep fills them where `indexed` is false.
    """

    portal = "record"

    client = TenantForeignKey(
        "tenancy.Client", models.DO_NOTHING, related_name="+", null=True, editable=False, db_index=False
    )
    project = TenantForeignKey(
        settings.MILEPOST_PROJECT_MODEL,
        models.DO_NOTHING,
        related_name="+",
        also=("client",),
        null=True,
        editable=False,
        db_index=False,
    )
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL)
    kind = models.CharField(_("type"), max_length=60, editable=False)
    key = models.CharField(_("key"), max_length=80, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=600, blank=True, editable=False)
    title_zh = models.CharField(_("Chinese title"), max_length=600, blank=True, editable=False)
    body = models.TextField(blank=True, editable=False)
    words = models.TextField(blank=True, editable=False)
    pinyin = models.TextField(blank=True, editable=False)
    indexed = models.BooleanField(default=False, editable=False)
    withdrawn = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "project", "kind"], name="records_entry_project"),
            models.Index(fields=["organization", "key"], name="records_entry_key"),
            models.Index(
                fields=["organization"], condition=models.Q(indexed=False), name="records_entry_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}".strip()


class Carried(TenantModel):
    """A row that a record carries: a comment, a file, an approval. It has its record's client and project.

    Its own visibility counts as well: an internal remark on a shared record stays internal.
    """

    portal = "entry"

    entry = TenantForeignKey("records.Entry", models.PROTECT, related_name="+", editable=False)
    client = TenantForeignKey(
        "tenancy.Client", models.PROTECT, related_name="+", null=True, editable=False, db_index=False
    )
    project = TenantForeignKey(
        settings.MILEPOST_PROJECT_MODEL,
        models.PROTECT,
        related_name="+",
        also=("client",),
        null=True,
        editable=False,
        db_index=False,
    )
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
