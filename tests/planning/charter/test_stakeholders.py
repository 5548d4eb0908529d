"""Who has a stake, in a picture; what they expect; what they say to objectives."""

from datetime import timedelta

import pytest
from django.urls import reverse

from planning.models import ObjectiveAgreement
from planning.registers.objectives import NotSmart, ServesSecondary, StakeholderDisagrees
from planning.registers.stakeholders import MeasureMissing, StakeholderForm
from planning.services.agreements import (
    CommentMissing,
    SaidInFuture,
    SaidLaterAlready,
    UnknownStakeholder,
    record_agreement,
)
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.planning.charter.pages import listed, paths
from toolkit.errors import Denied


def say(desk, objective, who, verdict="agree", member=None, **more):
    actor = (member or desk.cast.ada).actor()
    return record_agreement(actor=actor, objective=objective, stakeholder_id=who.pk, verdict=verdict, **more)


@pytest.mark.usefixtures("inside")
class TestAgreements:
    def test_each_word_is_kept_and_the_later_one_supersedes(self, desk, today):
        objective, who = desk.add("objective"), desk.add("stakeholder")
        first = say(desk, objective, who, "disagree", comment="Too late.", said_on=today - timedelta(days=2))
        say(
            desk, objective, who, "agree_with_comment", comment="With May.", said_on=today - timedelta(days=1)
        )
        last = say(desk, objective, who)
        first.refresh_from_db()
        assert (first.superseded_at, first.comment) == (desk.cast.ada.actor().now, "Too late.")
        assert (last.said_on, last.superseded_at) == (today, None)
        assert list(ObjectiveAgreement.objects.standing()) == [last]
        assert (
            AuditLine.objects.filter(subject_id=objective.pk, action="planning.record_agreement").count() == 3
        )
        told = [
            event.payload["verdict"]
            for event in Event.objects.filter(name="planning.AgreementRecorded").order_by("id")
        ]
        assert told == ["disagree", "agree_with_comment", "agree"]

    def test_two_stakeholders_speak_for_themselves(self, desk):
        objective = desk.add("objective")
        for title in ("The sponsor", "The auditor"):
            say(desk, objective, desk.add("stakeholder", title=title))
        assert ObjectiveAgreement.objects.standing().count() == 2

    @pytest.mark.parametrize("verdict", ["agree_with_comment", "disagree"])
    def test_a_comment_is_needed(self, desk, verdict):
        with pytest.raises(CommentMissing):
            say(desk, desk.add("objective"), desk.add("stakeholder"), verdict, comment="  ")

    def test_the_log_goes_forward(self, desk, today):
        objective, who = desk.add("objective"), desk.add("stakeholder")
        with pytest.raises(SaidInFuture):
            say(desk, objective, who, said_on=today + timedelta(days=1))
        say(desk, objective, who, said_on=today)
        with pytest.raises(SaidLaterAlready):
            say(desk, objective, who, said_on=today - timedelta(days=1))
        assert ObjectiveAgreement.objects.count() == 1

    def test_only_active_stakeholders_of_this_project(self, desk):
        objective, who = desk.add("objective"), desk.add("stakeholder")
        desk.step(who, "leave")
        for stranger in (who, objective):
            with pytest.raises(UnknownStakeholder):
                say(desk, objective, stranger)

    def test_the_team_does_not_speak_for_stakeholders(self, desk):
        objective, who = desk.add("objective"), desk.add("stakeholder")
        for member in (desk.cast.tim, desk.cast.ben):
            with pytest.raises(Denied):
                say(desk, objective, who, member=member)


@pytest.mark.usefixtures("inside")
class TestAgreeingOnAnObjective:
    def test_not_while_somebody_with_power_is_against_it(self, desk):
        objective = desk.add("objective")
        sponsor = desk.add("stakeholder", title="The sponsor", power="4")
        say(desk, objective, sponsor, "disagree", comment="Too low.")
        with pytest.raises(StakeholderDisagrees) as caught:
            desk.step(objective, "agree")
        assert "OB1 cannot be agreed while The sponsor disagrees." in str(caught.value)
        say(desk, objective, sponsor, "agree_with_comment", comment="With 98%.")
        assert desk.step(desk.fresh(objective), "agree").state == "agreed"

    def test_little_power_does_not_stop_it(self, desk):
        objective = desk.add("objective")
        say(desk, objective, desk.add("stakeholder", power="3"), "disagree", comment="No.")
        assert desk.step(objective, "agree").state == "agreed"

    def test_who_has_left_does_not_stop_it(self, desk):
        objective, sponsor = desk.add("objective"), desk.add("stakeholder", power="5")
        say(desk, objective, sponsor, "disagree", comment="No.")
        desk.step(sponsor, "leave")
        assert desk.step(objective, "agree").state == "agreed"


@pytest.mark.usefixtures("inside")
class TestUnderstanding:
    def test_it_is_understood_when_both_know_how_it_shows(self, desk):
        need = desk.add("expectation", measure="")
        with pytest.raises(MeasureMissing):
            desk.step(need, "understand")
        desk.edit(need, measure="Books closed by 18:00.")
        assert desk.step(need, "understand").state == "understood"
        assert desk.step(need, "meet").state == "met"

    def test_it_belongs_to_a_stakeholder(self, desk):
        sponsor = desk.add("stakeholder", title="The sponsor")
        need = desk.add("expectation", stakeholder_id=str(sponsor.pk))
        assert desk.fresh(need).stakeholder_id == sponsor.pk


@pytest.mark.usefixtures("inside")
class TestLevels:
    def test_a_secondary_objective_serves_a_primary_one(self, desk):
        first = desk.add("objective", title="No invoice twice")
        second = desk.add("objective", level="secondary", parent_id=str(first.pk))
        assert (first.level, second.level, second.parent_id) == ("primary", "secondary", first.pk)
        with pytest.raises(ServesSecondary):
            desk.edit(first, parent_id=second.pk)

    def test_an_objective_is_not_agreed_before_it_is_smart(self, desk):
        objective = desk.add("objective", metric="", target="", due_on="", owner_id="")
        with pytest.raises(NotSmart) as caught:
            desk.step(objective, "agree")
        assert str(caught.value) == "OB1 cannot be agreed yet. Fill in: Measured by, Target, Due, Owner."


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("power", "is_taken"), [("0", False), ("1", True), ("5", True), ("6", False)])
def test_power_is_one_to_five(desk, power, is_taken):
    given = {"title": "A", "side": "client", "interest": "3", "engagement": "neutral", "desired": "neutral"}
    form = StakeholderForm(data={**given, "power": power}, actor=desk.cast.ada.actor(), project=desk.project)
    assert form.is_valid() is is_taken


class TestExpectations:
    def test_the_register_says_whose_need_it_is_and_how_far(self, desk):
        with tenant_tx(desk.cast.acme.pk):
            sponsor = desk.add("stakeholder", title="The sponsor")
            need = desk.add("expectation", title="Close in five days", stakeholder_id=str(sponsor.pk))
            desk.step(need, "understand")
        page = desk.cast.ada.browser().get(listed("planning_expectations")).content.decode()
        row = page[page.index("Close in five days") :]
        assert [word in row for word in ("The sponsor", "Client", "Understood")] == [True] * 3
        inside = desk.cast.ada.browser().get(paths(need)).content.decode()
        assert "No invoice waits longer than two days." in inside


@pytest.fixture
def three(desk):
    with tenant_tx(desk.cast.acme.pk):
        desk.add("stakeholder", title="The sponsor", power="5", interest="4")
        desk.add("stakeholder", title="The auditor", power="5", interest="4", desired="neutral")
        desk.add("stakeholder", title="The works council", power="2", interest="2")
    return desk


def test_the_picture_shows_each_and_narrows_the_list(three):
    browser, url = three.cast.ada.browser(), listed("planning_stakeholders")
    page = browser.get(url).content.decode()
    assert "3 stakeholders count." in page
    assert "2 stand below where the project needs them." in page
    field = page[page.index('href="?power=5&amp;interest=4"') :]
    assert [key in field[: field.index("</td>")] for key in ("ST1", "ST2", "ST3")] == [True, True, False]
    narrowed = browser.get(url, {"power": "5", "interest": "4"}).content.decode()
    rows = narrowed[narrowed.index('id="list"') :]
    assert ["The sponsor" in rows, "The auditor" in rows, "The works council" in rows] == [True, True, False]
    assert 'aria-current="true"' in narrowed


def test_the_team_does_not_read_who_is_against_it(three):
    for name, status in (("ada", 200), ("tim", 200), ("ben", 403)):
        browser = getattr(three.cast, name).browser()
        assert browser.get(listed("planning_stakeholders")).status_code == status


def test_the_objectives_page_shows_the_log_and_takes_an_answer(desk):
    with tenant_tx(desk.cast.acme.pk):
        objective, who = desk.add("objective"), desk.add("stakeholder", title="The sponsor", power="5")
    browser = desk.cast.ada.browser()
    assert "Nobody has been asked yet." in browser.get(paths(objective)).content.decode()
    given = {"stakeholder_id": str(who.pk), "verdict": "disagree", "comment": "Too low."}
    assert browser.post(paths(objective, "answer"), given).status_code == 302
    page = browser.get(paths(objective)).content.decode()
    assert "The sponsor" in page
    assert "Too low." in page
    refused = browser.post(
        paths(objective, "state"), {"step": "agree", "reason": "", "version": objective.version}
    )
    assert "cannot be agreed while The sponsor disagrees" in refused.content.decode()


def test_a_system_records_and_reads_answers(desk):
    with tenant_tx(desk.cast.acme.pk):
        objective, who = desk.add("objective"), desk.add("stakeholder")
        desk.join(desk.cast.ida)
    browser, api = desk.cast.ida.browser(), desk.cast.api()
    place = {"org": "acme", "key": "SKY", "number": objective.number}
    url = reverse("api_planning_agreements", kwargs=place)
    sent = {"stakeholder_id": str(who.pk), "verdict": "disagree"}
    assert browser.post(url, sent, content_type="application/json", **api).status_code == 422
    sent["comment"] = "Too low."
    assert browser.post(url, sent, content_type="application/json", **api).status_code == 201
    told = browser.get(url, **api).json()["results"]
    assert [(one["verdict"], one["comment"], one["superseded_at"]) for one in told] == [
        ("disagree", "Too low.", None)
    ]


@pytest.mark.parametrize("route", ["planning_stakeholders", "planning_management_plans"])
def test_lists_cost_the_same_at_one_and_three_rows(desk, django_assert_num_queries, route):
    kind = "stakeholder" if route == "planning_stakeholders" else "managementplan"
    browser, costs = desk.cast.ada.browser(), []
    for _round in range(2):
        with tenant_tx(desk.cast.acme.pk):
            for _n in range(2 if costs else 1):
                desk.add(kind)
        browser.get(listed(route))
        with django_assert_num_queries(QUERIES[route]):
            browser.get(listed(route))
        costs.append(route)
    assert len(costs) == 2


QUERIES = {"planning_stakeholders": 17, "planning_management_plans": 17}
