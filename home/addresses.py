"""Where a record has its page. The rooms below name records; only this floor knows all their addresses."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse

from exchange.selectors import imports
from planning.selectors import task_by_id
from projects.selectors import Project, project_by_id
from tenancy.actors import Actor
from toolkit.errors import Missing

Finder = Callable[[Actor, Project, UUID], tuple[str, dict[str, Any]]]


def address_of(actor: Actor, label: str, record_id: UUID | None, project_id: UUID | None) -> str:
    """The page of a record that the actor may see, or of its project, or "" where there is none.

    `label`: the model, such as "planning.Task".
    """
    organization = {"org": actor.organization.slug}
    try:
        if project_id is None or not actor.may("projects.view_project", project_id):
            return ""
        project = project_by_id(actor=actor, project_id=project_id)
        find = FINDERS.get(label, _project)
        route, arguments = find(actor, project, record_id or project_id)
    except (Missing, ObjectDoesNotExist):
        return ""
    return reverse(route, kwargs={**organization, "key": project.key, **arguments})


def _project(actor: Actor, project: Project, record_id: UUID) -> tuple[str, dict[str, Any]]:
    return "home_overview", {}


def _task(actor: Actor, project: Project, record_id: UUID) -> tuple[str, dict[str, Any]]:
    return "planning_task", {"number": task_by_id(actor=actor, task_id=record_id).number}


def _import(actor: Actor, project: Project, record_id: UUID) -> tuple[str, dict[str, Any]]:
    return "exchange_import", {"number": imports(actor=actor, project=project).get(pk=record_id).number}


FINDERS: dict[str, Finder] = {"planning.Task": _task, "exchange.ImportRun": _import}
