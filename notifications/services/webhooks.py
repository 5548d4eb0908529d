"""Verbs of webhooks: who keeps them, what they hear, whether they are told."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from notifications import signing
from notifications.events import WebhookDisabled
from notifications.models import Webhook
from notifications.selectors.webhooks import offers_to, owner_of, projects_of
from notifications.states import WEBHOOK
from tenancy.actors import Actor
from tenancy.verbs import publish, record, require, verb
from toolkit.egress import aim
from toolkit.errors import BadInput, Denied, DomainError
from toolkit.writing import differences, write

MOST_WEBHOOKS = 50
BOTH_SECRETS = timedelta(hours=24)


class FactNotOffered(BadInput):
    """Only facts that may leave, and that the actor may hear of."""

    code = "fact_not_offered"
    message = _("%(name)s is no event that you may hear of. Choose from the list.")
    field = "facts"


class ProjectNotOffered(BadInput):
    """A webhook hears of no project that its owner may not know of."""

    code = "project_not_offered"
    message = _("Choose projects that you may see.")
    field = "projects"


class TooManyWebhooks(DomainError):
    """Each fact is matched against every webhook."""

    code = "too_many_webhooks"
    message = _("An organization has at most %(most)s webhooks. Remove one first.")


class OwnerStays(DomainError):
    """Taking over is for webhooks whose owner has left, and for the owner’s colleagues."""

    code = "owner_stays"
    message = _("This webhook is yours already.")


class WebhookFields(TypedDict, total=False):
    """What a person may say of a webhook."""

    description: str
    address: str
    facts: Sequence[str]
    projects: Sequence[UUID]


@verb
def add_webhook(*, actor: Actor, address: str, description: str, **filters: Any) -> tuple[Webhook, str]:
    """Tell another system of facts from now on; answers the webhook and its secret, shown this once.

    `facts`: names of facts, `projects`: ids; none means all that the actor may hear of. Raises
    `toolkit.egress.Refused` for an address that is not a public https server, `FactNotOffered`,
    `ProjectNotOffered`, `TooManyWebhooks`.
    """
    require(actor, "notifications.add_webhook")
    if actor.person_id is None:
        raise Denied("notifications.add_webhook")  # somebody’s rights must bound what leaves
    if Webhook.objects.live().count() >= MOST_WEBHOOKS:
        raise TooManyWebhooks(most=MOST_WEBHOOKS)
    values = _checked(actor, {"address": address, "description": description, **filters})
    webhook = Webhook.objects.create(
        owner_id=actor.person_id, nonce=signing.new_nonce(), created_at=actor.now, **values
    )
    record(actor, "notifications.add_webhook", webhook, after=_told(values))
    return webhook, signing.secret_of(webhook.pk, webhook.nonce)


@verb
def edit_webhook(
    *, actor: Actor, webhook: Webhook, version: int | None = None, **fields: Unpack[WebhookFields]
) -> Webhook:
    """Change address, description or filters; the address is checked again. Raises as `add_webhook`, `Stale`.

    Filters are checked against the owner’s rights, whoever changes them.
    """
    require(actor, "notifications.edit_webhook", webhook)
    changed = differences(webhook, _checked(owner_of(actor=actor, webhook=webhook) or actor, {**fields}))
    if changed:
        before = write(webhook, changed, version=version)
        record(actor, "notifications.edit_webhook", webhook, before=_told(before), after=_told(changed))
    return webhook


@verb
def rotate_webhook(*, actor: Actor, webhook: Webhook, version: int | None = None) -> tuple[Webhook, str]:
    """Make a new secret, shown this once; for 24 hours deliveries are signed with the old one, too."""
    require(actor, "notifications.rotate_webhook", webhook)
    values = {
        "nonce": signing.new_nonce(),
        "nonce_before": webhook.nonce,
        "nonce_until": actor.now + BOTH_SECRETS,
    }
    write(webhook, values, version=version)
    record(actor, "notifications.rotate_webhook", webhook, after={"old_until": webhook.nonce_until})
    return webhook, signing.secret_of(webhook.pk, webhook.nonce)


@verb
def disable_webhook(*, actor: Actor, webhook: Webhook, version: int | None = None) -> Webhook:
    """Stop telling it: nothing is sent, and nothing new is written down for it. Raises `StateRefused`."""
    require(actor, "notifications.change_webhook_state", webhook)
    step = WEBHOOK.take(actor, webhook, "disable")
    write(webhook, {"state": step.to, "reason": Webhook.Reason.BY_HAND}, version=version)
    record(actor, "notifications.disable_webhook", webhook, after={"state": step.to})
    return webhook


@verb
def enable_webhook(*, actor: Actor, webhook: Webhook, version: int | None = None) -> Webhook:
    """Tell it again; what waited when it was disabled is sent now. Raises `StateRefused`."""
    require(actor, "notifications.change_webhook_state", webhook)
    step = WEBHOOK.take(actor, webhook, "enable")
    fresh = {"state": step.to, "reason": "", "failures": 0, "dead": 0, "quiet_until": None}
    write(webhook, fresh, version=version)
    record(actor, "notifications.enable_webhook", webhook, after={"state": step.to})
    return webhook


@verb
def stop_webhook(*, actor: Actor, webhook: Webhook, reason: str) -> None:
    """The house stops telling a receiver that is gone or dead, and announces that. Once: the first wins."""
    require(actor, "notifications.note_outcome", webhook)
    step = WEBHOOK.take(actor, webhook, "disable", state=Webhook.State.ACTIVE)
    stopped = Webhook.objects.active().filter(pk=webhook.pk)
    if stopped.update(state=step.to, reason=reason, version=F("version") + 1):
        record(actor, "notifications.stop_webhook", webhook, after={"state": step.to, "reason": reason})
        publish(WebhookDisabled(actor.organization.id, webhook.pk, reason), actor=actor)


@verb
def adopt_webhook(*, actor: Actor, webhook: Webhook, version: int | None = None) -> Webhook:
    """Become its owner: from now on it hears what the actor may hear. Raises `OwnerStays`."""
    require(actor, "notifications.adopt_webhook", webhook)
    if actor.person_id is None or webhook.owner_id == actor.person_id:
        raise OwnerStays()
    before = write(webhook, {"owner_id": actor.person_id}, version=version)
    record(actor, "notifications.adopt_webhook", webhook, before=before, after={"owner_id": actor.person_id})
    return webhook


@verb
def withdraw_webhook(
    *, actor: Actor, webhook: Webhook, version: int | None = None, reason: str = ""
) -> Webhook:
    """Remove it: it is told nothing any more, and its secret is worth nothing."""
    require(actor, "notifications.withdraw_webhook", webhook)
    values = {"withdrawn_at": actor.now, "withdrawn_reason": reason}
    write(webhook, values, version=version)
    record(actor, "notifications.withdraw_webhook", webhook, after={"reason": reason})
    return webhook


def _checked(owner: Actor, values: dict[str, Any]) -> dict[str, Any]:
    """Values as they are stored, each allowed."""
    if "address" in values:
        aim(values["address"])
    if "facts" in values:
        values["facts"] = _facts(owner, values["facts"])
    if "projects" in values:
        values["projects"] = _projects(owner, values["projects"])
    return values


def _facts(owner: Actor, names: Sequence[str]) -> list[str]:
    offered = offers_to(actor=owner)
    wrong = next((name for name in names if name not in offered), None)
    if wrong is not None:
        raise FactNotOffered(name=wrong)
    return sorted(set(names))


def _projects(owner: Actor, project_ids: Sequence[UUID]) -> list[str]:
    asked = {UUID(str(project_id)) for project_id in project_ids}
    known = (
        set(projects_of(actor=owner).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
    )
    if asked - known:
        raise ProjectNotOffered()
    return sorted(map(str, asked))


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """For the trail: an address without its query, where receivers like to have keys."""
    if "address" not in values:
        return values
    return {**values, "address": values["address"].partition("?")[0]}
