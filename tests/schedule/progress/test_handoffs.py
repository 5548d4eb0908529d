"""Hand-offs: offered with a note, answered by the other one, who owns the task from then on."""

import pytest

from planning.services import edit_task, withdraw_task
from projects.services import ReasonMissing
from records.needing import needs
from schedule import notices
from schedule.events import HandOffStateChanged
from schedule.models import HandOff
from schedule.selectors.handoffs import offered_to_me
from schedule.services import handoffs
from schedule.services.progress import report_progress
from tenancy.models import Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory
from toolkit.errors import Denied

PLACE, API = "/o/acme/projects/SKY/", "/api/v1/o/acme/projects/SKY/"
NOTE = {"done": "Chapters 1 and 2.", "left": "Chapter 3; ask Lin for the exceptions."}


@pytest.fixture
def offer(team):
    """Ben's SOP, offered to Tim."""
    return offered(team, team.cast.ben)


def offered(team, by, **more):
    """Ben's SOP is offered to Tim by somebody."""
    told = {"taker_id": team.cast.tim.person.pk, **NOTE, **more}
    with tenant_tx(team.cast.acme.pk):
        return handoffs.offer_handoff(actor=by.actor(), task=team.task("Write the SOP"), **told)


def step(team, by, name, reason=""):
    with tenant_tx(team.cast.acme.pk):
        found = HandOff.objects.select_related("project", "task__project").latest("created_at")
        return handoffs.step_handoff(actor=by.actor(), handoff=found, step=name, reason=reason)


class TestAccepting:
    def test_until_it_is_accepted_the_old_owner_stays_responsible(self, team, offer):
        ben, tim = team.cast.ben, team.cast.tim
        assert team.task("Write the SOP").owner_id == ben.person.pk
        with tenant_tx(team.cast.acme.pk):
            report_progress(actor=ben.actor(), task=team.task("Write the SOP"), percent_complete=70)
        step(team, tim, "accept")
        assert team.task("Write the SOP").owner_id == tim.person.pk
        with tenant_tx(team.cast.acme.pk), pytest.raises(Denied):
            report_progress(actor=ben.actor(), task=team.task("Write the SOP"), percent_complete=80)

    def test_nobody_accepts_for_another_one(self, team, offer):
        for member in (team.cast.ben, team.cast.ada):
            with pytest.raises(handoffs.NotYourHandOff):
                step(team, member, "accept")

    def test_declining_needs_a_reason_and_changes_no_owner(self, team, offer):
        with pytest.raises(ReasonMissing):
            step(team, team.cast.tim, "decline")
        answered = step(team, team.cast.tim, "decline", "On leave until Monday.")
        assert (answered.state, answered.answer) == ("declined", "On leave until Monday.")
        assert answered.answered_at == NOW
        assert team.task("Write the SOP").owner_id == team.cast.ben.person.pk

    def test_what_has_another_owner_by_now_is_not_accepted(self, team, offer):
        with tenant_tx(team.cast.acme.pk):
            ada = team.cast.ada.actor()
            edit_task(actor=ada, task=team.task("Write the SOP"), owner_id=team.cast.ada.person.pk)
            assert not offered_to_me(actor=team.cast.tim.actor()).exists()
        with pytest.raises(handoffs.OfferOutdated):
            step(team, team.cast.tim, "accept")
        offered(team, team.cast.ada)
        with tenant_tx(team.cast.acme.pk):
            states = HandOff.objects.order_by("created_at", "pk").values_list("state", flat=True)
            assert list(states) == ["withdrawn", "offered"]

    def test_each_step_is_announced(self, team, offer):
        step(team, team.cast.tim, "accept")
        with tenant_tx(team.cast.acme.pk):
            found = Event.objects.filter(name="schedule.HandOffStateChanged").order_by("pk")
            said = [(one.payload["before"], one.payload["after"]) for one in found]
        assert said == [("", "offered"), ("offered", "accepted")]


class TestLetters:
    def letters(self, team, before, after):
        """What the taker and the giver are told of a step that was taken."""
        with tenant_tx(team.cast.acme.pk):
            found = HandOff.objects.get()
            about = (team.cast.acme.pk, found.project_id, found.pk, found.task_id)
            event = HandOffStateChanged(*about, before, after)
            return notices.handoff_offered(event), notices.handoff_answered(event)

    def test_an_offer_goes_to_the_taker_while_it_waits(self, team, offer):
        taker, giver = self.letters(team, "", "offered")
        assert (taker.people, giver) == ([team.cast.tim.person.pk], None)
        assert (taker.context["left"], taker.context["task"]) == (NOTE["left"], "T1 Write the SOP")
        step(team, team.cast.tim, "accept")
        assert self.letters(team, "", "offered") == (None, None)

    @pytest.mark.parametrize(("name", "after"), [("accept", "accepted"), ("decline", "declined")])
    def test_an_answer_goes_to_the_giver(self, team, offer, name, after):
        step(team, team.cast.tim, name, "Friday is fine.")
        taker, giver = self.letters(team, "offered", after)
        assert (taker, giver.people) == (None, [team.cast.ben.person.pk])
        assert giver.context["accepted"] is (after == "accepted")
        assert giver.context["answer"] == "Friday is fine."

    def test_a_withdrawal_is_no_news(self, team, offer):
        step(team, team.cast.ben, "withdraw")
        assert self.letters(team, "offered", "withdrawn") == (None, None)


class TestOffering:
    def test_one_offer_of_a_task_at_a_time(self, team, offer):
        with pytest.raises(handoffs.AlreadyOffered, match="Tim"):
            offered(team, team.cast.ben)
        step(team, team.cast.ben, "withdraw")
        assert offered(team, team.cast.ben).state == "offered"

    def test_who_leads_withdraws_it_too(self, team, offer):
        assert step(team, team.cast.ada, "withdraw").state == "withdrawn"

    def test_only_the_owner_or_who_leads_offers(self, team):
        with tenant_tx(team.cast.acme.pk):
            MemberFactory(project=team.project, person=team.cast.ida.person, role="AG")
        with pytest.raises(Denied):
            offered(team, team.cast.ida)

    def test_only_to_another_member(self, team):
        for member in (team.cast.ben, team.cast.dora):
            with pytest.raises(handoffs.TakerElsewhere):
                offered(team, team.cast.ben, taker_id=member.person.pk)

    def test_without_an_owner_there_is_nothing_to_hand_over(self, team):
        task = team.add("Nobody’s")
        with tenant_tx(team.cast.acme.pk), pytest.raises(handoffs.NothingToHandOver):
            handoffs.offer_handoff(
                actor=team.cast.ada.actor(), task=task, taker_id=team.cast.tim.person.pk, **NOTE
            )


class TestPages:
    def test_from_the_offer_to_the_answer(self, team):
        ben, tim = team.cast.ben.browser(), team.cast.tim.browser()
        assert "Hand over" in ben.get(f"{PLACE}tasks/1/").content.decode()
        form = ben.get(f"{PLACE}tasks/1/hand-over/").content.decode()
        assert "Tim" in form
        sent = {**NOTE, "taker_id": str(team.cast.tim.person.pk)}
        answer = ben.post(f"{PLACE}tasks/1/hand-over/", sent)
        assert answer.status_code == 302
        assert "offered to Tim, no answer yet" in ben.get("/o/acme/my-tasks/").content.decode()
        mine = tim.get("/o/acme/my-tasks/").content.decode()
        assert "Offered to you" in mine
        assert "Chapter 3" in mine
        page = tim.get(answer["Location"]).content.decode()
        assert f"{answer['Location']}accept/" in page
        assert f"{answer['Location']}withdraw/" in page, "Tim leads the team"
        empty = tim.post(f"{answer['Location']}decline/", {"version": "1", "reason": ""})
        assert empty.status_code == 422
        assert tim.post(f"{answer['Location']}accept/", {"version": "1"}).status_code == 302
        task = tim.get(f"{PLACE}tasks/1/").content.decode()
        assert "Hand-offs" in task
        assert "Chapters 1 and 2." in task
        assert "Tim" in tim.get(f"{PLACE}hand-offs/?state=accepted").content.decode()

    def test_it_waits_for_the_new_owner_today(self, team, offer):
        with tenant_tx(team.cast.acme.pk):
            tim, ben = team.cast.tim.actor(), team.cast.ben.actor()
            found = [one for one in needs(actor=tim, as_of=NOW.date()) if one.verb == "Open hand-off"]
            assert [one.band for one in found] == ["today"]
            assert not [one for one in needs(actor=ben, as_of=NOW.date()) if one.verb == "Open hand-off"]

    @pytest.mark.parametrize("count", [1, 3])
    def test_my_tasks_costs_the_same_for_one_and_for_three(self, team, count, django_assert_num_queries):
        for number in range(count):
            task = team.add(f"More {number}", team.cast.ben)
            with tenant_tx(team.cast.acme.pk):
                handoffs.offer_handoff(
                    actor=team.cast.ben.actor(), task=task, taker_id=team.cast.tim.person.pk, **NOTE
                )
        tim = team.cast.tim.browser()
        tim.get("/o/acme/my-tasks/")
        with django_assert_num_queries(12):
            tim.get("/o/acme/my-tasks/")

    def test_a_withdrawn_task_is_offered_to_nobody(self, team, offer):
        with tenant_tx(team.cast.acme.pk):
            withdraw_task(actor=team.cast.ada.actor(), task=team.task("Write the SOP"), reason="gone")
            assert not offered_to_me(actor=team.cast.tim.actor()).exists()


def test_systems_offer_and_answer(team):
    with tenant_tx(team.cast.acme.pk):
        ida = team.cast.ida.person
        MemberFactory(project=team.project, person=ida, role="TL")
    browser = team.cast.ida.browser()
    browser.logout()
    sent = {"data": {**NOTE, "taker_id": str(ida.pk)}, "content_type": "application/json"}
    made = browser.post(f"{API}tasks/1/hand-offs/", **sent, **team.cast.api()).json()
    assert (made["state"], made["giver"]) == ("offered", "Ben")
    place = f"{API}hand-offs/{made['id']}/"
    assert browser.get(place, **team.cast.api()).json()["left"] == NOTE["left"]
    told = {"data": {"step": "accept"}, "content_type": "application/json", "HTTP_IF_MATCH": '"1"'}
    answer = browser.post(f"{place}state/", **told, **team.cast.api())
    assert answer.json()["state"] == "accepted"
    assert team.task("Write the SOP").owner_id == ida.pk
    found = browser.get(f"{API}hand-offs/", **team.cast.api()).json()["results"]
    assert [one["taker_id"] for one in found] == [str(ida.pk)]
