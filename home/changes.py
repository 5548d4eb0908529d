"""What happened in a project lately: lines of the trail in words, what was done without the values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planning.selectors import tasks
from records.keys import parse_key
from tenancy.actors import Actor
from tenancy.selectors import history_of_projects
from toolkit.links import Link

SHOWN, READ = 8, 100
TOGETHER = timedelta(minutes=10)
TASK, TASK_TYPE = Link("planning_task"), "planning.Task"
COLUMNS = ("action", "actor_name", "subject_key", "subject_type", "subject_id", "project", "at")


@dataclass(frozen=True)
class Kind:
    """How an action is told."""

    text: str | Promise
    icon: str


KINDS = {
    "planning.add_task": Kind(gettext_lazy("%(who)s added %(key)s"), icon="plus"),
    "planning.edit_task": Kind(gettext_lazy("%(who)s changed %(key)s"), icon="pencil"),
    "planning.move_task": Kind(gettext_lazy("%(who)s moved %(key)s"), icon="arrows-move-vertical"),
    "planning.withdraw_task": Kind(gettext_lazy("%(who)s withdrew %(key)s"), icon="trash"),
    "planning.restore_task": Kind(gettext_lazy("%(who)s restored %(key)s"), icon="restore"),
    "planning.add_dependency": Kind(gettext_lazy("%(who)s linked %(key)s to its predecessor"), icon="link"),
    "planning.remove_dependency": Kind(
        gettext_lazy("%(who)s unlinked %(key)s from its predecessor"), icon="unlink"
    ),
    "planning.record_progress": Kind(gettext_lazy("%(who)s reported progress of %(key)s"), icon="progress"),
    "planning.change_state": Kind(
        gettext_lazy("%(who)s changed the state of %(key)s"), icon="progress-check"
    ),
    "planning.reach_milestone": Kind(gettext_lazy("%(who)s recorded milestone %(key)s"), icon="flag-check"),
    "planning.share_task": Kind(gettext_lazy("%(who)s shared %(key)s with the client"), icon="eye"),
    "planning.unshare_task": Kind(gettext_lazy("%(who)s stopped sharing %(key)s"), icon="eye-off"),
    "planning.load_plan": Kind(gettext_lazy("%(who)s imported a plan"), icon="file-import"),
    "projects.create_project": Kind(gettext_lazy("%(who)s created the project"), icon="folder-plus"),
    "projects.update_project": Kind(gettext_lazy("%(who)s changed the project’s facts"), icon="pencil"),
    "projects.set_stage": Kind(gettext_lazy("%(who)s moved the project to another stage"), icon="flag"),
    "projects.change_state": Kind(gettext_lazy("%(who)s changed the project’s state"), icon="progress-check"),
    "projects.add_member": Kind(gettext_lazy("%(who)s added a member"), icon="user-plus"),
    "projects.change_member": Kind(gettext_lazy("%(who)s changed a member’s days"), icon="user-cog"),
    "projects.remove_member": Kind(gettext_lazy("%(who)s removed a member"), icon="user-minus"),
    "projects.share_project": Kind(gettext_lazy("%(who)s shared the project with the client"), icon="eye"),
    "projects.unshare_project": Kind(gettext_lazy("%(who)s stopped sharing the project"), icon="eye-off"),
    "kpis.roll_up": Kind(gettext_lazy("%(who)s corrected a KPI reading"), icon="gauge"),
}


@dataclass(frozen=True)
class Change:
    """One thing that happened."""

    text: str
    more: str
    icon: str
    at: datetime
    project_key: str
    url: str


def recent_changes(
    *, actor: Actor, projects: Mapping[UUID, str], since: datetime | None = None
) -> list[Change]:
    """The last changes of projects (identifier: key), newest first; two queries.

    A plan's import is told once, not once per task.
    """
    lines = history_of_projects(actor=actor, project_ids=projects.keys()).filter(action__in=KINDS)
    lines = lines.filter(at__gte=since) if since else lines
    lines = lines.exclude(Q(action="planning.load_plan"), ~Q(subject_type="projects.Project"))
    rows = list(lines.values(*COLUMNS)[:READ])
    groups = [_named_first(group) for group in _grouped(rows)[:SHOWN]]
    names = _names(actor, [group[0] for group in groups])
    is_all = len(rows) < READ
    return [_change(actor, projects[group[0]["project"]], group, names, is_all) for group in groups]


def _grouped(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """One person doing the same to one project within ten minutes is told once."""
    groups: list[list[dict[str, Any]]] = []
    latest: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        kind = (row["actor_name"], row["action"], row["project"])
        group = latest.get(kind)
        if group is None or group[-1]["at"] - row["at"] > TOGETHER:
            latest[kind] = group = []
            groups.append(group)
        group.append(row)
    return groups


def _named_first(group: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What people have a name for, before that which went along with it."""
    return sorted(group, key=lambda row: not row["subject_key"])


def _names(actor: Actor, rows: list[dict[str, Any]]) -> dict[UUID, str]:
    """What the tasks that are talked about are called now."""
    ids = [row["subject_id"] for row in rows if row["subject_type"] == TASK_TYPE]
    return dict(tasks(actor=actor).filter(pk__in=ids).values_list("pk", "name")) if ids else {}


def _change(
    actor: Actor, key: str, group: list[dict[str, Any]], names: dict[UUID, str], is_all: bool
) -> Change:
    row = group[0]
    kind = KINDS[row["action"]]
    subject = f"{row['subject_key']} {names.get(row['subject_id'], '')}".strip()
    text = str(kind.text) % {"who": row["actor_name"] or _("The house"), "key": subject}
    return Change(text, _more(len(group) - 1, is_all), kind.icon, row["at"], key, _address(actor, key, row))


def _more(count: int, is_all: bool) -> str:
    """How many others stand behind the line; without a number where not all were read."""
    if not count:
        return ""
    if not is_all:
        return _("and more like it")
    return ngettext("and %(count)d more like it", "and %(count)d more like it", count) % {"count": count}


def _address(actor: Actor, key: str, row: dict[str, Any]) -> str:
    found = parse_key(row["subject_key"])
    if found is None or row["subject_type"] != TASK_TYPE:
        return ""
    return TASK.url({"org": actor.organization.slug, "key": key, "number": found.number})
