"""Everybody reads her own inbox and nobody else's."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.rules import allow, grant, register

OWN_PEOPLE = allow("TA", "DH", "PM", "TL", "AG", "QA", "WF", "FI", "AU")
KEEPERS = allow("TA")

POLICIES = register(
    "notifications",
    {
        "view_inbox": grant(_("See one’s own inbox"), OWN_PEOPLE, fixed=True),
        "mark_read": grant(_("Mark one’s own lines as read"), OWN_PEOPLE, fixed=True),
        "snooze_line": grant(_("Put one’s own lines off"), OWN_PEOPLE, fixed=True),
        "mute_record": grant(_("Mute records for oneself"), OWN_PEOPLE, fixed=True),
        "view_choices": grant(_("See one’s own rules of letters"), OWN_PEOPLE, fixed=True),
        "choose_ways": grant(_("Choose one’s own rules of letters"), OWN_PEOPLE, fixed=True),
        "view_escalations": grant(_("See escalations one was told of"), OWN_PEOPLE, fixed=True),
        "acknowledge": grant(_("Acknowledge escalations"), OWN_PEOPLE - {"AU"}),
        "view_ladders": grant(_("See the ladders of escalation"), allow("TA", "DH", "AU")),
        "set_ladder": grant(_("Set the ladders of escalation"), KEEPERS),
        "view_letters": grant(_("See the ledger of letters"), allow("TA", "AU", "platform")),
        "send_again": grant(_("Send letters again that were given up"), allow("TA", "platform")),
        "tell_people": allow(),
        "stop_by_link": allow(),
        "view_webhooks": grant(_("See webhooks and their log"), allow("TA", "DH", "AU", "platform")),
        "add_webhook": grant(_("Add webhooks"), KEEPERS),
        "edit_webhook": grant(_("Change webhooks"), KEEPERS),
        "rotate_webhook": grant(_("Replace the secret of a webhook"), KEEPERS),
        "try_webhook": grant(_("Send a test to a webhook"), KEEPERS),
        "change_webhook_state": grant(_("Enable and disable webhooks"), KEEPERS),
        "adopt_webhook": grant(_("Take over a webhook"), KEEPERS),
        "withdraw_webhook": grant(_("Remove webhooks"), KEEPERS),
        "replay_deliveries": grant(_("Send deliveries of webhooks again"), KEEPERS | {"platform"}),
        "view_changes": grant(_("Read the feed of changes"), OWN_PEOPLE),
        "hand_on_change": allow(),
        "note_outcome": allow(),
    },
    project=False,
)
POLICIES |= register(
    "notifications",
    {
        "view_project_notices": grant(_("See the rules of letters of a project"), OWN_PEOPLE),
        "set_project_notice": grant(_("Change the rules of letters of a project"), allow("DH", "PM")),
    },
)


def visible(actor: Actor) -> Q:
    """The actor's own lines; none for who is no person here."""
    return Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
