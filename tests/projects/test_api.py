"""Endpoints of projects."""

import json

import pytest

from projects.models import Project, ProjectMember
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import MemberFactory, ProjectFactory

API = "/api/v1/o/acme/projects/"
SKY = f"{API}SKY/"
NEW = {"key": "BFM", "name": "Brightfjord", "currency": "USD"}


@pytest.fixture
def ida(cast, sky):
    """Ida's integration manages SKY: `call(method, path, body, **headers)`."""
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=sky, person=cast.ida.person)
    return caller(cast)


def caller(cast):
    browser = cast.ida.browser()
    browser.logout()

    def call(method, path, body=None, **headers):
        extra = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        data = json.dumps(body if body is not None else {})
        if method == "get":
            return browser.get(path, **cast.api(), **extra)
        return getattr(browser, method)(path, data, content_type="application/json", **cast.api(), **extra)

    return call


def stored(cast, key="SKY"):
    with tenant_tx(cast.acme.pk):
        return Project.objects.get(key=key)


def code(answer):
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return answer.status_code, answer.json()["code"]


def test_the_row_of_a_project(cast, sky, ida):
    [row] = ida("get", API).json()["results"]
    assert row == {
        "id": str(sky.pk),
        "key": "SKY",
        "name": "Customer care",
        "name_zh": "",
        "client_id": str(cast.skyharp.pk),
        "client": "Skyharp Airlines",
        "kind": "transition_run",
        "stage": "L0",
        "state": "active",
        "zone": "Europe/Warsaw",
        "currency": "EUR",
        "planned_start": None,
        "planned_finish": None,
        "methodology": "",
        "sponsor_id": None,
        "programme_id": None,
        "engagement_id": None,
        "sow_id": None,
        "status_days": 7,
        "visibility": "internal",
        "created_at": "2026-11-20T09:00:00Z",
        "version": 1,
    }
    one = ida("get", SKY)
    assert (one.json(), one["ETag"]) == (row, '"1"')
    assert ida("get", SKY, if_none_match='"1"').status_code == 304


QUERIES, MEMBER_QUERIES = 8, 10


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_for_three(cast, ida, count, django_assert_num_queries):
    with tenant_tx(cast.acme.pk):
        for n in range(1, count):
            MemberFactory(project=ProjectFactory(client=cast.tidewell, key=f"P{n}"), person=cast.ida.person)
    ida("get", API)
    with django_assert_num_queries(QUERIES):
        assert len(ida("get", API).json()["results"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_members_ask_the_same_for_one_and_for_three(cast, sky, ida, count, django_assert_num_queries):
    with tenant_tx(cast.acme.pk):
        ProjectMember.objects.exclude(person=cast.ida.person).delete()
        for n in range(1, count):
            MemberFactory(project=sky, person=add_member(cast.acme, f"More{n}", "AG").person, role="AG")
    ida("get", f"{SKY}members/")
    with django_assert_num_queries(MEMBER_QUERIES):
        assert len(ida("get", f"{SKY}members/").json()["results"]) == count


def test_filters_are_the_pages(cast, ida):
    assert ida("get", f"{API}?state=active&q=care").json()["results"]
    assert ida("get", f"{API}?state=draft").json()["results"] == []
    assert code(ida("get", f"{API}?client={cast.rival_client.pk}")) == (400, "bad_parameter")


def test_create(cast, ida):
    answer = ida("post", API, {**NEW, "client_id": str(cast.skyharp.pk), "planned_start": "2026-12-01"})
    assert answer.status_code == 201, answer.content
    assert answer["Location"] == f"{API}BFM/"
    made = answer.json()
    assert (made["zone"], made["state"], made["client"]) == ("Europe/Warsaw", "draft", "Skyharp Airlines")
    assert ida("get", f"{API}BFM/").json() == made


@pytest.mark.parametrize(
    ("change", "status", "told"),
    [
        ({"key": "SKY"}, 422, "projects_project_key"),
        ({"key": "1"}, 422, "projects_project_key_form"),
        ({"zone": "Mars/Base"}, 422, "zone_unknown"),
        ({"client_id": "00000000-0000-7000-8000-000000000000"}, 422, "unknown_reference"),
        ({"colour": "red"}, 422, "bad_input"),
    ],
)
def test_create_says_what_is_wrong(cast, ida, change, status, told):
    answer = ida("post", API, {**NEW, "client_id": str(cast.skyharp.pk), **change})
    assert code(answer) == (status, told)


def test_a_foreign_client_is_an_unknown_one(cast, ida):
    foreign = ida("post", API, {**NEW, "client_id": str(cast.rival_client.pk)})
    unknown = ida("post", API, {**NEW, "client_id": str(cast.acme.pk)})
    assert foreign.content == unknown.content


def test_change_with_the_version_that_was_read(cast, ida):
    assert code(ida("patch", SKY, {"name": "Care"})) == (428, "precondition_missing")
    answer = ida("patch", SKY, {"name": "Care"}, if_match='"1"')
    assert (answer.status_code, answer["ETag"], answer.json()["name"]) == (200, '"2"', "Care")
    assert code(ida("patch", SKY, {"name": "Late"}, if_match='"1"')) == (412, "stale")
    assert stored(cast).name == "Care"


def test_stage_and_state(cast, ida):
    assert ida("post", f"{SKY}stage/", {"stage": "L1"}, if_match='"1"').json()["stage"] == "L1"
    assert code(ida("post", f"{SKY}stage/", {"stage": "L5"}, if_match='"2"')) == (422, "reason_missing")
    assert code(ida("post", f"{SKY}state/", {"step": "resume"}, if_match='"2"')) == (409, "state_refused")
    held = ida("post", f"{SKY}state/", {"step": "hold", "reason": "Freeze"}, if_match='"2"')
    assert held.json()["state"] == "on_hold"


def test_share_and_unshare(cast, ida):
    assert code(ida("post", f"{SKY}share/")) == (428, "precondition_missing")
    answer = ida("post", f"{SKY}share/", if_match='"1"')
    assert (answer.json()["visibility"], answer["ETag"]) == ("shared", '"2"')
    assert code(ida("post", f"{SKY}unshare/", if_match='"1"')) == (412, "stale")
    assert code(ida("post", f"{SKY}share/", if_match='"2"')) == (409, "visibility_unchanged")
    assert ida("post", f"{SKY}unshare/", if_match='"2"').json()["visibility"] == "internal"


def test_members(cast, ida):
    rows = ida("get", f"{SKY}members/").json()["results"]
    assert [(row["person"], row["role"]) for row in rows] == [("Ada", "PM"), ("Ben", "AG"), ("Ida", "PM")]


VERBS = [
    ("patch", "", {"name": "x"}),
    ("post", "stage/", {"stage": "L1"}),
    ("post", "state/", {"step": "hold", "reason": "x"}),
    ("post", "share/", {}),
    ("post", "unshare/", {}),
]


@pytest.mark.parametrize(("method", "path", "body"), VERBS)
def test_other_roles_are_refused(cast, sky, method, path, body):
    for name in ("ben", "olga"):
        browser = getattr(cast, name).browser()
        answer = getattr(browser, method)(
            SKY + path, json.dumps(body), content_type="application/json", HTTP_IF_MATCH='"1"'
        )
        assert code(answer) == (403, "denied")
    assert stored(cast).version == 1


@pytest.mark.parametrize("path", ["", "members/"])
def test_who_is_not_in_it_finds_nothing(cast, sky, path):
    assert code(caller(cast)("get", SKY + path)) == (404, "missing")
    for name in ("cleo", "zoe"):
        assert code(getattr(cast, name).browser().get(SKY + path)) == (404, "missing")
    hidden = cast.zoe.browser().get(f"/api/v1/o/zenith/projects/SKY/{path}")
    missing = cast.zoe.browser().get(f"/api/v1/o/zenith/projects/NONE/{path}")
    assert (hidden.status_code, hidden.content) == (404, missing.content)


def test_others_create_none(cast, sky):
    body = json.dumps({**NEW, "client_id": str(cast.skyharp.pk)})
    for name in ("ben", "olga"):
        answer = getattr(cast, name).browser().post(API, body, content_type="application/json")
        assert code(answer) == (403, "denied")
