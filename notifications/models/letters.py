"""The ledger of letters and the inbox."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel

FACT = ("organization", "rule", "subject_kind", "subject_id", "version", "person")


class Told(TenantModel):
    """One rule, one record in one version, one person: told once."""

    event = models.UUIDField(_("fact"), editable=False)
    rule = models.CharField(_("rule"), max_length=60)
    subject_kind = models.CharField(_("kind of record"), max_length=60)
    subject_id = models.UUIDField(_("record"))
    version = models.PositiveIntegerField(_("version"))
    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    template = models.CharField(max_length=120)
    context = models.JSONField()
    link = models.CharField(_("link"), max_length=300)
    created_at = models.DateTimeField(_("written at"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_kind} {self.subject_id} v{self.version}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Words for letters."""

    def open(self) -> "DeliveryQuerySet":
        """Not sent and not given up. A row in `sending` counts: its sender may be dead."""
        return self.filter(state__in=OPEN_STATES)

    def due(self, *, now: datetime) -> "DeliveryQuerySet":
        """To be sent now: waiting, failed and due again, or with a sender whose lease has ended."""
        return self.open().filter(next_at__lte=now)

    def parked(self) -> "DeliveryQuerySet":
        """Given up until an administrator says send again."""
        return self.filter(state=Delivery.State.PARKED)


class Delivery(Told):
    """One letter to one person over one channel, and what became of it.

    The row promises one Message-ID. A sender that dies between sending and marking leaves a row that is
    sent again after its lease, under the same Message-ID: mailboxes show it once.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed, will be tried again")
        PARKED = "parked", _("Given up")

    class Channel(models.TextChoices):
        MAIL = "mail", _("Mail")

    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.MAIL)
    language = models.CharField(_("language"), max_length=10)
    message_id = models.CharField(_("Message-ID"), max_length=200, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    error = models.TextField(_("error"), blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=[*FACT, "channel"], name="notifications_delivery_once"),
            models.UniqueConstraint(
                fields=["organization", "event", "rule", "person", "channel"],
                name="notifications_delivery_event",
            ),
            models.UniqueConstraint(fields=["organization", "message_id"], name="notifications_delivery_mid"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "next_at"],
                name="notifications_delivery_due",
                condition=Q(state__in=["pending", "sending", "failed"]),
            )
        ]


OPEN_STATES = (Delivery.State.PENDING, Delivery.State.SENDING, Delivery.State.FAILED)


class InboxLineQuerySet(models.QuerySet["InboxLine"]):
    """Words for inbox lines."""

    def unread(self) -> "InboxLineQuerySet":
        """Not read yet."""
        return self.filter(read_at__isnull=True)


class InboxLine(Told):
    """One thing a person was told in the workspace, in whatever language she reads it."""

    read_at = models.DateTimeField(_("read at"), null=True)

    objects = InboxLineQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("inbox line")
        verbose_name_plural = _("inbox lines")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=list(FACT), name="notifications_inbox_once")
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "person", "-created_at"], name="notifications_inbox_person"),
            models.Index(
                fields=["organization", "person"],
                name="notifications_inbox_unread",
                condition=Q(read_at__isnull=True),
            ),
        ]
