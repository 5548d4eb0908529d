"""Narrowing of projects; page and API use the same."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from projects.models import Project
from projects.selectors import projects
from projects.tables import STAGES
from tenancy.actors import Actor
from toolkit.filters import Filters, OneOf, Reference, Search
from toolkit.tables import in_language


def clients_of_projects(actor: Actor) -> list[tuple[Any, str]]:
    """The clients of the projects that the actor may know of; others stay unnamed."""
    rows = projects(actor=actor).order_by("client__name")
    named = rows.values("client_id", "client__name", "client__name_zh").distinct()
    return [(row["client_id"], in_language(row, "client__name")) for row in named]


class ProjectFilters(Filters):
    """Projects of the portfolio."""

    q = Search("key", "name", "name_zh", "client__name", "client__name_zh", label=_("Search"))
    stage = OneOf(STAGES, label=_("Stage"), many=True)
    state = OneOf(Project.State.choices, label=_("State"), many=True)
    client = Reference("client_id", label=_("Client"), choices=clients_of_projects)
