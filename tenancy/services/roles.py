"""Verbs of roles in the organization, from a day to a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import MemberDaysChanged, MemberEnded, MemberJoined
from tenancy.models import Membership, Person, Role
from tenancy.services.tokens import end_tokens
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, write

NOBODY = UUID(int=0)  # no login has it: the database would refuse the row


class OwnRole(DomainError):
    """Whoever could change the own roles would need no colleague."""

    code = "own_role"
    message = _("Nobody changes their own roles. Ask another administrator of your organization.")


class LastAdministrator(DomainError):
    """Somebody must be able to let people in and out."""

    code = "last_administrator"
    message = _(
        "Nobody else administers the organization for as long. Make somebody else an administrator first."
    )


class NoLogin(BadInput):
    """A role is held by a login."""

    code = "no_login"
    message = _("%(name)s has no login. Invite the person first.")
    field = "person"


class HasLeft(DomainError):
    """Roles are for people who are here."""

    code = "has_left"
    message = _("%(name)s has left the organization. Take the person back first.")


class RoleEnded(DomainError):
    """What is over has no days to change."""

    code = "role_ended"
    message = _("This role was ended. Give it anew.")


@verb
def add_member(
    *,
    actor: Actor,
    person: Person,
    role: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a person with a login a role in the organization, from today unless another day is named.

    A client's person gets the client's roles only, bound to that client. Raises `NoLogin`, `HasLeft`,
    `OwnRole`, and `BadInput` for a role that is held, an auditor without a last day, or reversed days.
    """
    require(actor, "tenancy.add_member")
    if person.user_id is None:
        raise NoLogin(name=person.name)
    if person.left_at is not None:
        raise HasLeft(name=person.name)
    if person.pk == actor.person_id:
        raise OwnRole()
    return join(actor, person, role, starts_on or first_day(actor), ends_on)


@verb
def change_member(
    *,
    actor: Actor,
    membership: Membership,
    starts_on: date | None,
    ends_on: date | None,
    version: int | None = None,
) -> Membership:
    """Change the days of a role. Raises `OwnRole`, `LastAdministrator`, `RoleEnded`, `Stale`, `BadInput`."""
    require(actor, "tenancy.change_member")
    _check_open(actor, membership)
    changed = differences(membership, {"starts_on": starts_on, "ends_on": ends_on})
    if not changed:
        return membership
    starts_later = starts_on is not None and starts_on > today(actor)
    keep_an_administrator(actor, membership, ends_on=ends_on, is_over=starts_later)
    before = write(membership, changed, version=version)
    record(actor, "tenancy.change_member", membership, before=before, after=_told(membership, **changed))
    publish(_about(MemberDaysChanged, actor, membership, ends_on=ends_on), actor=actor)
    return membership


@verb
def end_membership(
    *, actor: Actor, membership: Membership, reason: str, version: int | None = None
) -> Membership:
    """End a role at once; with the last one, the person's tokens die too.

    Raises `OwnRole`, `LastAdministrator`, `RoleEnded`, `Stale`.
    """
    require(actor, "tenancy.end_member")
    _check_open(actor, membership)
    keep_an_administrator(actor, membership, ends_on=None, is_over=True)
    end_roles(actor, [membership], reason, version=version)
    if not Membership.objects.running(on=today(actor)).filter(person_id=membership.person_id).exists():
        end_tokens(actor=actor, person_id=membership.person_id, reason=reason)
    return membership


# --- what other verbs of this room are made of


def join(actor: Actor, person: Person, role: str, starts_on: date, ends_on: date | None) -> Membership:
    """Write a role with its line and its fact."""
    membership = Membership.objects.create(
        person=person,
        user_id=person.user_id or NOBODY,
        role=role,
        client_id=person.client_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(
        actor, "tenancy.add_member", membership, after=_told(membership, starts_on=starts_on, ends_on=ends_on)
    )
    publish(_about(MemberJoined, actor, membership, ends_on=ends_on), actor=actor)
    return membership


def end_roles(actor: Actor, held: Iterable[Membership], reason: str, *, version: int | None = None) -> None:
    """End roles at once. The last day is the one before, so that doors that ask by days are shut, too."""
    for membership in held:
        last = min(membership.ends_on or date.max, first_day(actor) - timedelta(days=1))
        values = {"ended_at": actor.now, "ends_on": last}
        before = write(membership, values, version=version)
        record(actor, "tenancy.end_member", membership, before=before, after=_told(membership, reason=reason))
        publish(_about(MemberEnded, actor, membership), actor=actor)


def keep_an_administrator(
    actor: Actor, membership: Membership, *, ends_on: date | None, is_over: bool = False
) -> None:
    """Refuse what would leave the organization without an administrator earlier than now.

    The rows of all administrators are locked: of two who end each other at once, one is refused.
    """
    if membership.role != Role.TENANT_ADMIN:
        return
    held = Membership.objects.running(on=today(actor)).filter(role=Role.TENANT_ADMIN, user__is_active=True)
    lasting = {row.pk: row.ends_on or date.max for row in held.select_for_update(of=("self",))}
    if membership.pk not in lasting:
        return
    before = max(lasting.values())
    lasting[membership.pk] = date.min if is_over else ends_on or date.max
    if max(lasting.values()) < before:
        raise LastAdministrator()


def today(actor: Actor) -> date:
    """The day on which roles begin and end: the organization's."""
    return actor.today(actor.organization.zone)


def first_day(actor: Actor) -> date:
    """From which day a role is held that begins now: by the organization's calendar and by UTC's."""
    return min(today(actor), actor.now.date())


def _check_open(actor: Actor, membership: Membership) -> None:
    if membership.person_id == actor.person_id:
        raise OwnRole()
    if membership.ended_at is not None:
        raise RoleEnded()


def _told(membership: Membership, **values: Any) -> dict[str, Any]:
    return {"person_id": membership.person_id, "role": membership.role, **values}


def _about(event: Any, actor: Actor, membership: Membership, **more: Any) -> Any:
    return event(
        organization_id=actor.organization.id,
        person_id=membership.person_id,
        role=membership.role,
        by=actor.name,
        **more,
    )
