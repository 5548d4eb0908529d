"""A letter before anybody carries it, and how it becomes words in one person's language.

A letter is stored, not its words: the same inbox line reads English today and Chinese after a change of
language. So its context holds values, and texts that must be translated are kept in every language.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context, engines
from django.utils import timezone, translation
from django.utils.functional import Promise

Text = str | Promise
SUBJECT_LENGTH = 200
BLANK_LINES = re.compile(r"\n{3,}")
KINDS: dict[str, Any] = {
    "$day": date.fromisoformat,
    "$instant": datetime.fromisoformat,
    "$number": Decimal,
}


@dataclass(frozen=True)
class Letter:
    """What one fact tells people.

    `people`: ids of persons; who is no member any more gets nothing. `template`: prefix of
    `….subject.txt`, `….txt` and `….html` (the latter two extend `notifications/mail/base.*`).
    `context`: texts, numbers, days, instants, lists and dicts of them; lazy texts are kept in every
    language. `link`: path of the record. `subject_kind`, `subject_id`, `version`: what it is about; the
    same three are never told twice to one person under one rule. `why`: why it came. `project` and its
    name: for the digest and the inbox, which group by it. `address`: instead of people, the mail address
    of somebody who is no member; what the letter says is then asked when it is sent.
    """

    people: Collection[UUID]
    template: str
    link: str
    subject_kind: str
    subject_id: UUID
    version: int
    why: Text
    context: Mapping[str, Any] = field(default_factory=dict)
    project: UUID | None = None
    project_name: str = ""
    address: str = ""
    language: str = settings.LANGUAGE_CODE

    def __post_init__(self) -> None:
        if not self.link.startswith("/") or self.link.startswith(("//", "/\\")):
            raise ValueError(f"the link of a letter is a path of this house, not {self.link!r}")

    def stored_context(self) -> dict[str, Any]:
        """The context with the reason, as JSON values."""
        return {name: freeze(value) for name, value in {**self.context, "why": self.why}.items()}


@dataclass(frozen=True)
class Addressee:
    """Whom a letter to an address reaches, and what it says, as of the moment of sending."""

    email: str
    name: str
    language: str
    link: str
    context: Mapping[str, Any]
    zone: str = "UTC"


@dataclass(frozen=True)
class Frame:
    """What stands around a letter: how to stop it, how to acknowledge it. Empty parts are left out."""

    rule: Text = ""
    stop_link: str = ""
    choices_link: str = ""
    acknowledge_link: str = ""
    locked: bool = False


@dataclass(frozen=True)
class Words:
    """A letter in one language."""

    subject: str
    text: str
    html: str


def freeze(value: Any) -> Any:
    """A value of a context as JSON; `thaw` brings it back. Raises `TypeError` on anything else."""
    if isinstance(value, Promise):
        return {"$text": _in_every_language(value)}
    if isinstance(value, Mapping):
        return {str(name): freeze(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [freeze(inner) for inner in value]
    if isinstance(value, UUID):
        return str(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return {"$instant" if isinstance(value, datetime) else "$day": value.isoformat()}
    if isinstance(value, Decimal):
        return {"$number": str(value)}
    raise TypeError(f"a letter cannot carry {type(value).__name__}: give it as text, number, day or instant")


def _in_every_language(text: Promise) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


def thaw(value: Any) -> Any:
    """A stored value as it was; texts in the active language."""
    if isinstance(value, list):
        return [thaw(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if "$text" in value:
        texts = value["$text"]
        return texts.get(translation.get_language()) or texts[settings.LANGUAGE_CODE]
    for kind, read in KINDS.items():
        if kind in value:
            return read(value[kind])
    return {name: thaw(inner) for name, inner in value.items()}


def headline(template: str, context: Mapping[str, Any]) -> str:
    """The letter's subject in the active language: one line, whatever names it contains."""
    return _one_line(_render(f"{template}.subject.txt", _thawed(context)))


def reason(context: Mapping[str, Any]) -> str:
    """Why the letter came, in the active language."""
    return str(thaw(context.get("why", "")))


def write(
    template: str,
    context: Mapping[str, Any],
    *,
    link: str,
    name: str,
    language: str,
    zone: str,
    frame: Frame | None = None,
) -> Words:
    """The letter as a mail for a person of this name, in her language and time zone."""
    with translation.override(language), timezone.override(zone):
        subject = headline(template, context)
        values = {
            **_thawed(context),
            "subject": subject,
            "link": absolute(link),
            "name": name,
            "language": language,
            "frame": frame or Frame(),
        }
        text, html = _render(f"{template}.txt", values), _render(f"{template}.html", values)
    return Words(subject, BLANK_LINES.sub("\n\n", text).strip() + "\n", html)


def absolute(path: str) -> str:
    """A path of this house as an address for mails."""
    return str(settings.SITE_ADDRESS).rstrip("/") + path


def _thawed(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: thaw(value) for name, value in context.items()}


def _render(template: str, values: Mapping[str, Any]) -> str:
    """Names are escaped in HTML only: a plain text has no markup to escape."""
    found: Any = engines["django"].get_template(template)
    rendered: str = found.template.render(Context(dict(values), autoescape=template.endswith(".html")))
    return rendered


def _one_line(text: str) -> str:
    return " ".join(text.split())[:SUBJECT_LENGTH]
