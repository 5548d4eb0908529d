"""Socket: what a line of the trail says that somebody did, in words for the history of a record.

In your room's `records.py`:

    acts({"planning.move_task": _("moved it"), "planning.edit_task": _("changed it")})

An action without words of its own reads as its policy does.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tenancy.selectors import action_label
from toolkit.pages.base import Label

_acts: dict[str, Label] = {}


def acts(words: Mapping[str, Label]) -> None:
    """Say what some actions are called when somebody has done them."""
    _acts.update(words)


def act_of(action: str) -> str:
    """What somebody did."""
    return str(_acts.get(action) or action_label(action))


acts(
    {
        "records.add_comment": _("commented"),
        "records.edit_comment": _("edited a comment"),
        "records.withdraw_comment": _("deleted a comment"),
        "records.restore_comment": _("restored a comment"),
        "records.attach_file": _("attached a file"),
        "records.share_file": _("shared a file with the client"),
        "records.unshare_file": _("took a file back from the client"),
        "records.withdraw_file": _("withdrew a file"),
        "records.restore_file": _("restored a file"),
        "records.purge_file": _("removed the content of a withdrawn file"),
        "records.request_approval": _("asked for approval"),
        "records.decide_approval": _("decided on a request for approval"),
        "records.hand_approval": _("handed a decision to somebody else"),
        "records.withdraw_approval": _("withdrew a request for approval"),
        "records.supersede_approval": _("closed a request that was overtaken"),
        "records.remind_of_approval": _("reminded of a request for approval"),
        "records.send_ask": _("asked somebody"),
        "records.resend_ask": _("sent a question again"),
        "records.answer_ask": _("answered a question"),
        "records.withdraw_ask": _("took a question back"),
        "records.warn_of_ask": _("warned that a question runs out"),
        "tenancy.add_client": _("added it"),
        "tenancy.update_client": _("changed it"),
        "tenancy.change_client_state": _("changed its state"),
        "tenancy.add_person": _("added it"),
        "tenancy.update_person": _("changed it"),
        "tenancy.dismiss_person": _("let the person leave"),
        "tenancy.readmit_person": _("took the person back"),
    }
)
