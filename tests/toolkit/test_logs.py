"""Log lines: one each, and nothing in them opens a door."""

import json
import logging

import pytest

from toolkit.logs import OneLine, without_secrets


def written(message: str, *arguments: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("tenancy", logging.WARNING, "file.py", 1, message, arguments, info)
    return OneLine().format(record)


@pytest.mark.threat("T-091")
class TestOneLine:
    @pytest.mark.parametrize(
        "name",
        [
            'Ada\n{"level": "INFO", "message": "all is well"}',
            "Ada\r\nWARNING forged",
            "Ada\u2028forged",
            "Ada\x85forged",
            "Ada\x1b[2Jforged",
            'Ada", "level": "CRITICAL',
        ],
    )
    def test_hostile_words_stay_inside_their_line(self, name):
        line = written("no such person: %s", name)
        assert len(line.splitlines()) == 1
        assert line.isascii()
        assert json.loads(line)["message"] == f"no such person: {name}"
        assert json.loads(line)["level"] == "WARNING"

    def test_a_trace_is_one_line_too(self):
        try:
            raise ValueError("two\nlines")
        except ValueError as error:
            line = written("failed", error=error)
        assert len(line.splitlines()) == 1
        assert "ValueError: two\nlines" in json.loads(line)["error"]


@pytest.mark.threat("T-165")
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("token mp_4jB-kQ_secret12 refused", "token mp_… refused"),
        ("Not Found: /invitations/abc.DEF-123/", "Not Found: /invitations/…/"),
        ("Not Found: /accounts/password/reset/key/3-c5f-abc/", "Not Found: /accounts/password/reset/key/…/"),
        ("GET /a/SECRET?x=1", "GET /a/…?x=1"),
        ("Authorization: Bearer eyJhbGciOi.J9.x", "Authorization: Bearer …"),
        ("Not Found: /o/acme/projects/SKY/", "Not Found: /o/acme/projects/SKY/"),
        ("a bearer of news", "a bearer of news"),
    ],
)
def test_what_opens_a_door_is_masked(said, kept):
    assert without_secrets(said) == kept
