"""Rows of the notifications room. Make them inside the organization's tenant_tx."""

from datetime import UTC, datetime
from typing import Any

import factory

from notifications.models import Delivery, DemoMail, InboxLine
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


class DemoMailFactory(factory.django.DjangoModelFactory[Any]):
    class Meta:
        model = DemoMail

    message_id = factory.LazyFunction(lambda: f"<{uuid7()}@localhost>")
    sender = "Milepost <no-reply@milepost.test>"
    to = "ada@acme.test"
    subject = "Kettle boiled"
    text = "The kettle boiled.\n"
    html = "<p>The kettle boiled.</p>"
