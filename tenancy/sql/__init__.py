"""Statements of the migrations that no model can declare: grants, and the audited functions.

`AUDITED` is the list of SECURITY DEFINER functions that the catalogue check allows.
"""

from tenancy.sql.members import FUNCTIONS, GRANTS, LOOKUPS, hand_over

AUDITED = (*LOOKUPS,)

__all__ = ["AUDITED", "FUNCTIONS", "GRANTS", "LOOKUPS", "hand_over"]
