"""What an approved change can do to a plan, and how it reads before it is done.

Planning stands below and cannot see `schedule.effects`: its effects are said here, through its own verbs.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.selectors import links_of, task_by_id
from planning.services import add_task, edit_task, reschedule
from records.asking import house
from schedule.effects import UnknownEffect, effect, effect_of
from schedule.models import ChangeEffect, ChangeRequest
from tenancy.actors import Actor
from toolkit.errors import DomainError, Missing
from toolkit.formats import day as day_in_words
from toolkit.formats import duration

MOVE, DURATION, ADD = "planning.move_milestone", "planning.change_duration", "planning.add_task"
PLANNING = "planning."
WORDS = {
    MOVE: _("%(key)s %(name)s moves to %(day)s"),
    DURATION: _("%(key)s %(name)s takes %(duration)s"),
    ADD: _("New task “%(name)s” from %(day)s, %(duration)s"),
}


class EffectGone(DomainError):
    """What it is about has left the plan since."""

    code = "effect_gone"
    message = _("%(key)s %(name)s is no longer in the plan. Remove this effect, or restore the row.")


@effect(MOVE, name=_("Move a milestone"))
def move_milestone(*, actor: Actor, change: ChangeRequest, values: Mapping[str, Any]) -> Any:
    """A milestone is due on another day; where it waits for others, no earlier than that day."""
    task, day = _task(actor, values), date.fromisoformat(values["day"])
    waits = links_of(actor=actor, task=task).filter(successor_id=task.pk).exists()
    held: Any = {"constraint_type": "FNET", "constraint": datetime.combine(day, time(17))} if waits else {}
    return edit_task(actor=actor, task=task, due=day, **held)


@effect(DURATION, name=_("Change how long a task takes"))
def change_duration(*, actor: Actor, change: ChangeRequest, values: Mapping[str, Any]) -> Any:
    """A task takes so many working minutes."""
    return edit_task(actor=actor, task=_task(actor, values), duration_minutes=values["minutes"])


@effect(ADD, name=_("Add a task"))
def put_task(*, actor: Actor, change: ChangeRequest, values: Mapping[str, Any]) -> Any:
    """Another task, which begins on a day and takes so many working minutes."""
    begin, minutes = date.fromisoformat(values["day"]), values["minutes"]
    told: Any = {"name": values["name"], "begin": begin, "duration_minutes": minutes, "notes": change.key}
    return add_task(actor=actor, project=change.project, **told)


def _task(actor: Actor, values: Mapping[str, Any]) -> Any:
    try:
        return task_by_id(actor=actor, task_id=UUID(values["task"]))
    except Missing:
        raise EffectGone(key=values["key"], name=values["name"]) from None


def perform(actor: Actor, change: ChangeRequest) -> date | None:
    """Carry out all effects in their order, as the house; answers the day on which the plan then ends.

    Belongs into one transaction with what it is done for. Raises what an effect raises.
    """
    doer = house(actor, f"change request {change.key}")
    rows = list(change.effects.all())
    for row in rows:
        effect_of(row.effect).perform(actor=doer, change=change, values=row.values)
    if not any(row.effect.startswith(PLANNING) for row in rows):
        return None
    return reschedule(actor=doer, project=change.project).finish_after


def words_of(row: ChangeEffect, language: str, as_of: date) -> str:
    """What it does, as a sentence without a full stop."""
    values = row.values
    if row.effect in WORDS:
        day = day_in_words(date.fromisoformat(values["day"]), as_of=as_of) if "day" in values else ""
        long = duration(values.get("minutes"), language=language)
        return str(WORDS[row.effect]) % {**values, "day": day, "duration": long}
    try:
        return str(effect_of(row.effect).name)
    except UnknownEffect:
        return row.effect
