"""The decision log: data or feedback, the decision, and the change that carries it into the plan."""

from datetime import date

import pytest

from projects.registers.services import edit_record
from schedule.registers import DECISIONS
from schedule.registers.decisions import LinkElsewhere, NothingDecided, ReplacesItself
from tests.cast import NOW
from toolkit.errors import DomainError

BASIS = {"choice": "In two weeks.", "reason": "Trainers are ill.", "evidence": "Retrospective of week 46."}


def test_rests_on_data_and_says_why(stage):
    decision = stage.decision()
    with pytest.raises(NothingDecided, match="Decision, Why, Data and feedback it rests on"):
        stage.step(decision, "decide")
    decision = stage.step(stage.decision(**BASIS), "decide")
    assert (decision.state, decision.decided_on) == ("decided", NOW.date())
    with pytest.raises(DomainError, match="stays as it is"):
        edit_record(actor=stage.cast.ada.actor(), register=DECISIONS, subject=decision, choice="In three.")


def test_keeps_the_day_that_was_named(stage):
    decision = stage.step(stage.decision(**BASIS, decided_on=date(2026, 11, 2)), "decide")
    assert decision.decided_on == date(2026, 11, 2)


def test_a_later_one_supersedes_it(stage):
    first = stage.step(stage.decision(**BASIS), "decide")
    second = stage.decision("And now?", **BASIS, replaces_id=first.pk)
    assert stage.fresh(first).state == "decided"
    stage.step(second, "decide")
    assert stage.fresh(first).state == "superseded"
    own = stage.decision("Once more")
    with pytest.raises(ReplacesItself):
        edit_record(actor=stage.cast.ada.actor(), register=DECISIONS, subject=own, replaces_id=own.pk)


def test_names_records_of_its_own_project_only(stage):
    for name in ("change_id", "task_id", "replaces_id"):
        with pytest.raises(LinkElsewhere) as caught:
            stage.decision(**{name: stage.project.pk})
        assert caught.value.field == name


def test_leads_from_feedback_to_the_plan(stage):
    """Feedback, decision, change request, effect on the plan: each page shows the next."""
    change = stage.change()
    decision = stage.decision(**BASIS, change_id=change.pk)
    browser = stage.cast.ada.browser()
    page = browser.get(f"/o/acme/projects/SKY/decisions/{decision.number}/").content.decode()
    assert "Retrospective of week 46." in page
    assert "CR1 Open two days later" in page
    paper = browser.get("/o/acme/projects/SKY/change-requests/1/").content.decode()
    assert "DE1 When do we open?" in paper
