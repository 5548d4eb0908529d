"""The command palette: what one can do here, where one can go, what one can find; only what policy allows.

A question is matched against labels in both languages and by ear, so that `xm` finds 项目.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from home import words as phrases
from home.commands import COMMANDS, Command
from home.places import MAIN, PROJECT, SETTINGS, Area
from home.selectors import Standing, standing
from projects.selectors import projects
from records.selectors import Among, Hit, by_key, search
from records.words import Wanted, marked, matches, wanted
from tenancy.actors import Actor
from toolkit.links import Link

LANGUAGES = ("en", "zh-hans")
FEW, SOME, MOST_PROJECTS = 6, 8, 500
OVERVIEW = Link("home_overview")
WITHDRAWN = gettext_lazy("Withdrawn records")


@dataclass(frozen=True)
class Option:
    """One line: its label in parts (text, whether it was asked for), where it leads, what stands beside."""

    parts: list[tuple[str, bool]]
    icon: str
    url: str
    key: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """Lines of one sort under a head."""

    title: str
    options: list[Option]


@dataclass(frozen=True)
class Place:
    """Where the person is: the name and the arguments of the page's address, and its project."""

    name: str = ""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    project: Standing | None = None

    @property
    def project_id(self) -> UUID | None:
        return self.project.id if self.project else None


def place_of(actor: Actor, path: str) -> Place:
    """The place behind an address of this organization; nowhere for any other."""
    try:
        match = resolve(path)
    except Resolver404:
        return Place()
    if match.kwargs.get("org") != actor.organization.slug or path.startswith("/api/"):
        return Place()
    key = match.kwargs.get("key")
    found = standing(actor=actor, key=key) if isinstance(key, str) else None
    return Place(match.url_name or "", {**match.kwargs} if found else {"org": match.kwargs["org"]}, found)


def palette(*, actor: Actor, text: str, path: str) -> list[Section]:
    """The sections that hold something, in the order Jump, Do, Go to, Find."""
    here, asked = place_of(actor, path), wanted(text)
    jump = _jump(actor, text, here)
    if text.strip() and not asked:
        return []
    sections = [
        Section(_("Jump to"), jump),
        Section(_("Do"), _commands(actor, asked, here)),
        Section(_("Go to"), _places(actor, asked, here)),
        Section(_("Find"), _finds(actor, text, asked, {one.url for one in jump})),
    ]
    return [section for section in sections if section.options]


def _jump(actor: Actor, text: str, here: Place) -> list[Option]:
    """Human keys lead straight to their record, those of this project first."""
    hits = by_key(actor=actor, text=text, project_id=here.project_id) if text.strip() else []
    return [_hit(hit, wanted("")) for hit in hits[:FEW]]


def _commands(actor: Actor, asked: Wanted, here: Place) -> list[Option]:
    found = (one for one in COMMANDS if _fits(one, here) and is_meant(one.label, asked))
    allowed = [one for one in found if actor.may(one.policy, here.project_id if one.needs else None)]
    return [_command(one, asked, actor, here) for one in allowed[:FEW]]


def _fits(command: Command, here: Place) -> bool:
    known = here.arguments.keys() >= set(command.needs)
    return known and here.name.startswith(command.within)


def _command(command: Command, asked: Wanted, actor: Actor, here: Place) -> Option:
    own = {name: here.arguments[name] for name in command.needs}
    url = reverse(command.route, kwargs={"org": actor.organization.slug, **own})
    key = f"T{own['number']}" if "number" in own else ""
    return Option(marked(str(command.label), asked), command.icon, url, key)


def _places(actor: Actor, asked: Wanted, here: Place) -> list[Option]:
    """Areas of this project and of the organization, and other projects."""
    own = {"org": actor.organization.slug}
    inside = _areas(actor, PROJECT, {**own, "key": here.project.key}, here) if here.project else []
    areas = [*inside, *_areas(actor, MAIN, own), *_areas(actor, SETTINGS, own), *_others(actor, own)]
    shown = [
        Option(marked(str(label), asked), icon, url, note=note)
        for label, icon, url, note in areas
        if is_meant(label, asked)
    ]
    return [*shown[:SOME], *(_projects(actor, asked, own) if asked else [])]


Known = tuple[str | Promise, str, str, str]


def _areas(
    actor: Actor, areas: Iterable[Area], url: dict[str, str], here: Place | None = None
) -> list[Known]:
    record, note = (here.project_id, url["key"]) if here else (None, "")
    allowed = (area for area in areas if actor.may(area.policy, record))
    return [(area.label, area.icon, reverse(area.route, kwargs=url), note) for area in allowed]


def _others(actor: Actor, own: dict[str, str]) -> list[Known]:
    """Places that have no line in the navigation."""
    if not actor.may("records.view_withdrawn"):
        return []
    return [(WITHDRAWN, "history", reverse("home_withdrawn", kwargs=own), "")]


def _projects(actor: Actor, asked: Wanted, own: dict[str, str]) -> list[Option]:
    rows = projects(actor=actor).order_by("key").values_list("key", "name", "name_zh")[:MOST_PROJECTS]
    meant = [row for row in rows if matches(" ".join(row), asked)]
    return [
        Option(
            marked(phrases.bilingual(name, name_zh), asked), "folder", OVERVIEW.url({**own, "key": key}), key
        )
        for key, name, name_zh in meant[:FEW]
    ]


def _finds(actor: Actor, text: str, asked: Wanted, known: set[str]) -> list[Option]:
    """Records, and the way to the page with all of them."""
    if not asked:
        return []
    labels = tuple(one.label for one in Among().kinds if one.label != "projects.Project")
    hits = search(actor=actor, text=text, among=Among(labels), at_most=SOME + FEW)
    found = [_hit(hit, asked) for hit in hits if hit.url not in known][:SOME]
    page = reverse("home_search", kwargs={"org": actor.organization.slug})
    every = _("Search everywhere for “%(text)s”") % {"text": text.strip()[:60]}
    return [*found, Option([(every, False)], "search", f"{page}?{urlencode({'q': text.strip()[:200]})}")]


def _hit(hit: Hit, asked: Wanted) -> Option:
    return Option(marked(hit.title, asked), hit.kind.icon, hit.url, hit.key, str(hit.kind.name))


def is_meant(label: str | Promise, asked: Wanted) -> bool:
    """Whether a label, in either language or by ear, is what the question means."""
    spellings = (label,) if isinstance(label, str) else _translated(label)
    return not asked or any(matches(text, asked) for text in spellings)


@lru_cache(maxsize=256)
def _translated(label: Promise) -> tuple[str, ...]:
    """A label in every language."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(str(label))
    return tuple(dict.fromkeys(found))
