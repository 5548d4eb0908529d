"""The search page: what was found, by type, with what was asked for marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.selectors import Among, Hit, search
from records.words import Wanted, marked, snippet, wanted
from tenancy.actors import Actor

Parts = list[tuple[str, bool]]
FIRST, MOST = 10, 200


@dataclass(frozen=True)
class Found:
    """One record: its title, its title in the other language where that was met, and where its text was."""

    hit: Hit
    title: Parts
    other: Parts
    text: Parts


@dataclass(frozen=True)
class Group:
    """Records of one kind. `count`: all that were found, of which `rows` may be the first."""

    label: str
    name: str | Promise
    icon: str
    rows: list[Found]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.rows)


def results(*, actor: Actor, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The context of the page for the checked values of its filters."""
    text = asked.get("q", "").strip()
    [project] = asked.get("project", [None])
    among = Among(asked.get("kind", ()), project, asked.get("withdrawn", False))
    hits = search(actor=actor, text=text, among=among, at_most=MOST) if text else []
    groups = grouped(hits, wanted(text), whole=len(among.labels) == 1)
    return {"text": text, "groups": groups, "sentence": sentence(text, len(hits))}


def grouped(hits: list[Hit], asked: Wanted, *, whole: bool) -> list[Group]:
    """By kind, the kind of the best hit first; each with its first ten, or (`whole`) with all."""
    kinds: dict[str, list[Hit]] = {}
    for hit in hits:
        kinds.setdefault(hit.kind.label, []).append(hit)
    return [
        Group(
            label=label,
            name=own[0].kind.name,
            icon=own[0].kind.icon,
            rows=[_found(hit, asked) for hit in own[: None if whole else FIRST]],
            count=len(own),
        )
        for label, own in kinds.items()
    ]


def sentence(text: str, count: int) -> str:
    """How much was found."""
    if not text or not count:
        return ""
    if count >= MOST:
        return _("The first %(count)d records for “%(text)s”. Narrow the search to see others.") % {
            "count": count,
            "text": text,
        }
    return ngettext("%(count)d record for “%(text)s”.", "%(count)d records for “%(text)s”.", count) % {
        "count": count,
        "text": text,
    }


def _found(hit: Hit, asked: Wanted) -> Found:
    own = hit.entry
    title = marked(hit.title, asked)
    second = own.title if hit.title != own.title else own.title_zh
    other = marked(second, asked) if second and not _is_met(title) else []
    text = snippet(own.body, asked)
    return Found(hit, title, other if _is_met(other) else [], marked(text, asked))


def _is_met(parts: Parts) -> bool:
    return any(is_marked for _text, is_marked in parts)
