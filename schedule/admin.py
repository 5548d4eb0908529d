"""The administrator's view of this room."""

from projects.registers.doors import show_in_admin
from schedule.registers import REGISTERS

for register in REGISTERS:
    show_in_admin(register)
