"""Verbs of rights: an organization switches actions off per role; its administrator opens reading."""

from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import ActionSwitchedOff, ActionSwitchedOn, GlassBroken
from tenancy.models import ActionSwitch, BrokenGlass
from tenancy.selectors.rights import is_switchable, own_open
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import Denied, DomainError, Missing, Stale

GLASS = timedelta(minutes=60)


class ActionFixed(DomainError):
    """Some actions cannot be taken away, and none can be given beyond the policy."""

    code = "action_fixed"
    message = _("This cannot be switched off for the role: it is needed, or the role never had it.")
    field = "action"


class SwitchLifted(DomainError):
    """Somebody was faster."""

    code = "switch_lifted"
    message = _("This is switched on already.")


class GlassOpen(DomainError):
    """One hour at a time."""

    code = "glass_open"
    message = _("Your reading is open already. It ends by itself.")


@verb
def switch_off(*, actor: Actor, role: str, action: str, reason: str) -> ActionSwitch:
    """Take an action from a role, from its next request on. The house itself is not affected.

    Raises `ActionFixed` for what the role never had and for what is needed to undo a switch, `BadInput`
    where it is off already.
    """
    require(actor, "tenancy.switch_action")
    person_id = _person(actor, "tenancy.switch_action")
    if not is_switchable(role, action):
        raise ActionFixed()
    switch = ActionSwitch.objects.create(
        role=role, action=action, reason=reason, made_by_id=person_id, made_at=actor.now
    )
    record(actor, "tenancy.switch_off", switch, after={"role": role, "action": action, "reason": reason})
    publish(ActionSwitchedOff(actor.organization.id, switch.pk, role, action, person_id, reason), actor=actor)
    return switch


@verb
def switch_on(*, actor: Actor, switch: ActionSwitch, reason: str, version: int | None = None) -> ActionSwitch:
    """Give an action back to a role. Raises `SwitchLifted`, `Stale`."""
    require(actor, "tenancy.switch_action")
    person_id = _person(actor, "tenancy.switch_action")
    seen = switch.version if version is None else version
    lifted = {"lifted_at": actor.now, "lifted_by_id": person_id, "lifted_reason": reason}
    standing = ActionSwitch.objects.standing().filter(pk=switch.pk)
    if not standing.filter(version=seen).update(**lifted, version=F("version") + 1):
        raise Stale() if standing.exists() else SwitchLifted()
    told = {"role": switch.role, "action": switch.action, "reason": reason}
    record(actor, "tenancy.switch_on", switch, before={"reason": switch.reason}, after=told)
    publish(
        ActionSwitchedOn(actor.organization.id, switch.pk, switch.role, switch.action, person_id, reason),
        actor=actor,
    )
    switch.refresh_from_db()
    return switch


@verb
def break_glass(*, actor: Actor, reason: str) -> BrokenGlass:
    """Open reading of client content for an hour, with a reason. It ends by itself, and others are told.

    Raises `GlassOpen`.
    """
    require(actor, "tenancy.break_glass")
    person_id = _person(actor, "tenancy.break_glass")
    if actor.user_id is None:
        raise Denied("tenancy.break_glass")
    if own_open(actor=actor).exists():
        raise GlassOpen()
    glass = BrokenGlass.objects.create(
        person_id=person_id,
        user_id=actor.user_id,
        reason=reason,
        opened_at=actor.now,
        until=actor.now + GLASS,
    )
    record(actor, "tenancy.break_glass", glass, after={"reason": reason, "until": glass.until})
    publish(GlassBroken(actor.organization.id, glass.pk, person_id, reason, glass.until), actor=actor)
    return glass


@verb
def close_glass(*, actor: Actor, glass: BrokenGlass) -> BrokenGlass:
    """End one's own reading before its time. Raises `Missing` when it is over."""
    require(actor, "tenancy.close_glass")
    if not own_open(actor=actor).filter(pk=glass.pk).update(closed_at=actor.now):
        raise Missing()
    record(actor, "tenancy.close_glass", glass, after={"closed_at": actor.now})
    glass.refresh_from_db()
    return glass


def _person(actor: Actor, action: str) -> UUID:
    """The person behind a decision that names one; the house decides none of these."""
    if actor.person_id is None:
        raise Denied(action)
    return actor.person_id
