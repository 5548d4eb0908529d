"""Facts as other systems may hear them, who hears them, and every delivery."""

from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class Change(TenantModel):
    """One fact as other systems may hear it: which record, never what stands in it.

    `position` counts up per organization in the order in which facts become readable here: whoever has read
    up to a position never misses one that is committed later.
    """

    append_only = True

    position = models.BigIntegerField(_("position"))
    event = models.UUIDField(_("event"))
    name = models.CharField(_("type"), max_length=80)
    project = models.UUIDField(_("project"), null=True)
    subject_id = models.UUIDField(_("record"))
    key = models.CharField(_("key"), max_length=60, blank=True)
    path = models.CharField(_("address"), max_length=300)
    occurred_at = models.DateTimeField(_("at"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "position"], name="notifications_change_position"
            ),
            models.UniqueConstraint(fields=["organization", "event"], name="notifications_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name} {self.key}"


class ChangeCounter(TenantModel):
    """The last position given out. Its row stays locked until the change is readable: nobody overtakes."""

    last = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization"], name="notifications_changecounter_one")
        ]

    def __str__(self) -> str:
        return str(self.last)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Words for webhooks."""

    def live(self) -> "WebhookQuerySet":
        """Not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def active(self) -> "WebhookQuerySet":
        """Told about facts."""
        return self.live().filter(state=Webhook.State.ACTIVE)

    def ready(self, *, now: datetime) -> "WebhookQuerySet":
        """Active, nobody is sending to it, it does not rest, and something is due; longest untried first.

        One sender at a time and turn by turn: this is what keeps a dead receiver from holding up the others.
        """
        due = WebhookDelivery.objects.due(now=now).filter(webhook=OuterRef("pk"))
        rested = Q(quiet_until__isnull=True) | Q(quiet_until__lte=now)
        turn = (F("tried_at").asc(nulls_first=True), "pk")
        return self.active().filter(rested, Exists(due)).order_by(*turn)


class Webhook(TenantModel):
    """An address of another system that wants to hear of facts, within the rights of the person who owns it.

    `facts` and `projects` narrow; an empty list does not. There is no secret here: it is computed from the
    house's own key and `nonce`, and for a day after rotation from `nonce_before`, too.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        DISABLED = "disabled", _("Disabled")

    class Reason(models.TextChoices):
        BY_HAND = "by_hand", _("Disabled by a person")
        GONE = "gone", _("The receiver said it is gone (410)")
        DEAD = "dead", _("Too many deliveries were given up")

    owner = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", verbose_name=_("owner"))
    description = models.CharField(_("description"), max_length=120)
    address = models.CharField(_("address"), max_length=500)
    facts = models.JSONField(_("events"), default=list)
    projects = models.JSONField(_("projects"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.ACTIVE)
    reason = models.CharField(_("reason"), max_length=8, choices=Reason.choices, blank=True)
    nonce = models.CharField(max_length=43, editable=False)
    nonce_before = models.CharField(max_length=43, blank=True, editable=False)
    nonce_until = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    dead = models.PositiveIntegerField(_("given up in a row"), default=0)
    last_success_at = models.DateTimeField(_("last success"), null=True)
    tried_at = models.DateTimeField(_("last attempt"), null=True)
    quiet_until = models.DateTimeField(_("not tried before"), null=True)
    created_at = models.DateTimeField(_("made"))
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(_("removed"), null=True)
    withdrawn_reason = models.CharField(_("reason for removing"), max_length=500, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "tried_at"],
                name="notifications_webhook_turn",
                condition=Q(state="active", withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def host(self) -> str:
        """The server, without the rest of the address, which may hold a key of its own."""
        return urlsplit(self.address).hostname or ""


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Words for deliveries."""

    def open(self) -> "WebhookDeliveryQuerySet":
        """Neither delivered nor given up. A row in `sending` counts: its sender may be dead."""
        return self.filter(state__in=WAITING_STATES)

    def due(self, *, now: datetime) -> "WebhookDeliveryQuerySet":
        """To be sent now."""
        return self.open().filter(next_at__lte=now)

    def failed(self) -> "WebhookDeliveryQuerySet":
        """Not delivered although tried: given up, or waiting for another try."""
        return self.filter(state__in=[WebhookDelivery.State.PARKED, WebhookDelivery.State.FAILED])


class WebhookDelivery(TenantModel):
    """One fact on its way to one webhook. `body` is sent byte by byte as it stands, at every try.

    The row promises one webhook-id. A sender that dies between sending and marking leaves a row that is
    sent again after its lease, under the same id: receivers tell it by that.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Delivered")
        FAILED = "failed", _("Failed, will be tried again")
        PARKED = "parked", _("Given up")

    webhook = TenantForeignKey(
        "notifications.Webhook", models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    event = models.UUIDField(_("event"), editable=False)
    fact = models.CharField(_("type"), max_length=80)
    project = models.UUIDField(_("project"), null=True)
    key = models.CharField(_("key"), max_length=60, blank=True)
    body = models.TextField(_("body"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    tried_at = models.DateTimeField(_("last attempt"), null=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True)
    milliseconds = models.PositiveIntegerField(_("took"), null=True)
    answer = models.TextField(_("begin of the answer"), blank=True)
    created_at = models.DateTimeField(_("written at"))

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "webhook", "event"], name="notifications_webhookdelivery_once"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["organization", "webhook", "next_at"],
                name="notifications_hookdelivery_due",
                condition=Q(state__in=["pending", "sending", "failed"]),
            ),
            models.Index(
                fields=["organization", "webhook"],
                name="notifications_hookdelivery_end",
                condition=Q(state="parked"),
            ),
            models.Index(
                fields=["organization", "webhook", "-created_at", "-id"],
                name="notifications_hookdelivery_log",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.key} {self.state}"

    @property
    def message_id(self) -> str:
        """The webhook-id: one for a fact and a webhook, however often it is sent."""
        return f"msg_{self.pk.hex}"


WAITING_STATES = (
    WebhookDelivery.State.PENDING,
    WebhookDelivery.State.SENDING,
    WebhookDelivery.State.FAILED,
)


class DemoHook(models.Model):
    """One request as the demo's receiver got it. Global: stands in for an outside system, demo only."""

    id = models.BigAutoField(primary_key=True)
    message_id = models.CharField("webhook-id", max_length=80)
    address = models.CharField(_("address"), max_length=500)
    headers = models.JSONField(_("headers"))
    body = models.TextField(_("body"))
    status = models.PositiveSmallIntegerField(_("answer"))
    arrived_at = models.DateTimeField(_("arrived"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("demo webhook")
        verbose_name_plural = _("demo webhooks")

    def __str__(self) -> str:
        return self.message_id
