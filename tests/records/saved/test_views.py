"""Saved views: the state of a list under a name, as tabs above it."""

import pytest

from records.models import SavedView
from records.services import saved as services
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.factories.planning import TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory

PLAN = "/o/acme/projects/SKY/plan/"
ROUTE = "planning_plan"


@pytest.fixture
def staged(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        for name in ("ada", "ben"):
            role = "PM" if name == "ada" else "AG"
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
        for n, state in ((1, "done"), (2, "not_started"), (3, "not_started")):
            TaskFactory(project=project, number=n, position=n, wbs=str(n), name=f"Task {n}", state=state)
    return cast


def save(member, label, state, **more):
    return services.save_view(actor=member.actor(), route=ROUTE, label=label, state=state, **more)


def test_a_view_is_saved_from_the_list_and_opens_as_its_address(staged):
    browser = staged.ada.browser()
    here = f"{PLAN}?state=done&order=-due&columns=number,name"
    page = browser.get(here).content.decode()
    assert "Save view" in page
    address = page.split('href="/o/acme/views/add/', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    form = browser.get(f"/o/acme/views/add/{address}").content.decode()
    assert 'name="route" value="planning_plan"' in form.replace("\n", " ")
    sent = {"label": "Done", "route": ROUTE, "state": "state=done&order=-due&columns=number,name&page=3"}
    answer = browser.post(f"/o/acme/views/add/{address}", sent)
    with tenant_tx(staged.acme.pk):
        view = SavedView.objects.get()
    assert answer["Location"] == f"{PLAN}?open={view.pk}"
    assert view.state == "columns=number%2Cname&order=-due&state=done"
    opened = browser.get(answer["Location"])
    assert opened["Location"] == f"{PLAN}?{view.state}&view={view.pk}"
    page = browser.get(opened["Location"]).content.decode()
    assert "Task 1" in page
    assert "Task 2" not in page
    assert "Save view" not in page
    assert "Save view" in browser.get(f"{PLAN}?state=done&view={view.pk}").content.decode()


def test_the_tabs_cost_one_query_and_their_counts_come_later(staged, django_assert_num_queries):
    browser = staged.ada.browser()
    browser.get(PLAN)
    with django_assert_num_queries(18):
        browser.get(PLAN)
    for label, state in (
        ("Done", "state=done"),
        ("Open", "state=not_started"),
        ("Late", "due_to=2026-01-01"),
    ):
        save(staged.ada, label, state)
    with django_assert_num_queries(18):
        browser.get(PLAN)
    page = browser.get(f"{PLAN}?part=counts", headers={"HX-Request": "true"}).content.decode()
    found = ["".join(part.split("<")[0].split()) for part in page.split('<span class="n">')[1:]]
    assert sorted(found) == ["0", "1", "2"]


def test_what_the_list_no_longer_has_is_left_out_with_a_word(staged):
    with tenant_tx(staged.acme.pk):
        view = SavedView.objects.create(
            owner=staged.ada.person,
            route=ROUTE,
            label="Old",
            state="columns=number,gone&order=gone&state=done&shade=blue&rows=7",
            created_at=staged.ada.actor().now,
        )
    browser = staged.ada.browser()
    opened = browser.get(f"{PLAN}?open={view.pk}")
    assert opened["Location"] == f"{PLAN}?columns=number&state=done&view={view.pk}"
    page = browser.get(opened["Location"])
    assert page.status_code == 200
    assert "Left out: columns, order, rows, shade." in page.content.decode()
    assert browser.get(f"{PLAN}?open=018f0000-0000-7000-8000-00000000dead").status_code == 404


def test_shared_views_are_offered_to_everybody_and_kept_by_their_owner(staged):
    mine, ours = save(staged.ada, "Mine", "state=done"), save(staged.ada, "Ours", "state=done", shared=True)
    ben = staged.ben.browser()
    page = ben.get(PLAN).content.decode()
    assert "Ours" in page
    assert "Mine" not in page
    assert ben.get(f"{PLAN}?open={mine.pk}").status_code == 404
    assert ben.get(f"/o/acme/views/{mine.pk}/edit/").status_code == 404
    assert ben.get(f"/o/acme/views/{ours.pk}/edit/").status_code == 403
    sent = {"label": "Ben's", "route": ROUTE, "state": "", "shared": "on"}
    ben.post("/o/acme/views/add/", sent)
    with tenant_tx(staged.acme.pk):
        assert not SavedView.objects.get(label="Ben's").shared
    olga = staged.olga.browser()
    answer = olga.post(f"/o/acme/views/{ours.pk}/delete/", {"version": "1"})
    assert answer.status_code == 302
    with tenant_tx(staged.acme.pk):
        assert not SavedView.objects.filter(label="Ours").exists()
        assert AuditLine.objects.filter(action="records.delete_view").count() == 1


def test_a_list_opens_with_the_first_view_of_each_person(staged):
    view = save(staged.ada, "Ours", "state=done", shared=True)
    browser = staged.ada.browser()
    browser.post(f"/o/acme/views/{view.pk}/first/")
    assert browser.get(PLAN)["Location"] == f"{PLAN}?state=done&view={view.pk}"
    assert browser.get(f"{PLAN}?view=all").status_code == 200
    assert staged.ben.browser().get(PLAN).status_code == 200
    browser.post(f"/o/acme/views/{view.pk}/first/")
    assert browser.get(PLAN).status_code == 200


def test_machines_keep_views_too(staged):
    browser, api = staged.ida.browser(), "/api/v1/o/acme/views/"
    body = {"route": ROUTE, "label": "By machine", "state": "state=done"}
    made = browser.post(api, body, content_type="application/json", **staged.api())
    assert made.status_code == 201
    url, tag = made["Location"], made["ETag"]
    assert [row["label"] for row in browser.get(api, **staged.api()).json()["results"]] == ["By machine"]
    changed = browser.patch(
        url, {"label": "Other"}, content_type="application/json", HTTP_IF_MATCH=tag, **staged.api()
    )
    assert changed.json()["label"] == "Other"
    wrong = browser.post(api, {**body, "route": "nowhere"}, content_type="application/json", **staged.api())
    assert wrong.json()["code"] == "no_such_list"
    gone = browser.delete(url, HTTP_IF_MATCH=changed["ETag"], **staged.api())
    assert gone.status_code == 204
