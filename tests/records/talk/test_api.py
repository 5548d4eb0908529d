"""Comments, watchers and history by machine."""

import json

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from records import services
from records.models import Comment, Watch
from tests.records.talk.conftest import Scene
from toolkit.markdown import mention

pytestmark = pytest.mark.django_db
JSON = "application/json"


def api(scene: Scene, method: str, name: str, data=None, **more):
    headers = {**scene.cast.api(), **more.pop("headers", {})}
    url = scene.url(f"api_records_{name}", **more)
    return getattr(Browser(), method)(url, json.dumps(data) if data is not None else None, JSON, **headers)


def read(scene: Scene, name: str, query: str = "", **more):
    return Browser().get(scene.url(f"api_records_{name}", **more) + query, **scene.cast.api())


def test_a_comment_lives_its_life(scene: Scene) -> None:
    ben = scene.cast.ben.person
    made = api(scene, "post", "comments", {"text": f"{mention('B', ben.pk)} look"})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["text"], row["author"], row["visibility"]) == (
        f"@[Ben](person:{ben.pk}) look",
        "Ida",
        "internal",
    )
    one = {"comment": row["id"]}
    assert made["Location"] == scene.url("api_records_comment", **one)
    assert api(scene, "patch", "comment", {"text": "New"}, **one).status_code == 428
    seen = {"HTTP_IF_MATCH": made["ETag"]}
    changed = api(scene, "patch", "comment", {"text": "New"}, headers=seen, **one)
    assert (changed.status_code, changed.json()["text"]) == (200, "New")
    assert api(scene, "patch", "comment", {"text": "Old"}, headers=seen, **one).status_code == 412
    now = {"HTTP_IF_MATCH": changed["ETag"]}
    assert api(scene, "delete", "comment", {"reason": "Wrong record"}, headers=now, **one).status_code == 204
    gone = read(scene, "comment", **one)
    assert (gone.json()["text"], gone.json()["withdrawn_reason"]) == ("", "Wrong record")
    assert read(scene, "comments", "?q=New").json()["results"] == []
    back = api(scene, "post", "restore_comment", headers={"HTTP_IF_MATCH": gone["ETag"]}, **one)
    assert (back.status_code, back.json()["text"]) == (200, "New")


def test_refusals_are_problems_with_codes(scene: Scene) -> None:
    olga, elsewhere = scene.cast.olga.person, "018f0000-0000-7000-8000-00000000dead"
    for data, status, code in (
        ({"text": f"{mention('Olga', olga.pk)}"}, 409, "cannot_read"),
        ({"text": f"{mention('X', elsewhere)}"}, 409, "cannot_read"),
        ({"text": "Hi", "visibility": "shared"}, 409, "record_not_shared"),
        ({"text": "Hi", "reply_to_id": elsewhere}, 409, "answered_is_gone"),
        ({"text": ""}, 422, "bad_input"),
        ({"text": "Hi", "author": "me"}, 422, "bad_input"),
    ):
        answer = api(scene, "post", "comments", data)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.content
    with scene.inside():
        assert not Comment.objects.exists()


def test_watching_and_leaving(scene: Scene) -> None:
    assert api(scene, "post", "watchers", {}).status_code == 201
    (row,) = read(scene, "watchers").json()["results"]
    assert (row["name"], row["why"]) == ("Ida", "chose")
    assert api(scene, "post", "leave").status_code == 204
    assert read(scene, "watchers").json()["results"] == []
    with scene.inside():
        assert Watch.objects.get().left_at


def test_the_history_leaves_out_what_was_said(scene: Scene) -> None:
    api(scene, "post", "comments", {"text": "A secret"})
    answer = read(scene, "history")
    assert answer.status_code == 200
    rows = answer.json()["results"]
    assert [row["action"] for row in rows] == ["records.add_comment"]
    assert (rows[0]["before"], rows[0]["after"]) == (None, None)
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize("name", ["comments", "watchers", "history"])
def test_rows_do_not_cost_queries(scene: Scene, name: str) -> None:
    counted = []
    for more in (1, 2):
        for _number in range(more):
            for who in ("ada", "ben"):
                with scene.inside():
                    services.add_comment(actor=scene.actor(who), carrier=scene.on(who), text="Hi")
        with CaptureQueriesContext(connection) as found:
            assert read(scene, name).status_code == 200
        counted.append(len(found))
    assert counted == [{"comments": 11, "watchers": 11, "history": 12}[name]] * 2


def test_another_organization_finds_nothing(scene: Scene) -> None:
    answer = Browser().get(
        scene.url("api_records_comments").replace("/acme/", "/zenith/"), **scene.cast.api()
    )
    assert answer.status_code == 404
