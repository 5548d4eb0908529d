"""Real transactions at once, and a worker that dies at any statement: one decision, or none."""

from decimal import Decimal

import pytest
from django.db import connection

from records import services
from records.matrix import Band
from records.models import ApprovalStep, Ask
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory
from tests.records.asking import answer, at_once, found

LARGE = {"amount": Decimal(90_000), "currency": "USD", "days": 20}
parallel = pytest.mark.django_db(transaction=True)


def decide(stage, member, approval, outcome, **more):
    return services.decide(actor=member.actor(), approval=stage.fresh(approval), outcome=outcome, **more)


def together(stage, *roles):
    services.change_matrix(
        actor=stage.cast.olga.actor(),
        decision="change_request",
        currency="USD",
        starts_on=NOW.date(),
        bands=[Band(None, None, roles, None, "together")],
    )


def said(stage, name):
    with tenant_tx(stage.cast.acme.pk):
        return Event.objects.filter(name=f"records.{name}").count()


@parallel
class TestAtOnce:
    @pytest.mark.threat("T-147")
    def test_a_double_click_decides_once(self, stage):
        approval = stage.request()
        seen = stage.fresh(approval)
        works = [
            lambda: services.decide(actor=stage.cast.ada.actor(), approval=seen, outcome="approve", version=1)
            for _n in range(3)
        ]
        ends = at_once(*works)
        assert ends.count("done") == 1
        assert set(ends) <= {"done", "Stale", "StateRefused", "NotYourTurn"}
        assert (stage.fresh(approval).state, said(stage, "ApprovalGranted")) == ("granted", 1)

    def test_two_who_decide_against_each_other_make_one_decision(self, stage):
        with tenant_tx(stage.cast.acme.pk):
            MemberFactory(project=stage.project, person=stage.cast.ida.person)
        approval = stage.request()
        ends = at_once(
            lambda: decide(stage, stage.cast.ada, approval, "approve", version=1),
            lambda: decide(stage, stage.cast.ida, approval, "refuse", reason="No.", version=1),
        )
        assert ends.count("done") == 1
        assert said(stage, "ApprovalGranted") + said(stage, "ApprovalRefused") == 1
        with tenant_tx(stage.cast.acme.pk):
            [step] = ApprovalStep.objects.all()
            assert AuditLine.objects.filter(action="records.decide_approval").count() == 1
        assert step.outcome == ("approved" if stage.fresh(approval).state == "granted" else "refused")

    def test_of_two_who_both_have_to_approve_none_is_lost(self, stage):
        """Each sees the other's word or is told to look again; the last one grants."""
        together(stage, "PM", "DH")
        approval = stage.request()
        ends = at_once(
            lambda: decide(stage, stage.cast.ada, approval, "approve"),
            lambda: decide(stage, stage.dana, approval, "approve"),
        )
        assert set(ends) <= {"done", "Stale"}
        for member in (stage.cast.ada, stage.dana):
            if stage.fresh(approval).state == "pending" and not any(
                step.decided_by_id == member.person.pk for step in stage.steps(approval)
            ):
                decide(stage, member, approval, "approve")
        assert (stage.fresh(approval).state, said(stage, "ApprovalGranted")) == ("granted", 1)

    def test_the_sponsors_answer_waits_for_who_decides_beside_her(self, stage):
        together(stage, "DH", "CS")
        approval = stage.request()
        ask = stage.asked(stage.steps(approval)[1])
        ends = at_once(
            lambda: answer(ask, "approve"),
            lambda: decide(stage, stage.dana, approval, "approve"),
        )
        assert set(ends) <= {"done", "Stale"}
        assert stage.fresh(ask).answer == "approve"
        if stage.fresh(approval).state == "pending":
            decide(stage, stage.dana, approval, "approve")
        assert (stage.fresh(approval).state, said(stage, "ApprovalGranted")) == ("granted", 1)

    def test_deciding_and_withdrawing_end_one_way(self, stage):
        approval = stage.request()
        ends = at_once(
            lambda: decide(stage, stage.cast.ada, approval, "approve"),
            lambda: services.withdraw_approval(
                actor=stage.cast.ben.actor(), approval=stage.fresh(approval), reason="No."
            ),
        )
        assert ends.count("done") == 1
        state = stage.fresh(approval).state
        assert said(stage, "ApprovalGranted") == (state == "granted")
        assert said(stage, "ApprovalWithdrawn") == (state == "withdrawn")

    def test_two_requests_leave_one_open(self, stage):
        ends = at_once(lambda: stage.request(), lambda: stage.request(about="Two weeks."))
        assert "done" in ends
        with tenant_tx(stage.cast.acme.pk):
            assert type(stage.request()).objects.open().count() == 1


@parallel
class TestAnAsk:
    def test_is_answered_once(self, stage):
        ask = stage.ask()
        ends = at_once(
            lambda: answer(ask, "agree"),
            lambda: answer(ask, "refuse", remark="No."),
            lambda: answer(ask, "agree"),
        )
        assert ends == ["AskGone", "AskGone", "done"]
        assert said(stage, "AskAnswered") == 1

    def test_is_answered_by_the_newest_link_or_not_at_all(self, stage):
        ask = stage.ask()
        holder = found(ask)
        ends = at_once(
            lambda: services.answer_ask(
                actor=holder.actor(now=NOW), ask=ask, answer="agree", via="link", nonce=holder.nonce
            ),
            lambda: services.resend_ask(actor=stage.cast.ada.actor(), ask=stage.fresh(ask)),
        )
        assert ends.count("done") == 1
        kept = stage.fresh(ask)
        assert (kept.answered_at is not None) == (kept.nonce == 1)


class Bang(Exception):
    """The process is gone."""


class DiesAt:
    """Execute wrapper: the n-th statement that writes is the last one."""

    def __init__(self, n: int) -> None:
        self.left = n

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            self.left -= 1
            if self.left < 0:
                raise Bang()
        return execute(sql, params, many, context)


def everything(stage, approval):
    with tenant_tx(stage.cast.acme.pk):
        rows = [*approval.steps.order_by("position").values(), *Ask.objects.order_by("pk").values()]
        return [stage.fresh(approval).state, rows, Event.objects.count(), AuditLine.objects.count()]


def test_who_dies_in_the_middle_of_deciding_has_decided_nothing(stage):
    """Killed at each writing statement in turn, until the decision comes through whole."""
    together(stage, "DH", "CS")
    approval = stage.request()
    ask = stage.asked(stage.steps(approval)[1])
    before, died = everything(stage, approval), 0
    for n in range(40):
        try:
            with connection.execute_wrapper(DiesAt(n)):
                answer(ask, "refuse", remark="No.")
        except Bang:
            died += 1
            assert everything(stage, approval) == before
            continue
        break
    assert died >= 6
    assert stage.fresh(approval).state == "refused"
    assert stage.fresh(ask).answer == "refuse"
