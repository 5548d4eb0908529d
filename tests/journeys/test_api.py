"""A script does by REST what people do by page."""

import json

import pytest
from django.core.management import call_command

from planning.models import Dependency, Task
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.journeys.visitor import signed_in

BASE = "/api/v1/o/acme/projects/"
TASKS = f"{BASE}SKY/tasks/"


class Script:
    """Asks with a token, like a program elsewhere."""

    def __init__(self, client, headers):
        self.client, self.headers = client, headers

    def ask(self, method, url, data=None, **headers):
        body = {} if data is None else {"data": json.dumps(data), "content_type": "application/json"}
        return getattr(self.client, method)(url, **body, **self.headers, **headers)


@pytest.fixture
def ida(cast, sky, client):
    return Script(client, cast.api())


def make(ida, **values):
    answer = ida.ask("post", TASKS, values)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_without_a_token_nothing_opens(client, sky):
    assert client.get(BASE).status_code == 401
    answer = client.get(BASE, HTTP_AUTHORIZATION="Bearer mp_wrong")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


def test_a_project_and_its_row(cast, ida):
    [row] = ida.ask("get", BASE).json()["results"]
    assert (row["key"], row["zone"], row["client"]) == ("SKY", "Asia/Manila", "Skyharp Airlines")
    made = ida.ask(
        "post",
        BASE,
        {"client_id": str(cast.tidewell.pk), "key": "TDW", "name": "Annotation", "currency": "CNY"},
    )
    assert (made.status_code, made["Location"]) == (201, f"{BASE}TDW/")
    assert ida.ask("get", made["Location"]).json()["zone"] == "Europe/Warsaw"


def test_a_task_is_made_changed_and_withdrawn_by_version(cast, ida):
    made = ida.ask("post", TASKS, {"name": "Hiring", "begin": "2026-11-23", "duration_minutes": 2400})
    assert (made.status_code, made["ETag"], made["Location"]) == (201, '"1"', f"{TASKS}1/")
    assert made.json()["due"] == "2026-11-27"

    url = made["Location"]
    assert ida.ask("patch", url, {"name": "Hiring, wave 7"}).status_code == 428
    changed = ida.ask("patch", url, {"name": "Hiring, wave 7"}, HTTP_IF_MATCH='"1"')
    assert (changed.status_code, changed["ETag"]) == (200, '"2"')
    stale = ida.ask("patch", url, {"name": "Something else"}, HTTP_IF_MATCH='"1"')
    assert (stale.status_code, stale.json()["code"], stale.json()["version"]) == (412, "stale", 2)
    assert ida.ask("get", url).json()["name"] == "Hiring, wave 7"

    gone = ida.ask("delete", url, {"reason": "not needed"}, HTTP_IF_MATCH='"2"')
    assert gone.status_code in (200, 204)
    assert ida.ask("get", url).status_code == 404
    with tenant_tx(cast.acme.pk):
        lines = AuditLine.objects.filter(subject_id=Task.objects.get().pk).order_by("id")
        assert list(lines.values_list("actor_name", "via", "action")) == [
            ("Ida", "api", "planning.add_task"),
            ("Ida", "api", "planning.edit_task"),
            ("Ida", "api", "planning.withdraw_task"),
        ]


def test_refusals_name_the_field_and_a_stable_code(ida):
    wrong = ida.ask("post", TASKS, {"name": "", "due": "soon", "mood": "bright"})
    problem = wrong.json()
    assert (wrong.status_code, problem["code"]) == (422, "bad_input")
    assert "mood" in json.dumps(problem["errors"])
    assert ida.ask("get", f"{TASKS}?colour=red").status_code == 400
    assert ida.ask("get", f"{TASKS}99/").json()["code"] == "missing"


def test_milestones(ida):
    made = ida.ask("post", f"{BASE}SKY/milestones/", {"name": "Peak staffing", "due": "2026-12-11"})
    assert (made.status_code, made.json()["kind"]) == (201, "milestone")
    make(ida, name="Hiring")
    listed = ida.ask("get", f"{BASE}SKY/milestones/?count=true").json()
    assert (listed["count"], [row["name"] for row in listed["results"]]) == (1, ["Peak staffing"])
    reached = ida.ask("post", f"{TASKS}1/reach/", {"reached_on": "2026-11-19"}, HTTP_IF_MATCH='"1"')
    assert (reached.status_code, reached.json()["state"]) == (200, "achieved")


def test_a_list_is_read_page_by_page_to_its_end(ida):
    for number in range(1, 8):
        make(ida, name=f"Task {number}")
    url, pages = f"{TASKS}?page_size=3&fields=number,name", []
    while url:
        answer = ida.ask("get", url).json()
        pages.append([row["number"] for row in answer["results"]])
        url = answer["next"]
    assert pages == [[1, 2, 3], [4, 5, 6], [7]]
    assert ida.ask("get", f"{TASKS}?page_size=201").status_code == 400


def test_a_plan_comes_in_by_upload(cast, ida, residence):
    def imported(**more):
        return ida.client.post(f"{BASE}SKY/imports/", {"file": residence(), **more}, **ida.headers)

    preview = imported(dry_run="true")
    assert (preview.status_code, preview.json()["state"]) == (201, "previewed")
    first, again = imported().json(), imported().json()
    assert (first["state"], first["report"]["created"]["tasks"]) == ("imported", 108)
    assert first["report"]["created"]["links"] == 118
    assert (again["report"]["created"]["tasks"], again["report"]["unchanged"]["tasks"]) == (0, 108)
    listed = ida.ask("get", f"{TASKS}?page_size=200&count=true").json()
    assert (listed["count"], len(listed["results"]), listed["next"]) == (108, 108, None)
    with tenant_tx(cast.acme.pk):
        assert Dependency.objects.live().count() == 118


def test_the_same_verb_serves_both_doors(cast, ida):
    """What the script made stands in the table; what a person changed makes the script's version stale."""
    made = make(ida, name="Hiring")
    ada = signed_in(cast.ada)
    assert ada.open("/o/acme/projects/SKY/plan/").rows()[0]["Task"] == "Hiring"
    ada.open("/o/acme/projects/SKY/tasks/1/edit/").send(name="Hiring, wave 7")
    answer = ida.ask("patch", f"{TASKS}1/", {"name": "Mine"}, HTTP_IF_MATCH=f'"{made["version"]}"')
    assert answer.status_code == 412


def test_a_token_is_made_by_page_shown_once_and_revoked(cast, sky, client):
    ida = signed_in(cast.ida).open("/o/acme/tokens/add/")
    ida.send(name="Power BI", scopes="read", days="30")
    key = next(word for word in ida.text.split() if word.startswith("mp_"))
    assert key not in ida.open("/o/acme/tokens/").text
    reader = Script(client, {"HTTP_AUTHORIZATION": f"Bearer {key}"})
    assert reader.ask("get", BASE).status_code == 200
    assert reader.ask("post", TASKS, {"name": "Mine"}).status_code == 403
    ida.page.make_links_absolute("/", resolve_base_href=False)
    revoke = next(a.get("href") for a in ida.page.iter("a") if "/revoke/" in (a.get("href") or ""))
    ida.open(revoke).send()
    assert reader.ask("get", BASE).status_code == 401


def test_the_description_is_valid_and_names_every_endpoint(client, db, tmp_path):
    """No endpoint without a shape, no two shapes under one name."""
    file = tmp_path / "schema.json"
    words = ("--validate", "--fail-on-warn", "--format", "openapi-json", "--file", str(file))
    call_command("spectacular", *words)
    described = {path.removeprefix("/api/v1/o/{org}") for path in json.loads(file.read_text())["paths"]}
    assert described >= {
        "/projects/",
        "/projects/{key}/tasks/",
        "/projects/{key}/tasks/{number}/",
        "/projects/{key}/milestones/",
        "/projects/{key}/imports/",
        "/projects/{key}/kpis/",
    }
    assert client.get("/api/v1/schema/").status_code == 200
    assert client.get("/api/v1/docs/").status_code == 200
