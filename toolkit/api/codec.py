"""JSON out by orjson; JSON in strictly: no duplicate keys, no NaN, no towers, no floods."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer

from toolkit.api.problems import TooLarge

MAX_BODY = 10 * 1024 * 1024
MAX_DEPTH = 32
MAX_KEYS = 1_000
MAX_DIGITS = 400


def dumps(data: Any) -> bytes:
    """Any answer as JSON: identifiers, instants and days natively, decimals as text."""
    return orjson.dumps(data, default=_other, option=orjson.OPT_UTC_Z)


def _other(value: Any) -> Any:
    if isinstance(value, (Decimal, Promise)):
        return str(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


class OrjsonRenderer(BaseRenderer):
    """JSON for the framework's own views."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        return b"" if data is None else dumps(data)


class OrjsonParser(BaseParser):
    """Strict JSON."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        limit = getattr((parser_context or {}).get("view"), "max_body", MAX_BODY)
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge()
        return loads(raw)


def loads(raw: bytes) -> Any:
    """Parse, or raise `ParseError` saying why not."""
    _check_depth(raw)
    try:
        return json.loads(
            raw.decode(),
            object_pairs_hook=_once,
            parse_constant=_refuse_constant,
            parse_int=_integer,
        )
    except (ValueError, RecursionError):
        raise ParseError(_("The body is not JSON.")) from None


def _check_depth(raw: bytes) -> None:
    """Refuse towers before the parser climbs them. Brackets inside strings count only when there are many."""
    if raw.count(b"[") + raw.count(b"{") <= MAX_DEPTH:
        return
    depth, in_string, escaped = 0, False, False
    for byte in raw:
        if in_string:
            in_string = escaped or byte != 0x22
            escaped = byte == 0x5C and not escaped
        elif byte == 0x22:
            in_string = True
        elif byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise ParseError(_("The body is nested too deeply."))
        elif byte in b"]}":
            depth -= 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ParseError(_("A member of the body is named twice."))
    if len(members) > MAX_KEYS:
        raise ParseError(_("An object of the body has more than 1,000 members."))
    return members


def _refuse_constant(name: str) -> Any:
    raise ParseError(_("NaN and Infinity are not numbers here."))


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ParseError(_("A number of the body has too many digits."))
    return int(digits)
