"""JSON out by orjson; JSON in strictly: no key twice, no NaN, no towers, no floods, no half characters."""

import json
import math
from collections.abc import Callable, Mapping
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
MAX_DEPTH = 64
MAX_KEYS = 10_000
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
    """Strict JSON. The endpoint may say `max_body` and `max_keys`."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        view = (parser_context or {}).get("view")
        limit = getattr(view, "max_body", MAX_BODY)
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge()
        return loads(raw, max_keys=getattr(view, "max_keys", MAX_KEYS))


def loads(raw: bytes, *, max_keys: int = MAX_KEYS) -> Any:
    """Parse, or raise `ParseError` saying why not."""
    _check_depth(raw)
    try:
        data = json.loads(
            raw.decode(),
            object_pairs_hook=_counting(max_keys),
            parse_constant=_refuse_constant,
            parse_int=_integer,
            parse_float=_fraction,
        )
    except (ValueError, RecursionError):
        raise ParseError(_("The body is not JSON.")) from None
    if b"\\u" in raw:
        _check_characters(data)
    return data


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


def _counting(max_keys: int) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    """The hook of one body: each name once in its object, and not too many in all."""
    seen = 0

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal seen
        seen += len(pairs)
        if seen > max_keys:
            raise ParseError(_("The body has too many members. Send it in parts."))
        members = dict(pairs)
        if len(members) != len(pairs):
            raise ParseError(_("A member of the body is named twice."))
        return members

    return once


def _check_characters(data: Any) -> None:
    """What no database keeps: NUL, and halves of characters. Escapes are their only way past the decoder."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            if "\0" in one or (not one.isascii() and any("\ud800" <= mark <= "\udfff" for mark in one)):
                raise ParseError(_("A text of the body holds characters that are none."))
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _refuse_constant(name: str) -> Any:
    raise ParseError(_("NaN and Infinity are not numbers here."))


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ParseError(_("A number of the body has too many digits."))
    return int(digits)


def _fraction(digits: str) -> float:
    if len(digits) > MAX_DIGITS:
        raise ParseError(_("A number of the body has too many digits."))
    value = float(digits)
    return _refuse_constant(digits) if math.isinf(value) else value
