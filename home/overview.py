"""The project overview: its figures, and its answer in one or two sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import words
from home.selectors import Standing
from kpis.selectors import Headline, headline
from planning.selectors import Counts, milestones, plan_counts
from tenancy.actors import Actor
from toolkit.formats import day_of, sentences

ON_TIME, INDICATORS = "milestones_on_time", "kpis.view_kpis"
TRACK, BEFORE_NOW = 8, 3
DIAMOND = ("number", "name", "due", "promised", "state", "actual_finish_at")


@dataclass(frozen=True)
class Diamond:
    """A milestone on the track: `status` colours it, `note` says in words how it stands."""

    number: int
    name: str
    due: date | None
    status: str
    done: bool
    note: str


@dataclass(frozen=True)
class Overview:
    """All figures of the page."""

    standing: Standing
    counts: Counts
    on_time: Headline | None
    diamonds: list[Diamond]

    @property
    def reached(self) -> int:
        """How many milestones are reached."""
        return sum(1 for one in self.diamonds if one.done)

    @property
    def late(self) -> list[Diamond]:
        """Open milestones whose day has passed, the oldest first."""
        return [one for one in self.diamonds if one.status == "red" and not one.done]

    @property
    def track(self) -> list[Diamond]:
        """The milestones around now: the last reached ones and the next."""
        first_open = next((at for at, one in enumerate(self.diamonds) if not one.done), len(self.diamonds))
        start = max(0, min(first_open - BEFORE_NOW, len(self.diamonds) - TRACK))
        return self.diamonds[start : start + TRACK]


def overview_of(*, actor: Actor, project: Any, standing: Standing) -> Overview:
    """Four queries: the plan in numbers, its milestones, the indicators and their readings."""
    facts = {"project_id": project.pk, "zone": project.zone, "now": actor.now}
    rows = milestones(actor=actor, project=project)
    return Overview(
        standing=standing,
        counts=plan_counts(actor=actor, project=project, as_of=standing.today),
        on_time=headline(actor=actor, code=ON_TIME, **facts) if actor.may(INDICATORS, project) else None,
        diamonds=[diamond(row, standing) for row in rows.values(*DIAMOND)],
    )


def diamond(row: dict[str, Any], standing: Standing) -> Diamond:
    """One milestone's row as it stands today."""
    reached = day_of(row["actual_finish_at"], standing.zone) if row["actual_finish_at"] else None
    status, note = _reached_on(row, reached) if reached else _open(row, standing.today)
    return Diamond(row["number"], row["name"], reached or row["due"], status, reached is not None, note)


def _reached_on(row: dict[str, Any], reached: date) -> tuple[str, str]:
    """Against the promised day, or the due day where nothing was promised."""
    days = (reached - (row["promised"] or row["due"] or reached)).days
    if days <= 0:
        return "green", _("reached on its date")
    return "amber", _("reached %(late)s") % {"late": words.later(days, row["promised"])}


def _open(row: dict[str, Any], today: date) -> tuple[str, str]:
    due, promised = row["due"], row["promised"]
    if row["state"] == "missed":
        return "red", _("missed")
    if due is None:
        return "grey", _("no date yet")
    if due < today:
        return "red", words.days_late((today - due).days)
    when = words.days_ahead(due, today)
    if promised is None or due <= promised:
        return "grey", when
    return "amber", _("%(when)s, %(late)s") % {
        "when": when,
        "late": words.later((due - promised).days, promised),
    }


def sentence(found: Overview) -> str:
    """The answer: milestones reached, what is late, what comes next, how far the tasks are."""
    return sentences(_reached(found), _late(found), _next(found), _tasks(found))


def _reached(found: Overview) -> str:
    if not found.diamonds:
        return _("The plan has no milestones yet.")
    return ngettext(
        "%(reached)d of %(count)d milestone is reached.",
        "%(reached)d of %(count)d milestones are reached.",
        len(found.diamonds),
    ) % {"reached": found.reached, "count": len(found.diamonds)}


def _late(found: Overview) -> str:
    if not found.late:
        return ""
    oldest = found.late[0]
    facts = {"name": oldest.name, "late": oldest.note, "count": len(found.late)}
    if len(found.late) == 1:
        return _("“%(name)s” is %(late)s.") % facts
    return _("%(count)d are overdue; the oldest, “%(name)s”, is %(late)s.") % facts


def _next(found: Overview) -> str:
    ahead = found.standing.next
    if ahead is None:
        return ""
    day, when = words.day(ahead.due, found.standing.today), words.days_ahead(ahead.due, found.standing.today)
    return _("Next is “%(name)s” on %(day)s, %(when)s.") % {"name": ahead.name, "day": day, "when": when}


def _tasks(found: Overview) -> str:
    counts = found.counts
    if not counts.tasks:
        return ""
    return ngettext(
        "%(done)d of %(count)d task is done.", "%(done)d of %(count)d tasks are done.", counts.tasks
    ) % {"done": counts.done, "count": counts.tasks}
