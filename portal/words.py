"""The portal's sentences, in the client's language."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.promises import Judgement, judge, overall
from portal.selectors import Milestone, SharedProject
from projects.stages import Stage, stage_line
from toolkit import formats
from toolkit.markdown import html

STAGES: dict[str, str | Promise] = {
    "L0": gettext_lazy("Due diligence"),
    "L1": gettext_lazy("Mobilise"),
    "L2": gettext_lazy("Knowledge transfer"),
    "L3": gettext_lazy("Pilot"),
    "L4": gettext_lazy("Ramp"),
    "L5": gettext_lazy("Go-live and hypercare"),
    "L6": gettext_lazy("Steady state"),
    "L7": gettext_lazy("Close-out"),
}
TRACK, BEFORE_NOW = 4, 2


@dataclass(frozen=True)
class Line:
    """A milestone as the page shows it: `was` is the promised day where another one took its place."""

    name: str
    status: str
    done: bool
    when: date | None
    was: date | None
    note: str
    day: str


@dataclass(frozen=True)
class Sheet:
    """A project as the page shows it."""

    key: str
    name: str
    stage: str
    status: str
    sentence: str
    today: date
    zone: str
    lines: list[Line]
    stated: str
    stages: list[Stage]

    @property
    def track(self) -> list[Line]:
        """A few milestones around now."""
        first = next((at for at, one in enumerate(self.lines) if not one.done), len(self.lines))
        start = max(0, min(first - BEFORE_NOW, len(self.lines) - TRACK))
        return self.lines[start : start + TRACK]


def sheet(project: SharedProject) -> Sheet:
    """A project in words."""
    judged = [(one, judged_on(one, project.today)) for one in project.milestones]
    return Sheet(
        key=project.key,
        name=(formats.is_chinese() and project.name_zh) or project.name,
        stage=str(STAGES[project.stage]),
        status=project.health.stated or overall([judgement.status for _one, judgement in judged]),
        stated=stated(project),
        stages=stage_line(project.stage, project.stages, as_of=project.today, gates=project.gates),
        sentence=sentence(project, judged),
        today=project.today,
        zone=project.zone,
        lines=[_line(one, judgement, project.today) for one, judgement in judged],
    )


def stated(project: SharedProject) -> str:
    """The sentence that was shared with a confirmed status, and of which day it is."""
    shown = project.health
    if shown.at is None:
        return ""
    day = formats.day(formats.day_of(shown.at, project.zone), as_of=project.today)
    told = _("Status confirmed on %(day)s.") % {"day": day}
    return formats.sentences(told, shown.summary)


def judged_on(one: Milestone, today: date) -> Judgement:
    """The milestone's judgement today."""
    return judge(
        promised=one.promised, due=one.due, reached=one.reached, is_missed=one.is_missed, today=today
    )


def _line(one: Milestone, judgement: Judgement, today: date) -> Line:
    when = one.reached or one.due
    moved = one.promised if one.promised and when and one.promised != when else None
    return Line(
        name=one.name,
        status=judgement.status,
        done=one.reached is not None,
        when=when,
        was=moved,
        note=note(judgement),
        day=formats.day(when, as_of=today),
    )


def note(judgement: Judgement) -> str:
    """How it stands: on its date, 18 calendar days later than promised."""
    days = abs(judgement.days)
    if judgement.kind == "reached":
        return _reached(judgement.days)
    if judgement.kind == "overdue":
        return ngettext("%(days)d calendar day overdue", "%(days)d calendar days overdue", days) % {
            "days": days
        }
    if judgement.kind == "later":
        return _later(days)
    if judgement.kind == "earlier":
        return _earlier(days)
    return str(PLAIN[judgement.kind])


PLAIN = {
    "missed": gettext_lazy("not reached"),
    "undated": gettext_lazy("no date yet"),
    "as_promised": gettext_lazy("as promised"),
    "expected": gettext_lazy("expected"),
}


def _reached(days: int) -> str:
    if days == 0:
        return _("on its date")
    if days > 0:
        return ngettext("%(days)d calendar day late", "%(days)d calendar days late", days) % {"days": days}
    return ngettext("%(days)d calendar day early", "%(days)d calendar days early", -days) % {"days": -days}


def _later(days: int) -> str:
    return ngettext(
        "%(days)d calendar day later than promised", "%(days)d calendar days later than promised", days
    ) % {"days": days}


def _earlier(days: int) -> str:
    return ngettext(
        "%(days)d calendar day earlier than promised", "%(days)d calendar days earlier than promised", days
    ) % {"days": days}


def sentence(project: SharedProject, judged: list[tuple[Milestone, Judgement]]) -> str:
    """The answer: what is reached, what is late, what comes next."""
    if not judged:
        return _("No milestone of this project has been shared yet.")
    return formats.sentences(_kept(judged), _late(judged, project), _next(judged, project))


def _kept(judged: list[tuple[Milestone, Judgement]]) -> str:
    reached = [judgement for _one, judgement in judged if judgement.kind == "reached"]
    facts = {"reached": len(reached), "count": len(judged)}
    if not reached:
        return (
            ngettext(
                "The milestone is still ahead.", "All %(count)d milestones are still ahead.", len(judged)
            )
            % facts
        )
    return (
        ngettext(
            "%(reached)d of %(count)d milestone is reached.",
            "%(reached)d of %(count)d milestones are reached.",
            len(judged),
        )
        % facts
    )


def _late(judged: list[tuple[Milestone, Judgement]], project: SharedProject) -> str:
    late = [pair for pair in judged if pair[1].kind in ("later", "overdue")]
    if not late:
        return ""
    one, judgement = late[-1]
    facts: dict[str, Any] = {"name": one.name, "day": formats.day(one.due, as_of=project.today)}
    facts["note"] = note(judgement)
    if judgement.kind == "overdue":
        return _("“%(name)s” is %(note)s.") % facts
    return _("“%(name)s” is expected on %(day)s, %(note)s.") % facts


def _next(judged: list[tuple[Milestone, Judgement]], project: SharedProject) -> str:
    ahead = next((one for one, judgement in judged if _is_ahead(one, judgement, project.today)), None)
    if ahead is None:
        return ""
    facts = {"name": ahead.name, "day": formats.day(ahead.due, as_of=project.today)}
    return _("Next: “%(name)s” on %(day)s.") % facts


def _is_ahead(one: Milestone, judgement: Judgement, today: date) -> bool:
    is_open = judgement.kind in ("as_promised", "earlier", "expected", "later")
    return is_open and one.due is not None and one.due >= today


def said(row: dict[str, Any], reader: Any) -> dict[str, Any]:
    """A comment as the page shows it: who, when, on what, the text as safe HTML."""
    title = (formats.is_chinese() and row["entry__title_zh"]) or row["entry__title"]
    return {
        "name": row["author_name"],
        "when": reader.instant(row["created_at"]),
        "about": f"{row['entry__key']} {title}".strip(),
        "text": html(row["text"]),
    }
