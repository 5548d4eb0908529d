"""The pages of a register. A room that needs more of one makes a subclass and hands it to `open_doors`."""

from functools import partial
from typing import Any, ClassVar

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from projects.forms.base import StepForm
from projects.registers import selectors, services
from projects.registers.declared import Register
from projects.selectors import project_by_key
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm
from toolkit.pages.undoing import Undo
from toolkit.tables import Action, Actions, Instant, Key, Name, Table, Text


class OfRegister:
    """On a project's register."""

    register: ClassVar[Register]
    subject_as = "project"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return project_by_key(actor=actor, key=kwargs["key"])


class OfRecord:
    """About one record of a register."""

    register: ClassVar[Register]
    subject_as = "subject"
    withdrawn: ClassVar[bool] = False

    def get_subject(self, actor: Actor, **kwargs: Any) -> Any:
        return selectors.record_of(actor=actor, register=self.register, withdrawn=self.withdrawn, **kwargs)


class Written:
    """A form of the register, with what it offers to choose from."""

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "project": getattr(subject, "project", subject)}


class RegisterList(OfRegister, ListPage):
    """The records of one project."""

    abstract = True


class WithdrawnList(OfRegister, ListPage):
    """Those that were withdrawn."""

    abstract = True

    empty_title = _("Nothing is withdrawn")
    empty_text = _("What is withdrawn can be restored from here.")
    empty_icon = "restore"


class AddRecord(Written, OfRegister, FormPage):
    """Add a record."""

    abstract = True

    success = _("%(key)s is added.")


class RecordPage(OfRecord, DetailPage):
    """One record."""

    abstract = True

    def get_actions(self) -> tuple[Action, ...]:
        register, record = self.register, self.subject
        state = Action(_("Change state"), register.link("state"), policy=register.policy("step"))
        edit = Action(_("Edit"), register.link("edit"), policy=register.policy("edit"), icon="pencil")
        fixed = getattr(record, "state", "") in register.frozen
        return (
            *((state,) if register.states and register.states.choices(self.actor, record) else ()),
            *(() if fixed else (edit,)),
            *(() if register.unshared else (self.sharing(),)),
            *(() if fixed else (withdrawing(register),)),
        )

    def sharing(self) -> Action:
        """Share it, or stop."""
        if self.subject.visibility == Visibility.SHARED:
            verb, label = "unshare", _("Stop sharing")
        else:
            verb, label = "share", _("Share with the client")
        return Action(label, self.register.link(verb), policy=self.register.policy("share"), kind="quiet")


def withdrawing(register: Register) -> Action:
    """The button that takes a record out."""
    return Action(_("Withdraw"), register.link("withdraw"), policy=register.policy("withdraw"), kind="quiet")


class EditRecord(Written, OfRecord, FormPage):
    """Change a record."""

    abstract = True

    title = _("Edit %(key)s")
    verb = _("Save")
    success = _("%(key)s is saved.")
    versioned = True


class StepRecord(OfRecord, FormPage):
    """Take a step of a record's life."""

    abstract = True

    title, verb = _("Change the state of %(key)s"), _("Change state")
    form = StepForm
    template = "pages/step.html"
    versioned = True

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        assert self.register.states is not None
        return {"steps": self.register.states.choices(actor, subject)}

    def fact(self, result: Any) -> str:
        """The fact after a step."""
        return f"{result}: {result.get_state_display()}"


class ShareRecord(OfRecord, ActionPage):
    """Let the client see it."""

    abstract = True

    title, verb = _("Share %(key)s with the client?"), _("Share")
    consequence = _("The client’s people see it in their portal, once the project itself is shared.")
    success = _("%(key)s is shared with the client.")
    versioned = True


class UnshareRecord(OfRecord, ActionPage):
    """Take it out of the client's sight."""

    abstract = True

    title, verb, danger = _("Stop sharing %(key)s?"), _("Stop sharing"), True
    consequence = _("The client’s people no longer see it.")
    success = _("%(key)s is no longer shared.")
    versioned = True


class WithdrawRecord(OfRecord, ActionPage):
    """Take it out of the register."""

    abstract = True

    title, verb, danger = _("Withdraw %(key)s?"), _("Withdraw"), True
    consequence = _("It leaves the list. Its history stays, and it can be restored.")
    form = ReasonForm
    success = _("%(key)s is withdrawn.")
    versioned = True


class RestoreRecord(OfRecord, ActionPage):
    """Put it back."""

    abstract = True

    title, verb = _("Restore %(key)s?"), _("Restore")
    consequence = _("It returns to the list as it was.")
    success = _("%(key)s is restored.")
    versioned, withdrawn = True, True


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
    return made


def _list(register: Register) -> dict[str, Any]:
    add = Action(_("Add"), register.link("add"), policy=register.policy("add"), icon="plus")
    gone = Action(_("Withdrawn"), register.link("withdrawn"), policy=register.policy("withdraw"))
    return {
        "title": register.names,
        "selector": partial(selectors.records_of, register=register),
        "table": register.table,
        "filterset": register.filterset,
        "order": register.order,
        "actions": (add, gone),
        "empty_title": format_lazy(_("Nothing here yet: {records}"), records=register.names),
        "empty_text": register.purpose,
        "empty_icon": register.icon,
    }


def _withdrawn(register: Register) -> dict[str, Any]:
    return {
        "title": format_lazy(_("Withdrawn: {records}"), records=register.names),
        "selector": partial(selectors.withdrawn_of, register=register),
        "table": withdrawn_table(register),
        "order": ("-withdrawn_at",),
    }


def withdrawn_table(register: Register) -> Any:
    """What was withdrawn, when and why, and the way back."""
    columns = {
        "number": Key(_("Key"), prefix=register.model.letters),
        "title": Name(register.name),
        "withdrawn_at": Instant(_("Withdrawn")),
        "withdrawn_reason": Text(_("Reason")),
        "verbs": Actions(
            Action(_("Restore"), register.link("restore"), policy=register.policy("withdraw"), icon="restore")
        ),
    }
    return type(f"Withdrawn{register.model.__name__}Table", (Table,), {**columns, "caption": register.names})


def _form(register: Register, service: Any, **more: Any) -> dict[str, Any]:
    to_page = {"success_url": register.link(), "cancel_url": register.link()}
    return {"service": partial(service, register=register), **to_page, **more}


def _add(register: Register) -> dict[str, Any]:
    title = format_lazy(_("Add: {record}"), record=register.name)
    more = {"form": register.form, "title": title, "verb": _("Add"), "cancel_url": register.link("list")}
    return _form(register, services.add_record, **more)


def _withdraw(register: Register) -> dict[str, Any]:
    undo = Undo(register.link("restore"), "version", policy=register.policy("withdraw"))
    more = {"success_url": register.link("list"), "cancel_url": register.link(), "undo": undo}
    return _form(register, services.withdraw_record, **more)


BASES = {
    "list": RegisterList,
    "withdrawn": WithdrawnList,
    "add": AddRecord,
    "": RecordPage,
    "edit": EditRecord,
    "state": StepRecord,
    "share": ShareRecord,
    "unshare": UnshareRecord,
    "withdraw": WithdrawRecord,
    "restore": RestoreRecord,
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
    "": lambda register: {"facts": register.facts, "template": register.template},
    "edit": lambda register: _form(register, services.edit_record, form=register.form),
    "state": lambda register: _form(register, services.step_record),
    "share": lambda register: _form(register, services.share_record),
    "unshare": lambda register: _form(register, services.unshare_record),
    "withdraw": _withdraw,
    "restore": lambda register: _form(register, services.restore_record),
}
