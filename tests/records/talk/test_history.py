"""The trail of a record in words: from what to what, by whom, joined where it belongs together."""

import re
from datetime import timedelta

import pytest

from planning import services as planning
from records import services
from records.history import Event, days, joined
from tests.cast import NOW
from tests.records.talk.conftest import Scene
from toolkit.reading import Reader

pytestmark = pytest.mark.django_db


def page(scene: Scene, query: str = "", who: str = "ada") -> str:
    answer = getattr(scene.cast, who).browser().get(scene.url("records_history") + query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def edit(scene: Scene, minutes: int = 0, who: str = "ada", **values) -> None:
    actor = getattr(scene.cast, who).actor(now=NOW + timedelta(minutes=minutes))
    with scene.inside():
        scene.task.refresh_from_db()
        planning.edit_task(actor=actor, task=scene.task, **values)


def test_values_stand_in_words_with_the_names_of_fields_and_people(scene: Scene) -> None:
    edit(scene, name="Pilot run", priority=700, owner_id=scene.cast.ben.person.pk)
    text = page(scene)
    assert "Name: Pilot → Pilot run" in text.replace("name: Pilot", "Name: Pilot")
    assert "→ Ben" in text
    assert str(scene.cast.ben.person.pk) not in text.partition('id="history"')[2]
    assert "changed" in text


def test_what_one_person_does_within_ten_minutes_is_one_line(scene: Scene) -> None:
    edit(scene, 0, name="One")
    edit(scene, 9, name="Two")
    edit(scene, 25, name="Three")
    text = page(scene)
    assert text.count('class="mp-event') == 2
    assert "2 changes" in text
    assert text.index("Two → Three") < text.index("One → Two") < text.index("Pilot → One")


def test_what_hangs_on_it_is_told_without_what_was_said(scene: Scene) -> None:
    with scene.inside():
        made = services.add_comment(actor=scene.actor("ben"), carrier=scene.on("ben"), text="A secret")
        services.edit_comment(actor=scene.actor("ben"), comment=made, text="Another secret")
        services.withdraw_comment(actor=scene.actor("ben"), comment=made, reason="It was a secret")
    text = page(scene)
    assert "deleted a comment, edited a comment, commented" in text
    assert "secret" not in text


def test_more_than_fifty_lines_have_pages(scene: Scene) -> None:
    for number in range(26):
        edit(scene, 20 * number, name=f"Name {number}")
        with scene.inside():
            services.add_comment(actor=scene.actor("ben"), carrier=scene.on("ben"), text="Hi")
    assert "Older changes" in page(scene)
    assert "Newer changes" in page(scene, "?page=2")
    assert scene.cast.ada.browser().get(scene.url("records_history") + "?page=x").status_code == 400


def test_lines_of_the_house_and_of_operators_say_so() -> None:
    reader = Reader()
    row = {
        "id": 1,
        "at": NOW,
        "actor_name": "Sweep",
        "actor_person": None,
        "on_behalf": "",
        "via": "task",
        "action": "planning.edit_task",
        "subject_type": "planning.Task",
        "subject_id": None,
        "before": {"state": "not_started", "critical": False, "due": None, "unknown": 1},
        "after": {"state": "in_progress", "critical": True, "due": "2026-12-01", "unknown": 2},
    }
    (event,) = joined([row], {}, reader)
    assert isinstance(event, Event)
    assert event.is_system
    assert [change.split(":", 1)[1].strip() for change in event.changes] == [
        "Not started → In progress",
        "no → yes",
        "— → 1 Dec 2026",
    ]
    (other,) = joined([row | {"on_behalf": "Root", "actor_person": "x"}], {}, reader)
    assert other.who == "Root as Sweep"
    (day,) = days([row], {}, reader)
    assert [one["who"] for one in day["events"]] == ["Sweep"]
