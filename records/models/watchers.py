"""Who wants to hear of a record."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class WatchQuerySet(models.QuerySet["Watch"]):
    """Words about watchers."""

    def on(self) -> "WatchQuerySet":
        """Those who still watch."""
        return self.filter(left_at__isnull=True)


class Watch(TenantModel):
    """One person watches one record, or does no longer: who has left is not made a watcher again unasked."""

    class Why(models.TextChoices):
        CHOSE = "chose", _("chose to")
        MADE = "made", _("made the record")
        COMMENTED = "commented", _("wrote a comment")
        MENTIONED = "mentioned", _("was mentioned")

    entry = TenantForeignKey("records.Entry", models.PROTECT, related_name="watches", editable=False)
    person = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", editable=False)
    why = models.CharField(max_length=9, choices=Why.choices, default=Why.CHOSE, editable=False)
    since = models.DateTimeField(editable=False)
    left_at = models.DateTimeField(null=True, editable=False)

    objects = WatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("watcher")
        verbose_name_plural = _("watchers")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "entry", "person"], name="records_watch_once"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)
