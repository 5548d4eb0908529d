"""The status of a project on its overview: what a person confirmed, what the rules propose, dimension by
dimension, the worst first."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.portfolio import ORDER
from home.selectors import Standing
from projects.proposals import NO_DATA, Proposal, proposals_of
from projects.selectors import Dimension, Health, last_lines
from tenancy.actors import Actor


@dataclass(frozen=True)
class Line:
    """One dimension: what counts, what the rule says now where that differs, and the sentence behind it."""

    label: str | Promise
    status: str
    rule: str
    why: str | Promise


@dataclass(frozen=True)
class Status:
    """The whole: `told` says who confirmed it when, or that a rule proposes it."""

    health: Health
    status: str
    kind: str
    rule: str
    told: str
    lines: list[Line]
    may_confirm: bool


def status_of(actor: Actor, project: Any, standing: Standing) -> Status:
    """Two queries: the last confirmed lines, and what the plan proposes."""
    proposed = proposals_of(actor=actor, project=project) if standing.is_running else {}
    said = last_lines(actor=actor, project=project) if standing.health.stated else {}
    lines = [_line(name, said.get(name), proposed.get(name, NO_DATA)) for name in Dimension.values]
    shown = standing.health
    return Status(
        health=shown,
        status=standing.status,
        kind="stale" if shown.is_stale and standing.is_running else "",
        rule=shown.proposed if shown.is_override and standing.is_running else "",
        told=told(shown),
        lines=sorted(lines, key=lambda line: ORDER.index(line.status)),
        may_confirm=actor.may("projects.confirm_status", project) and standing.is_running,
    )


def _line(name: str, said: Any, proposal: Proposal) -> Line:
    label = Dimension(name).label
    if said is None:
        return Line(label, proposal.status, "", proposal.why)
    rule = proposal.status if proposal.status not in (said.stated, "grey") else ""
    why = proposal.why if proposal.status != "grey" else ""
    return Line(label, said.stated, rule, said.reason or why)


def told(shown: Health) -> str:
    """Who confirmed it, and how long ago; else that the rule proposes it."""
    if not shown.at:
        return _("proposed by rule: nobody has confirmed a status yet")
    age = ngettext("%(days)d day ago", "%(days)d days ago", shown.age) % {"days": shown.age}
    when = age if shown.age else _("today")
    return _("confirmed by %(name)s, %(when)s") % {"name": shown.by or "–", "when": when}
