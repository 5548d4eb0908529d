"""What the tests of approvals and asks share: a project with its people, requests, and two at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from records import selectors, services
from records.models import Approval, ApprovalStep, Ask
from records.selectors.asks import FoundAsk, ask_by_token, ask_token
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, Member, add_member
from tests.factories.projects import MemberFactory, ProjectFactory


@dataclass
class Stage:
    """A project of Skyharp's that Ada manages; Dana is delivery head, Ben on the team, Cleo the sponsor."""

    cast: Cast
    project: Any
    dana: Member

    def carrier(self, member: Member, record: Any = None) -> Any:
        with tenant_tx(self.cast.acme.pk):
            entry = (record or self.project).pk
            return selectors.carrier(actor=member.actor(), entry_id=entry)

    def request(self, member: Member | None = None, *, now: datetime = NOW, **given: Any) -> Approval:
        member = member or self.cast.ben
        carrier = self.carrier(member)
        about = {"about": "Move the go-live by a week.", "decision": "change_request", **given}
        return services.request_approval(actor=member.actor(now), carrier=carrier, **about)

    def ask(self, member: Member | None = None, *, to: Any = None, now: datetime = NOW, **given: Any) -> Ask:
        member = member or self.cast.ada
        about = {"title": "Go-live", "text": "We go live on 7 December.", **given}
        person = (to or self.cast.cleo).person
        return services.send_ask(
            actor=member.actor(now), carrier=self.carrier(member), person_id=person.pk, **about
        )

    def fresh(self, row: Any) -> Any:
        with tenant_tx(self.cast.acme.pk):
            return type(row).objects.get(pk=row.pk)

    def steps(self, approval: Approval) -> list[ApprovalStep]:
        with tenant_tx(self.cast.acme.pk):
            return list(approval.steps.order_by("position"))

    def asked(self, step: ApprovalStep) -> Ask:
        with tenant_tx(self.cast.acme.pk):
            return Ask.objects.get(pk=step.ask_id)


def make_stage(cast: Cast) -> Stage:
    """With the delivery head that the house's matrix asks for."""
    with tenant_tx(cast.acme.pk):
        dana = add_member(cast.acme, "Dana", "DH")
        project = ProjectFactory(client=cast.skyharp, key="SKY", currency="USD")
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    return Stage(cast, project, dana)


def token_of(ask: Ask) -> str:
    """The secret of the ask's present link."""
    return ask_token(ask_id=ask.pk, nonce=ask.nonce)


def found(ask: Ask, now: datetime = NOW) -> FoundAsk:
    """What the door behind the link finds."""
    known = ask_by_token(token=token_of(ask), now=now)
    assert known is not None
    return known


def answer(ask: Ask, choice: str, *, now: datetime = NOW, **given: Any) -> Ask:
    """As the person who holds the link."""
    actor = found(ask, now).actor(now=now, ip="192.0.2.7")
    with tenant_tx(actor.organization.id):
        row = Ask.objects.get(pk=ask.pk)
    return services.answer_ask(actor=actor, ask=row, answer=choice, via="link", **given)


def wall_clock() -> datetime:
    """Pages are opened by the wall clock: what they show is asked by it, too."""
    return datetime.now(UTC)


def at_once(*works: Callable[[], Any]) -> list[str]:
    """Run the works in threads that begin together; answers "done" or the name of the refusal of each."""
    gate, ends = threading.Barrier(len(works)), [""] * len(works)

    def run(number: int) -> None:
        gate.wait()
        try:
            works[number]()
            ends[number] = "done"
        except Exception as error:
            ends[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)
