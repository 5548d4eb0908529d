"""Socket: what the rules propose for a project's status, dimension by dimension.

A room that knows something about a dimension says so in its `statuses.py` (read at start):

    @proposes(Dimension.SCHEDULE)
    def schedule(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, Proposal]: ...

It answers for many projects at once, in a number of queries that does not grow. Where several speak for one
dimension, the worst counts. A dimension that nobody
speaks for, and a project of which nothing is known, is grey: no data is never green.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import Dimension, Project, Status
from tenancy.actors import Actor

ORDER = (Status.GREY, Status.GREEN, Status.AMBER, Status.RED)


@dataclass(frozen=True)
class Proposal:
    """A colour and the sentence behind it."""

    status: str
    why: str | Promise = ""


Rule = Callable[..., dict[UUID, Proposal]]
NO_DATA = Proposal(Status.GREY, _("No figures yet"))
_rules: dict[str, list[Rule]] = {}


def proposes(dimension: str) -> Callable[[Rule], Rule]:
    """Decorator: this function speaks for a dimension."""

    def register(rule: Rule) -> Rule:
        _rules.setdefault(dimension, []).append(rule)
        return rule

    return register


def forget_rule(dimension: str) -> None:
    """Take the last rule out, such as one that a test made."""
    _rules[dimension].pop()


def proposals(*, actor: Actor, project_ids: Collection[UUID]) -> dict[UUID, dict[str, Proposal]]:
    """What is proposed for each project, in each of the seven dimensions."""
    spoken = {
        name: [rule(actor=actor, project_ids=project_ids) for rule in rules] for name, rules in _rules.items()
    }
    return {
        one: {name: _worst_of(one, spoken.get(name, [])) for name in Dimension.values} for one in project_ids
    }


def _worst_of(project_id: UUID, answers: Iterable[dict[UUID, Proposal]]) -> Proposal:
    """The worst of what several rules say of one project; the first of equals."""
    found = [answer[project_id] for answer in answers if project_id in answer]
    return max(found, key=lambda one: ORDER.index(Status(one.status)), default=NO_DATA)


def proposals_of(*, actor: Actor, project: Project) -> dict[str, Proposal]:
    """What is proposed for one project."""
    return proposals(actor=actor, project_ids=[project.pk])[project.pk]


def worst(statuses: Iterable[str]) -> str:
    """The worst of several colours; grey only where all are."""
    found = list(statuses)
    return str(max(found, key=lambda one: ORDER.index(Status(one))) if found else Status.GREY)
