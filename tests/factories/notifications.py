"""Rows of the notifications room. Make them inside the organization's tenant_tx."""

from datetime import UTC, datetime
from typing import Any

import factory

from notifications.models import (
    Change,
    Delivery,
    DemoMail,
    Escalation,
    InboxLine,
    Webhook,
    WebhookDelivery,
)
from toolkit.identifiers import uuid7

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class _Told(factory.django.DjangoModelFactory[Any]):
    class Meta:
        abstract = True

    event = factory.LazyFunction(uuid7)
    rule = "kettle_boiled"
    subject_kind = "tea.Kettle"
    subject_id = factory.LazyFunction(uuid7)
    version = 1
    template = "tea/mail/kettle_boiled"
    context = factory.Sequence(lambda n: {"kettle": f"Kettle {n}", "why": "You own this kettle."})
    link = "/o/acme/kettles/1/"
    created_at = NOW


class InboxLineFactory(_Told):
    class Meta:
        model = InboxLine


class DeliveryFactory(_Told):
    class Meta:
        model = Delivery

    language = "en"
    message_id = factory.LazyFunction(lambda: f"<{uuid7()}@localhost>")
    next_at = NOW


class EscalationFactory(_Told):
    class Meta:
        model = Escalation

    fact_name = "tests.KettleBoiled"
    payload = factory.LazyFunction(dict)
    next_at = NOW


class DemoMailFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        model = DemoMail

    message_id = factory.LazyFunction(lambda: f"<{uuid7()}@localhost>")
    sender = "Milepost <no-reply@milepost.test>"
    to = "ada@acme.test"
    subject = "Kettle boiled"
    text = "The kettle boiled.\n"
    html = "<p>The kettle boiled.</p>"


class WebhookFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        model = Webhook

    description = factory.Sequence(lambda n: f"Warehouse {n}")
    address = "https://93.184.216.34/hook"
    nonce = "n"
    created_at = NOW


class WebhookDeliveryFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        model = WebhookDelivery

    webhook = factory.SubFactory(WebhookFactory)
    event = factory.LazyFunction(uuid7)
    fact = "planning.TaskAdded"
    body = "{}"
    next_at = NOW
    created_at = NOW


class ChangeFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        model = Change

    position = factory.Sequence(lambda n: n + 1_000_000)
    event = factory.LazyFunction(uuid7)
    name = "planning.TaskAdded"
    subject_id = factory.LazyFunction(uuid7)
    path = "/api/v1/"
    occurred_at = NOW
