"""The pages of verbs on many records of a register, reached from its list."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.registers import many
from projects.registers.declared import Register
from projects.registers.forms import OwnerForm
from projects.registers.pages import OfRegister
from tenancy.actors import Actor
from toolkit.many import Changed
from toolkit.pages import BulkPage, ReasonForm, Undo
from toolkit.tables import Action


class OfChosen(OfRegister):
    """About chosen records of a register."""

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {}


class WithdrawChosen(OfChosen, BulkPage):
    """Take records out."""

    abstract = True

    verb, danger = _("Withdraw"), True
    consequence = _("They leave the list. Their history stays, and they can be restored.")
    form = ReasonForm

    def fact(self, result: Changed) -> str:
        """What became true."""
        return ngettext("%(n)s row withdrawn.", "%(n)s rows withdrawn.", result.count) % {"n": result.count}


class RestoreChosen(OfChosen, BulkPage):
    """Put them back."""

    abstract = True

    verb = _("Restore")
    consequence = _("They return to the list as they were.")

    def fact(self, result: Changed) -> str:
        """What became true."""
        return ngettext("%(n)s row restored.", "%(n)s rows restored.", result.count) % {"n": result.count}


class ShareChosen(OfChosen, BulkPage):
    """Let the client see records."""

    abstract = True

    verb = _("Share")
    consequence = _("The client’s people see them in their portal, once the project itself is shared.")

    def fact(self, result: Changed) -> str:
        """What became true."""
        n = result.count
        return ngettext("%(n)s row shared with the client.", "%(n)s rows shared with the client.", n) % {
            "n": n
        }


class UnshareChosen(OfChosen, BulkPage):
    """Take records out of the client's sight."""

    abstract = True

    verb = _("Stop sharing")
    consequence = _("The client’s people no longer see them.")

    def fact(self, result: Changed) -> str:
        """What became true."""
        n = result.count
        return ngettext("%(n)s row is internal again.", "%(n)s rows are internal again.", n) % {"n": n}


class AssignChosen(OfChosen, BulkPage):
    """Put records into somebody's hands."""

    abstract = True

    verb = _("Change owner")
    form = OwnerForm

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "project": subject}

    def fact(self, result: Changed) -> str:
        """What became true."""
        return ngettext("%(n)s row changed.", "%(n)s rows changed.", result.count) % {"n": result.count}


# Verb: its page, its service, the policy it asks, its opposite, its icon.
CHOSEN: dict[str, tuple[type, Any, str, str, str]] = {
    "assign_rows": (AssignChosen, many.assign_records, "edit", "", "user"),
    "share_rows": (ShareChosen, many.share_records, "share", "unshare_rows", "eye"),
    "unshare_rows": (UnshareChosen, many.unshare_records, "share", "share_rows", "eye-off"),
    "withdraw_rows": (WithdrawChosen, many.withdraw_records, "withdraw", "restore_rows", "archive"),
    "restore_rows": (RestoreChosen, many.restore_records, "withdraw", "", "restore"),
}


def verbs_of(register: Register) -> list[str]:
    """The verbs that a register has for many of its records."""
    owned, shared = "owner_id" in register.form.base_fields, not register.unshared
    dropped = {*(() if owned else ("assign_rows",)), *(() if shared else ("share_rows", "unshare_rows"))}
    return [verb for verb in CHOSEN if verb not in dropped]


def actions_of(register: Register, *, withdrawn: bool) -> tuple[Action, ...]:
    """The buttons of the bar that comes up when rows are chosen: on the list, on that of withdrawn ones."""
    verbs = [verb for verb in verbs_of(register) if (verb == "restore_rows") == withdrawn]
    return tuple(_action(register, verb) for verb in verbs)


def _action(register: Register, verb: str) -> Action:
    page, _service, policy, _opposite, icon = CHOSEN[verb]
    return Action(page.verb, register.link(verb), policy=register.policy(policy), icon=icon)  # type: ignore[attr-defined]


def chosen_of(register: Register, lists: dict[str, type]) -> dict[str, type]:
    """The page class for each of a register's verbs on many."""
    return {verb: _page(register, verb, lists) for verb in verbs_of(register)}


def _page(register: Register, verb: str, lists: dict[str, type]) -> type:
    base, service, policy, opposite, _icon = CHOSEN[verb]
    undo = Undo(register.link(opposite), "rows", policy=register.policy(policy)) if opposite else None
    told = {
        "register": register,
        "policy": register.policy(policy),
        "listed": lists["withdrawn" if verb == "restore_rows" else "list"],
        "service": partial(service, register=register),
        "success_url": register.link("list"),
        "cancel_url": register.link("list"),
        "undo": undo,
        "__module__": f"{register.room}.{register.plural}",
        "__doc__": base.__doc__,
    }
    return type(f"{register.model.__name__}{base.__name__}", (base,), told)
