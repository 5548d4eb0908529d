"""The feed of changes: in order, nothing skipped, nobody hears more than she may see."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client as Browser

from notifications.changes import About
from notifications.services import hand_on_change
from planning.services import edit_task
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.notifications.webhooks.conftest import CANARY, Scene
from toolkit.identifiers import uuid7

FEED = "/api/v1/o/acme/changes/"


def feed(browser: Browser, **query: Any) -> list[dict[str, Any]]:
    answer = browser.get(FEED, query)
    assert answer.status_code == 200, answer.content
    rows: list[dict[str, Any]] = answer.json()["results"]
    return rows


def test_rows_are_thin_and_in_order(scene: Scene) -> None:
    task = scene.task()
    edit_task(actor=scene.cast.ada.actor(), task=task, name=f"{CANARY} two")
    scene.dispatch()
    answer = scene.cast.ada.browser().get(FEED)
    rows = answer.json()["results"]
    assert [(row["position"], row["type"]) for row in rows] == [
        (1, "planning.TaskAdded"),
        (2, "planning.TaskEdited"),
    ]
    assert set(rows[0]) == {"position", "event", "type", "project_id", "id", "key", "time", "address"}
    assert (rows[0]["id"], rows[0]["key"]) == (str(task.pk), "SKY-T1")
    assert rows[0]["address"].endswith("/api/v1/o/acme/projects/SKY/tasks/1/")
    assert CANARY not in answer.content.decode()


def test_who_goes_on_after_the_last_position_misses_nothing(scene: Scene) -> None:
    ada, seen = scene.cast.ada.browser(), []
    for _round in range(3):
        scene.task()
        scene.task()
        seen += feed(ada, after=seen[-1]["position"] if seen else 0)
    assert [row["position"] for row in seen] == [1, 2, 3, 4, 5, 6]
    assert feed(ada, after=6) == []


def test_pages_and_filters(scene: Scene) -> None:
    for _one in range(3):
        scene.task()
    scene.task(kind="milestone", due=NOW.date())
    ada = scene.cast.ada.browser()
    first = ada.get(FEED, {"page_size": 2}).json()
    second = ada.get(first["next"]).json()
    assert [row["position"] for row in first["results"] + second["results"]] == [1, 2, 3, 4]
    assert second["next"] is None
    assert len(feed(ada, type="planning.TaskAdded", project=str(scene.project.pk))) == 4
    assert feed(ada, type="projects.StageChanged") == []
    assert ada.get(FEED, {"after": "x"}).status_code == 400
    assert ada.get(FEED, {"type": "tenancy.TokenIssued"}).status_code == 400
    assert ada.get(FEED, {"project": str(scene.hidden.pk)}).status_code == 400


def test_everybody_reads_of_the_own_projects_only(scene: Scene) -> None:
    scene.task()
    scene.task(project=scene.hidden)
    keys = {
        name: [row["key"] for row in feed(getattr(scene.cast, name).browser())]
        for name in ("ada", "ben", "olga")
    }
    assert keys == {"ada": ["SKY-T1"], "ben": [], "olga": ["SKY-T1", "HID-T1"]}
    assert scene.cast.zoe.browser().get(FEED).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_as_much_for_one_row_as_for_three(
    scene: Scene, count: int, django_assert_num_queries: Any
) -> None:
    for _one in range(count):
        scene.task()
    ada = scene.cast.ada.browser()
    feed(ada)
    with django_assert_num_queries(FEED_QUERIES):
        assert len(feed(ada)) == count


FEED_QUERIES = 12


@pytest.mark.django_db(transaction=True)
def test_positions_become_readable_in_their_order_whoever_commits_late(scene: Scene) -> None:
    """One holds its transaction open: the next waits for its position, so no reader can skip the first.

    With ids or a sequence the second would be readable first, and the first would be skipped for ever.
    """
    with tenant_tx(scene.cast.acme.pk):
        hand(scene, "before")
    started, order = Barrier(2), []
    organization = scene.cast.acme.pk

    def hand_on(name: str, slow: bool) -> None:
        actor = scene.cast.system()
        with tenant_tx(organization):
            if not slow:
                started.wait(60)
            about = About(uuid7(), name, "/x/")
            hand_on_change(
                actor=actor, event=uuid7(), name="planning.TaskAdded", project_id=None, about=about, at=NOW
            )
            if slow:
                started.wait(60)
                waits_for_us(scene)
                order.append("slow commits")
        order.append(name)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(hand_on, "slow", True), pool.submit(hand_on, "quick", False)]:
            one.result(120)
    assert order[0] == "slow commits"
    assert [(row.position, row.key) for row in scene.changes()] == [(1, "before"), (2, "slow"), (3, "quick")]


def waits_for_us(scene: Scene) -> None:
    """Until somebody waits for a lock that this transaction holds."""
    with connection.cursor() as cursor:
        for _look in range(10_000):
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.005)
    raise AssertionError("nobody waited")


def test_a_position_whose_transaction_failed_is_given_again(scene: Scene) -> None:
    def fail() -> None:
        with tenant_tx(scene.cast.acme.pk):
            hand(scene, "lost")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with tenant_tx(scene.cast.acme.pk):
        hand(scene, "kept")
    assert [(row.position, row.key) for row in scene.changes()] == [(1, "kept")]


def hand(scene: Scene, key: str) -> None:
    hand_on_change(
        actor=scene.cast.system(),
        event=uuid7(),
        name="planning.TaskAdded",
        project_id=None,
        about=About(uuid7(), key, "/x/"),
        at=NOW,
    )
