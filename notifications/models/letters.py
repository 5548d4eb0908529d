"""The ledger of letters and the inbox."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel

FACT = ("organization", "rule", "subject_kind", "subject_id", "version", "person")


class Known(TenantModel):
    """One rule about one record in one version, with what makes its words."""

    event = models.UUIDField(_("fact"), editable=False)
    rule = models.CharField(_("rule"), max_length=60)
    subject_kind = models.CharField(_("kind of record"), max_length=60)
    subject_id = models.UUIDField(_("record"))
    version = models.PositiveIntegerField(_("version"))
    template = models.CharField(max_length=120)
    context = models.JSONField()
    link = models.CharField(_("link"), max_length=300)
    project = models.UUIDField(_("project"), null=True, editable=False)
    project_name = models.CharField(_("project"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rule} {self.subject_kind} {self.subject_id} v{self.version}"


class Told(Known):
    """What is known, and one person: told once."""

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        abstract = True


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Words for letters."""

    def open(self) -> "DeliveryQuerySet":
        """Not sent and not given up. A row in `sending` counts: its sender may be dead."""
        return self.filter(state__in=OPEN_STATES)

    def due(self, *, now: datetime) -> "DeliveryQuerySet":
        """To be sent now: waiting, failed and due again, or with a sender whose lease has ended."""
        return self.open().filter(next_at__lte=now)

    def held(self) -> "DeliveryQuerySet":
        """Waiting for a digest that is not made yet."""
        return self.filter(state=Delivery.State.HELD, digest__isnull=True)

    def parked(self) -> "DeliveryQuerySet":
        """Given up until an administrator says send again."""
        return self.filter(state=Delivery.State.PARKED)


class Delivery(Known):
    """One letter to one person or one address, and what became of it.

    The row promises one Message-ID. A sender that dies between sending and marking leaves a row that is
    sent again after its lease, under the same Message-ID: mailboxes show it once. A letter that waits for
    a digest is held, with the `slot` it will come in; the digest is a letter itself, and `digest` points
    to it.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting to be sent")
        HELD = "held", _("Waits for the digest")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed, will be tried again")
        PARKED = "parked", _("Given up")
        DROPPED = "dropped", _("No longer needed")

    class Channel(models.TextChoices):
        MAIL = "mail", _("Mail")

    person = TenantForeignKey(
        "tenancy.Person", models.CASCADE, related_name="+", null=True, verbose_name=_("person")
    )
    address = models.EmailField(_("address"), blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices, default=Channel.MAIL)
    language = models.CharField(_("language"), max_length=10)
    message_id = models.CharField(_("Message-ID"), max_length=200, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent at"), null=True)
    error = models.TextField(_("error"), blank=True)
    slot = models.PositiveIntegerField(_("digest number"), null=True, editable=False)
    digest = TenantForeignKey(
        "notifications.Delivery", models.CASCADE, related_name="items", null=True, editable=False
    )

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
            models.UniqueConstraint(
                fields=["organization", "rule", "subject_kind", "subject_id", "version", "address"],
                condition=~Q(address=""),
                name="notifications_delivery_address",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person__isnull=True) & ~Q(address="")),
                name="notifications_delivery_to",
                violation_error_message=_("A letter goes to a person or to an address, not to both."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "next_at"],
                name="notifications_delivery_due",
                condition=Q(state__in=["pending", "sending", "failed"]),
            ),
            models.Index(
                fields=["organization", "next_at"],
                name="notifications_delivery_held",
                condition=Q(state="held", digest__isnull=True),
            ),
            models.Index(
                fields=["organization", "digest"],
                name="notifications_delivery_items",
                condition=Q(digest__isnull=False),
            ),
            models.Index(fields=["organization", "state", "-created_at"], name="notifications_delivery_list"),
            models.Index(fields=["organization", "person", "rule"], name="notifications_delivery_of"),
        ]


OPEN_STATES = (Delivery.State.PENDING, Delivery.State.SENDING, Delivery.State.FAILED)


class InboxLineQuerySet(models.QuerySet["InboxLine"]):
    """Words for inbox lines."""

    def unread(self) -> "InboxLineQuerySet":
        """Not read yet."""
        return self.filter(read_at__isnull=True)

    def awake(self, *, now: datetime) -> "InboxLineQuerySet":
        """Neither snoozed nor back only later."""
        return self.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now))

    def asleep(self, *, now: datetime) -> "InboxLineQuerySet":
        """Snoozed until later."""
        return self.filter(snoozed_until__gt=now)

    def surfaced(self) -> "InboxLineQuerySet":
        """With `at`: when the line came, or came back."""
        return self.annotate(at=Greatest("created_at", Coalesce(F("snoozed_until"), F("created_at"))))


class InboxLine(Told):
    """One thing a person was told in the workspace, in whatever language she reads it.

    A snoozed line is out of sight until its instant, and then unread again.
    """

    read_at = models.DateTimeField(_("read at"), null=True)
    snoozed_until = models.DateTimeField(_("back at"), null=True)
    escalation = TenantForeignKey(
        "notifications.Escalation", models.SET_NULL, related_name="lines", null=True, editable=False
    )

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
