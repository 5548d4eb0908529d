"""Statements of the migrations that no model can declare: grants, and the audited functions.

`AUDITED` is the list of SECURITY DEFINER functions that the catalogue check allows.
"""

from tenancy.sql import audit, invitations
from tenancy.sql.members import GRANTS, LOOKUPS

AUDITED = (*LOOKUPS, *audit.DEFINERS, *invitations.LOOKUPS)

__all__ = ["AUDITED", "GRANTS", "LOOKUPS"]
