"""What the rounds left behind: every acknowledged write, and each of its effects, once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from notifications.models import Delivery, InboxLine
from planning.models import MilestoneAlert
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.faults.mailserver import MailServer
from tests.faults.stream import Log
from tests.faults.world import FACT, RULE, acme, late_by_name

ADDED = ("planning.add_task", "planning.TaskAdded")


@dataclass(frozen=True)
class Counts:
    """The result of a proof. `wire_again`: letters that the wire saw more than once, under one Message-ID."""

    acknowledged: int
    unanswered: int
    busy: int
    wrong: int
    lost: int
    expected: int
    found: int
    doubled: int
    parked: int
    wire: int
    wire_again: int

    @property
    def holds(self) -> bool:
        return not (self.lost or self.doubled or self.wrong or self.parked) and self.found == self.expected


def effects() -> list[Counter[str]]:
    """For each kind of effect: how often it was made, by milestone."""
    with tenant_tx(acme().pk):
        rows: list[Iterable[Any]] = [
            AuditLine.objects.filter(action=ADDED[0]).values_list("subject_id", flat=True),
            Event.objects.filter(name=ADDED[1]).values_list("payload__task_id", flat=True),
            MilestoneAlert.objects.values_list("milestone_id", flat=True),
            Event.objects.filter(name=FACT).values_list("payload__task_id", flat=True),
            InboxLine.objects.filter(rule=RULE).values_list("subject_id", flat=True),
            Delivery.objects.filter(rule=RULE, state="sent").values_list("subject_id", flat=True),
        ]
        return [Counter(map(str, found)) for found in rows]


def is_settled() -> bool:
    """Whether nothing is left to do: every late milestone is told, and nothing waits."""
    with tenant_tx(acme().pk):
        waiting = Event.objects.filter(done_at=None, parked_at=None).exists()
        unsent = Delivery.objects.exclude(state__in=["sent", "parked"]).exists()
        alerts = MilestoneAlert.objects.count()
    return not (waiting or unsent) and alerts == sum(map(len, late_by_name().values()))


def message_ids() -> set[str]:
    """Of all letters that the ledger calls sent."""
    with tenant_tx(acme().pk):
        return set(Delivery.objects.filter(state="sent").values_list("message_id", flat=True))


def parked() -> int:
    """What was given up."""
    with tenant_tx(acme().pk):
        letters = Delivery.objects.filter(state="parked").count()
        return letters + Event.objects.exclude(parked_at=None).count()


def counted(log: Log, mails: MailServer) -> Counts:
    """Compare the log of those who wrote, the database and the wire."""
    found, made = late_by_name(), effects()
    milestones = [str(pk) for pks in found.values() for pk in pks]
    wire = Counter(message_id for message_id, _to in mails.taken)
    unsaid = len(message_ids() - wire.keys())
    return Counts(
        acknowledged=len(log.kept),
        unanswered=len(log.unknown),
        busy=log.busy,
        wrong=len(log.wrong),
        lost=len(log.lost(found)) + unsaid,
        expected=len(made) * len(milestones),
        found=sum(min(kind[pk], 1) for kind in made for pk in milestones),
        doubled=len(log.doubled(found)) + sum(count - 1 for kind in made for count in kind.values()),
        parked=parked(),
        wire=sum(wire.values()),
        wire_again=sum(wire.values()) - len(wire),
    )
