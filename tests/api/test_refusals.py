"""Everything below /api/ refuses in one way: problem details with a stable code."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from config.written import DOCS
from tests.api.conftest import Machine

PROBLEM = "application/problem+json"
BASE = "/api/v1/o/acme/projects/SKY/"


def told(answer: Any) -> tuple[int, str, str]:
    return answer.status_code, answer["Content-Type"], answer.json()["code"]


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/nowhere/", "/api/v2/o/acme/", "/api/v1/o/acme/nowhere/"]
)
def test_unknown_addresses(machine: Machine, path: str) -> None:
    assert told(machine("get", path)) == (404, PROBLEM, "missing")


def test_a_wrong_method_says_which_are_right(machine: Machine) -> None:
    for method, path, allow in (
        ("put", "tasks/", "GET, POST"),
        ("delete", "gantt/", "GET"),
        ("options", "tasks/", "GET, POST"),
    ):
        answer = machine(method, path)
        assert told(answer) == (405, PROBLEM, "method_not_allowed")
        assert answer["Allow"] == allow


def test_a_fault_of_ours_has_a_reference_and_no_details(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from planning.api import TasksEndpoint

    def broken(**kwargs: Any) -> Any:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(TasksEndpoint, "selector", staticmethod(broken))
    answer = Client(raise_request_exception=False).get(f"{BASE}tasks/", **machine.cast.api())
    assert told(answer) == (500, PROBLEM, "failed")
    assert answer.json()["reference"] == answer["X-Request-ID"]
    assert b"secret" not in answer.content


def raw(machine: Machine, body: bytes, kind: str = "application/json", path: str = "tasks/") -> Any:
    return Client().post(f"{BASE}{path}", body, content_type=kind, **machine.cast.api())


@pytest.mark.threat("T-140")
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 1000 + b"]" * 1000, 400),
        (b'{"name": ' + b'{"a": ' * 64 + b"1" + b"}" * 65, 400),
        (json.dumps({f"k{n}": 1 for n in range(100_000)}).encode(), 400),
        (b'{"name": "a", "name": "b"}', 400),
        (b'{"name": "a", "priority": 1e999}', 400),
        (b'{"name": "a", "priority": 1' + b"0" * 5000 + b"}", 400),
        (b'{"name": "\\u0000"}', 400),
        (b'{"name": "\\ud83d"}', 400),
        (b'{"name": "\xff"}', 400),
        (b"\xef\xbb\xbf{}", 400),
        (b"", 422),
        (b"null", 422),
        (b'"name"', 422),
        (b'{"name": 1e308, "owner_id": 1e308}', 422),
        (b'{"name": "' + b"x" * 11 * 2**20 + b'"}', 413),
    ],
)
def test_bodies_that_are_none(machine: Machine, body: bytes, status: int) -> None:
    answer = raw(machine, body)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content[:200]


@pytest.mark.threat("T-140")
def test_other_media_types_and_floods_of_fields(machine: Machine) -> None:
    for kind in ("text/plain", "application/xml", "application/x-www-form-urlencoded", "x", ""):
        assert raw(machine, b"name=x", kind).status_code == 415
    assert machine("post", "tasks/", {"name": "x"}, Content_Encoding="gzip").status_code in (201, 415)
    fields = {f"f{n}": "x" for n in range(1001)}
    flood = Client().post(f"{BASE}imports/", fields, **machine.cast.api())
    assert told(flood) == (400, PROBLEM, "bad_request")


@pytest.mark.threat("T-141")
def test_pages_by_a_signed_cursor(machine: Machine) -> None:
    made = machine("post", "tasks/bulk/", {"rows": [{"name": f"Row {n}"} for n in range(5)]})
    assert made.status_code == 201
    first = machine("get", "tasks/?page_size=2&order=number").json()
    machine("post", "tasks/", {"name": "Later"})
    machine("delete", "tasks/2/", {"reason": "wrong"}, If_Match="*")
    seen, address = [row["number"] for row in first["results"]], first["next"]
    while address:
        page = machine("get", address.replace("http://testserver", "")).json()
        seen += [row["number"] for row in page["results"]]
        address = page["next"]
    assert seen == [1, 2, 3, 4, 5, 6]
    cursor = first["next"].split("cursor=")[1].split("&")[0]
    for bad in (cursor[:-1] + ("A" if cursor[-1] != "A" else "B"), "x" + cursor, "", "%00"):
        answer = machine("get", f"tasks/?page_size=2&order=number&cursor={bad or '.'}")
        assert (answer.status_code, answer.json()["field"]) == (400, "cursor")


def test_the_page_of_codes_is_up_to_date() -> None:
    with translation.override("en"):
        written = (settings.ROOT / "docs" / "api.md").read_text(encoding="utf-8")
        assert written == DOCS["api.md"](), "run manage.py write_docs"


def test_the_description_is_valid_and_has_no_warning(capfd: Any) -> None:
    from django.core.management import call_command

    call_command("spectacular", validate=True, fail_on_warn=True, file="/dev/null")


def test_the_pages_of_the_description_obey_the_strict_policy(client: Any, db: None) -> None:
    page = client.get("/api/v1/docs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "<style" not in text
    assert "onload=" not in text
