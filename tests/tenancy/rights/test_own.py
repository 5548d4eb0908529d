"""Own and shared are rules: who is not the owner is refused, and what is not shared is not there."""

import pytest

from planning import services as planning
from projects.models import ProjectMember
from tenancy.rules import REGISTRY
from tenancy.scope import tenant_tx
from tests.factories.planning import TaskFactory
from toolkit.errors import Denied, Missing

OWN = [
    *("planning.record_progress", "planning.change_state", "planning.estimate_task"),
    *("schedule.report_progress", "schedule.check_item", "schedule.offer_handoff"),
]
# What hangs on records is one's own too; these are asked in `tests/records`, `tests/planning/scope` and
# `tests/schedule/progress`.
ELSEWHERE = {
    *("planning.edit_requirement", "planning.change_requirement_state"),
    *("planning.edit_deliverable", "planning.change_deliverable_state"),
    *("schedule.view_timesheet", "schedule.write_timesheet", "schedule.change_timesheet_state"),
    "schedule.change_handoff_state",
    *("records.edit_comment", "records.withdraw_comment", "records.withdraw_file"),
    *("records.edit_view", "records.answer_ask"),
}


def test_every_rule_with_owners_is_asked_below():
    owned = {rule.name for rule in REGISTRY.values() if rule.own and not rule.name.startswith("test")}
    assert owned == {*OWN, *ELSEWHERE}


@pytest.mark.parametrize("action", OWN)
@pytest.mark.parametrize("role", ["AG", "QA", "WF"])
def test_an_owner_may_and_a_colleague_may_not(cast, sky, action, role):
    with tenant_tx(cast.acme.pk):
        member(sky, cast.ben).update(role=role)
    ben = cast.ben.actor()
    with tenant_tx(cast.acme.pk):
        assert ben.may(action, sky.own)
        assert not ben.may(action, sky.other)
        assert ben.may(action), "somewhere: so that a door about no record is open"


def member(project, who):
    return ProjectMember.objects.filter(project=project, person=who.person)


def test_who_plans_needs_not_own(cast, sky):
    with tenant_tx(cast.acme.pk):
        for name in ("ada", "tim"):
            assert getattr(cast, name).actor().may("planning.record_progress", sky.own)


def test_the_service_the_page_and_the_api_ask_the_same(cast, sky, client):
    with tenant_tx(cast.acme.pk):
        with pytest.raises(Denied):
            planning.record_progress(actor=cast.ben.actor(), task=sky.other, percent_complete=50)
        assert planning.record_progress(actor=cast.ben.actor(), task=sky.own, percent_complete=50).state
    ben = cast.ben.browser()
    assert ben.get("/o/acme/projects/SKY/tasks/1/progress/").status_code == 200
    assert ben.get("/o/acme/projects/SKY/tasks/2/progress/").status_code == 403
    assert "/tasks/1/report/" in ben.get("/o/acme/projects/SKY/tasks/1/").text
    assert "/tasks/2/report/" not in ben.get("/o/acme/projects/SKY/tasks/2/").text
    answer = ben.post(
        "/api/v1/o/acme/projects/SKY/tasks/2/progress/",
        {"percent_complete": 50},
        content_type="application/json",
        HTTP_IF_MATCH="*",
    )
    assert answer.status_code == 403


def test_a_member_elsewhere_finds_nothing_here(cast, sky):
    """The own team is the project: who is no member reads nothing of it."""
    with tenant_tx(cast.acme.pk):
        member(sky, cast.ben).delete()
        with pytest.raises(Missing):
            planning.record_progress(actor=cast.ben.actor(), task=sky.own, percent_complete=50)
    assert cast.ben.browser().get("/o/acme/projects/SKY/plan/").status_code == 404


def test_a_clients_person_reads_what_is_shared_and_nothing_else(cast, sky):
    cleo = cast.cleo.browser()
    with tenant_tx(cast.acme.pk):
        type(sky).objects.filter(pk=sky.pk).update(visibility="shared")
        for name, visibility in (("Signed", "shared"), ("Draft", "internal")):
            TaskFactory(
                project=sky,
                kind="milestone",
                state="planned",
                name=name,
                visibility=visibility,
                due="2026-12-01",
                number=10 + len(name),
            )
    page = cleo.get("/portal/acme/projects/SKY/").text
    assert "Signed" in page
    assert "Draft" not in page
    with tenant_tx(cast.acme.pk):
        type(sky).objects.filter(pk=sky.pk).update(visibility="internal")
    assert cleo.get("/portal/acme/projects/SKY/").status_code == 404
