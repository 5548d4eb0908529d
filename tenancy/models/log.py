"""What was done, and what became true."""

from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class AuditLine(TenantModel):
    """Who changed what, from where. Written in the same transaction as the change; never altered.

    Lines are never deleted, whatever their age: there is no retention limit on the trail.
    """

    append_only = True

    at = models.DateTimeField(_("at"))
    actor_user = models.UUIDField(null=True)
    actor_person = models.UUIDField(null=True)
    actor_name = models.CharField(_("who"), max_length=160)
    on_behalf = models.CharField(_("operator"), max_length=160, blank=True, default="")
    via = models.CharField(_("door"), max_length=10)
    action = models.CharField(_("action"), max_length=80)
    subject_type = models.CharField(max_length=80)
    subject_id = models.UUIDField(_("record"), null=True)
    subject_key = models.CharField(_("key"), max_length=60, blank=True)
    project = models.UUIDField(null=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    ip = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("audit line")
        verbose_name_plural = _("audit lines")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "subject_id", "at"], name="tenancy_audit_subject"),
            models.Index(fields=["organization", "at"], name="tenancy_audit_at"),
            models.Index(fields=["organization", "project", "at"], name="tenancy_audit_project"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_key}"


class Event(TenantModel):
    """One fact of the event log, written in the transaction that made it true."""

    name = models.CharField(_("fact"), max_length=80)
    payload = models.JSONField()
    project = models.UUIDField(null=True)
    occurred_at = models.DateTimeField(_("at"))
    done_at = models.DateTimeField(_("handled"), null=True)
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(_("parked"), null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "next_at"],
                name="tenancy_event_due",
                condition=Q(done_at__isnull=True, parked_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.occurred_at:%Y-%m-%d %H:%M}"


class Handled(TenantModel):
    """That one listener has reacted to one fact: the reason it never reacts twice."""

    append_only = True

    event = TenantForeignKey("tenancy.Event", models.CASCADE, related_name="handled")
    listener = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "event", "listener"], name="tenancy_handled_once")
        ]

    def __str__(self) -> str:
        return f"{self.listener} {self.event_id}"
