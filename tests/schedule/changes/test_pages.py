"""Pages and endpoints of change requests, and the letter about a late issue."""

from datetime import timedelta

import pytest

from notifications.notices import NOTICES
from schedule.events import IssueOverdue
from schedule.models import ChangeEffect, ChangeRequest, Issue
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory

LIST, PAPER = "/o/acme/projects/SKY/change-requests/", "/o/acme/projects/SKY/change-requests/1/"
API = "/api/v1/o/acme/projects/SKY/change-requests/1/"
ADDED = {"effect": "planning.add_task", "name": "Tell the trainers", "day": "2026-12-08", "days": "1"}


@pytest.fixture
def ida(stage):
    """The integration works on the project, too."""
    with tenant_tx(stage.cast.acme.pk):
        MemberFactory(project=stage.project, person=stage.cast.ida.person)
    return stage.cast.api()


class TestTheList:
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_for_one_and_for_three(self, stage, count, django_assert_num_queries):
        for number in range(count):
            stage.step(stage.change(f"Change {number}"), "submit")
        browser = stage.cast.ada.browser()
        browser.get(LIST)
        with django_assert_num_queries(QUERIES):
            page = browser.get(LIST).content.decode()
        assert page.count("USD 1,200.00") == count


class TestThePaper:
    def test_reads_like_a_decision(self, stage):
        change = stage.to_the_board(stage.change())
        page = stage.cast.ada.browser().get(PAPER).content.decode()
        for words in ("It waits for: Dana.", "Recruiting has two more days.", "USD 1,200.00", "+2 d"):
            assert words in page, words
        assert change.state == "ccb_review"

    def test_shows_the_day_on_which_the_plan_then_ends(self, stage):
        stage.change()
        browser = stage.cast.ada.browser()
        given = {
            "effect": "planning.move_milestone",
            "task_id": str(stage.opening.pk),
            "day": "2026-12-15",
        }
        assert browser.post(f"{PAPER}effects/add/", given).status_code == 302
        page = browser.get(PAPER).content.decode()
        assert "T2 Open the desk moves to 15 Dec" in page
        assert "The plan ends on 15 Dec instead of 11 Dec (+4 d in calendar days)." in page

    def test_refuses_half_an_effect_at_its_field(self, stage):
        stage.change()
        answer = stage.cast.ada.browser().post(
            f"{PAPER}effects/add/", {"effect": "planning.add_task", "name": "x", "days": "1"}
        )
        assert answer.status_code == 422
        with tenant_tx(stage.cast.acme.pk):
            assert not ChangeEffect.objects.exists()

    def test_offers_the_signature_once_it_is_approved(self, stage):
        change = stage.change()
        browser = stage.cast.ada.browser()
        assert "signature/" not in browser.get(PAPER).content.decode()
        stage.decide(stage.to_the_board(change))
        assert f"{PAPER}signature/" in browser.get(PAPER).content.decode()
        signer = str(stage.cast.cleo.person.pk)
        assert browser.post(f"{PAPER}signature/", {"person_id": signer}).status_code == 302


class TestTheApi:
    def test_plans_and_drops_effects(self, stage, ida, client):
        stage.change()
        made = client.post(f"{API}effects/", ADDED, content_type="application/json", **ida)
        assert made.status_code == 201, made.json()
        assert made.json()["values"] == {"name": "Tell the trainers", "day": "2026-12-08", "minutes": 480}
        [row] = client.get(f"{API}effects/", **ida).json()["results"]
        gone = client.delete(f"{API}effects/{row['id']}/", HTTP_IF_MATCH='"1"', **ida)
        assert gone.status_code == 204
        assert client.get(f"{API}effects/", **ida).json()["results"] == []

    def test_takes_no_step_that_the_board_takes(self, stage, ida, client):
        change = stage.to_the_board(stage.change())
        answer = client.post(
            f"{API}state/",
            {"step": "approve"},
            content_type="application/json",
            HTTP_IF_MATCH=f'"{change.version}"',
            **ida,
        )
        assert answer.status_code == 422
        with tenant_tx(stage.cast.acme.pk):
            assert ChangeRequest.objects.get().state == "ccb_review"


class TestTheLetter:
    def letter(self, stage, issue, rule):
        fact = IssueOverdue(
            stage.cast.acme.pk, stage.project.pk, issue.pk, rule, getattr(issue, f"{rule}_by")
        )
        with tenant_tx(stage.cast.acme.pk):
            write = NOTICES["issue_overdue"].write
            assert write is not None
            return write(fact)

    def test_goes_to_the_owner_else_to_the_managers(self, stage):
        owned = stage.issue(severity="1", owner_id=stage.tim.person.pk)
        assert self.letter(stage, owned, "respond").people == [stage.tim.person.pk]
        free = stage.issue(severity="1")
        assert self.letter(stage, free, "resolve").people == [stage.cast.ada.person.pk]

    def test_is_not_written_once_it_is_no_longer_so(self, stage):
        issue = stage.issue(severity="1", resolution="x")
        started = stage.step(issue, "start")
        assert self.letter(stage, started, "respond") is None
        assert self.letter(stage, started, "resolve") is not None
        assert self.letter(stage, stage.step(started, "resolve"), "resolve") is None

    def test_is_not_written_about_a_deadline_that_moved(self, stage):
        issue = stage.issue(severity="1")
        moved = NOW + timedelta(days=9)
        with tenant_tx(stage.cast.acme.pk):
            Issue.objects.filter(pk=issue.pk).update(resolve_by=moved)
        assert self.letter(stage, issue, "resolve") is None


QUERIES = 16
