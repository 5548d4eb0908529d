"""Change requests: who decides, what is foreseen, and the way from a draft to the review."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from records.models import Approval, Ask
from records.services.approvals import OwnWork
from schedule.changing import NoEmergency, NotAssessed
from schedule.models import Baseline, ChangeEffect
from schedule.performing import ADD, DURATION, MOVE, EffectGone
from schedule.registers import CHANGES
from schedule.services import changes as services
from tenancy.models import AuditLine
from tenancy.rules import SamePerson
from tenancy.scope import tenant_tx
from tenancy.transitions import StateRefused
from tests.cast import NOW
from tests.records.asking import answer
from toolkit.errors import Denied, DomainError

LATER = date(2026, 12, 15)


def plan(stage, change, effect=MOVE, **values):
    given = values or {"task_id": stage.opening.pk, "day": LATER}
    return services.plan_effect(
        actor=stage.cast.ada.actor(), change=stage.fresh(change), effect=effect, **given
    )


def approved(stage, **given):
    return stage.decide(stage.to_the_board(stage.change(**given)))


def asked(stage, change, member=None):
    person_id = (member or stage.cast.cleo).person.pk
    services.ask_signature(actor=stage.cast.ada.actor(), change=change, person_id=person_id)
    with tenant_tx(stage.cast.acme.pk):
        return Ask.objects.get(entry_id=change.pk, withdrawn_at=None)


def signed(stage, **given):
    change = approved(stage, **given)
    answer(asked(stage, change), "sign")
    return stage.fresh(change)


class TestTheBoard:
    def test_gets_nothing_that_is_not_assessed(self, stage):
        change = stage.step(stage.change(sla_impact="", days=None), "submit", "triage", "assess")
        with pytest.raises(NotAssessed) as caught:
            stage.step(change, "present")
        assert str(caught.value).endswith("Impact on time in working days, Impact on the SLA.")
        assert stage.fresh(change).state == "impact_assessment"

    def test_is_asked_by_money_and_days_of_the_first_year(self, stage):
        for given, roles in (
            ({"cost_once": "5000.00", "days": 3}, ["DH"]),  # the manager presents it: the next one decides
            ({"cost_once": "0.00", "cost_monthly": "4000.00"}, ["DH"]),
            ({"cost_once": "2001.00", "cost_monthly": "4000.00"}, ["DH", "CS"]),
            ({"days": 16}, ["DH", "CS"]),
            ({"days": -5}, ["DH"]),
            ({"days": -16}, ["DH", "CS"]),  # earlier by as much is as large a change
        ):
            change = stage.to_the_board(stage.change(**given))
            with tenant_tx(stage.cast.acme.pk):
                approval = Approval.objects.get(entry_id=change.pk)
                assert list(approval.steps.values_list("role", flat=True)) == roles, given

    def test_never_is_the_requester(self, stage):
        """Dana may decide, and asked for it herself: by an integration that raised it in her name."""
        change = stage.change()
        with tenant_tx(stage.cast.acme.pk):
            type(change).objects.filter(pk=change.pk).update(made_by=stage.cast.ada.person)
        change = stage.to_the_board(stage.fresh(change))
        with tenant_tx(stage.cast.acme.pk):
            approval = Approval.objects.get(entry_id=change.pk)
        assert str(stage.cast.ada.person.pk) in approval.authors
        with pytest.raises((OwnWork, Denied)):
            stage.decide(change, member=stage.cast.ada)

    def test_alone_approves(self, stage):
        change = stage.to_the_board(stage.change())
        for member in (stage.cast.ada, stage.dana):
            for step in ("approve", "reject", "sign", "begin"):
                with pytest.raises((StateRefused, Denied)):
                    stage.step(change, step, member=member)
        assert stage.decide(change).state == "approved"

    def test_may_refuse(self, stage):
        assert stage.decide(stage.to_the_board(stage.change()), "refuse").state == "rejected"

    def test_decides_on_what_it_was_shown(self, stage):
        change = stage.to_the_board(stage.change())
        with tenant_tx(stage.cast.acme.pk):
            type(change).objects.filter(pk=change.pk).update(cost_once=Decimal("1.00"))
        with pytest.raises(DomainError, match="changed after this was asked"):
            stage.decide(change)

    def test_is_left_in_peace_once_it_was_taken_back(self, stage):
        change = stage.step(stage.to_the_board(stage.change()), "defer")
        with tenant_tx(stage.cast.acme.pk):
            assert Approval.objects.get(entry_id=change.pk).state == "withdrawn"
        assert stage.step(change, "resume", "present").state == "ccb_review"


class TestForesight:
    def test_shows_the_end_of_the_plan_and_changes_nothing(self, stage):
        change = stage.change()
        lines = trail(stage)
        plan(stage, change, DURATION, task_id=stage.training.pk, days=Decimal(7))
        found = stage.fresh(change)
        assert (found.finish_before, found.finish_after) == (date(2026, 12, 11), LATER)
        assert stage.fresh(stage.training).duration_minutes == 5 * 480
        assert stage.fresh(stage.opening).due == date(2026, 12, 11)
        assert trail(stage) - lines == {"schedule.edit_change_request"}

    def test_is_in_the_paper_that_is_decided_on(self, stage):
        change = stage.change()
        plan(stage, change)
        change = stage.to_the_board(stage.fresh(change))
        with tenant_tx(stage.cast.acme.pk):
            about = Approval.objects.get(entry_id=change.pk).about
        assert "T2 Open the desk moves to 15 Dec" in about
        assert "The plan ends on 15 Dec instead of 11 Dec (+4 d in calendar days)." in about
        assert "What happens if nothing is done: The desk opens without" in about
        for line in ("One-off cost: USD 1,200.00", "Quality: none", "Risk: Recruiting has two more days."):
            assert line in about

    def test_refuses_what_cannot_be_done(self, stage):
        change = stage.change()
        wrong = (
            (MOVE, {"task_id": stage.training.pk, "day": LATER}, "task_id"),
            (DURATION, {"task_id": stage.training.pk}, "days"),
            (ADD, {"day": LATER, "days": Decimal(1)}, "name"),
            ("planning.burn_plan", {"day": LATER}, "effect"),
        )
        for effect, values, field in wrong:
            with pytest.raises(services.EffectIncomplete) as caught:
                plan(stage, change, effect, **values)
            assert caught.value.field == field

    def test_ends_with_the_row_it_is_about(self, stage):
        change = stage.change()
        made = plan(stage, change)
        with tenant_tx(stage.cast.acme.pk):
            type(stage.opening).objects.filter(pk=stage.opening.pk).update(withdrawn_at=NOW)
        with pytest.raises(EffectGone, match="T2 Open the desk is no longer in the plan"):
            stage.to_the_board(stage.fresh(change))
        services.drop_effect(actor=stage.cast.ada.actor(), effect=stage.effect(made))
        with tenant_tx(stage.cast.acme.pk):
            assert not ChangeEffect.objects.exists()

    def test_is_closed_once_the_board_has_it(self, stage):
        change = stage.to_the_board(stage.change())
        with pytest.raises(DomainError, match="stays as it is"):
            plan(stage, change)


def trail(stage):
    with tenant_tx(stage.cast.acme.pk):
        return set(AuditLine.objects.values_list("action", flat=True))


class TestTheSignature:
    def test_is_given_by_the_client_and_by_nobody_else(self, stage):
        change = approved(stage)
        ask = asked(stage, change)
        assert "CR1 Open two days later" in ask.text
        answer(ask, "sign")
        change = stage.fresh(change)
        assert (change.state, change.signed_by_id) == ("client_signed", stage.cast.cleo.person.pk)

    def test_is_refused_with_a_reason(self, stage):
        change = approved(stage)
        answer(asked(stage, change), "refuse", remark="Too late.")
        assert stage.fresh(change).state == "rejected"

    def test_is_asked_of_this_client_only_and_of_what_is_approved(self, stage):
        change = approved(stage)
        for person in (stage.cast.carl, stage.cast.ben):
            with pytest.raises(services.NotSigner):
                asked(stage, change, person)
        draft = stage.change("Another")
        with pytest.raises(services.ChangeMovedOn):
            asked(stage, draft)

    def test_an_earlier_question_is_taken_back(self, stage):
        change = approved(stage)
        first, second = asked(stage, change), asked(stage, change)
        assert stage.fresh(first).withdrawn_at == NOW
        answer(second, "sign")

    def test_is_the_sponsors_approval_where_she_decided(self, stage):
        change = stage.decide(stage.to_the_board(stage.change(days=20)))
        assert change.state == "ccb_review"
        with tenant_tx(stage.cast.acme.pk):
            ask = Ask.objects.get(entry_id=change.pk)
        answer(ask, "approve")
        change = stage.fresh(change)
        assert (change.state, change.signed_by_id) == ("client_signed", stage.cast.cleo.person.pk)


class TestCarryingOut:
    def test_performs_every_effect_and_proposes_the_next_baseline(self, stage):
        change = stage.change()
        plan(stage, change, DURATION, task_id=stage.training.pk, days=Decimal(6))
        plan(stage, change)
        plan(stage, change, ADD, name="Tell the trainers", day=date(2026, 12, 8), days=Decimal(1))
        change = stage.decide(stage.to_the_board(stage.fresh(change)))
        answer(asked(stage, change), "sign")
        change = stage.step(stage.fresh(change), "begin", "implement")
        assert stage.fresh(stage.training).duration_minutes == 6 * 480
        assert stage.fresh(stage.opening).due == change.finish_after == LATER
        assert stage.row("Tell the trainers").duration_minutes == 480
        with tenant_tx(stage.cast.acme.pk):
            baseline = Baseline.objects.get()
            assert (baseline.state, baseline.reason) == ("submitted", "CR1 Open two days later")

    def test_without_impact_nothing_moves(self, stage):
        change = signed(stage, days=0, cost_once="0.00")
        stage.step(change, "begin", "implement")
        with tenant_tx(stage.cast.acme.pk):
            assert not Baseline.objects.exists()

    def test_is_reviewed_by_somebody_else(self, stage):
        change = stage.step(signed(stage), "begin", "implement")
        with pytest.raises(SamePerson):
            stage.step(change, "verify")
        change = stage.step(change, "verify", member=stage.dana, reason="Two days, as promised.")
        assert (change.state, change.review) == ("verified", "Two days, as promised.")
        assert stage.step(change, "close").state == "closed"


class TestAnEmergency:
    def test_is_decided_first_and_assessed_within_two_working_days(self, stage):
        blank = dict.fromkeys(("scope_impact", "sla_impact", "quality_impact"), "")
        change = stage.step(stage.change(emergency=True, **blank), "submit", "triage", "expedite")
        change = stage.decide(change)
        # Friday 20 November; Monday and Tuesday are the two working days.
        assert (change.state, change.assess_by) == ("approved", date(2026, 11, 24))
        late = stage.cast.ada.actor(NOW + timedelta(days=6))
        [need] = stage.needs(stage.cast.ada, late.now)
        assert (need.what, need.overdue_days) == ("Assess CR1 Open two days later", 2)
        with pytest.raises(NotAssessed):
            services.assess_change(actor=late, change=change, scope_impact="none")
        told = dict.fromkeys(blank, "none")
        change = services.assess_change(actor=late, change=stage.fresh(change), **told)
        assert stage.fresh(change).assessed_at == late.now
        with pytest.raises(services.NothingToAssess):
            services.assess_change(actor=late, change=stage.fresh(change), **told)

    def test_is_nothing_else(self, stage):
        change = stage.step(stage.change(), "submit", "triage")
        with pytest.raises(NoEmergency):
            stage.step(change, "expedite")

    def test_has_words_in_the_queryset(self, stage):
        change = stage.decide(stage.step(stage.change(emergency=True), "submit", "triage", "expedite"))
        with tenant_tx(stage.cast.acme.pk):
            rows = type(change).objects
            assert rows.overdue(on=date(2026, 11, 25)).get() == change
            assert not rows.overdue(on=date(2026, 11, 24)).exists()
            assert rows.undecided().count() == 0
            assert rows.underway().get() == change


def test_money_is_in_the_projects_currency_unless_somebody_says(stage):
    change = stage.change(currency="")
    assert change.currency == "USD"
    assert stage.change(currency="eur").currency == "EUR"
    assert stage.change(currency="", cost_once=None).currency == ""
    assert CHANGES.fields.count("currency") == 1
