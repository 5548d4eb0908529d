"""Columns of invitations; page and export use the same."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.models import Invitation
from tenancy.tables.people import ROLES
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.tables import Action, Actions, Choice, Day, Instant, Status, Table, Text

State = Invitation.State
TONES = {State.OPEN: "begun", State.ACCEPTED: "green", State.EXPIRED: "amber", State.WITHDRAWN: "open"}
STATES = {state: (state.label, tone) for state, tone in TONES.items()}


def waits(row: Row) -> bool:
    """Neither accepted nor withdrawn."""
    return row["state"] in (State.OPEN, State.EXPIRED)


class InvitationTable(Table):
    """Who was invited, and what came of it."""

    caption = _("Invitations")
    person = Text(_("Person"), source="person__name", link=Link("tenancy_person", person="person_id"))
    email = Text(_("Mail address"), priority=2)
    offers = Choice(_("Role"), source="role", mapping=ROLES)
    state = Status(_("State"), mapping=STATES)
    sent_at = Instant(pgettext_lazy("when", "Sent"), priority=2)
    expires_at = Instant(_("Open until"), priority=3, unless=lambda row: not waits(row), needs=("state",))
    ends_on = Day(_("Role until"), priority=3)
    invited_by = Text(_("Invited by"), priority=3)
    actions = Actions(
        Action(
            _("Send again"),
            Link("tenancy_resend_invitation", invitation="pk"),
            policy="tenancy.invite_person",
            icon="send",
            when=waits,
        ),
        Action(
            _("Withdraw"),
            Link("tenancy_withdraw_invitation", invitation="pk"),
            policy="tenancy.withdraw_invitation",
            icon="trash",
            when=waits,
        ),
        needs=("state",),
    )
