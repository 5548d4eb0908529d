"""Pages of work-streams, and of where their priorities collide."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from planning import services
from planning.forms_streams import DecisionForm
from planning.registers.streams import STREAMS
from planning.streams import Conflict, conflict_of, conflicts, counted, decisions, focus_of
from planning.tables_streams import (
    ConflictTable,
    FocusTable,
    PriorityDecisionTable,
    SidesTable,
    conflict_row,
    decision_row,
)
from planning.views.subjects import OfProject
from projects.registers.pages import RecordPage, RegisterList
from projects.selectors import Project
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage
from toolkit.tables import Action

CONFLICTS = Link("planning_priority_conflicts")
SEE, DECIDE = "planning.view_priority_conflicts", "planning.decide_priority"
COLLIDE = Action(_("Priority conflicts"), CONFLICTS, policy=SEE, icon="arrows-move-vertical")
FOCUS, SHOWN = 12, 50


class StreamList(RegisterList):
    """The work-streams with how much is unfinished in each."""

    abstract = True

    def get_queryset(self) -> QuerySet[Any]:
        return counted(super().get_queryset())

    def get_actions(self) -> tuple[Action, ...]:
        return (*super().get_actions(), COLLIDE)


class StreamPage(RecordPage):
    """One work-stream: its focus, and where it collides with others."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        return (*super().get_actions(), COLLIDE)

    def get_context(self) -> dict[str, Any]:
        rows = focus_of(actor=self.actor, stream=self.subject)
        shown = list(rows.values(*FocusTable.fields())[:FOCUS])
        found = [one for one in self.conflicts() if one.is_open]
        return {
            "focus": FocusTable(self.reader).shown(shown),
            "count": rows.count(),
            "open": len(found),
            "conflicts_url": CONFLICTS.url(self.kwargs),
        }

    def conflicts(self) -> list[Conflict]:
        """Where this stream is one of the two."""
        found = conflicts(actor=self.actor, project=self.subject.project)
        number = self.subject.number
        return [one for one in found if number in (one.clash.one.stream, one.clash.other.stream)]


class PriorityConflicts(OfProject, DetailPage):
    """Where two streams want the same, and what was decided."""

    policy = SEE
    title = _("Priority conflicts")
    template = "planning/priority_conflicts.html"
    actions = (Action(_("Work-streams"), STREAMS.link("list"), policy=STREAMS.policy("view"), icon="route"),)

    def get_context(self) -> dict[str, Any]:
        about = {"actor": self.actor, "project": self.subject}
        found, made = conflicts(**about), decisions(**about)[:SHOWN]
        still = [one for one in found if one.is_open]
        table = ConflictTable(self.reader)
        return {
            "say": sentence(len(still), len(found) - len(still)),
            "open": table.shown([conflict_row(one) for one in still]),
            "decided": table.shown([conflict_row(one) for one in found if not one.is_open]),
            "decisions": PriorityDecisionTable(self.reader).shown([decision_row(one) for one in made]),
        }


def sentence(still: int, decided: int) -> str:
    """How many there are."""
    return _now("%(open)d open · %(decided)d decided") % {"open": still, "decided": decided}


class DecidePriority(OfProject, FormPage):
    """Say which of two tasks goes first, and why."""

    policy = DECIDE
    title, verb = _("Which work goes first?"), _("Record the decision")
    form = DecisionForm
    service = services.decide_priority
    template = "planning/decide_priority.html"
    success = _("The decision is recorded. Tell both streams.")
    success_url = cancel_url = CONFLICTS

    @cached_property
    def conflict(self) -> Conflict:
        """The one in question; missing where nothing collides any longer."""
        return conflict_of(actor=self.actor, project=self.subject, key=self.kwargs["conflict"])

    def get_subject(self, actor: Actor, **kwargs: Any) -> Project:
        return super().get_subject(actor, key=kwargs["key"])

    def get_arguments(self) -> dict[str, Any]:
        return {"project": self.subject, "conflict": self.conflict.clash.key}

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {"actor": actor, "project": subject, "conflict": self.conflict}

    def get_context(self) -> dict[str, Any]:
        return {"both": SidesTable(self.reader).shown([conflict_row(self.conflict)])}
