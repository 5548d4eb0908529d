"""Columns of lists of API tokens."""

from django.utils.translation import gettext_lazy as _

from toolkit.tables import Action, Actions, Choice, Instant, Link, Person, Status, Table, Text

SCOPES = {"read": _("Read"), "read write": _("Read and write")}
STATES = {
    "live": (_("Live"), "green"),
    "ended": (_("Ended"), "open"),
    "revoked": (_("Revoked"), "open"),
}


class TokenTable(Table):
    """One's own keys."""

    caption = _("API tokens")
    name = Text(_("What it is for"), strong=True)
    prefix = Text(_("Begins with"), priority=2)
    scopes = Choice(_("It may"), priority=2, mapping=SCOPES)
    created_at = Instant(_("Made"), priority=3)
    used_at = Instant(_("Last used"))
    expires_at = Instant(_("Ends"))
    actions = Actions(
        Action(
            _("Revoke"), Link("tenancy_revoke_token", pk="pk"), policy="tenancy.revoke_token", icon="trash"
        )
    )


class AllTokensTable(Table):
    """Everybody's keys, for the administrator."""

    caption = _("Tokens of all members")
    name = Text(_("What it is for"), strong=True)
    person = Person(_("Member"), source="person__name")
    prefix = Text(_("Begins with"), priority=3)
    scopes = Choice(_("It may"), priority=2, mapping=SCOPES)
    used_at = Instant(_("Last used"), priority=2)
    used_from = Text(_("IP address"), priority=3)
    expires_at = Instant(_("Ends"))
    state = Status(_("State"), mapping=STATES)
    revoked_reason = Text(_("Why revoked"), priority=3)
    actions = Actions(
        Action(
            _("Revoke"),
            Link("tenancy_revoke_any_token", pk="pk"),
            policy="tenancy.revoke_any_token",
            icon="trash",
            when=lambda row: row["state"] == "live",
        ),
        needs=("state",),
    )
