"""A change is carried out whole or not at all: killed at each statement, nothing of it is left."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import OperationalError, connection

from planning.models import Task
from projects.registers.services import step_record
from schedule.models import Baseline, ChangeRequest
from schedule.performing import ADD, DURATION, MOVE
from schedule.registers import CHANGES
from schedule.services import changes as services
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx


class Killed(OperationalError):
    """The power went out."""


@contextmanager
def dying_at(number):
    """Let every statement pass but the one of this number (from 1), which dies; answers those that began."""
    begun = []

    def run(execute, sql, params, many, context):
        begun.append(sql)
        if len(begun) == number:
            raise Killed()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(run):
        yield begun


def state_of(stage):
    """Everything that carrying out may write."""
    with tenant_tx(stage.cast.acme.pk):
        return (
            list(Task.objects.order_by("number").values_list("number", "due", "duration_minutes", "version")),
            list(ChangeRequest.objects.values_list("state", "version", "implemented_at")),
            Baseline.objects.count(),
            AuditLine.objects.count(),
            Event.objects.count(),
        )


@pytest.fixture
def ready(stage):
    """An approved, signed and begun change with an effect of each kind."""
    ada, change = stage.cast.ada.actor(), stage.change()
    for effect, values in (
        (DURATION, {"task_id": stage.training.pk, "days": Decimal(6)}),
        (MOVE, {"task_id": stage.opening.pk, "day": date(2026, 12, 15)}),
        (ADD, {"name": "Tell the trainers", "day": date(2026, 12, 8), "days": Decimal(1)}),
    ):
        services.plan_effect(actor=ada, change=stage.fresh(change), effect=effect, **values)
    with tenant_tx(stage.cast.acme.pk):
        ChangeRequest.objects.filter(pk=change.pk).update(state="implementing")
    return stage.fresh(change)


def implement(stage, change):
    step_record(actor=stage.cast.ada.actor(), register=CHANGES, subject=change, step="implement")


def test_nothing_is_half_done(stage, ready):
    before, number, died = state_of(stage), 0, 0
    while True:
        number += 1
        try:
            with dying_at(number) as begun:
                implement(stage, stage.fresh(ready))
        except Killed:
            died += 1
            assert state_of(stage) == before, begun[-1]
            continue
        break
    assert died > 40
    after = state_of(stage)
    assert after[1][0][0] == "implemented"
    assert after[2] == 1
    assert {row[0]: row[2] for row in after[0]} == {1: 6 * 480, 2: 0, 3: 480}
