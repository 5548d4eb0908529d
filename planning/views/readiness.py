"""The readiness board, and the demand that is derived from the plan."""

from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from planning import readiness
from planning.registers import DEMAND, READINESS_ITEMS
from planning.registers.readiness import BoardTable
from planning.services.demand import derive_demand
from planning.views.subjects import OfProject
from projects.registers.pages import RegisterList
from projects.selectors import Project, today_of
from tenancy.actors import Actor
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage
from toolkit.tables import Action


class ReadinessBoard(OfProject, DetailPage):
    """What has to be in place, by type: red where it is or will be late."""

    policy = READINESS_ITEMS.policy("view")
    title = _("Readiness")
    template = "planning/readiness.html"
    actions = (
        Action(
            _("Add an item"),
            READINESS_ITEMS.link("add"),
            policy=READINESS_ITEMS.policy("add"),
            icon="plus",
        ),
        Action(_("As a list"), READINESS_ITEMS.link("list"), policy=READINESS_ITEMS.policy("view")),
    )

    def get_reading(self) -> dict[str, Any]:
        return {"as_of": today_of(project=self.subject, now=self.actor.now)}

    def get_context(self) -> dict[str, Any]:
        as_of = today_of(project=self.subject, now=self.actor.now)
        groups = readiness.board(actor=self.actor, project=self.subject, as_of=as_of)
        shown = [(one, BoardTable(self.reader).shown([row(item) for item in one.items])) for one in groups]
        return {"groups": shown, "say": sentence(groups)}


def row(item: Any) -> dict[str, Any]:
    """An item as a row of the board."""
    return {**vars(item), "owner__name": item.owner.name if item.owner else ""}


def sentence(groups: list[readiness.Group]) -> str:
    """How much is in place, and how much is in danger."""
    if not groups:
        return ""
    count = sum(len(one.items) for one in groups)
    told = {name: sum(one.counts[name] for one in groups) for name in readiness.COLOURS}
    told |= {"count": count, "ready": sum(one.ready for one in groups)}
    return _now("%(ready)d of %(count)d in place · %(red)d late · %(amber)d at risk") % told


class DemandList(RegisterList):
    """Whom the project needs, with the way to derive it."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        link = Link("planning_derive_demand")
        derive = Action(_("Derive from the plan"), link, policy="planning.derive_demand", icon="list-tree")
        return (*super().get_actions(), derive)


class DeriveDemand(OfProject, ActionPage):
    """Make demand lines of what the plan says."""

    policy = "planning.derive_demand"
    title, verb = _("Derive the demand from the plan?"), _("Derive it")
    consequence = _(
        "Each group of resources gets a line: its peak count, from its first day of work to its last."
        " Lines that were derived before are renewed; those that people wrote stay."
    )
    service = derive_demand
    success = _("The demand is as the plan says.")
    success_url = cancel_url = DEMAND.link("list")

    def get_form_kwargs(self, actor: Actor, subject: Project) -> dict[str, Any]:
        return {}
