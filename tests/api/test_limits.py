"""How often a caller may call: counted by key and person, told in headers, refused with 429."""

from typing import Any

import pytest
from django.core.cache import cache
from redis.exceptions import ConnectionError as RedisAway

from config.parts import LIMITS, limits
from tests.api.conftest import Machine
from toolkit.limits import count

pytestmark = pytest.mark.threat("T-137")


@pytest.fixture(autouse=True)
def tight(settings: Any) -> None:
    settings.MILEPOST_LIMITS = {
        **LIMITS,
        "api": (3, 3600),
        "organization": (100, 3600),
        "stranger": (2, 3600),
    }
    cache.clear()


def test_the_call_after_the_last_is_refused_and_all_say_where_one_stands(machine: Machine) -> None:
    told = []
    for _number in range(4):
        answer = machine("get", "tasks/")
        told.append((answer.status_code, answer["RateLimit-Limit"], answer["RateLimit-Remaining"]))
    assert told == [(200, "3", "2"), (200, "3", "1"), (200, "3", "0"), (429, "3", "0")]
    assert answer["RateLimit-Policy"] == '"api";q=3;w=3600'
    assert 3590 <= int(answer["Retry-After"]) == int(answer["RateLimit-Reset"]) <= 3600
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "too_often"


def test_the_figures_of_the_house_are_600_a_minute() -> None:
    assert limits({})["api"] == (600, 60)
    assert limits({"MILEPOST_LIMIT_API": "1200"})["api"] == (1200, 60)


def test_no_header_makes_one_look_like_another(machine: Machine) -> None:
    for number in range(3):
        machine("get", "tasks/", X_Forwarded_For=f"198.51.100.{number}", X_Real_IP="198.51.100.9")
    assert machine("get", "tasks/", X_Forwarded_For="203.0.113.1").status_code == 429


def test_somebody_else_is_counted_apart_and_all_of_an_organization_together(
    machine: Machine, settings: Any
) -> None:
    for _number in range(4):
        machine("get", "tasks/")
    ada = machine.cast.olga.browser().get("/api/v1/o/acme/people/")
    assert (ada.status_code, ada["RateLimit-Remaining"]) == (200, "2")
    settings.MILEPOST_LIMITS = {**LIMITS, "api": (100, 3600), "organization": (6, 3600)}
    assert machine.cast.olga.browser().get("/api/v1/o/acme/people/").status_code == 200
    refused = machine.cast.olga.browser().get("/api/v1/o/acme/people/")
    assert (refused.status_code, refused["RateLimit-Policy"]) == (429, '"organization";q=6;w=3600')
    assert machine.cast.zoe.browser().get("/api/v1/o/zenith/projects/").status_code == 200


def test_whoever_guesses_keys_is_slowed_down_by_address(client: Any, db: None) -> None:
    def guess(number: int) -> Any:
        return client.get(
            "/api/v1/o/acme/people/",
            HTTP_AUTHORIZATION=f"Bearer mp_{number}",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number}",
        )

    assert [guess(number).status_code for number in range(3)] == [401, 401, 429]


def test_without_redis_everything_is_allowed_and_logged(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*args: Any, **kwargs: Any) -> Any:
        raise RedisAway("connection refused")

    monkeypatch.setattr(type(cache._cache), "get_client", away)  # type: ignore[attr-defined]
    assert machine("get", "tasks/").status_code == 200
    assert "Redis does not answer" in caplog.text
    cache._silent_until = 0.0  # type: ignore[attr-defined]


def test_a_window_begins_with_its_first_call_and_ends_by_itself(settings: Any) -> None:
    settings.MILEPOST_LIMITS = {"api": (1, 1)}
    first, second = count(("api", "kettle")), count(("api", "kettle"))
    assert (first.is_over, second.is_over, second.remaining) == (False, True, 0)
    cache.delete("limit:api:kettle")
    assert not count(("api", "kettle")).is_over


def test_an_import_counts_for_its_own_limit(machine: Machine, settings: Any) -> None:
    settings.MILEPOST_LIMITS = {**LIMITS, "import": (0, 3600)}
    assert machine("post", "imports/", {}).status_code == 429
    page = machine.cast.ida.browser().post("/o/acme/projects/SKY/imports/new/", {})
    assert (page.status_code, page["Retry-After"]) == (429, "3600")
