"""Rescheduling through the doors: looked at first, confirmed, refused when the plan has moved on."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.models import Plan, Task
from tenancy.scope import tenant_tx

pytestmark = pytest.mark.django_db
PAGE = "/o/acme/projects/SKY/plan/reschedule/"
API = "/api/v1/o/acme/projects/SKY/plan/reschedule/"


@pytest.fixture
def longer(cast, chain):
    """Draft takes a day longer than its successors know."""
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=cast.ada.actor(), task=chain["Draft"], duration_minutes=3 * 480)
    return chain


def seen_on(page):
    return re.search(r'name="seen" value="(\w+)"', page)[1]


def test_the_page_shows_first_and_moves_after(cast, longer, due):
    browser = cast.ada.browser()
    page = browser.get(PAGE).text
    assert "2 rows move." in page
    assert "instead of" in page
    assert page.count(">+1 d<") == 2
    assert due("Review") == date(2026, 11, 25)
    answer = browser.post(PAGE, {"seen": seen_on(page)})
    assert answer.status_code == 302
    assert due("Review") == date(2026, 11, 26)
    assert "2 rows have moved." in browser.get(answer["Location"]).text
    assert "Nothing would move" in browser.get(PAGE).text


def test_a_preview_that_is_out_of_date_is_shown_anew(cast, longer, due):
    browser = cast.ada.browser()
    seen = seen_on(browser.get(PAGE).text)
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=cast.ada.actor(), task=longer["Draft"], duration_minutes=5 * 480)
    answer = browser.post(PAGE, {"seen": seen})
    assert answer.status_code == 422
    assert "The plan has changed since you looked." in answer.text
    assert due("Review") == date(2026, 11, 25)
    assert browser.post(PAGE, {"seen": seen_on(answer.text)}).status_code == 302
    assert due("Review") == date(2026, 11, 30)


@pytest.mark.parametrize("path", ["plan/", "plan/gantt/", "tasks/2/"])
def test_the_plan_offers_it_once_something_has_changed(cast, chain, path):
    browser, about = cast.ada.browser(), f"/o/acme/projects/SKY/{path}"
    with tenant_tx(cast.acme.pk):
        Plan.objects.update(settled=True)
    assert "See what would move" not in browser.get(about).text
    with tenant_tx(cast.acme.pk):
        services.edit_task(actor=cast.ada.actor(), task=chain["Draft"], duration_minutes=3 * 480)
    assert f'href="{PAGE}"' in browser.get(about).text
    assert "See what would move" not in cast.ben.browser().get(about).text
    services.reschedule(actor=cast.ada.actor(), project=chain.project)
    assert "See what would move" not in browser.get(about).text


def test_names_do_not_unsettle_a_plan(cast, chain):
    with tenant_tx(cast.acme.pk):
        Plan.objects.update(settled=True)
        services.edit_task(actor=cast.ada.actor(), task=chain["Draft"], name="Sketch")
        assert Plan.objects.get().settled


@pytest.mark.parametrize("verb", ["link", "unlink"])
def test_links_unsettle_it(cast, chain, verb):
    with tenant_tx(cast.acme.pk):
        Plan.objects.update(settled=True)
        if verb == "link":
            chain.link("Notes", "Done")
        else:
            link = chain["Review"].links_in.select_related("successor", "predecessor").get()
            services.remove_dependency(actor=cast.ada.actor(), dependency=link)
        assert not Plan.objects.get().settled


def test_the_endpoint_previews_and_writes(cast, longer, due):
    client = cast.ada.browser()
    asked = {"preview": True, "as_of": "2026-11-22"}
    told = client.post(API, asked, content_type="application/json").json()
    assert [(one["number"], one["due_after"], one["days"]) for one in told["moves"]] == [
        (3, "2026-11-26", 1),
        (4, "2026-11-26", 1),
    ]
    assert due("Done") == date(2026, 11, 25)
    asked = {"as_of": "2026-11-22", "seen": "another"}
    refused = client.post(API, asked, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "plan_moved_on")
    done = client.post(API, {**asked, "seen": told["seen"]}, content_type="application/json").json()
    assert (done["moved"], done["finish_after"]) == (2, "2026-11-26")
    assert due("Done") == date(2026, 11, 26)


def test_a_member_may_not(cast, chain):
    assert cast.ben.browser().get(PAGE).status_code == 403
    assert cast.zoe.browser().get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_preview_costs_the_same_queries_whatever_the_rows(cast, longer, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            longer.add(f"Row {number}", duration_minutes=480)
            longer.link("Draft", f"Row {number}")
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(PAGE).text
    assert f"{count + 2} rows move." in page
    assert len(queries) == 22
    with tenant_tx(cast.acme.pk):
        assert Task.objects.filter(name="Row 0", start_at=None).exists()
