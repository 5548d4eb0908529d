"""Proposing, approving and superseding what everybody works to."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from planning.models import TaskBaseline
from planning.registers import SCOPE_ITEMS
from projects.gates import criteria
from projects.registers.services import add_record, edit_record, step_record
from records.selectors import carrier
from records.services import decide, request_approval
from schedule import selectors, services
from schedule.effects import SaidTwice, forget_snapshot, snapshot
from schedule.models import Baseline
from schedule.registers.baselines import BASELINES
from tenancy.models import Event
from tenancy.transitions import StateRefused
from toolkit.errors import Denied, DomainError

pytestmark = pytest.mark.usefixtures("inside")
DECEMBER = date(2026, 12, 14)


@pytest.fixture
def proposed(cast, waves) -> Baseline:
    return services.propose_baseline(actor=cast.ada.actor(), project=waves.project, reason="agreed")


@pytest.fixture
def first(head, proposed) -> Baseline:
    return services.approve_baseline(actor=head.actor(), baseline=proposed)


def stored(number: int) -> Baseline:
    return Baseline.objects.select_related("project").get(number=number)


class TestProposing:
    def test_takes_the_plan_as_it_stands(self, proposed):
        kept = stored(1)
        assert (kept.state, kept.key, kept.task_count, kept.milestone_count) == ("submitted", "BL1", 3, 1)
        assert kept.finish_on == date(2026, 11, 30)
        assert [row["name"] for row in kept.snapshot["planning"]["tasks"]] == ["Hire", "Train", "Go live"]
        assert selectors.is_intact(kept)

    def test_is_refused_without_a_milestone_and_names_what_else_is_missing(self, cast, plan):
        plan.task("Hire", date(2026, 11, 2), date(2026, 11, 6))
        with pytest.raises(DomainError, match="no milestone yet") as caught:
            services.propose_baseline(actor=cast.ada.actor(), project=plan.project)
        assert caught.value.code == "nothing_to_promise"
        assert not Baseline.objects.exists()

    def test_holds_what_other_rooms_say(self, cast, waves):
        @snapshot("tea.leaves")
        def leaves(*, actor, project):
            return {"count": 3}

        try:
            made = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
            with pytest.raises(SaidTwice):
                snapshot("tea.leaves")(lambda *, actor, project: {})
        finally:
            forget_snapshot("tea.leaves")
        assert made.snapshot["tea.leaves"] == {"count": 3}

    def test_the_same_plan_gives_the_same_fingerprint(self, cast, proposed, waves):
        again = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
        assert again.digest == proposed.digest
        waves.move("Go live", DECEMBER)
        assert services.propose_baseline(actor=cast.ada.actor(), project=waves.project).digest != again.digest


class TestApproving:
    def test_whoever_proposed_it_does_not_approve_it(self, cast, waves, head):
        made = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
        with pytest.raises(Denied):
            services.approve_baseline(actor=cast.ada.actor(), baseline=made)
        Baseline.objects.update(made_by=head.person)
        with pytest.raises(Denied) as caught:
            services.approve_baseline(actor=head.actor(), baseline=stored(1))
        assert caught.value.code == "same_person"

    def test_becomes_what_the_plan_is_measured_against(self, head, first, waves):
        kept = stored(1)
        assert (kept.state, kept.approver) == ("approved", head.person)
        assert waves["Go live"].promised == date(2026, 11, 30)
        assert TaskBaseline.objects.filter(number=0).count() == 3
        assert Event.objects.filter(name="schedule.BaselineApproved").count() == 1

    def test_supersedes_the_one_before_which_stays_as_it_was(self, cast, head, first, waves):
        before = stored(1).snapshot
        waves.move("Go live", DECEMBER)
        second = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
        services.approve_baseline(actor=head.actor(), baseline=second)
        assert (stored(1).state, stored(2).state) == ("superseded", "approved")
        assert stored(1).snapshot == before
        assert waves["Go live"].promised == DECEMBER
        kept = TaskBaseline.objects.filter(task=waves["Go live"]).order_by("number")
        assert [(one.number, one.finish_at.date()) for one in kept] == [
            (0, DECEMBER),
            (1, date(2026, 11, 30)),
        ]

    def test_another_type_stands_beside_it(self, cast, head, first, waves):
        add_record(actor=cast.ada.actor(), register=SCOPE_ITEMS, project=waves.project, title="Invoices")
        scope = services.propose_baseline(actor=cast.ada.actor(), project=waves.project, kind="scope")
        services.approve_baseline(actor=head.actor(), baseline=scope)
        assert {one.state for one in Baseline.objects.all()} == {"approved"}

    def test_is_final(self, cast, first):
        with pytest.raises(DomainError) as caught:
            edit_record(actor=cast.ada.actor(), register=BASELINES, subject=stored(1), title="Other")
        assert caught.value.code == "record_frozen"
        with pytest.raises(StateRefused):
            services.approve_baseline(actor=cast.ada.actor(), baseline=stored(1))

    @pytest.mark.parametrize("change", [{"snapshot": {}}, {"digest": "0" * 64}, {"title": "x"}])
    def test_the_database_keeps_it(self, first, change):
        with pytest.raises(DatabaseError), transaction.atomic():
            Baseline.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            Baseline.objects.all().delete()
        Baseline.objects.update(visibility="shared")

    def test_a_plan_with_ten_baselines_keeps_the_last(self, cast, head, waves):
        for _round in range(12):
            made = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
            services.approve_baseline(actor=head.actor(), baseline=made)
        numbers = TaskBaseline.objects.filter(task=waves["Hire"]).values_list("number", flat=True)
        assert sorted(numbers) == list(range(11))

    def test_what_has_ended_keeps_its_promise(self, cast, head, first, waves):
        waves.move("Hire", date(2026, 11, 10))
        TaskDone = type(waves["Hire"]).objects.filter(name="Hire")
        TaskDone.update(state="done")
        made = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
        services.approve_baseline(actor=head.actor(), baseline=made)
        assert waves["Hire"].promised == date(2026, 11, 6)


class TestByTheMatrix:
    @pytest.mark.parametrize(("outcome", "state"), [("approve", "approved"), ("refuse", "draft")])
    def test_a_decision_leads_to_the_step(self, cast, head, proposed, outcome, state):
        ada = cast.ada.actor()
        found = carrier(actor=ada, entry_id=proposed.pk, need="edit")
        approval = request_approval(actor=ada, carrier=found, about="Shall we?", decision="baseline")
        decide(actor=head.actor(), approval=approval, outcome=outcome, reason="too late")
        assert stored(1).state == state
        assert stored(1).approver == (head.person if state == "approved" else None)


class TestTheGate:
    def test_wants_an_approved_one(self, cast, head, proposed, waves):
        asked = {"gate": "G1", "actor": cast.ada.actor(), "project": waves.project}
        assert not criteria(**asked, as_of=DECEMBER)["schedule.baseline"].met
        services.approve_baseline(actor=head.actor(), baseline=proposed)
        found = criteria(**asked, as_of=DECEMBER)["schedule.baseline"]
        assert found.met
        assert "BL1" in found.evidence


class TestComparing:
    def test_says_what_was_added_removed_and_moved(self, cast, first, waves):
        waves.move("Go live", DECEMBER)
        waves.task("Pilot", date(2026, 12, 1), date(2026, 12, 4))
        found = selectors.differences_between(actor=cast.ada.actor(), baseline=stored(1))
        assert [(one.change, one.name, one.days) for one in found] == [
            ("moved", "Go live", 14),
            ("added", "Pilot", None),
        ]

    def test_two_baselines(self, cast, proposed, waves):
        waves.move("Train", date(2026, 11, 19))
        other = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
        found = selectors.differences_between(actor=cast.ada.actor(), baseline=proposed, other=other)
        assert [(one.name, one.days, one.duration) for one in found] == [("Train", -1, -480)]


class TestSteps:
    def test_a_draft_says_nothing_until_it_is_submitted(self, cast, sky, waves):
        from_form = {"title": "Plan", "kind": "schedule", "reason": "", "owner_id": None}
        made = add_record(actor=cast.ada.actor(), register=BASELINES, project=sky, **from_form)
        assert made.digest == ""
        step_record(actor=cast.ada.actor(), register=BASELINES, subject=made, step="submit", version=1)
        assert stored(1).version == 2
