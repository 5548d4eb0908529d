"""Addresses of this room."""

from typing import Any

from projects.registers.doors import api_of, workspace_of
from schedule.registers import REGISTERS

workspace: list[Any] = [
    *(address for register in REGISTERS for address in workspace_of(register)),
]
api: list[Any] = [
    *(address for register in REGISTERS for address in api_of(register)),
]
