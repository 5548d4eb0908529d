"""The pages of comments, watchers and history: what stands there, for whom, at which cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records import services
from records.models import Comment, Watch
from tests.records.talk.conftest import Scene
from toolkit.markdown import mention

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


def say(scene: Scene, count: int = 1, who: str = "ada", text: str = "Ready?", **more) -> Comment:
    for _number in range(count):
        with scene.inside():
            made = services.add_comment(actor=scene.actor(who), carrier=scene.on(who), text=text, **more)
    return made


def read(scene: Scene, name: str, who: str = "ada", record=None, **more) -> str:
    answer = getattr(scene.cast, who).browser().get(scene.url(name, record, **more))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_records_page_shows_tabs_and_loads_the_first(scene: Scene) -> None:
    say(scene, 2)
    page = scene.cast.ada.browser().get(scene.url("records_open"), follow=True).content.decode()
    assert page.count('id="carried"') == 1
    assert f'hx-get="{scene.url("records_comments")}"' in page
    assert re.search(r"Comments\s*<span class=\"n\">2</span>", page)
    assert "1 watcher" in page


def test_the_part_and_the_page_are_one_template(scene: Scene) -> None:
    say(scene, text="**Ready** for `go-live`?")
    browser = scene.cast.ada.browser()
    whole = browser.get(scene.url("records_comments")).content.decode()
    part = browser.get(scene.url("records_comments"), **HTMX).content.decode()
    assert "<strong>Ready</strong> for <code>go-live</code>?" in whole
    assert "<strong>Ready</strong>" in part
    assert "<html" in whole
    assert "<html" not in part
    assert 'hx-swap-oob="true"' in part
    assert 'hx-swap-oob="true"' not in whole
    assert whole.count('id="carried-tabs"') == part.count('id="carried-tabs"') == 1


def test_writing_answering_editing_deleting_and_restoring_by_browser(scene: Scene) -> None:
    browser = scene.cast.ada.browser()
    sent = browser.post(scene.url("records_add_comment"), {"text": "First"}, **HTMX)
    assert (sent.status_code, '"comments-changed": true' in sent["HX-Trigger"]) == (204, True)
    assert browser.post(scene.url("records_add_comment"), {"text": " "}, **HTMX).status_code == 422
    with scene.inside():
        made = Comment.objects.get()
    about = {"comment": made.pk}
    assert browser.post(scene.url("records_answer_comment", **about), {"text": "Yes"}).status_code == 302
    changed = {"text": "Second", "version": 1}
    assert browser.post(scene.url("records_edit_comment", **about), changed, **HTMX).status_code == 204
    stale = browser.post(scene.url("records_edit_comment", **about), changed | {"text": "Third"}, **HTMX)
    assert (stale.status_code, "Second" in stale.content.decode()) == (409, True)
    gone = {"reason": "Said in person", "version": 2}
    assert browser.post(scene.url("records_withdraw_comment", **about), gone, **HTMX).status_code == 204
    page = read(scene, "records_comments")
    assert "Ada deleted this comment" in page
    assert "Said in person" in page
    assert "Second" not in page
    assert "Second" not in read(scene, "records_comment", **about)
    assert browser.post(scene.url("records_restore_comment", **about), {"version": 3}).status_code == 302
    assert "Second" in read(scene, "records_comments")


def test_the_same_form_sent_twice_is_one_comment(scene: Scene) -> None:
    browser = scene.cast.ada.browser()
    once = re.search(r'name="once" value="([^"]+)"', read(scene, "records_comments"))[1]
    for _click in range(2):
        assert (
            browser.post(scene.url("records_add_comment"), {"text": "Once", "once": once}, **HTMX).status_code
            == 204
        )
    with scene.inside():
        assert Comment.objects.count() == 1


def test_the_client_may_be_spoken_to_where_the_record_is_shared(scene: Scene) -> None:
    assert "Skyharp Airlines reads it, too" in read(scene, "records_comments", record=scene.shared)
    assert "reads it, too" not in read(scene, "records_comments")
    assert "reads it, too" not in read(scene, "records_comments", "ben", record=scene.shared)


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("cleo", 404), ("carl", 404), ("zoe", 404)])
def test_others_find_nothing(scene: Scene, who: str, status: int) -> None:
    made = say(scene)
    browser = getattr(scene.cast, who).browser()
    for name in ("records_comments", "records_people", "records_watchers", "records_history", "records_open"):
        assert browser.get(scene.url(name)).status_code == status, name
    assert browser.get(scene.url("records_comment", comment=made.pk)).status_code == status
    assert browser.post(scene.url("records_add_comment"), {"text": "Hello"}).status_code == status


def test_a_comment_of_another_record_is_not_found_here(scene: Scene) -> None:
    made = say(scene)
    browser = scene.cast.ada.browser()
    for name in ("records_comment", "records_edit_comment", "records_withdraw_comment"):
        assert browser.get(scene.url(name, scene.shared, comment=made.pk)).status_code == 404


def test_the_list_of_people_holds_who_may_read(scene: Scene) -> None:
    found = re.findall(r'data-name="(\w+)"', read(scene, "records_people"))
    assert found == ["Ada", "Ben", "Ida"]
    url = scene.url("records_people") + "?q=be"
    part = scene.cast.ada.browser().get(url, **HTMX).content.decode()
    assert re.findall(r'data-name="(\w+)"', part) == ["Ben"]


def test_a_mention_of_oneself_is_marked(scene: Scene) -> None:
    say(scene, text=f"{mention('Ben', scene.cast.ben.person.pk)} please")
    assert '<span class="mp-mention me">@Ben</span>' in read(scene, "records_comments", "ben")
    assert '<span class="mp-mention">@Ben</span>' in read(scene, "records_comments", "ada")


def test_watching_and_leaving(scene: Scene) -> None:
    browser = scene.cast.ben.browser()
    assert "Watch</a>" in read(scene, "records_watchers", "ben")
    for _twice in range(2):
        assert browser.post(scene.url("records_watch"), **HTMX).status_code == 204
    part = browser.get(scene.url("records_watchers"), **HTMX).content.decode()
    assert "Watching</a>" in part
    assert "1 watcher" in part
    assert browser.post(scene.url("records_leave")).status_code == 302
    say(scene, text=f"{mention('Ben', scene.cast.ben.person.pk)}")
    with scene.inside():
        assert Watch.objects.get(person=scene.cast.ben.person).left_at, "who left is not brought back"


@pytest.mark.parametrize(
    ("name", "queries"), [("records_comments", 16), ("records_watchers", 15), ("records_history", 17)]
)
def test_the_cost_does_not_grow_with_what_was_said(scene: Scene, name: str, queries: int) -> None:
    counted = []
    for more in (1, 2):
        say(scene, more, text=f"{mention('Ben', scene.cast.ben.person.pk)} look")
        say(scene, more, "ben", "Yes", reply_to_id=say(scene).pk)
        browser = scene.cast.ada.browser()
        browser.get(scene.url(name))
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert browser.get(scene.url(name)).status_code == 200
        counted.append(len(found))
    assert counted == [queries, queries]
