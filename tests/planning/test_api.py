"""Plans by machine."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.models import Task
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory

BASE = "/api/v1/o/acme/projects/SKY/"
JSON = {"content_type": "application/json"}


@pytest.fixture
def api(cast, plan):
    """Ida's requests: she manages the project too."""
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=plan.project, person=cast.ida.person, role="PM")
    client = Client()

    def call(method: str, path: str, body=None, **headers):
        return getattr(client, method)(
            BASE + path, body, **(JSON if body is not None else {}), **cast.api(), **headers
        )

    return call


def test_add_read_change_withdraw(cast, plan, api):
    made = api("post", "tasks/", {"name": "Train", "begin": "2026-11-20", "duration_minutes": 960})
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["due"], row["wbs"], row["version"]) == ("2026-11-23", "1", 1)
    assert made["Location"].endswith("/tasks/1/")
    assert made["ETag"] == '"1"'

    assert api("patch", "tasks/1/", {"name": "T"}).status_code == 428
    changed = api("patch", "tasks/1/", {"name": "Train twice"}, HTTP_IF_MATCH='"1"')
    assert (changed.status_code, changed.json()["name"]) == (200, "Train twice")
    assert api("patch", "tasks/1/", {"name": "late"}, HTTP_IF_MATCH='"1"').status_code == 412

    gone = api("delete", "tasks/1/", {"reason": "wrong"}, HTTP_IF_MATCH='"2"')
    assert gone.status_code == 204
    assert api("get", "tasks/1/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_queries_whatever_the_rows(cast, plan, api, rows):
    with tenant_tx(cast.acme.pk):
        for n in range(rows):
            plan.add(f"Row {n}")
    with CaptureQueriesContext(connection) as queries:
        answer = api("get", "tasks/")
    assert [row["name"] for row in answer.json()["results"]] == [f"Row {n}" for n in range(rows)]
    assert len(queries) == 10


def test_pages_follow_each_other_without_gaps(cast, plan, api):
    with tenant_tx(cast.acme.pk):
        for n in range(5):
            plan.add(f"Row {n}")
    first = api("get", "tasks/?page_size=2").json()
    rest = api("get", f"tasks/?{first['next'].partition('?')[2]}").json()
    assert [row["number"] for row in first["results"] + rest["results"]] == [1, 2, 3, 4]
    forged = first["next"].partition("?")[2].replace("cursor=", "cursor=x")
    assert api("get", f"tasks/?{forged}").status_code == 400
    assert api("get", "tasks/?page_size=1000000000").status_code == 400


def test_milestones(cast, plan, api):
    made = api("post", "milestones/", {"name": "Live", "due": "2026-12-01"})
    assert made.status_code == 201, made.content
    assert made.json()["kind"] == "milestone"
    reached = api("post", "tasks/1/reach/", {"reached_on": "2026-11-20"}, HTTP_IF_MATCH='"1"')
    assert (reached.status_code, reached.json()["state"]) == (200, "achieved")
    assert len(api("get", "milestones/?state=achieved").json()["results"]) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"name": "A", "organization_id": str(uuid4())}, 422),
        ({"name": "A", "state": "done"}, 422),
        ({"name": "A", "duration_minutes": -1}, 422),
        ({"name": "A", "due": "0001-13-01"}, 422),
        ({"name": ["A"]}, 422),
        ({}, 422),
    ],
)
def test_bad_bodies(cast, plan, api, body, status):
    answer = api("post", "tasks/", body)
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    with tenant_tx(cast.acme.pk):
        assert not Task.objects.exists()


def test_foreign_and_unknown_ids_in_a_body_answer_alike(cast, plan, api):
    answers = [
        api("post", "tasks/", {"name": "A", "owner_id": str(owner)})
        for owner in (cast.zoe.person.pk, uuid4())
    ]
    assert {answer.status_code for answer in answers} == {422}
    assert answers[0].content == answers[1].content


def test_without_rights(cast, plan):
    assert Client().get(f"{BASE}tasks/").status_code == 401
    zoe = Client()
    zoe.force_login(cast.zoe.user)
    assert zoe.get(f"{BASE}tasks/").status_code == 404
    assert Client().get(f"{BASE}tasks/", **cast.api()).status_code == 404  # Ida is no member here
