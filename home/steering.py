"""What the pages of the portfolio and of programmes show."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from home import portfolio
from home.tables import STATUSES, ProgrammeTable
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.reading import Reader
from toolkit.tables import Action


def portfolio_map(actor: Actor) -> dict[str, Any]:
    """How many projects stand in which stage with which status, and the sentence about it; one query."""
    rows = portfolio.projects_with_status(actor=actor).values_list("stage", "status")
    found = portfolio.heat(rows)
    return {"heat": found, "say": portfolio.sentence(found), "statuses": STATUSES}


PROGRAMME_ACTIONS = (
    Action(_("Edit"), Link("projects_edit_programme"), policy="projects.update_programme", icon="pencil"),
    Action(_("Choose projects"), Link("projects_programme_projects"), policy="projects.update_programme"),
    Action(_("Change state"), Link("projects_programme_state"), policy="projects.change_programme_state"),
)


def programme(actor: Actor, subject: Any, reader: Reader) -> dict[str, Any]:
    """A programme's projects with their figures, and the worst of their statuses; one query."""
    of = portfolio.projects_with_status(actor=actor).filter(programme=subject).order_by("key")
    rows = list(of.values(*ProgrammeTable.fields(), "stage"))
    found = portfolio.heat((row["stage"], row["status"]) for row in rows)
    worst = next((status for status in portfolio.ORDER if found.counts[status]), "grey")
    return {
        "projects": ProgrammeTable(reader).shown(rows),
        "say": portfolio.sentence(found),
        "worst": worst,
    }
