"""The page classes of a register, made of what it declares."""

from functools import partial
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.registers import pages, selectors, services
from projects.registers.bulk import actions_of, chosen_of
from projects.registers.declared import Register
from toolkit.pages.undoing import Undo
from toolkit.tables import Action, Actions, Instant, Key, Name, Table, Text


def pages_of(register: Register, **own: type) -> dict[str, type]:
    """The page class for each of a register's addresses; `own` names classes that a room made itself."""
    made = {}
    for name, base in BASES.items():
        if (name in SHARING and register.unshared) or (name == "state" and register.states is None):
            continue
        told = TOLD[name](register) if name in TOLD else {}
        attributes = {"register": register, "policy": register.policy(POLICY[name]), **told}
        chosen = own.get(name, base)
        named = {one: value for one, value in attributes.items() if one not in vars(chosen)}
        title = f"{register.model.__name__}{base.__name__}"
        module = f"{register.room}.{register.plural}"
        made[name] = type(title, (chosen,), {**named, "__module__": module, "__doc__": base.__doc__})
    return {**made, **chosen_of(register, made)}


def said(text: Any, register: Register) -> Any:
    """A text about one record or several, in the words of the table itself: "New objective"."""
    named = register.model._meta
    return format_lazy(text, record=named.verbose_name, records=named.verbose_name_plural)


def _list(register: Register) -> dict[str, Any]:
    policy, gone = register.policy("add"), register.policy("withdraw")
    actions = (
        Action(said(_("New {record}"), register), register.link("add"), policy=policy, icon="plus"),
        Action(_("Import"), register.link("import"), policy=policy, icon="file-import"),
        Action(_("Withdrawn"), register.link("withdrawn"), policy=gone, kind="quiet"),
    )
    return {
        "title": register.names,
        "selector": partial(selectors.records_of, register=register),
        "table": register.table,
        "filterset": register.filterset,
        "order": register.order,
        "actions": actions,
        "bulk": actions_of(register, withdrawn=False),
        "empty_title": said(_("No {records} yet"), register),
        "empty_text": register.purpose,
        "empty_icon": register.icon,
    }


def _withdrawn(register: Register) -> dict[str, Any]:
    return {
        "title": said(_("Withdrawn {records}"), register),
        "selector": partial(selectors.withdrawn_of, register=register),
        "table": withdrawn_table(register),
        "order": ("-withdrawn_at",),
        "bulk": actions_of(register, withdrawn=True),
    }


def withdrawn_table(register: Register) -> Any:
    """What was withdrawn, when and why, and the way back."""
    columns = {
        "number": Key(_("Key"), prefix=register.model.letters),
        "title": Name(register.name),
        "withdrawn_at": Instant(pgettext_lazy("when", "Withdrawn")),
        "withdrawn_reason": Text(_("Reason")),
        "way_back": Actions(
            Action(_("Restore"), register.link("restore"), policy=register.policy("withdraw"), icon="restore")
        ),
    }
    return type(f"Withdrawn{register.model.__name__}Table", (Table,), {**columns, "caption": register.names})


def _record(register: Register) -> dict[str, Any]:
    short, long = (pages.facts_of(register, long=one) for one in (False, True))
    return {"facts": register.facts, "template": register.template, "short": short, "long": long}


def _form(register: Register, service: Any, **more: Any) -> dict[str, Any]:
    to_page = {"success_url": register.link(), "cancel_url": register.link()}
    return {"service": partial(service, register=register), **to_page, **more}


def _add(register: Register) -> dict[str, Any]:
    words = {"title": said(_("New {record}"), register), "verb": said(_("Add {record}"), register)}
    more = {"form": register.form, "custom": register.label, **words, "cancel_url": register.link("list")}
    return _form(register, services.add_record, **more)


def _sharing(register: Register, service: Any, opposite: str) -> dict[str, Any]:
    undo = Undo(register.link(opposite), "version", policy=register.policy("share"))
    return _form(register, service, undo=undo)


def _withdraw(register: Register) -> dict[str, Any]:
    undo = Undo(register.link("restore"), "version", policy=register.policy("withdraw"))
    more = {"success_url": register.link("list"), "cancel_url": register.link(), "undo": undo}
    return _form(register, services.withdraw_record, **more)


BASES = {
    "list": pages.RegisterList,
    "withdrawn": pages.WithdrawnList,
    "add": pages.AddRecord,
    "": pages.RecordPage,
    "edit": pages.EditRecord,
    "state": pages.StepRecord,
    "share": pages.ShareRecord,
    "unshare": pages.UnshareRecord,
    "withdraw": pages.WithdrawRecord,
    "restore": pages.RestoreRecord,
}
SHARING = ("share", "unshare")
POLICY = {
    "list": "view",
    "": "view",
    "state": "step",
    "unshare": "share",
    "withdrawn": "withdraw",
    "restore": "withdraw",
    **{name: name for name in ("add", "edit", "share", "withdraw")},
}
TOLD = {
    "list": _list,
    "withdrawn": _withdrawn,
    "add": _add,
    "": _record,
    "edit": lambda register: _form(register, services.edit_record, form=register.form, custom=register.label),
    "state": lambda register: _form(register, services.step_record),
    "share": lambda register: _sharing(register, services.share_record, "unshare"),
    "unshare": lambda register: _sharing(register, services.unshare_record, "share"),
    "withdraw": _withdraw,
    "restore": lambda register: _form(register, services.restore_record),
}
