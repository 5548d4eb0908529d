"""Verbs of clients."""

from typing import TypedDict, Unpack

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import ClientAdded, ClientChanged, ClientStateChanged
from tenancy.models import Client
from tenancy.states import CLIENT
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput
from toolkit.writing import differences, joined, write


class ClientDetails(TypedDict, total=False):
    """What a client may also say of itself."""

    name_zh: str
    industry: str
    country: str


class ClientFields(ClientDetails, total=False):
    """What `update_client` may change: all but the code, which others write down."""

    name: str


class ClientReasonMissing(BadInput):
    """Some steps need a reason that others can read later."""

    code = "reason_missing"
    message = _("Write the reason: others will read it in the history.")
    field = "reason"


@verb
def add_client(
    *, actor: Actor, code: str, name: str, state: str = Client.State.ACTIVE, **fields: Unpack[ClientDetails]
) -> Client:
    """Add a company the organization works for, or (`prospect`) hopes to.

    Raises `BadInput` for a code in use.
    """
    require(actor, "tenancy.add_client")
    client = Client.objects.create(code=code, name=name, state=state, **fields)
    record(actor, "tenancy.add_client", client, after={"code": code, "name": name, "state": state})
    publish(ClientAdded(actor.organization.id, client.pk), actor=actor)
    return client


@verb
def update_client(
    *, actor: Actor, client: Client, version: int | None = None, **fields: Unpack[ClientFields]
) -> Client:
    """Change name, Chinese name, industry or country. Raises `Stale`."""
    require(actor, "tenancy.update_client")
    changed = differences(client, fields)
    if not changed:
        return client
    before = write(client, changed, version=version)
    record(actor, "tenancy.update_client", client, before=before, after=changed)
    publish(ClientChanged(actor.organization.id, client.pk, joined(changed)), actor=actor)
    return client


@verb
def change_client_state(
    *, actor: Actor, client: Client, step: str, reason: str = "", version: int | None = None
) -> Client:
    """Take a step of the state table (`win`, `rest`, `wake`, `end`).

    Raises `StateRefused` where the table has no such step, `ClientReasonMissing`, `Stale`.
    """
    require(actor, "tenancy.change_client_state")
    taken = CLIENT.take(actor, client, step)
    if taken.needs_reason and not reason.strip():
        raise ClientReasonMissing()
    before = write(client, {"state": taken.to}, version=version)
    after = {"state": taken.to, "reason": reason}
    record(actor, "tenancy.change_client_state", client, before=before, after=after)
    publish(ClientStateChanged(actor.organization.id, client.pk, before["state"], taken.to), actor=actor)
    return client
