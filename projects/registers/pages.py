"""The pages of a register. A room that needs more of one makes a subclass and hands it to `open_doors`."""

from typing import Any, ClassVar

from django.db.models import TextField
from django.utils.translation import gettext_lazy as _

from projects.forms.base import StepForm
from projects.registers import selectors
from projects.registers.declared import Register
from projects.selectors import project_by_key
from tenancy.actors import Actor
from tenancy.walls import Visibility
from toolkit.markup import Html
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, ReasonForm, extras
from toolkit.reading import reach
from toolkit.tables import Action, Status, Table, in_language


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


def facts_of(register: Register, *, long: bool) -> type[Table]:
    """Its facts: those that are texts at length, or the others but whom it belongs to."""
    texts = {one.name for one in register.model._meta.get_fields() if isinstance(one, TextField)}
    owner = {"owner"} & register.facts.columns.keys()
    at_length = {name for name, one in register.facts.columns.items() if one.source in texts}
    others = register.facts.columns.keys() - at_length
    dropped = dict.fromkeys(others if long else at_length | owner)
    return type(f"{register.model.__name__}{'Texts' if long else 'Short'}Facts", (register.facts,), dropped)


class RecordPage(OfRecord, DetailPage):
    """One record: how far it is and in whose hands, its facts, then what it says at length."""

    abstract = True

    short: type[Table]
    long: type[Table]

    def get_title(self) -> str:
        return f"{self.subject.key} {in_language(vars(self.subject), 'title')}"

    def get_facts(self) -> list[dict[str, Any]]:
        """What is said in a few words, and what the organization adds."""
        pairs = [*self.short(self.reader).facts(self.get_row()), *extras.facts(self)]
        return [{"label": label, "value": value} for label, value in pairs]

    def texts(self) -> list[dict[str, Any]]:
        """What is said at length: a head and the text as it was written."""
        columns = self.long.columns.values()
        said = ((column.label, reach(self.subject, column.source)) for column in columns)
        return [{"label": label, "text": text} for label, text in said if text]

    def how_far(self) -> Any:
        """Its state as the list shows it."""
        column = self.register.table.columns.get("state")
        shown = isinstance(column, Status) and column.source == "state" and self.register.states is not None
        return Html(column.html(vars(self.subject), self.reader)) if column and shown else ""

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
