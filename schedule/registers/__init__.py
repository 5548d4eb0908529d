"""The registers that schedule control keeps: one file each, with its form, its columns and its rules."""

from projects.registers.declared import Register
from schedule.registers.baselines import BASELINES
from schedule.registers.changes import CHANGES
from schedule.registers.decisions import DECISIONS
from schedule.registers.issues import ISSUES
from schedule.registers.recovery import RECOVERY_ACTIONS, RECOVERY_PLANS
from schedule.registers.variances import VARIANCES

REGISTERS: tuple[Register, ...] = (
    BASELINES,
    VARIANCES,
    RECOVERY_PLANS,
    RECOVERY_ACTIONS,
    ISSUES,
    CHANGES,
    DECISIONS,
)
