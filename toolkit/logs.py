"""Log lines: one JSON line each, in ASCII, and nothing in them opens a door."""

import json
import logging
import re
from datetime import UTC, datetime

MASKS = (
    (re.compile(r"\bmp_[\w-]+"), "mp_…"),
    (re.compile(r"(/invitations/|/reset/key/|/a/)[^/\s?\"]+"), r"\1…"),
    (re.compile(r"\b(Bearer) [\w.~+/=-]+"), r"\1 …"),
)


def without_secrets(text: str) -> str:
    """The text without keys and without the secret part of addresses that open a door by themselves."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return text


class OneLine(logging.Formatter):
    """One line of JSON a record: hostile words stay inside their value, a trace as well."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "name": record.name,
            "message": without_secrets(record.getMessage()),
        }
        if record.exc_info:
            said["error"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(said)
