"""Who may look through the client's door: the client's people, and nobody else."""

from django.utils.translation import gettext_lazy as _

from tenancy.rules import allow, grant, register

POLICIES = register(
    "portal",
    {
        "view_portal": grant(_("Read what is shared, in the portal"), allow("CS", "CV")),
        "view_contracts": grant(_("Read which statements of work are shared"), allow("CS")),
    },
    project=False,
)
