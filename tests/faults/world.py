"""Acme with a project that Ada manages, late milestones of it, and what was told of them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from notifications.models import Delivery, InboxLine
from planning.models import MilestoneAlert, Task
from planning.services import add_task
from projects.models import Project
from projects.services import add_member, change_state, create_project
from tenancy.actors import Actor, System
from tenancy.models import Event, Organization, Person
from tenancy.scope import tenant_tx
from tests.cast import make_cast, ref

KEY, ZONE = "SKY", "Asia/Manila"
RULE, FACT = "milestone_overdue", "planning.MilestoneOverdue"
ADA = "ada@acme.test"


@dataclass(frozen=True)
class Told:
    """How often an overdue milestone became what."""

    alerts: int
    facts: int
    inbox: int
    ledger: int
    sent: int


ONCE, NOT_YET = Told(1, 1, 1, 1, 1), Told(0, 0, 0, 0, 0)


def make_world() -> None:
    """Two organizations with their people, and Acme's project. Ida is its manager too: her token writes."""
    cast = make_cast()
    actor = cast.system(now=datetime.now(UTC))
    with tenant_tx(cast.acme.pk):
        project = create_project(
            actor=actor, client_id=cast.skyharp.pk, key=KEY, name="Sky", zone=ZONE, currency="USD"
        )
        for step in ("begin_planning", "activate"):
            project = change_state(actor=actor, project=project, step=step)
        for member in (cast.ada, cast.ida):
            add_member(actor=actor, project=project, person_id=member.person.pk, role="PM")


def acme() -> Organization:
    return Organization.objects.get(slug="acme")


def house() -> Actor:
    """The house itself, now."""
    return System("test", ref(acme()), now=datetime.now(UTC))


def ada_id() -> UUID:
    """The person to whom letters go."""
    with tenant_tx(acme().pk):
        return Person.objects.get(email=ADA).pk


def add_late_milestone(name: str = "Peak staffing in place", days: int = 2) -> UUID:
    """A milestone of Ada's that was due some days ago; answers its id."""
    actor = house()
    with tenant_tx(actor.organization.id):
        project, owner = Project.objects.get(key=KEY), Person.objects.get(email=ADA)
        due = (actor.now - timedelta(days=days)).date()
        added = add_task(
            actor=actor, project=project, name=name, kind="milestone", due=due, owner_id=owner.pk
        )
    return added.pk


def told(milestone: UUID) -> Told:
    """What the database says became of it."""
    with tenant_tx(acme().pk):
        letters = Delivery.objects.filter(rule=RULE, subject_id=milestone)
        return Told(
            alerts=MilestoneAlert.objects.filter(milestone_id=milestone).count(),
            facts=Event.objects.filter(name=FACT, payload__task_id=str(milestone)).count(),
            inbox=InboxLine.objects.filter(rule=RULE, subject_id=milestone).count(),
            ledger=letters.count(),
            sent=letters.filter(state="sent").count(),
        )


def letter_of(milestone: UUID) -> Delivery:
    """Its row of the ledger."""
    with tenant_tx(acme().pk):
        return Delivery.objects.get(rule=RULE, subject_id=milestone)


def late_by_name() -> dict[str, list[UUID]]:
    """Ids of the milestones of each name."""
    found: dict[str, list[UUID]] = {}
    with tenant_tx(acme().pk):
        for pk, name in Task.objects.filter(kind="milestone").values_list("pk", "name"):
            found.setdefault(name, []).append(pk)
    return found


def announce(name: str, **payload: str) -> UUID:
    """Write a fact into the event log, as `publish` does, of a kind that only a planted worker knows."""
    now = datetime.now(UTC)
    with tenant_tx(acme().pk):
        return Event.objects.create(name=name, payload=payload, occurred_at=now, next_at=now).pk


def fact_of(event: UUID) -> Event:
    """A fact as it stands now."""
    with tenant_tx(acme().pk):
        return Event.objects.get(pk=event)
