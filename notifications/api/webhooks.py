"""Endpoints of webhooks and of the feed of changes."""

from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from notifications import selectors, services
from notifications.changes import OFFERS
from notifications.filters import ChangeFilters, DeliveryFilters
from notifications.models import Webhook, WebhookDelivery
from notifications.views.webhooks import OfDelivery, OfWebhook
from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.api.rows import read
from toolkit.links import Link

WEBHOOK = (
    Field("id", "uuid", required=True),
    Field("description", required=True),
    Field("address", required=True),
    Field("facts", "object", required=True, help="Names of facts; none means all."),
    Field("projects", "object", required=True, help="Identifiers of projects; none means all."),
    Field("state", required=True, choices=Webhook.State.choices),
    Field("reason", required=True, help="Why it is disabled: by_hand, gone or dead."),
    Field("owner_id", "uuid", required=True),
    Field("owner", source="owner__name", required=True),
    Field("failures", "integer", required=True, help="Failed attempts in a row."),
    Field("dead", "integer", required=True, help="Deliveries given up in a row; 20 disable it."),
    Field("last_success_at", "datetime"),
    Field("created_at", "datetime", required=True),
    Field("version", "integer", required=True),
)
DELIVERY = (
    Field("id", "uuid", required=True),
    Field("type", source="fact", required=True),
    Field("key", required=True),
    Field("project_id", "uuid", source="project"),
    Field("state", required=True, choices=WebhookDelivery.State.choices),
    Field("attempts", "integer", required=True),
    Field("status", "integer", help="Of the last answer; null when nobody answered."),
    Field("milliseconds", "integer"),
    Field("answer", required=True, help="Its first 500 characters."),
    Field("body", required=True, help="As sent, byte by byte."),
    Field("created_at", "datetime", required=True),
    Field("tried_at", "datetime"),
    Field("next_at", "datetime", required=True),
)
CHANGE = (
    Field("position", "integer", required=True, help="Give the last one you read as `after`."),
    Field("event", "uuid", required=True),
    Field("type", source="name", required=True),
    Field("project_id", "uuid", source="project"),
    Field("id", "uuid", source="subject_id", required=True),
    Field("key", required=True),
    Field("time", "datetime", source="occurred_at", required=True),
    Field("address", required=True),
)


class WebhookChanges(serializers.Serializer):
    """Who is told, and of what."""

    description = serializers.CharField(max_length=120)
    address = serializers.CharField(max_length=500, help_text="A public https server.")
    facts = serializers.ListField(
        child=serializers.ChoiceField(choices=sorted(OFFERS)), required=False, max_length=100
    )
    projects = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=500)


class ReasonInput(serializers.Serializer):
    """Why, if there is something to say."""

    reason = serializers.CharField(max_length=500, required=False)


class SinceInput(serializers.Serializer):
    """From when on."""

    since = serializers.DateTimeField()


class WebhooksEndpoint(ListEndpoint):
    """The organization's webhooks. The answer to POST holds `secret`, this once."""

    policies = {"get": "notifications.view_webhooks", "post": "notifications.add_webhook"}
    selector = selectors.webhooks
    row = WEBHOOK
    orders = {"created_at": ("created_at",), "description": ("description",)}
    forms, services = {"post": WebhookChanges}, {"post": services.add_webhook}

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Add one."""
        webhook, secret = self.perform("post", self.validated(request))
        where = Link("api_notifications_webhook", hook="pk").url(self.kwargs, {"pk": webhook.pk})
        return self.answer({**read(webhook, self.row), "secret": secret}, status=201, location=where)


class WebhookEndpoint(OfWebhook, RecordEndpoint):
    """One webhook."""

    policies = {
        "get": "notifications.view_webhooks",
        "patch": "notifications.edit_webhook",
        "delete": "notifications.withdraw_webhook",
    }
    row = WEBHOOK
    forms = {"patch": WebhookChanges, "delete": ReasonInput}
    services = {"patch": services.edit_webhook, "delete": services.withdraw_webhook}


class RotateEndpoint(OfWebhook, ActionEndpoint):
    """Make a new secret; for 24 hours both sign. The answer holds `secret`, this once."""

    policies, row = {"post": "notifications.rotate_webhook"}, WEBHOOK
    services = {"post": services.rotate_webhook}

    def answer_record(self, record: Any, *, status: int = 200, location: str = "") -> HttpResponse:
        webhook, secret = record
        return self.answer({**read(webhook, self.row), "secret": secret}, etag=f'"{webhook.version}"')


class TryEndpoint(OfWebhook, ActionEndpoint):
    """Send a made-up fact; its delivery shows what the receiver said."""

    policies, row = {"post": "notifications.try_webhook"}, DELIVERY
    services, versioned, status = {"post": services.try_webhook}, False, 202


class DisableEndpoint(OfWebhook, ActionEndpoint):
    """Stop telling it."""

    policies, row = {"post": "notifications.change_webhook_state"}, WEBHOOK
    services = {"post": services.disable_webhook}


class EnableEndpoint(OfWebhook, ActionEndpoint):
    """Tell it again."""

    policies, row = {"post": "notifications.change_webhook_state"}, WEBHOOK
    services = {"post": services.enable_webhook}


class AdoptEndpoint(OfWebhook, ActionEndpoint):
    """Become its owner."""

    policies, row = {"post": "notifications.adopt_webhook"}, WEBHOOK
    services = {"post": services.adopt_webhook}


class ReplayFailedEndpoint(OfWebhook, ActionEndpoint):
    """Send everything again that failed since an instant."""

    policies, forms = {"post": "notifications.replay_deliveries"}, {"post": SinceInput}
    services, versioned = {"post": services.replay_failed}, False


class DeliveriesEndpoint(OfWebhook, ListEndpoint):
    """The log of one webhook."""

    policies = {"get": "notifications.view_webhooks"}
    selector = selectors.deliveries
    filterset = DeliveryFilters
    row = DELIVERY
    orders = {"-created_at": ("-created_at", "-id")}


class DeliveryEndpoint(OfDelivery, RecordEndpoint):
    """One delivery."""

    policies = {"get": "notifications.view_webhooks"}
    row = DELIVERY


class ReplayEndpoint(OfDelivery, ActionEndpoint):
    """Send a failed delivery again, under its old webhook-id."""

    policies, row = {"post": "notifications.replay_deliveries"}, DELIVERY
    services, versioned = {"post": services.replay_delivery}, False


class ChangesEndpoint(ListEndpoint):
    """What became true, in the order in which it became readable here; thin rows.

    Keep the `position` of the last row and ask for what is `after` it: nothing is skipped, whatever was
    committed meanwhile. Positions go up with gaps, where others may hear what you may not.
    """

    policies = {"get": "notifications.view_changes"}
    selector = selectors.changes
    filterset = ChangeFilters
    row = CHANGE
    orders = {"position": ("position",)}
