"""The tracker, a gate's page, evidence, the portal's line, letters and the colour of overdue conditions."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from notifications.models import InboxLine
from projects.models import GateCondition, GateCriterion, GateEvidence, StageGate
from projects.proposals import proposals_of
from projects.stages import gate_marks, stage_line
from tenancy.dispatch import dispatch_events
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory

BASE = "/o/acme/projects/SKY/"


@pytest.fixture
def browser(stage):
    return stage.cast.ada.browser()


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_tracker_shows_all_eight_with_what_is_missing(stage, browser):
    page = text(browser.get(f"{BASE}gate-tracker/"))
    assert all(f">G{n}<" in page for n in range(8))
    assert "Next: G0. 3 mandatory criteria are not met." in page
    assert "The statement of work is signed by both sides, and 2 more" in page
    assert "0 / 6" in page


def test_the_tracker_speaks_chinese(stage):
    browser = stage.cast.ada.browser()
    browser.cookies["django_language"] = "zh-hans"
    page = text(browser.get(f"{BASE}gate-tracker/"))
    assert "合同签署" in page


def test_evidence_is_given_on_its_page(stage, browser):
    with tenant_tx(stage.cast.acme.pk):
        first = stage.criteria()[0]
    address = f"{BASE}gate-criteria/{first.number}/evidence/"
    assert "Signed SOW" in text(browser.get(address))
    sent = {"met": "yes", "text": "Both signatures of 3 June", "version": first.version}
    assert browser.post(address, sent).status_code == 302
    with tenant_tx(stage.cast.acme.pk):
        assert GateEvidence.objects.get().text == "Both signatures of 3 June"
    shown = text(browser.get(f"{BASE}gates/1/"))
    assert "Both signatures of 3 June" in shown
    assert "Confidence: 3 of 6" in shown


def test_the_page_refuses_a_go_and_names_what_is_missing(stage):
    with tenant_tx(stage.cast.acme.pk):
        stage.reviewed(without=1)
        gate, missing = stage.gate(), stage.criteria()[0]
    sent = {"step": "go", "reason": "", "version": gate.version}
    answer = stage.dana.browser().post(f"{BASE}gates/{gate.number}/state/", sent)
    assert answer.status_code == 422
    assert missing.title in answer.content.decode()


def test_a_letter_tells_the_members(stage):
    with tenant_tx(stage.cast.acme.pk):
        stage.reviewed()
        stage.step(stage.dana, "go")
    dispatch_events(organization_id=stage.cast.acme.pk, now=NOW)
    with tenant_tx(stage.cast.acme.pk):
        told = set(InboxLine.objects.filter(rule="gate_decided").values_list("person_id", flat=True))
    assert told == {stage.cast.ada.person.pk, stage.cast.ben.person.pk}


@pytest.mark.parametrize(
    ("due", "state", "colour"),
    [
        (date(2026, 11, 19), "open", "amber"),
        (date(2026, 11, 20), "open", "grey"),
        (date(2026, 11, 19), "met", "grey"),
    ],
)
def test_an_overdue_condition_turns_the_project_amber(stage, due, state, colour):
    with tenant_tx(stage.cast.acme.pk):
        stage.condition(due)
        StageGate.objects.filter(code="G0").update(state="conditional_go")
        GateCondition.objects.update(state=state)
        proposed = proposals_of(actor=stage.cast.ada.actor(), project=stage.project)["schedule"]
    assert proposed.status == colour


def test_conditions_of_a_gate_that_was_not_passed_turn_nothing_amber(stage):
    with tenant_tx(stage.cast.acme.pk):
        stage.condition(date(2026, 11, 1))
        proposed = proposals_of(actor=stage.cast.ada.actor(), project=stage.project)["schedule"]
    assert proposed.status == "grey"


def test_the_stage_line_draws_late_and_conditional_gates():
    rows = [
        {"code": "G0", "state": "go", "day": "2026-05-22"},
        {"code": "G1", "state": "conditional_go", "day": "2026-06-19"},
        {"code": "G2", "state": "review", "day": "2026-11-19"},
        {"code": "G3", "state": "scheduled", "day": "2026-11-20"},
        {"code": "G4", "state": "scheduled", "day": None},
    ]
    marks = gate_marks(rows, as_of=date(2026, 11, 20))
    assert marks == {"G1": "cond", "G2": "late"}
    assert [one.gate_state for one in stage_line("L2", gates=marks)][:4] == ["", "cond", "late", ""]


def test_the_line_above_the_projects_pages_shows_a_late_gate(stage, browser):
    before = text(browser.get(f"{BASE}gate-tracker/"))
    with tenant_tx(stage.cast.acme.pk):
        StageGate.objects.filter(code="G0").update(scheduled_on=date(2020, 1, 1))
    after = text(browser.get(f"{BASE}gate-tracker/"))
    assert 'class="gate late"' not in before
    assert 'class="gate late"' in after


def test_the_tracker_asks_as_often_with_more_gates(stage, browser):
    """Beside what the rooms are asked, once for each code."""
    with tenant_tx(stage.cast.acme.pk):
        GateCriterion.objects.exclude(source="").delete()
    browser.get(f"{BASE}gate-tracker/")
    with CaptureQueriesContext(connection) as all_eight:
        browser.get(f"{BASE}gate-tracker/")
    with tenant_tx(stage.cast.acme.pk):
        StageGate.objects.exclude(code="G0").update(withdrawn_at=NOW)
    with CaptureQueriesContext(connection) as one:
        browser.get(f"{BASE}gate-tracker/")
    assert len(all_eight) == len(one)


def test_a_system_sets_up_gates_and_gives_evidence(stage):
    with tenant_tx(stage.cast.acme.pk):
        first = stage.criteria()[0]
        MemberFactory(project=stage.project, person=stage.cast.ida.person)
    address = f"/api/v1/o/acme/projects/SKY/gate-criteria/{first.number}/evidence/"
    given = {"text": "Signed", "met": True}
    sent = Client().post(
        f"{address}give/",
        given,
        content_type="application/json",
        HTTP_IF_MATCH=f'"{first.version}"',
        **stage.cast.api(),
    )
    assert sent.status_code == 204
    kept = Client().get(address, **stage.cast.api()).json()["results"]
    assert [(one["text"], one["met"]) for one in kept] == [("Signed", True)]
