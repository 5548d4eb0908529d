"""Which records of this room people talk about, attach to, approve and look for."""

from projects.registers.doors import open_register
from schedule.registers import REGISTERS

for register in REGISTERS:
    open_register(register)
