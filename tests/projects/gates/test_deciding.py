"""What stands in the way of a gate, and what a decision does."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from projects import services
from projects.gate_registers import CRITERIA, GATES
from projects.gates import Criterion, criterion, forget_criterion
from projects.models import GateCriterion, GateDecision, GateWaiver, StageGate
from projects.registers.services import edit_record, restore_record, step_record, withdraw_record
from projects.selectors.gates import standing_of
from projects.services.gates import AnsweredByHouse
from records.models import Approval, ApprovalStep, Ask
from records.services import decide
from tenancy.models import Event
from tenancy.rules import SamePerson
from tests.cast import NOW
from tests.records.asking import answer
from toolkit.errors import Denied

pytestmark = pytest.mark.usefixtures("inside")
TODAY = NOW.date()


def test_all_eight_gates_come_with_criteria_in_both_languages(stage):
    found = StageGate.objects.filter(project=stage.project)
    assert sorted(found.values_list("code", flat=True)) == [f"G{n}" for n in range(8)]
    assert not GateCriterion.objects.filter(project=stage.project, title_zh="").exists()
    assert {one.gate.code for one in GateCriterion.objects.select_related("gate")} == set(
        StageGate.Code.values
    )
    with pytest.raises(services.GatesComplete):
        services.set_up_gates(actor=stage.cast.ada.actor(), project=stage.project)


def test_a_go_without_evidence_is_refused_and_says_what_is_missing(stage):
    stage.reviewed(without=2)
    missing = stage.criteria()[:2]
    with pytest.raises(services.GateBlocked) as refused:
        stage.step(stage.dana, "go")
    assert all(str(one) in str(refused.value) for one in missing)
    assert str(stage.criteria()[2]) not in str(refused.value)
    assert stage.gate().state == "review"
    assert not GateDecision.objects.exists()


def test_evidence_that_says_no_is_no_evidence(stage):
    stage.step(stage.cast.ada, "collect")
    for one in stage.criteria():
        stage.show(one)
    stage.show(stage.criteria()[0], met=False)
    stage.step(stage.cast.ada, "submit")
    with pytest.raises(services.GateBlocked):
        stage.step(stage.dana, "go")


def test_an_optional_criterion_stops_nothing(stage):
    first = stage.criteria()[0]
    edit_record(actor=stage.cast.ada.actor(), register=CRITERIA, subject=first, mandatory=False)
    stage.reviewed(without=1)
    assert stage.step(stage.dana, "go").state == "go"


def test_a_go_moves_the_project_on_and_keeps_the_criteria_as_they_stood(stage):
    stage.reviewed()
    stage.step(stage.dana, "go", reason="All shown")
    stage.project.refresh_from_db()
    assert stage.project.stage == "L1"
    kept = GateDecision.objects.get()
    assert (kept.outcome, kept.text, kept.decided_by_id) == ("go", "All shown", stage.dana.person.pk)
    assert [one["key"] for one in kept.criteria] == [one.key for one in stage.criteria()]
    assert all(one["met"] and one["by"] == "Ada" for one in kept.criteria)
    assert len(kept.fingerprint) == 64
    assert stage.gate().decided_on == TODAY
    assert Event.objects.filter(name="projects.GateDecided").count() == 1


def test_nobody_changes_a_decision(stage):
    stage.reviewed()
    stage.step(stage.dana, "go")
    with pytest.raises(ProgrammingError), transaction.atomic():
        GateDecision.objects.update(text="otherwise")


def test_whoever_gave_evidence_does_not_decide(stage):
    stage.step(stage.cast.ada, "collect")
    for one in stage.criteria():
        stage.show(one)
    stage.step(stage.cast.ada, "submit")
    from_dana = stage.criteria()[0].evidence.get()
    type(from_dana).objects.create(
        criterion=stage.criteria()[0],
        project=stage.project,
        client_id=stage.project.client_id,
        text="Seen",
        met=True,
        given_by=stage.dana.person,
        created_at=NOW,
    )
    for verb in ("go", "stop", "defer"):
        with pytest.raises(SamePerson):
            stage.step(stage.dana, verb)


def test_the_manager_does_not_decide(stage):
    stage.reviewed()
    with pytest.raises(Denied):
        stage.step(stage.cast.ada, "go")


def test_no_gate_is_passed_ahead_of_the_stage(stage):
    stage.reviewed("G2")
    with pytest.raises(services.GateAhead):
        stage.step(stage.dana, "go", "G2")


def test_what_is_reviewed_stays_as_it_is(stage):
    stage.reviewed()
    first, ada = stage.criteria()[0], stage.cast.ada.actor()
    with pytest.raises(services.GateFixed):
        stage.show(first)
    with pytest.raises(services.GateFixed):
        edit_record(actor=ada, register=CRITERIA, subject=first, mandatory=False)
    with pytest.raises(services.GateFixed):
        withdraw_record(actor=ada, register=CRITERIA, subject=first, reason="in the way")
    first.withdrawn_at = NOW
    with pytest.raises(services.GateFixed):
        restore_record(actor=ada, register=CRITERIA, subject=first)


def test_a_room_answers_its_criterion_itself(stage):
    state = {"met": False}

    @criterion("G0", name="tests.seats")
    def seats(*, actor, project, as_of):
        return Criterion("Seats are built", met=state["met"], why_not="12 of 40 seats")

    try:
        stage.reviewed()
        asked = stage.criteria()[-1]
        assert (asked.source, asked.title) == ("tests.seats", "Seats are built")
        with pytest.raises(services.GateBlocked, match="Seats are built"):
            stage.step(stage.dana, "go")
        state["met"] = True
        assert stage.step(stage.dana, "go").state == "go"
    finally:
        forget_criterion("G0", name="tests.seats")


def test_evidence_for_what_a_room_answers_is_refused(stage):
    stage.step(stage.cast.ada, "collect")
    GateCriterion.objects.filter(pk=stage.criteria()[0].pk).update(source="tests.gone")
    with pytest.raises(AnsweredByHouse, match="own records"):
        stage.show(stage.criteria()[0])


class TestAWaiver:
    def asked(self, stage):
        stage.step(stage.cast.ada, "collect")
        first, *others = stage.criteria()
        for one in others:
            stage.show(one)
        made = stage.waive(first)
        stage.step(stage.cast.ada, "submit")
        return made

    def grant(self, stage):
        approval = Approval.objects.get()
        decide(actor=stage.dana.actor(), approval=approval, outcome="approve")
        answer(Ask.objects.get(), "approve")

    def test_by_the_delivery_head_and_the_sponsor_makes_it_conditional(self, stage):
        made = self.asked(stage)
        with pytest.raises(services.GateBlocked):
            stage.step(stage.dana, "go_with_conditions")
        self.grant(stage)
        made.refresh_from_db()
        assert (made.state, made.head_id, made.sponsor_id) == (
            "granted",
            stage.dana.person.pk,
            stage.cast.cleo.person.pk,
        )
        with pytest.raises(services.GateBlocked):
            stage.step(stage.dana, "go")
        assert stage.step(stage.dana, "go_with_conditions").state == "conditional_go"
        assert GateDecision.objects.get().criteria[0]["waiver"] == made.key

    def test_of_one_side_alone_is_none(self, stage):
        self.asked(stage)
        decide(actor=stage.dana.actor(), approval=Approval.objects.get(), outcome="approve")
        assert GateWaiver.objects.get().state == "requested"
        with pytest.raises(services.GateBlocked):
            stage.step(stage.dana, "go_with_conditions")

    def test_that_the_sponsor_refuses_is_none(self, stage):
        self.asked(stage)
        decide(actor=stage.dana.actor(), approval=Approval.objects.get(), outcome="approve")
        answer(Ask.objects.get(), "refuse", remark="Not without it")
        assert GateWaiver.objects.get().state == "refused"

    def test_is_put_to_both(self, stage):
        self.asked(stage)
        assert list(ApprovalStep.objects.values_list("role", flat=True)) == ["DH", "CS"]

    def test_that_ran_out_is_none(self, stage):
        self.asked(stage)
        self.grant(stage)
        GateWaiver.objects.update(expires_on=TODAY - timedelta(days=1))
        with pytest.raises(services.GateBlocked):
            stage.step(stage.dana, "go_with_conditions")


def test_a_conditional_go_names_a_condition(stage):
    stage.reviewed()
    with pytest.raises(services.NothingConditional):
        stage.step(stage.dana, "go_with_conditions")
    stage.condition(date(2026, 12, 4))
    with pytest.raises(services.ConditionsOpen):
        stage.step(stage.dana, "go")
    assert stage.step(stage.dana, "go_with_conditions").state == "conditional_go"
    stage.project.refresh_from_db()
    assert stage.project.stage == "L1"


def test_a_ramp_moves_on_with_its_last_wave(stage):
    type(stage.project).objects.update(stage="L4")
    stage.project.refresh_from_db()
    first = stage.gate("G4")
    about = {"project": stage.project, "client_id": first.client_id, "created_at": NOW}
    second = StageGate.objects.create(code="G4", number=90, title="Wave 2", **about)
    for wave in (first, second):
        GateCriterion.objects.filter(gate=wave).update(mandatory=False)
        StageGate.objects.filter(pk=wave.pk).update(state="review")
    for wave, reached in ((first, "L4"), (second, "L5")):
        row = StageGate.objects.select_related("project").get(pk=wave.pk)
        step_record(actor=stage.dana.actor(), register=GATES, subject=row, step="go")
        stage.project.refresh_from_db()
        assert stage.project.stage == reached


def test_confidence_is_the_weight_that_is_met(stage):
    stage.step(stage.cast.ada, "collect")
    stage.show(stage.criteria()[0])
    standing = standing_of(actor=stage.cast.ada.actor(), gate=stage.gate(), as_of=TODAY)
    assert (standing.weight_met, standing.weight) == (3, 6)
    assert [one.criterion.key for one in standing.missing] == [one.key for one in stage.criteria()[1:]]
