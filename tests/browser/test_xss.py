"""Text stays text: forty payloads in every text of every record, and Chromium visits every page."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from planning.models import Task
from planning.services import edit_task, withdraw_task
from tenancy.scope import tenant_tx
from tests.browser.conftest import opened
from tests.browser.corpus import PAYLOADS
from tests.browser.poison import poison
from tests.browser.test_every_page import pages

BETRAYED = (Path(__file__).parent / "betrayed.js").read_text()
SEEN = '<a href=" java&#9;script:x">x</a><marquee>'
CLEAN = {"ran": None, "handlers": [], "addresses": [], "elements": []}


@pytest.fixture
def poisoned(scene):
    """The scene with the corpus in it, and with verbs done on it so that logs and letters carry it on."""
    done = poison(scene)
    actor = scene.cast.ada.actor()
    with tenant_tx(scene.cast.acme.pk):
        task = Task.objects.live().filter(project=scene.world.project, kind="task").first()
        edit_task(actor=actor, task=task, version=task.version, name=PAYLOADS[9])
        task = Task.objects.get(pk=task.pk)
        withdraw_task(actor=actor, task=task, version=task.version, reason=PAYLOADS[5])
    return done


def walk(page, urls):
    """Every address once; what betrays itself, and what was loaded that nobody asked for."""
    found, called = [], []
    page.on("request", lambda asked: called.append(asked.url) if "xss-hx" in asked.url else None)
    page.on("dialog", lambda box: (found.append(("dialog", box.message)), box.dismiss()))
    for url in urls:
        if opened(page, url) and (seen := page.evaluate(BETRAYED)) != CLEAN:
            found.append((url, seen))
    return [*found, *called]


@pytest.mark.threat("T-080", "T-083", "T-084")
def test_nothing_that_was_written_runs(visit, scene, poisoned, record_property):
    assert set(poisoned.payloads) == set(PAYLOADS)
    assert len(poisoned.fields) > 20, poisoned
    walks = [
        (scene.cast.ada, pages(scene, "o/")),
        (scene.cast.olga, [url for url in pages(scene, "o/") if "/settings/" in url]),
        (scene.cast.cleo, pages(scene, "portal/")),
    ]
    found = [one for member, urls in walks for one in walk(visit(member), urls)]
    record_property("pages with the corpus", sum(len(urls) for _member, urls in walks))
    record_property("fields with the corpus", len(poisoned.fields))
    assert not found, found[:5]


@pytest.mark.threat("T-089")
def test_a_template_in_a_name_is_printed_as_it_stands(visit, scene):
    text = "{{7*7}} ${7*7} {% load x %} <b>bold</b>"
    with tenant_tx(scene.cast.acme.pk):
        Task.objects.filter(pk=scene.world.task.pk).update(name=text)
    page = visit(scene.cast.ada)
    page.goto(f"/o/acme/projects/SKY/tasks/{scene.world.task.number}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)
    page.goto("/o/acme/projects/SKY/plan/?q=%22%3E%3Csvg%20onload%3Dwindow.__xss%3D1%3E")
    assert page.evaluate(BETRAYED) == CLEAN


def test_the_walk_would_see_it(visit, scene):
    page = visit(scene.cast.ada)
    page.goto("/o/acme/")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<a href=\" java\\tscript:x\">x</a><marquee>')"
    )
    seen = page.evaluate(BETRAYED)
    assert seen["addresses"]
    assert seen["elements"]
