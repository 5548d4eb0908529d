"""A change is decided on, signed, carried out and promised whole or not at all: killed at each statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connection

from planning.models import Dependency, Plan, Task, TaskBaseline
from projects.registers.services import step_record
from records.models import Approval, ApprovalStep, Ask
from records.services import decide
from schedule.models import Baseline, ChangeEffect, ChangeRequest
from schedule.performing import ADD, DURATION, MOVE
from schedule.registers import BASELINES, CHANGES
from schedule.services import changes as services
from schedule.services.baselines import propose_baseline
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.records.asking import answer

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = (
    *(ChangeRequest, ChangeEffect, Baseline, Task, Dependency, Plan, TaskBaseline),
    *(Approval, ApprovalStep, Ask, AuditLine, Event),
)


class Killed(OperationalError):
    """The power went out."""


@contextmanager
def dying_at(number: int) -> Iterator[list[str]]:
    """Let every statement pass but the one of this number (from 1): there the connection is gone, and with
    it all that was not committed. Answers the statements that began."""
    begun: list[str] = []

    def run(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun.append(sql)
        if len(begun) == number:
            connection.connection.close()
            raise Killed()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield begun


def everything(stage: Any) -> dict[str, list[Any]]:
    """All rows that any of the acts may write, as another connection finds them."""
    connection.close()
    with tenant_tx(stage.cast.acme.pk):
        return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def assessed(stage: Any) -> ChangeRequest:
    """Before the board, with an effect of each kind; a first baseline is in force."""
    first = propose_baseline(actor=stage.cast.ada.actor(), project=stage.project)
    promise(stage, first)
    ada, change = stage.cast.ada.actor(), stage.change()
    for effect, values in (
        (DURATION, {"task_id": stage.training.pk, "days": Decimal(6)}),
        (MOVE, {"task_id": stage.opening.pk, "day": date(2026, 12, 15)}),
        (ADD, {"name": "Tell the trainers", "day": date(2026, 12, 8), "days": Decimal(1)}),
    ):
        services.plan_effect(actor=ada, change=stage.fresh(change), effect=effect, **values)
    return stage.to_the_board(stage.fresh(change))


def asked(stage: Any) -> Ask:
    """Approved, and the client's sponsor asked to sign."""
    change = stage.decide(assessed(stage))
    services.ask_signature(actor=stage.cast.ada.actor(), change=change, person_id=stage.cast.cleo.person.pk)
    with tenant_tx(stage.cast.acme.pk):
        return Ask.objects.get(entry_id=change.pk)


def begun(stage: Any) -> ChangeRequest:
    """Signed, and its implementation begun."""
    answer(asked(stage), "sign")
    with tenant_tx(stage.cast.acme.pk):
        change = ChangeRequest.objects.select_related("project").get()
    return stage.step(change, "begin")


def carried_out(stage: Any) -> Baseline:
    """The next baseline is proposed."""
    stage.step(begun(stage), "implement")
    with tenant_tx(stage.cast.acme.pk):
        return Baseline.objects.select_related("project").get(state="submitted")


def promise(stage: Any, baseline: Baseline) -> None:
    step_record(actor=stage.dana.actor(), register=BASELINES, subject=stage.fresh(baseline), step="approve")


def approve(stage: Any, change: ChangeRequest) -> None:
    with tenant_tx(stage.cast.acme.pk):
        approval = Approval.objects.get(entry_id=change.pk, state="pending")
    decide(actor=stage.dana.actor(), approval=approval, outcome="approve", reason="Because.")


def implement(stage: Any, change: ChangeRequest) -> None:
    subject = stage.fresh(change)
    step_record(actor=stage.cast.ada.actor(), register=CHANGES, subject=subject, step="implement")


def told(after: dict[str, list[Any]]) -> tuple[Any, ...]:
    """What became of it: the change, the baselines, what is promised and what is due of the milestone."""
    opening = next(row for row in after["Task"] if row["name"] == "Open the desk")
    states = [row["state"] for row in after["Baseline"]]
    days = (opening["promised"].day, opening["due"].day)
    return after["ChangeRequest"][0]["state"], states, days, len(after["Task"])


ACTS: dict[str, tuple[Callable[..., Any], Callable[..., Any], tuple[Any, ...]]] = {
    "the board approves": (
        assessed,
        approve,
        ("approved", ["approved"], (11, 11), 2),
    ),
    "the client signs": (
        asked,
        lambda stage, ask: answer(ask, "sign"),
        ("client_signed", ["approved"], (11, 11), 2),
    ),
    "it is carried out": (
        begun,
        implement,
        ("implemented", ["approved", "submitted"], (11, 15), 3),
    ),
    "the new baseline is approved": (
        carried_out,
        promise,
        ("implemented", ["superseded", "approved"], (15, 15), 3),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_half_done(stage: Any, act: str) -> None:
    """What dies leaves every row as it was, whichever statement it was; the next try does all of it."""
    prepare, perform, outcome = ACTS[act]
    subject = prepare(stage)
    before, number = everything(stage), 0
    while True:
        number += 1
        with dying_at(number) as statements, suppress(Killed):
            perform(stage, subject)
        if len(statements) < number:
            break
        assert everything(stage) == before, statements[-1]
    assert number > 10
    assert told(everything(stage)) == outcome
