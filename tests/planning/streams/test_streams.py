"""Work-streams with their focus, and the decisions where they collide."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import needs, services
from planning.models import Assignment, PlanResource, PriorityDecision, Task, WorkStream
from planning.registers import STREAMS
from planning.streams import conflicts, focus_of
from projects.registers.services import add_record, withdraw_record
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import BadInput, Denied, Missing

PLACE = "/o/acme/projects/SKY/"
API = "/api/v1/o/acme/projects/SKY/"
CONFLICTS = f"{PLACE}priority-conflicts/"
WEEK = {"start": datetime(2026, 11, 23, 8), "finish": datetime(2026, 11, 27, 17)}


class Streams:
    """Two streams, and tasks in them; written by Ada."""

    def __init__(self, cast: Any, plan: Any) -> None:
        self.cast, self.plan, self.actor = cast, plan, cast.ada.actor()
        self.voice = self.add("Voice, English", 1, title_zh="英语电话", channel="voice")
        self.chat = self.add("Chat", 2, channel="chat")

    def add(self, title: str, rank: int, **more: Any) -> WorkStream:
        about = {"actor": self.actor, "register": STREAMS, "project": self.plan.project}
        made: WorkStream = add_record(**about, title=title, rank=rank, **more)
        return made

    def task(self, name: str, stream: WorkStream | None, priority: int = 900, **more: Any) -> Task:
        told = {"stream_id": stream and stream.pk, "priority": priority, **WEEK, **more}
        made: Task = self.plan.add(name, **told)
        return made

    def found(self) -> list[tuple[str, bool]]:
        rows = conflicts(actor=self.actor, project=self.plan.project)
        return [(one.clash.key, one.is_open) for one in rows]

    def decide(self, key: str, first: int, by: str = "ada", **more: Any) -> PriorityDecision:
        actor = getattr(self.cast, by).actor()
        told = {"conflict": key, "first": first, "reason": "The client waits.", **more}
        made: PriorityDecision = services.decide_priority(actor=actor, project=self.plan.project, **told)
        return made


@pytest.fixture
def streams(cast, plan) -> Streams:
    with tenant_tx(cast.acme.pk):
        return Streams(cast, plan)


@pytest.fixture
def both(cast, streams) -> Streams:
    """Two tasks that want Ben in the same week, and one that the other holds up."""
    with tenant_tx(cast.acme.pk):
        ben = {"owner_id": cast.ben.person.pk}
        streams.task("Train", streams.voice, **ben)
        streams.task("Trial", streams.chat, **ben)
        streams.task("Record scripts", streams.chat, priority=500)
        streams.task("Go live check", streams.voice, priority=500)
        streams.plan.link("Record scripts", "Go live check")
    return streams


def test_streams_have_their_own_focus_and_conflicts_are_decided(cast, both):
    browser = cast.ada.browser()
    focus = browser.get(f"{PLACE}work-streams/1/").content.decode()
    assert focus.index("Train") < focus.index("Go live check")
    assert "Trial" not in focus
    assert "2 conflicts with other streams are open" in focus
    page = browser.get(CONFLICTS).content.decode()
    for word in (
        "2 open · 0 decided",
        "T1 Train",
        "T2 Trial",
        "Ben · 5\u00a0d",
        "T4 waits for T3",
        "Voice, English · rank 1 · priority 900",
    ):
        assert word in page
    form = f"{CONFLICTS}person-1-2/decide/"
    assert "T2 Trial" in browser.get(form).content.decode()
    sent = {"first": "2", "reason": "The trial has a fixed day.", "decided_on": "2026-11-19"}
    assert browser.post(form, {**sent, "first": "4"}).status_code == 422
    assert browser.post(form, sent).status_code == 302
    page = browser.get(CONFLICTS).content.decode()
    for word in ("1 open · 1 decided", "T2 goes first", "The trial has a fixed day.", "Ada", "19 Nov"):
        assert word in page


def test_a_later_decision_supersedes_and_nothing_is_overwritten(cast, both):
    with tenant_tx(cast.acme.pk):
        both.decide("person-1-2", 2)
        made = both.decide("person-1-2", 1, reason="The client asked.", decided_by_id=cast.tim.person.pk)
        rows = PriorityDecision.objects.order_by("pk").values_list("first__number", "reason", "superseded_at")
        assert list(rows) == [(2, "The client waits.", NOW), (1, "The client asked.", None)]
        assert (made.decided_by, made.made_by, made.decided_on) == (
            cast.tim.person,
            cast.ada.person,
            NOW.date(),
        )
        assert both.found() == [("order-3-4", True), ("person-1-2", False)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"first": 3}, "not_one_of_both"),
        ({"reason": "  "}, "reason_missing"),
        ({"decided_on": date(2026, 11, 21)}, "decided_in_future"),
        ({"decided_by_id": "018f0000-0000-7000-8000-00000000dead"}, "unknown_decider"),
    ],
)
def test_a_decision_names_one_side_a_reason_a_day_and_a_person(cast, both, more, code):
    with tenant_tx(cast.acme.pk), pytest.raises(BadInput) as refused:
        both.decide("person-1-2", **{"first": 1, **more})
    assert refused.value.code == code


def test_who_plans_decides_and_only_what_collides(cast, both):
    with tenant_tx(cast.acme.pk):
        with pytest.raises(Denied):
            both.decide("person-1-2", 1, by="tim")
        with pytest.raises(Missing):
            both.decide("person-1-3", 1)
    assert cast.tim.browser().get(CONFLICTS).status_code == 200
    assert cast.cleo.browser().get(CONFLICTS).status_code == 404


def test_what_has_ended_or_left_its_stream_collides_no_longer(cast, both):
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=both.actor, task=both.plan["Trial"], stream_id=None)
        assert both.found() == [("order-3-4", True)]
        withdraw_record(actor=both.actor, register=STREAMS, subject=both.chat, reason="merged")
        assert both.found() == []


def test_people_who_are_assigned_are_wanted_too(cast, both):
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=both.actor, task=both.plan["Trial"], owner_id=None)
        assert both.found() == [("order-3-4", True)]
        about = {"project": both.plan.project, "client": cast.skyharp, "created_at": NOW}
        resource = PlanResource.objects.create(**about, name="Agent 7", person=cast.ben.person)
        Assignment.objects.create(**about, task=both.plan["Trial"], resource=resource)
        assert both.found() == [("person-1-2", True), ("order-3-4", True)]


def test_the_focus_leaves_out_what_is_done(cast, both):
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Train").update(state="done")
        found = focus_of(actor=both.actor, stream=both.voice)
        assert list(found.values_list("name", flat=True)) == ["Go live check"]


def test_the_form_offers_the_streams_of_the_project(cast, both):
    browser = cast.ada.browser()
    page = browser.get(f"{PLACE}tasks/3/edit/").content.decode()
    assert "Voice, English" in page
    narrowed = browser.get(f"{PLACE}plan/?stream=Voice").content.decode()
    assert "Train" in narrowed
    assert "Trial" not in narrowed
    listed = browser.get(f"{PLACE}work-streams/").content.decode()
    assert "Unfinished tasks" in listed


def test_systems_read_conflicts_and_decide(cast, both):
    browser = cast.ada.browser()
    row = browser.get(f"{API}priority-conflicts/").json()["results"][0]
    assert (row["key"], row["one"]["number"], row["people"], row["decision_id"]) == (
        "person-1-2",
        1,
        ["Ben"],
        None,
    )
    sent = {"data": {"first": 2, "reason": "Fixed day."}, "content_type": "application/json"}
    assert browser.post(f"{API}priority-conflicts/person-1-2/decide/", **sent).status_code == 200
    (made,) = browser.get(f"{API}priority-conflicts/decisions/").json()["results"]
    assert (made["conflict"], made["reason"], made["superseded_at"]) == ("person-1-2", "Fixed day.", None)
    assert browser.get(f"{API}tasks/1/").json()["stream_id"] == str(both.voice.pk)


def test_open_conflicts_wait_for_whoever_plans(cast, both):
    with tenant_tx(cast.acme.pk):
        asked = {"as_of": NOW.date()}
        (need,) = needs.priorities(actor=cast.ada.actor(), **asked)
        assert (need.what, need.project_key) == ("Decide 2 conflicts of priorities", "SKY")
        assert needs.priorities(actor=cast.ben.actor(), **asked) == []


def test_conflicts_cost_the_same_however_many_there_are(cast, both):
    asked = []
    for round_ in range(2):
        with tenant_tx(cast.acme.pk):
            if round_:
                for n in range(3):
                    both.task(f"More {n}", both.voice, owner_id=cast.ben.person.pk)
            with CaptureQueriesContext(connection) as seen:
                found = both.found()
        asked.append((len(found), len(seen)))
    assert asked[0] == (2, 5)
    assert asked[1][0] > 2
    assert asked[1][1] == 5
