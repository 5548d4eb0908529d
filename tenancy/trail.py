"""The trail in words: actions, records, fields and values as people name them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tenancy.rules import REGISTRY
from toolkit import formats

Label = str | Promise
DOORS: dict[str, Label] = {
    "page": _("Page"),
    "api": _("API"),
    "admin": _("Administration"),
    "task": _("By itself"),
    "command": _("Command"),
}
# What is recorded under a name that no policy has.
ACTS: dict[str, Label] = {
    "kpis.roll_up": _("Compute indicators"),
    "kpis.define_kpi": _("Define an indicator"),
    "notifications.choose_times": _("Choose when letters come"),
    "notifications.disable_webhook": _("Switch a webhook off"),
    "notifications.enable_webhook": _("Switch a webhook on"),
    "notifications.forget_ladder": _("Take an escalation ladder away"),
    "notifications.stop_by_link": _("Stop letters by the link in a mail"),
    "notifications.stop_webhook": _("Stop a webhook after failures"),
    "notifications.unmute_record": _("Hear of a record again"),
    "notifications.wake_line": _("Wake a line of the inbox"),
    "tenancy.accept_invitation": _("Accept an invitation"),
    "tenancy.end_token": _("End a token"),
    "planning.add_dependency": _("Link tasks"),
    "planning.remove_dependency": _("Unlink tasks"),
    "planning.add_buffer": _("Keep time free"),
    "planning.edit_calendar": _("Change a working calendar"),
    "planning.keep_signature": _("Keep the client’s answer"),
    "planning.repeat_task": _("Repeat a task"),
    "planning.unlink_requirement": _("Unlink a requirement from a task"),
    "planning.use_calendar": _("Let a plan count by a calendar"),
    "projects.settle_waiver": _("Settle a waiver as both sides decided"),
    "tenancy.enter_organization": _("Enter the organization"),
    "tenancy.replay_event": _("Hand out events again"),
    "tenancy.leave": _("Let a person leave"),
    "tenancy.readmit": _("Take a person back"),
    "tenancy.look_as_member": _("Look on as a member"),
    "tenancy.stop_looking": _("Stop looking on as a member"),
    "tenancy.switch_off": _("Switch an action off"),
    "tenancy.switch_on": _("Switch an action on again"),
    "tenancy.warn_of_token": _("Warn of a token that ends"),
    "exchange.commit_list": _("Bring a list in"),
    "exchange.discard_list": _("Discard a list"),
    "exchange.map_columns": _("Name a list’s columns"),
    "exchange.stage_list": _("Upload a list"),
    "projects.add_price": _("Add a price"),
    "projects.remove_price": _("Remove a price"),
    "records.add_field": _("Add a field"),
    "records.edit_field": _("Change a field"),
    "records.withdraw_field": _("Withdraw a field"),
    "records.restore_field": _("Restore a field"),
    "records.delete_view": _("Delete a view"),
    "records.open_first": _("Choose the view that opens first"),
    "records.leave_record": _("Stop watching a record"),
    "records.purge_file": _("Remove the content of a withdrawn file"),
    "records.restore_file": _("Restore a file"),
    "records.restore_comment": _("Restore a comment"),
    "records.remind_of_approval": _("Remind of a request for approval"),
    "records.supersede_approval": _("Close a request that was overtaken"),
    "records.warn_of_ask": _("Warn that a question runs out"),
    "tenancy.end_job": _("End a job"),
    "tenancy.start_job": _("Start a job"),
}
YES_NO: dict[bool, Label] = {True: _("Yes"), False: _("No")}


@dataclass(frozen=True)
class Difference:
    """One field of a changed record: its name, and what stood and stands there."""

    field: Label
    before: str
    after: str


def act(action: str) -> Label:
    """An action in words: those of its policy, or its own name where nobody gave it any."""
    rule = REGISTRY.get(action)
    return (rule and rule.label) or ACTS.get(action) or plain(action.rpartition(".")[2])


def plain(name: str) -> str:
    """A name of the sources as words: due_version → Due version."""
    return name.replace("_", " ").strip().capitalize()


def kind(subject_type: str) -> Label:
    """What a record is: its model's name."""
    try:
        return capfirst(str(apps.get_model(subject_type)._meta.verbose_name))
    except (LookupError, ValueError):
        return subject_type


def field(subject_type: str, name: str) -> Label:
    """A field as its model names it."""
    try:
        found: Any = apps.get_model(subject_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return plain(name)
    label: Label = getattr(found, "verbose_name", "") or name
    return capfirst(str(label)) if isinstance(label, Promise) else plain(label)


def value(given: Any) -> str:
    """A recorded value as text; nothing is an en dash."""
    if given is None or given == "":
        return formats.NOTHING
    if isinstance(given, bool):
        return str(YES_NO[given])
    if isinstance(given, dict):
        return ", ".join(f"{plain(str(name))}: {value(one)}" for name, one in given.items())
    return ", ".join(map(value, given)) if isinstance(given, list) else str(given)


def differences(subject_type: str, before: Any, after: Any) -> Iterator[Difference]:
    """Every field that a line names and that changed; a line that names no fields is one difference."""
    old, new = _fields(before), _fields(after)
    for name in dict.fromkeys((*old, *new)):
        was, became = old.get(name), new.get(name)
        if was != became or was is None:
            yield Difference(field(subject_type, name), value(was), value(became))


def _fields(recorded: Any) -> dict[str, Any]:
    if recorded is None:
        return {}
    return recorded if isinstance(recorded, dict) else {"value": recorded}
