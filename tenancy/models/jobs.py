"""Runs of jobs: what the house does by itself, and what somebody asked for."""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class JobRun(TenantModel):
    """One run of a named job for one organization, and what came of it.

    What the house does by itself has a `slot`, such as the day it computes, and nobody who asked. What
    somebody asked for waits here until a worker claims it: `next_at` is when it may be claimed, or claimed
    again because the lease of a killed worker is over; `attempts` fences off the worker that lost it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    OPEN: ClassVar[tuple[str, ...]] = (State.QUEUED, State.RUNNING)

    kind = models.CharField(_("job"), max_length=80)
    slot = models.CharField(_("slot"), max_length=40, blank=True, default="")
    asked_by = TenantForeignKey("tenancy.Person", models.PROTECT, null=True, related_name="+")
    token = TenantForeignKey("tenancy.ApiToken", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked"), null=True)
    request_key = models.CharField(max_length=200, blank=True, default="")
    arguments = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    done = models.PositiveBigIntegerField(_("done"), default=0)
    total = models.PositiveBigIntegerField(_("of"), default=0)
    message = models.CharField(_("what it is at"), max_length=300, blank=True, default="")
    counts = models.JSONField(_("counts"), default=dict)
    error = models.TextField(_("error"), blank=True)
    next_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(_("last sign of life"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel_asked_at = models.DateTimeField(null=True)
    result_name = models.CharField(_("file"), max_length=200, blank=True, default="")
    result_key = models.CharField(max_length=200, blank=True, default="")
    result_type = models.CharField(max_length=120, blank=True, default="")
    result_size = models.PositiveBigIntegerField(_("size"), default=0)
    result_digest = models.CharField(max_length=64, blank=True, default="")
    expires_at = models.DateTimeField(_("kept until"), null=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "asked_by", "request_key"],
                name="tenancy_jobrun_once",
                condition=~Q(request_key=""),
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "kind", "-started_at"], name="tenancy_jobrun_recent"),
            models.Index(fields=["organization", "asked_by", "-asked_at"], name="tenancy_jobrun_asked"),
            models.Index(
                fields=["organization", "next_at"],
                name="tenancy_jobrun_due",
                condition=Q(state__in=["queued", "running"], next_at__isnull=False),
            ),
            models.Index(
                fields=["organization", "expires_at"],
                name="tenancy_jobrun_kept",
                condition=~Q(result_key=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slot}".rstrip()

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in self.OPEN

    @property
    def has_file(self) -> bool:
        """Whether its file is still kept."""
        return bool(self.result_key)

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100; 0 while nobody knows of how much."""
        if self.state == self.State.DONE:
            return 100
        return min(100, 100 * self.done // self.total) if self.total else 0
