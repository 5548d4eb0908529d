"""Who hears of comments and states: those who watch and may read; never the one who did it."""

from typing import Any

import pytest

from notifications.models import Delivery, InboxLine
from planning import services as planning
from projects.models import ProjectMember
from records import services
from tenancy.dispatch import dispatch_events
from tests.cast import NOW
from tests.records.talk.conftest import Scene
from toolkit.markdown import mention

pytestmark = pytest.mark.django_db


def say(scene: Scene, who: str, text: str, record: Any = None, **more: Any) -> Any:
    with scene.inside():
        return services.add_comment(actor=scene.actor(who), carrier=scene.on(who, record), text=text, **more)


def watch(scene: Scene, *names: str) -> None:
    for who in names:
        with scene.inside():
            services.watch_record(actor=scene.actor(who), carrier=scene.on(who))


def told(scene: Scene) -> list[tuple[str, str]]:
    """Hands the facts out; answers who was told under which rule."""
    dispatch_events(organization_id=scene.cast.acme.pk, now=NOW)
    with scene.inside():
        return sorted(InboxLine.objects.values_list("person__name", "rule"))


def test_watchers_hear_of_a_comment_and_the_named_once(scene: Scene) -> None:
    watch(scene, "ada", "ben", "ida")
    made = say(scene, "ada", f"**Ready** {mention('Ben', scene.cast.ben.person.pk)}?")
    assert told(scene) == [("Ben", "comment_mentioned"), ("Ida", "comment_added")]
    with scene.inside():
        line = InboxLine.objects.get(rule="comment_mentioned")
        assert line.link == scene.url("records_comment", comment=made.pk)
        assert (line.context["said"], line.context["record"]) == ("Ready @Ben?", "T1 Pilot")
        assert (line.subject_kind, line.subject_id) == ("planning.Task", scene.task.pk)
        assert Delivery.objects.filter(person=scene.cast.ben.person, rule="comment_mentioned").exists()


def test_a_client_never_hears_even_of_what_is_shared(scene: Scene) -> None:
    say(scene, "ada", "For you", record=scene.shared, visibility="shared")
    assert told(scene) == []


def test_rights_are_asked_again_when_the_letter_is_written(scene: Scene) -> None:
    watch(scene, "ben", "ida")
    with scene.inside():
        ProjectMember.objects.filter(person=scene.cast.ben.person).update(ends_on=NOW.date().replace(day=1))
    say(scene, "ada", "Not for Ben any more")
    assert told(scene) == [("Ida", "comment_added")]


def test_a_comment_that_was_deleted_meanwhile_tells_nobody(scene: Scene) -> None:
    watch(scene, "ida")
    made = say(scene, "ada", "Too soon")
    with scene.inside():
        services.withdraw_comment(actor=scene.actor("ada"), comment=made, reason="Too soon")
    assert told(scene) == []


def test_the_owner_hears_unless_she_has_left(scene: Scene) -> None:
    with scene.inside():
        planning.edit_task(actor=scene.actor("ada"), task=scene.task, owner_id=scene.cast.ben.person.pk)
    say(scene, "ada", "One")
    assert told(scene) == [("Ben", "comment_added")]
    with scene.inside():
        services.leave_record(actor=scene.actor("ben"), carrier=scene.on("ben"))
    say(scene, "ada", "Two")
    assert told(scene) == [("Ben", "comment_added")], "no second one"


def test_watchers_hear_of_a_state_in_words_and_who_changed_it_does_not(scene: Scene) -> None:
    watch(scene, "ada", "ida")
    with scene.inside():
        planning.change_state(actor=scene.actor("ada"), task=scene.task, step="start")
    assert told(scene) == [("Ida", "task_moved")]
    with scene.inside():
        context = InboxLine.objects.get().context
    assert context["before"]["$text"]["en"] == "Not started"
    assert context["after"]["$text"]["en"] == "In progress"


def test_every_comment_is_told_once(scene: Scene) -> None:
    watch(scene, "ida")
    for text in ("One", "Two"):
        say(scene, "ada", text)
    assert told(scene) == told(scene) == [("Ida", "comment_added")] * 2
