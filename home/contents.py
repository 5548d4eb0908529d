"""What the pages of this room show."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from home import day, overview, words
from home.changes import recent_changes
from home.frame import chips
from home.selectors import Standing, standing, standings
from home.status import status_of
from home.tiles import tiles
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE
from tenancy.selectors import delayed_since
from toolkit.errors import Missing

PROJECTS_SHOWN = 8


def my_day(actor: Actor, *, whole: bool = False) -> dict[str, Any]:
    """Bands of work (`whole`: however long), my projects, and what changed in them since yesterday."""
    found = standings(actor=actor, limit=PROJECTS_SHOWN + 1)
    mine = day.day_of(actor, actor.today())
    keys = {one.id: one.key for one in found}
    return {
        "sentence": day.sentence(mine),
        "bands": day.bands(mine, whole=whole),
        "waiting": day.waiting(mine, whole=whole),
        "projects": [(one, words.name(one), chips(one)) for one in found[:PROJECTS_SHOWN]],
        "changes": recent_changes(actor=actor, projects=keys, since=actor.now - timedelta(days=1)),
        "is_everywhere": bool(actor.roles & ORGANIZATION_WIDE),
        "has_more": len(found) > PROJECTS_SHOWN,
        "unplanned": _unplanned(actor, found),
        "delayed": delayed_since(actor=actor) if actor.may("tenancy.view_jobs") else None,
    }


def _unplanned(actor: Actor, found: list[Standing]) -> Standing | None:
    """The first project whose plan the actor could bring, while none has a milestone yet."""
    if any(one.has_milestones for one in found):
        return None
    return next((one for one in found if actor.may("exchange.stage_import", one.id)), None)


def project_overview(actor: Actor, project: Any, address: dict[str, str]) -> dict[str, Any]:
    """Where one project stands, its milestones, and what happened lately."""
    stands = standing(actor=actor, key=project.key)
    if stands is None:
        raise Missing()
    found = overview.overview_of(actor=actor, project=project, standing=stands)
    return {
        "project": project,
        "found": found,
        "status": status_of(actor, project, stands),
        "sentence": overview.sentence(found),
        "tiles": tiles(found, address),
        "changes": recent_changes(actor=actor, projects={project.pk: project.key}),
        "may_import": actor.may("exchange.stage_import", project),
        "may_add": actor.may("planning.add_task", project),
    }


def landing() -> dict[str, Any]:
    """The way in; in demo mode also the logins."""
    welcome = import_string(settings.MILEPOST_DEMO)() if settings.DEMO else {}
    return {"login_url": reverse("account_login"), **welcome}
