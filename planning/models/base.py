"""What rows that may come from another system have in common."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Sourced(models.Model):
    """Where a row came from: system, its identifier there, what the file said, and a digest of it all.

    The digest tells whether the file has changed since the last import: a row that has not changed there
    keeps what people have changed here.
    """

    source = models.CharField(_("source"), max_length=20, blank=True, editable=False)
    external_id = models.CharField(_("identifier there"), max_length=64, blank=True, editable=False)
    source_fields = models.JSONField(default=dict, editable=False)
    source_digest = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        abstract = True


class Withdrawable(models.Model):
    """Taken back with a reason, and restorable.

    `withdrawn_with` is the row whose withdrawal took this one along (a root names itself): restoring the
    one brings back the others. It is empty for what was taken out by itself.
    """

    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    withdrawn_with = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True


def once_per_source(table: str, *also: str, live: bool = False) -> models.UniqueConstraint:
    """An identifier of another system stands for one row, withdrawn ones aside."""
    condition = ~Q(external_id="")
    if live:
        condition &= Q(withdrawn_at__isnull=True)
    return models.UniqueConstraint(
        fields=["organization", *also, "source", "external_id"],
        condition=condition,
        name=f"{table}_source_key",
        violation_error_message=_("This row of the other system is here already."),
    )
