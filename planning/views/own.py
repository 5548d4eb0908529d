"""The pages that registers of this room have of their own, by the kind of record."""

from planning.views.charters import DocumentPage, SlotList
from planning.views.readiness import DemandList
from planning.views.scope import RequirementPage, ScopeItemPage
from planning.views.stakeholders import ObjectivePage, StakeholderList
from planning.views.streams import StreamList, StreamPage

OWN: dict[str, dict[str, type]] = {
    "planning.Charter": {"": DocumentPage},
    "planning.DemandLine": {"list": DemandList},
    "planning.ManagementPlan": {"": DocumentPage, "list": SlotList},
    "planning.Objective": {"": ObjectivePage},
    "planning.Requirement": {"": RequirementPage},
    "planning.ScopeItem": {"": ScopeItemPage},
    "planning.Stakeholder": {"list": StakeholderList},
    "planning.WorkStream": {"": StreamPage, "list": StreamList},
}
