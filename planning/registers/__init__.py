"""The registers that planning keeps: one file each, with its form, its columns and its rules."""

from planning.registers.assumptions import ASSUMPTIONS
from planning.registers.charters import CHARTERS, MANAGEMENT_PLANS
from planning.registers.deliverables import DELIVERABLES
from planning.registers.demand import DEMAND
from planning.registers.objectives import OBJECTIVES
from planning.registers.readiness import READINESS_ITEMS
from planning.registers.requirements import REQUIREMENTS
from planning.registers.scope import SCOPE_ITEMS
from planning.registers.stakeholders import EXPECTATIONS, STAKEHOLDERS
from planning.registers.streams import STREAMS

REGISTERS = (
    CHARTERS,
    OBJECTIVES,
    DELIVERABLES,
    REQUIREMENTS,
    SCOPE_ITEMS,
    ASSUMPTIONS,
    STAKEHOLDERS,
    EXPECTATIONS,
    READINESS_ITEMS,
    DEMAND,
    STREAMS,
    MANAGEMENT_PLANS,
)

__all__ = [
    "ASSUMPTIONS",
    "CHARTERS",
    "DELIVERABLES",
    "DEMAND",
    "EXPECTATIONS",
    "MANAGEMENT_PLANS",
    "OBJECTIVES",
    "READINESS_ITEMS",
    "REGISTERS",
    "REQUIREMENTS",
    "SCOPE_ITEMS",
    "STAKEHOLDERS",
    "STREAMS",
]
