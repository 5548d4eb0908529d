"""Faults that pass: done once more, or said as what they are."""

import json
from typing import Any

import psycopg
import pytest
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from toolkit.pages import errors
from toolkit.passing import OnceMoreMiddleware, has_crossed, is_passing


def fault(kind: type[Exception], cause: Exception | None = None) -> Exception:
    error = kind("said by the database")
    error.__cause__ = cause
    return error


DEADLOCK = fault(OperationalError, psycopg.errors.DeadlockDetected())
SERIALIZATION = fault(OperationalError, psycopg.errors.SerializationFailure())
GONE = fault(OperationalError, psycopg.OperationalError("consuming input failed"))
SHUTDOWN = fault(OperationalError, psycopg.errors.AdminShutdown())


@pytest.mark.parametrize(
    ("error", "crossed", "passing"),
    [
        (DEADLOCK, True, True),
        (SERIALIZATION, True, True),
        (GONE, False, True),
        (SHUTDOWN, False, True),
        (fault(InterfaceError), False, True),
        (ZeroDivisionError(), False, False),
        (None, False, False),
    ],
)
def test_which_faults_pass(error: Exception | None, crossed: bool, passing: bool) -> None:
    assert (has_crossed(error), is_passing(error)) == (crossed, passing)


def answer_to(error: Exception) -> HttpResponse:
    """What the last resort says to this fault."""
    try:
        raise error
    except type(error):
        return errors.failed(RequestFactory().get("/api/v1/o/acme/projects/"))


@pytest.mark.parametrize(
    ("error", "status", "code", "wait"),
    [(DEADLOCK, 503, "crossed", "1"), (GONE, 503, "away", "2"), (ZeroDivisionError(), 500, "failed", None)],
)
@pytest.mark.django_db
def test_what_the_last_resort_answers(error: Exception, status: int, code: str, wait: str | None) -> None:
    answer = answer_to(error)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (status, code)
    assert answer.get("Retry-After") == wait
    assert getattr(answer, "crossed", False) is (code == "crossed")


@pytest.mark.django_db(transaction=True)
def test_what_crossed_after_the_commit_is_not_repeated() -> None:
    answer = answer_to(DEADLOCK)
    assert (json.loads(answer.content)["code"], hasattr(answer, "crossed")) == ("away", False)


class Door:
    """Crosses somebody as often as told, then answers; keeps the bodies it read."""

    def __init__(self, times: int) -> None:
        self.times, self.read = times, []

    def __call__(self, request: Any) -> HttpResponse:
        self.read.append(request.read() or request.body)
        answer = HttpResponse(status=503 if self.times else 200)
        answer.crossed = bool(self.times)
        self.times -= bool(self.times)
        return answer


def ask(times: int, **how: Any) -> tuple[int, list[bytes]]:
    door = Door(times)
    answer = OnceMoreMiddleware(door)(RequestFactory().post("/", **how))
    return answer.status_code, door.read


JSON = {"data": b'{"a": 1}', "content_type": "application/json"}


def test_a_crossed_request_is_done_once_more_with_its_body() -> None:
    assert ask(1, **JSON) == (200, [b'{"a": 1}'] * 2)


def test_but_only_once() -> None:
    assert ask(9, **JSON) == (503, [b'{"a": 1}'] * 2)


def test_others_are_done_once() -> None:
    assert ask(0, **JSON) == (200, [b'{"a": 1}'])


def test_uploads_and_large_bodies_are_not_repeated() -> None:
    assert ask(1, data={"file": "x"})[0] == 503
    assert ask(1, data=b"x" * (2**20 + 1), content_type="application/json")[0] == 503
