"""Statements of the migrations that no model can declare: grants, and the audited functions.

`AUDITED` is the list of SECURITY DEFINER functions that the catalogue check allows.
"""

from tenancy.sql import audit, invitations
from tenancy.sql.members import GRANTS, LOOKUPS

# Of a room above, which makes it in its own migrations.
SEARCH = ("records_search",)
ASKS = ("records_ask_of", "records_ask_for")
AUDITED = (*LOOKUPS, *audit.DEFINERS, *invitations.LOOKUPS, *SEARCH, *ASKS)

__all__ = ["AUDITED", "GRANTS", "LOOKUPS"]
