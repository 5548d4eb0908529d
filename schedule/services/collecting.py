"""Verbs of the weekly question: how far are your tasks?"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning.selectors import Task, tasks
from projects.selectors import Project, today_of
from records.asking import answers_of
from records.selectors import carrier
from records.services.asks import put
from schedule.models.collecting import Collection, ProgressAsk
from schedule.selectors.collecting import asked_in, collection_of, collections, open_tasks_by_owner
from schedule.selectors.timesheets import monday_of
from schedule.services.progress import keep_entry
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput
from toolkit.formats import day as in_words

QUESTION = "schedule.progress"
AS_PLANNED, CHANGED = "as_planned", "changed"
OTHER = {"en": "zh-hans", "zh-hans": "en"}


class WeekdayUnknown(BadInput):
    """A week has seven days."""

    code = "weekday_unknown"
    message = gettext_lazy("Choose a day of the week.")
    field = "weekday"


@verb
def set_collection(*, actor: Actor, project: Project, on: bool, weekday: int) -> Project:
    """Choose whether and on which ISO weekday a project asks. Raises `WeekdayUnknown`."""
    require(actor, "schedule.set_collection", project)
    if not 1 <= weekday <= 7:
        raise WeekdayUnknown()
    found = collection_of(actor=actor, project=project)
    before = {"on": found.on, "weekday": found.weekday} if found else None
    after = {"on": on, "weekday": weekday}
    made = {**after, "client_id": project.client_id, "created_at": actor.now}
    Collection.objects.update_or_create(project=project, defaults=after, create_defaults=made)
    record(actor, "schedule.set_collection", project, before=before, after=after)
    return project


@verb
def collect_progress(*, actor: Actor) -> int:
    """Ask, on the day that each project chose in its own zone, everybody who owns open tasks of it; answers
    how many were asked. Each person is asked once a week and project, however often this runs.
    """
    require(actor, "schedule.collect_progress")
    asked = 0
    for found in collections(actor=actor):
        today = today_of(project=found.project, now=actor.now)
        if today.isoweekday() == found.weekday:
            asked += _ask_all(actor, found.project, monday_of(day=today))
    return asked


def confirm_all(actor: Actor, ask: Any, remark: str) -> None:
    """“All as planned”: the figures of each task that was asked about, still hers and open, are of today."""
    line = ProgressAsk.objects.get(pk=UUID(ask.arguments["line"]))
    rows = tasks(actor=actor).leaves().open().filter(pk__in=line.tasks, owner_id=line.person_id)
    for task in rows.select_related("project"):
        said = remark or _("As planned")
        keep_entry(actor, task, task.percent_complete, said, person_id=line.person_id)


def _ask_all(actor: Actor, project: Project, week: date) -> int:
    owned = open_tasks_by_owner(actor=actor, project=project)
    there = asked_in(project=project, week=week)
    wanted = [pk for pk in owned if pk not in there]
    reached = people(actor=actor).present().filter(pk__in=wanted).exclude(email="")
    return sum(_ask(actor, project, week, person, owned[person.pk]) for person in reached)


def _ask(actor: Actor, project: Project, week: date, person: Any, owned: list[Task]) -> bool:
    """The row that wins the insert asks."""
    about = {"client_id": project.client_id, "created_at": actor.now, "tasks": [str(one.pk) for one in owned]}
    which = {"project": project, "person_id": person.pk, "week": week}
    line, is_new = ProgressAsk.objects.get_or_create(**which, defaults=about)
    kind = answers_of(QUESTION)
    if not is_new or kind is None:
        return False
    own = person.language
    put(
        actor,
        entry=carrier(actor=actor, entry_id=project.pk).entry,
        person=person,
        kind=kind,
        title=_title(project, own),
        texts=(_text(owned, own), _text(owned, OTHER.get(own, "en")), own),
        arguments={"line": str(line.pk)},
    )
    return True


def _title(project: Project, language: str) -> str:
    with translation.override(language):
        return _("%(project)s: how far are your tasks?") % {"project": project.key}


def _text(owned: Iterable[Task], language: str) -> str:
    with translation.override(language):
        return "\n".join(_line(one) for one in owned)


def _line(task: Task) -> str:
    due = in_words(task.due, as_of=task.due) if task.due else "–"
    facts = {"key": task.key, "name": task.name, "percent": task.percent_complete, "due": due}
    return _("%(key)s %(name)s: %(percent)s%% done, due %(due)s") % facts
