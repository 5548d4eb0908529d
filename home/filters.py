"""Narrowing of the portfolio."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from home.tables import STATUSES
from projects.selectors import managers_of, programmes, projects, sites
from tenancy.actors import Actor
from toolkit.filters import Filters, OneOf, Reference, Search
from toolkit.tables import in_language

LIFE = [(f"L{number}", f"L{number}") for number in range(8)]


def clients(actor: Actor) -> list[tuple[Any, str]]:
    """The clients of the projects that the actor may know of."""
    rows = projects(actor=actor).order_by("client__name")
    found = rows.values("client_id", "client__name", "client__name_zh").distinct()
    return [(row["client_id"], in_language(row, "client__name")) for row in found]


def programmes_of(actor: Actor) -> list[tuple[Any, str]]:
    """The programmes of those projects."""
    rows = programmes(actor=actor).filter(project_count__gt=0)
    return [(row["pk"], in_language(row, "name")) for row in rows.values("pk", "name", "name_zh")]


def sites_of(actor: Actor) -> list[tuple[Any, str]]:
    """The sites of those projects."""
    rows = sites(actor=actor).filter(running__gt=0)
    return [(row["pk"], in_language(row, "name")) for row in rows.values("pk", "name", "name_zh")]


def managers(actor: Actor) -> list[tuple[Any, str]]:
    """Who manages those projects today."""
    return managers_of(actor=actor)


class PortfolioFilters(Filters):
    """Projects of the portfolio."""

    q = Search("key", "name", "name_zh", "client__name", "client__name_zh", label=_("Search"))
    status = OneOf(STATUSES, label=_("Status"), many=True)
    stage = OneOf(LIFE, label=_("Stage"), many=True)
    client = Reference("client_id", label=_("Client"), choices=clients)
    programme = Reference("programme_id", label=_("Programme"), choices=programmes_of)
    site = Reference("sites__site_id", label=_("Site"), choices=sites_of)
    manager = Reference("manager_id", label=_("Project manager"), choices=managers)
