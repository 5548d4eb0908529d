"""What this room asks of people on the page "My day"."""

from projects.registers import needs as of_registers

__all__ = ["of_registers"]
