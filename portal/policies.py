"""Who may look through the client's door: the client's people, and nobody else."""

from tenancy.rules import allow, register

POLICIES = register("portal", {"view_portal": allow("CS", "CV")}, project=False)
