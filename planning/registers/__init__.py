"""The registers that planning keeps: one file each, with its form, its columns and its rules."""

from planning.registers.objectives import OBJECTIVES

REGISTERS = (OBJECTIVES,)

__all__ = ["OBJECTIVES", "REGISTERS"]
