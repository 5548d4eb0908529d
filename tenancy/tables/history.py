"""What happened to a person, a client or the organization, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenancy.models import Client, Organization, Person, Role
from toolkit.tables import Instant, Table, Text

ROLES, STATES = dict(Role.choices), dict(Client.State.choices)
ACTS = {
    "tenancy.update_organization": _("changed"),
    "tenancy.enter_organization": _("came in as platform staff"),
    "tenancy.add_person": _("added the person"),
    "tenancy.update_person": _("changed"),
    "tenancy.leave": _("recorded that the person left"),
    "tenancy.readmit": _("took the person back"),
    "tenancy.add_member": _("gave the role"),
    "tenancy.change_member": _("changed the days of the role"),
    "tenancy.end_member": _("ended the role"),
    "tenancy.invite_person": _("sent an invitation as"),
    "tenancy.resend_invitation": _("sent the invitation again"),
    "tenancy.withdraw_invitation": _("withdrew the invitation"),
    "tenancy.accept_invitation": _("accepted the invitation"),
    "tenancy.add_client": _("added the client"),
    "tenancy.update_client": _("changed"),
    "tenancy.change_client_state": _("set the state to"),
}
CHANGES = {
    "tenancy.update_organization": Organization,
    "tenancy.update_person": Person,
    "tenancy.update_client": Client,
}


class HistoryTable(Table):
    """What happened, newest first."""

    at = Instant(_("When"))
    actor_name = Text(_("Who"))
    action = Text(_("What"))
    reason = Text(_("Reason"))


def history_rows(lines: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Audit lines (at, actor_name, action, after) as rows of `HistoryTable`."""
    return [{**line, "action": words_of(line), "reason": _after(line).get("reason")} for line in lines]


def words_of(line: Mapping[str, Any]) -> str:
    """What a person reads of one audit line: the act, and what it was about."""
    action, after = line["action"], _after(line)
    act = str(ACTS.get(action, action))
    if action in CHANGES:
        fields = CHANGES[action]._meta.concrete_fields
        return f"{act}: {', '.join(str(field.verbose_name) for field in fields if field.name in after)}"
    if action == "tenancy.change_client_state":
        return f"{act} {STATES.get(after.get('state', ''), '')}"
    return f"{act} {ROLES[after['role']]}" if after.get("role") in ROLES else act


def _after(line: Mapping[str, Any]) -> dict[str, Any]:
    return line["after"] if isinstance(line["after"], dict) else {}
