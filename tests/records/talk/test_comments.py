"""Saying something about a record, changing it, taking it back."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from records import selectors, services
from records.models import Comment, Mention, Watch
from tenancy.models import AuditLine, Event
from tests.cast import NOW
from tests.records.talk.conftest import Scene
from toolkit.errors import Denied, Missing, Stale
from toolkit.markdown import mention

pytestmark = pytest.mark.django_db


def say(scene: Scene, who: str = "ada", text: str = "Ready?", record=None, **more):
    with scene.inside():
        return services.add_comment(actor=scene.actor(who), carrier=scene.on(who, record), text=text, **more)


def facts(scene: Scene, name: str) -> list[dict]:
    with scene.inside():
        return list(Event.objects.filter(name=f"records.{name}").values_list("payload", flat=True))


def test_a_comment_is_internal_numbered_told_and_makes_a_watcher(scene: Scene) -> None:
    first, second = say(scene), say(scene, "ben", "  Nearly.\r\nTomorrow. ")
    assert (first.number, second.number, first.visibility) == (1, 2, "internal")
    assert second.text == "Nearly.\nTomorrow."
    assert (second.client_id, second.project_id) == (scene.project.client_id, scene.project.pk)
    with scene.inside():
        assert set(Watch.objects.on().values_list("person__name", "why")) == {
            ("Ada", "commented"),
            ("Ben", "commented"),
        }
        line = AuditLine.objects.get(subject_id=second.pk)
        assert (line.action, line.actor_name, line.project) == (
            "records.add_comment",
            "Ben",
            scene.project.pk,
        )
    assert {fact["comment_id"] for fact in facts(scene, "CommentAdded")} == {str(first.pk), str(second.pk)}
    assert "Ready" not in str(facts(scene, "CommentAdded")), "facts are thin"


def test_answers_stand_one_level_below(scene: Scene) -> None:
    root = say(scene)
    answer = say(scene, "ben", "Yes", reply_to_id=root.pk)
    again = say(scene, "ada", "Good", reply_to_id=answer.pk)
    assert (answer.reply_to_id, again.reply_to_id) == (root.pk, root.pk)
    elsewhere = say(scene, record=scene.shared)
    with pytest.raises(services.AnsweredIsGone):
        say(scene, reply_to_id=elsewhere.pk)


def test_a_mention_names_tells_and_makes_a_watcher(scene: Scene) -> None:
    ben = scene.cast.ben.person
    made = say(
        scene, text=f"{mention('Somebody else', ben.pk)} look, {mention('Ada', scene.cast.ada.person.pk)}"
    )
    assert made.text.startswith(f"@[Ben](person:{ben.pk}) look"), "the name is the person's own"
    assert [fact["person_id"] for fact in facts(scene, "Mentioned")] == [str(ben.pk)], "not the writer"
    with scene.inside():
        assert Mention.objects.filter(comment=made).count() == 2
        assert Watch.objects.get(person=ben).why == "mentioned"
        edited = services.edit_comment(actor=scene.actor("ada"), comment=made, text="Nobody")
        assert not Mention.objects.filter(comment=edited).exists()


@pytest.mark.parametrize("who", ["olga", "cleo", "carl", "zoe"])
def test_who_may_not_read_the_record_cannot_be_named(scene: Scene, who: str) -> None:
    person = getattr(scene.cast, who).person
    for record in (scene.task, scene.shared):
        with pytest.raises(services.CannotRead) as refused:
            say(scene, text=f"Ask {mention('X', person.pk)}", record=record)
        assert str(refused.value).startswith("X cannot read this record")
    with scene.inside():
        assert not Comment.objects.exists()


def test_shared_only_on_what_is_shared_and_by_those_who_speak_with_the_client(scene: Scene) -> None:
    with pytest.raises(services.RecordNotShared):
        say(scene, visibility="shared")
    with pytest.raises(Denied):
        say(scene, "ben", record=scene.shared, visibility="shared")
    quiet = say(scene, record=scene.shared)
    with pytest.raises(services.AnswerStaysInternal):
        say(scene, record=scene.shared, visibility="shared", reply_to_id=quiet.pk)
    assert say(scene, record=scene.shared, visibility="shared").is_shared


def test_one_edits_ones_own_and_a_shared_one_for_fifteen_minutes(scene: Scene) -> None:
    ada, later = scene.actor("ada"), scene.cast.ada.actor(now=NOW + timedelta(minutes=16))
    quiet, shared = say(scene), say(scene, record=scene.shared, visibility="shared")
    with scene.inside():
        edited = services.edit_comment(actor=later, comment=quiet, text="Ready now?", version=1)
        assert (edited.text, edited.version, edited.edited_at) == ("Ready now?", 2, later.now)
        with pytest.raises(Stale):
            services.edit_comment(actor=later, comment=quiet, text="Third", version=1)
        with pytest.raises(Denied):
            services.edit_comment(actor=scene.actor("ben"), comment=quiet, text="Mine")
        assert services.edit_comment(actor=ada, comment=shared, text="In time").text == "In time"
        with pytest.raises(services.CommentSettled):
            services.edit_comment(actor=later, comment=shared, text="Too late")
        line = AuditLine.objects.get(action="records.edit_comment", subject_id=quiet.pk)
        assert (line.before, line.after) == ({"text": "Ready?"}, {"text": "Ready now?"})


def test_a_deleted_comment_leaves_a_stub_and_comes_back_for_thirty_days(scene: Scene) -> None:
    made = say(scene, "ben")
    ada, ben = scene.actor("ada"), scene.actor("ben")
    with scene.inside():
        with pytest.raises(services.CommentReasonMissing):
            services.withdraw_comment(actor=ben, comment=made, reason=" ")
        gone = services.withdraw_comment(actor=ada, comment=made, reason="Names a customer", version=1)
        assert (gone.withdrawn_name, gone.told) == ("Ada", "")
        rows = selectors.told_comments(actor=ada, carrier=scene.on("ada"))
        assert [*rows.values_list("told", "withdrawn_reason")] == [("", "Names a customer")]
        with pytest.raises(services.CommentGone):
            services.edit_comment(actor=ben, comment=gone, text="Again")
        with pytest.raises(services.AnsweredIsGone):
            say(scene, reply_to_id=gone.pk)
        late = scene.cast.ada.actor(now=NOW + timedelta(days=31))
        with pytest.raises(services.CommentKeptTooLong):
            services.restore_comment(actor=late, comment=gone)
        assert services.restore_comment(actor=ben, comment=gone).told == "Ready?"
        with pytest.raises(services.CommentStands):
            services.restore_comment(actor=ben, comment=gone)
    other = say(scene)
    with scene.inside(), pytest.raises(Denied):
        services.withdraw_comment(actor=ben, comment=other, reason="Not mine")


def test_what_is_no_comment_is_refused(scene: Scene) -> None:
    for text, refusal in (
        (" \n ", services.CommentEmpty),
        ("x" * 10_001, services.CommentTooLong),
        ("".join(mention("A", one) for one in _uuids(21)), services.TooManyMentions),
    ):
        with pytest.raises(refusal):
            say(scene, text=text)


def _uuids(count: int):
    return [UUID(int=number + (7 << 76)) for number in range(count)]


@pytest.mark.parametrize("who", ["olga", "cleo", "carl"])
def test_who_does_not_read_the_record_says_nothing(scene: Scene, who: str) -> None:
    theirs = scene.on("ada")
    with scene.inside(), pytest.raises((Denied, Missing)):
        services.add_comment(actor=scene.actor(who), carrier=theirs, text="Hello")
    with scene.inside():
        assert not Comment.objects.exists()


def test_opened_reading_is_for_looking(scene: Scene) -> None:
    olga = scene.actor("olga")
    opened = replace(olga, roles=olga.roles | {"BG"})
    with scene.inside():
        found = selectors.carrier(actor=opened, entry_id=scene.task.pk)
        with pytest.raises(Denied):
            services.add_comment(actor=opened, carrier=found, text="Hello")
