"""Markdown that people write, as HTML that is safe in every page and letter.

CommonMark with tables, strike-through and bare addresses as links; no raw HTML and no pictures (a picture
of another house would tell it who reads). Whatever the reader of markdown makes of a text, nh3 keeps an
allow-list of elements, attributes and schemes only. `@[Name](person:<uuid>)` names a person.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from uuid import UUID

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from toolkit.markup import Html

LONGEST = 10_000
# Brackets and stars that nest deeper than any person writes cost time that grows with their square.
DEEPEST = 20
RUN = re.compile(r"([\[\]()!<>*_~`&|])\1{49,}")
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(r"(?:https?://|mailto:|/(?!/)|#)", re.IGNORECASE)
PERSON = re.compile(r"person:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
MENTION = re.compile(r"@\[(?:[^\]\\\n]|\\.){0,300}\]\((" + PERSON.pattern + r")\)")
TAGS = {
    *("a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "span", "strong", "ul"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
CLASSES = {"span": {"mp-mention", "me"}, "p": {"hd"}}
BETWEEN = {"softbreak": " ", "hardbreak": " "}
ESCAPED = re.compile(r"([\\`*_{}\[\]()#+\-.!~|<>&])")


def html(text: str, *, own: UUID | None = None) -> Html:
    """A text as safe HTML; mentions of the person `own` are marked. Longer than `LONGEST` is cut."""
    return Html(_html(text[:LONGEST], str(own or "")))


def mentioned(text: str) -> dict[UUID, str]:
    """The persons that a text names, with the names it gives them, in its order; code names nobody."""
    found: dict[UUID, str] = {}
    person: UUID | None = None
    for one in _tokens(text[:LONGEST], ""):
        if "person" in one.meta:
            person = UUID(one.meta["person"])
            found[person] = ""
        elif one.type == "mention_close":
            person = None
        elif person:
            found[person] += one.content
    return {one: name.removeprefix("@") for one, name in found.items()}


def renamed(text: str, names: dict[UUID, str]) -> str:
    """The text with each mentioned person's name as it is known here, whatever was typed in its place."""

    def written(found: re.Match[str]) -> str:
        name = names.get(UUID(found[2]))
        return found[0] if name is None else mention(name, UUID(found[2]))

    return MENTION.sub(written, text)


def mention(name: str, person: UUID) -> str:
    """How a text names a person."""
    return f"@[{escaped(name)}](person:{person})"


def escaped(text: str) -> str:
    """Words that mean themselves, whatever signs they hold."""
    return ESCAPED.sub(r"\\\1", " ".join(text.split()))


def plain(text: str, *, length: int = 200) -> str:
    """The first words of a text without any markup, on one line."""
    parts = [one.content or BETWEEN.get(one.type, "") for one in _tokens(text[: 4 * length], "")]
    words = " ".join("".join(parts).split())
    return words if len(words) <= length else f"{words[: length - 1].rstrip()}…"


@lru_cache(maxsize=512)
def _html(text: str, own: str) -> str:
    made = _reader().render(tamed(text), {"own": own})
    return nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )


def tamed(text: str) -> str:
    """The text with runs of one sign cut to a length that people write."""
    return RUN.sub(lambda found: found[1] * 50, text)


def _tokens(text: str, own: str) -> Iterator[Token]:
    """The pieces of a text in order: words, breaks, mentions."""
    for block in _reader().parse(tamed(text), {"own": own}):
        yield from block.children or [block]
        if block.children is not None:
            yield Token("softbreak", "br", 0)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST})
    reader.enable(["table", "strikethrough", "linkify"]).disable(["image", "html_block", "html_inline"])
    reader.validateLink = is_link  # type: ignore[method-assign]
    reader.core.ruler.push("people", _people)
    reader.core.ruler.push("heads", _heads)
    return reader


def is_link(url: str) -> bool:
    """Whether an address may stand in a text: the web, a mail, this house, or a person."""
    return bool(LINK.match(url) or PERSON.fullmatch(url))


def _people(state: StateCore) -> None:
    """Turn the links that name persons into mentions, and those without an @ into their words."""
    for block in state.tokens:
        if block.children:
            block.children = list(_named(block.children, str(state.env.get("own", ""))))


def _named(tokens: list[Token], own: str) -> Iterator[Token]:
    person = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        found = PERSON.fullmatch(str(token.attrs.get("href", ""))) if token.type == "link_open" else None
        if found and before and before.type == "text" and before.content.endswith("@"):
            person = found[1]
            before.content = before.content[:-1]
            classes = "mp-mention me" if person == own else "mp-mention"
            yield Token("mention_open", "span", 1, attrs={"class": classes}, meta={"person": person})
            yield Token("text", "", 0, content="@")
        elif person and token.type == "link_close":
            person = ""
            yield Token("mention_close", "span", -1)
        else:
            yield token


def _heads(state: StateCore) -> None:
    """A heading inside a text is a bold line: the page has headings of its own."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "p"
            if token.nesting == 1:
                token.attrSet("class", "hd")
