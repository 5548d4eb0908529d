"""The registers that schedule control keeps: one file each, with its form, its columns and its rules."""

from projects.registers.declared import Register

REGISTERS: tuple[Register, ...] = ()
