"""Columns of lists of API tokens."""

from django.utils.translation import gettext_lazy as _

from toolkit.tables import Action, Actions, Choice, Instant, Link, Table, Text


class TokenTable(Table):
    """One's own keys."""

    caption = _("API tokens")
    name = Text(_("What it is for"), strong=True)
    prefix = Text(_("Begins with"), priority=2)
    scopes = Choice(_("It may"), priority=2, mapping={"read": _("Read"), "read write": _("Read and write")})
    created_at = Instant(_("Made"), priority=2)
    expires_at = Instant(_("Ends"))
    actions = Actions(
        Action(
            _("Revoke"), Link("tenancy_revoke_token", pk="pk"), policy="tenancy.revoke_token", icon="trash"
        )
    )
