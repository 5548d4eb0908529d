"""Tables of this room."""

from projects.models.contracts import Engagement, EngagementAmendment, EngagementQuerySet
from projects.models.gates import (
    GateCondition,
    GateCriterion,
    GateDecision,
    GateEvidence,
    GateWaiver,
    StageGate,
)
from projects.models.health import Dimension, StageEntry, Status, StatusLine, StatusReport
from projects.models.intake import IntakeCounter, IntakeQuerySet, IntakeRequest
from projects.models.members import ProjectMember, ProjectMemberQuerySet, current
from projects.models.processes import Process, ProcessQuerySet
from projects.models.programmes import Programme, ProgrammeQuerySet
from projects.models.projects import KEY_FORM, Project, ProjectQuerySet
from projects.models.sites import ProjectSite, Site, SiteQuerySet
from projects.models.sows import PriceRow, Sow, SowItem, SowSite, SowVersion, SowVersionQuerySet

__all__ = [
    "KEY_FORM",
    "Dimension",
    "Engagement",
    "EngagementAmendment",
    "EngagementQuerySet",
    "GateCondition",
    "GateCriterion",
    "GateDecision",
    "GateEvidence",
    "GateWaiver",
    "IntakeCounter",
    "IntakeQuerySet",
    "IntakeRequest",
    "PriceRow",
    "Process",
    "ProcessQuerySet",
    "Programme",
    "ProgrammeQuerySet",
    "Project",
    "ProjectMember",
    "ProjectMemberQuerySet",
    "ProjectQuerySet",
    "ProjectSite",
    "Site",
    "SiteQuerySet",
    "Sow",
    "SowItem",
    "SowSite",
    "SowVersion",
    "SowVersionQuerySet",
    "StageEntry",
    "StageGate",
    "Status",
    "StatusLine",
    "StatusReport",
    "current",
]
