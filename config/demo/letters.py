"""Letters of the demo: what a person chose, a digest, an escalated milestone, a line put off."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings

from notifications.resolving import Way
from notifications.selectors import inbox
from notifications.services import (
    choose_times,
    choose_ways,
    climb_ladders,
    gather_digests,
    send_letters,
    snooze_line,
)
from planning.services import (
    raise_milestones_due_soon,
    raise_overdue_milestones,
    raise_slipped_milestones,
)
from tenancy.actors import Actor, System
from tenancy.dispatch import dispatch_events
from tenancy.models import User
from tenancy.scope import bound_to, tenant_tx
from tenancy.selectors import member_of_user

MANAGER = "pm@demo.milepost.test"
TOLD = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
ESCALATED = TOLD + timedelta(hours=25)
DIGEST = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
QUIET = {"quiet_since": time(20), "quiet_until": time(7)}


def load_letters(organization: Actor) -> None:
    """What happened by itself in the last days, at the hours at which it would have happened."""
    manager = _as(organization, MANAGER, TOLD)
    choose_times(actor=manager, hour=8, days="0,1,2,3,4", **QUIET)
    choose_ways(actor=manager, ways={"milestone_slipped": Way.INBOX})
    _tell(organization, TOLD)
    _run(organization, ESCALATED)
    _run(organization, DIGEST)
    _put_off(_as(organization, MANAGER, DIGEST))


def _as(organization: Actor, email: str, now: datetime) -> Actor:
    user = User.objects.get(email=email)
    found = member_of_user(user_id=user.pk, slug=organization.organization.slug, now=now)
    assert found is not None
    return found.actor(now=now, via="command")


def _tell(organization: Actor, now: datetime) -> None:
    house = System("Demo set-up", organization.organization, now=now)
    for announce in (raise_overdue_milestones, raise_milestones_due_soon, raise_slipped_milestones):
        announce(actor=house, now=now)
    while dispatch_events(organization_id=house.organization.id, now=now) == settings.MILEPOST_CLAIM_SIZE:
        pass


def _run(organization: Actor, now: datetime) -> None:
    house = System("Demo set-up", organization.organization, now=now)
    with bound_to(house.organization.id):
        climb_ladders(actor=house)
        gather_digests(actor=house, link=f"/o/{house.organization.slug}/inbox/")
    send_letters(organization_id=house.organization.id, now=now)


def _put_off(manager: Actor) -> None:
    with tenant_tx(manager.organization.id):
        line = inbox(actor=manager).filter(rule="milestone_slipped").first()
        if line is not None:
            snooze_line(actor=manager, line=line, when="monday")
