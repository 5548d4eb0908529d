"""Pages of webhooks: who is told, of what, how it went, and what to do about it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from notifications import selectors, services
from notifications.filters import DeliveryFilters
from notifications.forms import SinceForm, WebhookForm
from notifications.models import Webhook, WebhookDelivery
from notifications.tables import DeliveryFacts, DeliveryTable, WebhookTable
from notifications.tables.webhooks import health, word_of
from tenancy.actors import Actor
from toolkit.formats import zone_of
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, OptionalReasonForm
from toolkit.tables import Action

LIST = Link("notifications_webhooks")
HERE = Link("notifications_webhook")
LATEST = 10
HEALTH = ("state", "reason", "is_owned", "failures", "last_success_at")


class OfWebhook:
    """About one webhook."""

    subject_as = "webhook"

    def get_subject(self, actor: Actor, **kwargs: UUID) -> Webhook:
        return selectors.webhook_by_id(actor=actor, webhook_id=kwargs["hook"])


class OfDelivery:
    """About one delivery."""

    subject_as = "delivery"

    def get_subject(self, actor: Actor, **kwargs: UUID) -> WebhookDelivery:
        return selectors.delivery_by_id(actor=actor, delivery_id=kwargs["delivery"])


class WebhookList(ListPage):
    """Who is told, and how it fares."""

    policy = "notifications.view_webhooks"
    title = _("Webhooks")
    selector = selectors.webhooks
    table = WebhookTable
    order = ("description",)
    template = "notifications/webhooks.html"
    actions = (
        Action(
            _("Add webhook"),
            Link("notifications_add_webhook"),
            policy="notifications.add_webhook",
            icon="plus",
        ),
    )
    empty_title, empty_icon = _("No other system listens yet"), "webhook"
    empty_text = _("A webhook tells another system at once what became true here, so that it need not ask.")


EDIT = Action(
    _("Edit"), Link("notifications_edit_webhook"), policy="notifications.edit_webhook", icon="pencil"
)
TEST = Action(
    _("Send a test"), Link("notifications_try_webhook"), policy="notifications.try_webhook", icon="send"
)
REPLAY = Action(
    _("Send failed again"), Link("notifications_replay_failed"), policy="notifications.replay_deliveries"
)
ROTATE = Action(
    _("New secret"), Link("notifications_rotate_webhook"), policy="notifications.rotate_webhook", icon="key"
)
ENABLE = Action(
    _("Enable"), Link("notifications_enable_webhook"), policy="notifications.change_webhook_state"
)
DISABLE = Action(
    _("Disable"), Link("notifications_disable_webhook"), policy="notifications.change_webhook_state"
)
ADOPT = Action(_("Take over"), Link("notifications_adopt_webhook"), policy="notifications.adopt_webhook")
REMOVE = Action(
    _("Remove"), Link("notifications_withdraw_webhook"), policy="notifications.withdraw_webhook", icon="trash"
)


class WebhookDetail(OfWebhook, DetailPage):
    """One webhook: its filters, its health, its latest deliveries."""

    policy = "notifications.view_webhooks"
    template = "notifications/webhook.html"

    def get_actions(self) -> tuple[Action, ...]:
        return actions_of(self.subject, self.actor)

    def get_context(self) -> dict[str, Any]:
        rows = selectors.deliveries(actor=self.actor, webhook=self.subject)
        latest = rows.order_by("-created_at", "-pk").values(*DeliveryTable.fields())[:LATEST]
        return {"log": DeliveryTable(self.reader).shown(list(latest)), **told(self.subject, self.actor)}


def actions_of(webhook: Webhook, actor: Actor) -> tuple[Action, ...]:
    """The verbs that make sense for a webhook as it stands."""
    others = () if webhook.owner_id == actor.person_id else (ADOPT,)
    if webhook.state == Webhook.State.ACTIVE:
        return (TEST, EDIT, ROTATE, REPLAY, DISABLE, *others, REMOVE)
    return (ENABLE, EDIT, ROTATE, *others, REMOVE)


def told(webhook: Webhook, actor: Actor) -> dict[str, Any]:
    """The webhook in words: health, the server, the facts and the projects it hears of."""
    tone, words = health({name: getattr(webhook, name) for name in HEALTH})
    known = selectors.projects_of(actor=actor).filter(pk__in=webhook.projects) if webhook.projects else ()
    return {
        "tone": tone,
        "health": words,
        "facts_heard": [(name, word_of(name)) for name in webhook.facts],
        "projects_heard": sorted(project.key for project in known),
        "is_rotating": webhook.nonce_until is not None and actor.now < webhook.nonce_until,
    }


class DeliveryList(OfWebhook, ListPage):
    """Everything that was and is to be sent to one webhook."""

    policy = "notifications.view_webhooks"
    title = _("Log of %(description)s")
    selector = selectors.deliveries
    table, filterset = DeliveryTable, DeliveryFilters
    order = ("-created_at", "-pk")
    template = "notifications/webhook_log.html"
    empty_title, empty_icon = _("Nothing was sent yet"), "send"
    empty_text = _(
        "The next event that fits its filters is sent here, and shown with what the receiver said."
    )


class DeliveryDetail(OfDelivery, DetailPage):
    """One delivery: what was sent, and what the receiver said."""

    policy = "notifications.view_webhooks"
    facts = DeliveryFacts
    template = "notifications/webhook_delivery.html"

    def get_actions(self) -> tuple[Action, ...]:
        again = Action(
            _("Send again"),
            Link("notifications_replay_delivery"),
            policy="notifications.replay_deliveries",
            icon="refresh",
        )
        return (again,) if self.subject.state in ("failed", "parked") else ()

    def get_title(self) -> str:
        return f"{word_of(self.subject.fact)} {self.subject.key}".strip()


class WithFields:
    """Fields of a webhook, offered by the actor's rights."""

    form: type[Form] = WebhookForm

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor}


class SecretShown:
    """The answer holds the new secret, this once."""

    template: str
    part_template: str
    respond: Any

    def done(self, result: Any) -> HttpResponse:
        webhook, secret = result
        self.template = self.part_template = "notifications/webhook_secret.html"
        answer: HttpResponse = self.respond(webhook=webhook, secret=secret)
        return answer


class AddWebhook(SecretShown, WithFields, FormPage):
    """Tell another system."""

    policy = "notifications.add_webhook"
    title, verb = _("Add a webhook"), _("Add webhook")
    template = "notifications/webhook_add.html"
    service = services.add_webhook
    cancel_url = LIST


class EditWebhook(OfWebhook, WithFields, FormPage):
    """Change what it hears, or where."""

    policy = "notifications.edit_webhook"
    title, verb = _("Edit the webhook"), _("Save webhook")
    service = services.edit_webhook
    success = _("%(description)s is saved.")
    success_url = cancel_url = HERE
    versioned = True


class RotateWebhook(OfWebhook, SecretShown, ActionPage):
    """Replace the secret."""

    policy = "notifications.rotate_webhook"
    title, verb = _("Make a new secret?"), _("Make new secret")
    consequence = _("For 24 hours deliveries are signed with both, so that the receiver can change over.")
    service = services.rotate_webhook
    cancel_url = HERE
    versioned = True


class TryWebhook(OfWebhook, ActionPage):
    """Try the address."""

    policy = "notifications.try_webhook"
    title, verb = _("Send a test?"), _("Send a test")
    consequence = _("A made-up event goes to the address, signed like a real one. The log shows the answer.")
    service = services.try_webhook
    success = _("The test is on its way. The log shows the answer in a moment.")
    success_url = cancel_url = HERE


class DisableWebhook(OfWebhook, ActionPage):
    """Stop telling it."""

    policy = "notifications.change_webhook_state"
    title, verb = _("Disable this webhook?"), _("Disable webhook")
    consequence = _("Events from now on are not kept for it. What waits is sent when you enable it again.")
    service = services.disable_webhook
    success = _("%(description)s is disabled.")
    success_url = cancel_url = HERE
    versioned = True


class EnableWebhook(OfWebhook, ActionPage):
    """Tell it again."""

    policy = "notifications.change_webhook_state"
    title, verb = _("Enable this webhook?"), _("Enable webhook")
    consequence = _(
        "It is told from now on, and what waited is sent. Given-up deliveries you send again yourself."
    )
    service = services.enable_webhook
    success = _("%(description)s is enabled.")
    success_url = cancel_url = HERE
    versioned = True


class AdoptWebhook(OfWebhook, ActionPage):
    """Become its owner."""

    policy = "notifications.adopt_webhook"
    title, verb = _("Take over this webhook?"), _("Take over")
    consequence = _("It hears what you may see, and no longer what its present owner may see.")
    service = services.adopt_webhook
    success = _("%(description)s is yours.")
    success_url = cancel_url = HERE
    versioned = True


class WithdrawWebhook(OfWebhook, ActionPage):
    """Remove it."""

    policy = "notifications.withdraw_webhook"
    title, verb, danger = _("Remove this webhook?"), _("Remove webhook"), True
    consequence = _("The receiver is told nothing any more, and its log is no longer shown.")
    form = OptionalReasonForm
    service = services.withdraw_webhook
    success = _("%(description)s is removed.")
    success_url, cancel_url = LIST, HERE
    versioned = True


def said_of_replay(count: int) -> str:
    """What became true."""
    text = ngettext("%(count)d delivery is sent again.", "%(count)d deliveries are sent again.", count)
    return text % {"count": count}


class ReplayFailed(OfWebhook, FormPage):
    """Everything that failed since a day."""

    policy = "notifications.replay_deliveries"
    title, verb = _("Send failed deliveries again"), _("Send again")
    form = SinceForm
    success = staticmethod(said_of_replay)
    success_url = cancel_url = HERE

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"since": self.reader.as_of}

    def perform(self, cleaned: dict[str, Any]) -> int:
        since = dt.datetime.combine(cleaned["since"], dt.time(), zone_of(self.actor.zone))
        return services.replay_failed(actor=self.actor, webhook=self.subject, since=since)


class ReplayDelivery(OfDelivery, ActionPage):
    """One delivery again."""

    policy = "notifications.replay_deliveries"
    title, verb = _("Send this delivery again?"), _("Send again")
    consequence = _("It carries the same webhook-id, so a receiver that has it already can tell.")
    service = services.replay_delivery
    success = _("The delivery is on its way again.")
    success_url = cancel_url = Link("notifications_delivery")
