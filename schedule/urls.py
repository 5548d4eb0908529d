"""Addresses of this room."""

from typing import Any

from projects.registers.doors import api_of, workspace_of
from schedule import urls_baselines, urls_changes, urls_progress
from schedule.registers import REGISTERS

OWN = {**urls_baselines.OWN, **urls_changes.OWN}
workspace: list[Any] = [
    *urls_baselines.workspace,
    *urls_progress.workspace,
    *urls_changes.workspace,
    *(
        address
        for register in REGISTERS
        for address in workspace_of(register, **OWN.get(register.plural, {}))
    ),
]
api: list[Any] = [
    *urls_baselines.api,
    *urls_progress.api,
    *urls_changes.api,
    *(address for register in REGISTERS for address in api_of(register)),
]
