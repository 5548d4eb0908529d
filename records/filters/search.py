"""Narrowing what is looked for. Page and API share it."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from records.kinds import kinds
from tenancy.actors import Actor
from toolkit.filters import Filter, Filters, Flag, OneOf, Reference
from toolkit.formats import is_chinese


def _kinds(actor: Actor) -> list[tuple[str, str | Promise]]:
    return [(one.label, one.name) for one in kinds()]


def _projects(actor: Actor) -> list[tuple[str, str]]:
    """The projects the actor may know of, by key."""
    rows = import_string(settings.MILEPOST_PROJECTS)(actor=actor).order_by("key")
    found = rows.values_list("pk", "key", "name", "name_zh")[:500]
    return [(str(pk), f"{key} {(is_chinese() and zh) or name}") for pk, key, name, zh in found]


class SearchFilters(Filters):
    """What to look for, and where."""

    q = Filter(label=_("Search"))
    kind = OneOf(_kinds, label=_("Type"), many=True)
    project = Reference(label=_("Project"), choices=_projects)
    withdrawn = Flag(label=_("Withdrawn"))


class WithdrawnFilters(Filters):
    """Of which project."""

    project = Reference(label=_("Project"), choices=_projects)


class PaletteFilters(Filters):
    """What was typed, and on which page."""

    q = Filter(label=_("Search"))
    at = Filter(label=_("Page"))
