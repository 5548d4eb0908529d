"""Columns of webhooks, their log, and what the demo’s receiver got."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications.changes import OFFERS
from notifications.models import Webhook, WebhookDelivery
from notifications.services.webhooks_telling import TEST
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Custom,
    Instant,
    Link,
    Number,
    Person,
    Status,
    Table,
    Text,
)
from toolkit.templatetags.icons import rag_chip

WEBHOOK = Link("notifications_webhook", hook="pk")
DELIVERY = Link("notifications_delivery", delivery="pk")
STOPPED = {
    Webhook.Reason.BY_HAND: ("grey", _("Disabled")),
    Webhook.Reason.GONE: ("red", _("Disabled: the receiver is gone")),
    Webhook.Reason.DEAD: ("red", _("Disabled: 20 deliveries in a row were given up")),
}
STATES = {
    "pending": (_("Waiting"), "open"),
    "sending": (_("Being sent"), "begun"),
    "sent": (_("Delivered"), "green"),
    "failed": (_("Will be tried again"), "amber"),
    "parked": (_("Given up"), "red"),
}
AGAIN = (WebhookDelivery.State.FAILED, WebhookDelivery.State.PARKED)


def health(row: Mapping[str, Any]) -> tuple[str, Any]:
    """How a webhook fares, as tone and words."""
    if row["state"] != Webhook.State.ACTIVE:
        return STOPPED.get(row["reason"], STOPPED[Webhook.Reason.BY_HAND])
    if not row["is_owned"]:
        return "red", _("Told nothing: its owner has left")
    if row["failures"]:
        said = ngettext("%(count)d failure in a row", "%(count)d failures in a row", row["failures"])
        return "amber", said % {"count": row["failures"]}
    return ("green", _("Works")) if row["last_success_at"] else ("open", _("Nothing delivered yet"))


def health_chip(row: Row, reader: Reader) -> str:
    """`health` as shape and word."""
    tone, words = health(row)
    return str(rag_chip(tone, str(words)))


def health_words(row: Row, reader: Reader) -> str:
    """`health` for exports."""
    return str(health(row)[1])


def server(row: Row, reader: Reader) -> str:
    """The host; the rest of an address may hold a key of its own."""
    return urlsplit(row["address"]).hostname or ""


def word_of(fact: str) -> str:
    """A fact in the reader's language, or its name where no word is known."""
    if fact == TEST:
        return str(_("Test"))
    return str(OFFERS[fact].label) if fact in OFFERS else fact


def fact_cell(row: Row, reader: Reader) -> str:
    """The fact's word, and its name as the receiver reads it."""
    href = DELIVERY.url(dict(reader.arguments), row)
    return format_html(
        '<a href="{}">{}</a><div class="i3 xs"><code>{}</code></div>', href, word_of(row["fact"]), row["fact"]
    )


def answer_cell(row: Row, reader: Reader) -> str:
    """The status of the last answer; a failure without one says the same whatever the cause."""
    if row["status"]:
        return str(row["status"])
    return str(_("No answer")) if row["tried_at"] and row["state"] in AGAIN else ""


def again(row: Row) -> bool:
    """Whether a delivery can be sent again."""
    return row["state"] in AGAIN


def is_over(row: Row) -> bool:
    """Whether there is no next attempt."""
    return row["state"] in ("sent", "parked")


HEALTH = ("state", "reason", "is_owned", "failures", "last_success_at")


class WebhookTable(Table):
    """Who is told, and how it fares."""

    description = Text(_("Webhook"), link=WEBHOOK, strong=True)
    host = Custom(_("Server"), render=server, exports=server, needs=("address",), priority=2)
    health = Custom(_("Health"), render=health_chip, exports=health_words, needs=HEALTH)
    last_success_at = Instant(_("Last success"))
    failures = Number(_("Failures in a row"), priority=3)
    parked = Number(_("Given up"), priority=2)
    owner = Person(_("Owner"), source="owner__name", priority=3)


class DeliveryTable(Table):
    """The log of a webhook."""

    css = "two"

    created_at = Instant(_("Written"))
    fact = Custom(_("Event"), render=fact_cell, exports=lambda row, reader: row["fact"], needs=("fact", "pk"))
    key = Text(_("Record"))
    state = Status(_("State"), mapping=STATES)
    status = Custom(
        _("Answer"), render=answer_cell, exports=answer_cell, needs=("status", "tried_at", "state")
    )
    milliseconds = Number(_("ms"), priority=3)
    attempts = Number(_("Attempts"), priority=2)
    next_at = Instant(_("Next attempt"), priority=2, unless=is_over, needs=("state",))
    actions = Actions(
        Action(
            _("Send again"),
            Link("notifications_replay_delivery", delivery="pk"),
            policy="notifications.replay_deliveries",
            icon="refresh",
            when=again,
        ),
        needs=("state",),
    )


class DeliveryFacts(Table):
    """One delivery."""

    fact = Custom(_("Event"), render=lambda row, reader: word_of(row["fact"]), needs=("fact",))
    name = Text(_("Type"), source="fact")
    key = Text(_("Record"))
    message_id = Text("webhook-id")
    state = Status(_("State"), mapping=STATES)
    attempts = Number(_("Attempts"))
    created_at = Instant(_("Written"))
    tried_at = Instant(_("Last attempt"))
    next_at = Instant(_("Next attempt"), unless=is_over)
    status = Custom(_("Answer"), render=answer_cell, needs=("status", "tried_at", "state"))
    milliseconds = Number(_("Milliseconds to the answer"))


class DemoHookTable(Table):
    """What the demo’s receiver got, as the list reads and exports it."""

    arrived_at = Instant(_("Arrived"))
    address = Text(_("Address"))
    message_id = Text("webhook-id")
    status = Text(_("Answered"))
    needs = ("headers", "body")
