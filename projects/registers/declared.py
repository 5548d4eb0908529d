"""What a register is. Rooms declare theirs; verbs, pages and endpoints read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.utils.functional import Promise

from projects.registers.models import Registered, RegisteredQuerySet
from tenancy.transitions import Transitions
from toolkit.filters import Filters
from toolkit.links import Link
from toolkit.tables import Table

Label = str | Promise
# (actor=, project=, subject= or None, values=) -> None, or it raises why not.
Rule = Callable[..., None]
# (actor=, subject=, step=) -> None: asked before a step is taken, or done with it in its transaction.
OnStep = Callable[..., None]


@dataclass(frozen=True)
class Register:
    """One kind of record that projects keep.

    `model`: the table. `noun`, `plural`: parts of policies, routes and addresses, such as "objective" and
    "objectives". `name`, `names`: the same in words. `purpose`: what belongs here, on an empty list.
    `form`: what may be written, for people, systems and files alike. `table`, `facts`: columns of the list,
    values of the page. `filterset`: further filters. `states`: its transition table. `order`: usual order of
    the list. `rules`: asked before a record is added or changed. `before`, `after`: by step. `separate`:
    steps that whoever made the record does not take. `frozen`: states in which nothing is changed any more.
    `unshared`: never shown to a client. `related`: what its page reads with it. `template`: its page.
    `area`: the page of the project on which it stands. `due`: the field with the day by which something is
    reached.
    """

    model: type[Registered]
    noun: str
    plural: str
    name: Label
    names: Label
    purpose: Label
    form: type[forms.Form]
    table: type[Table]
    facts: type[Table]
    states: Transitions | None = None
    filterset: type[Filters] = Filters
    icon: str = "file"
    area: str = "planning"
    order: tuple[str, ...] = ("number",)
    rules: tuple[Rule, ...] = ()
    before: Mapping[str, OnStep] = field(default_factory=dict)
    after: Mapping[str, OnStep] = field(default_factory=dict)
    separate: frozenset[str] = frozenset()
    frozen: frozenset[str] = frozenset()
    unshared: bool = False
    related: tuple[str, ...] = ()
    due: str = ""
    template: str = "projects/registers/record.html"

    def __post_init__(self) -> None:
        _registers[self.model._meta.label] = self

    @property
    def room(self) -> str:
        """The room that declares it."""
        return str(self.model._meta.app_label)

    @property
    def label(self) -> str:
        """Its kind of record."""
        return str(self.model._meta.label)

    @property
    def fields(self) -> tuple[str, ...]:
        """What the form writes that the table holds, in the order of the form."""
        held = {one.attname for one in self.model._meta.concrete_fields}
        return tuple(name for name in self.form.base_fields if name in held)

    def policy(self, verb: str) -> str:
        """The action that a verb asks: view, add, edit, step, share or withdraw."""
        names = {"view": f"view_{self.plural}", "step": f"change_{self.noun}_state"}
        return f"{self.room}.{names.get(verb, f'{verb}_{self.noun}')}"

    def route(self, verb: str = "") -> str:
        """The name of one of its addresses: "" for a record's page, list, add, edit, state, share …"""
        names = {"": self.noun, "list": self.plural, "state": f"{self.noun}_state"}
        return f"{self.room}_{names.get(verb, f'{verb}_{self.noun}')}"

    def link(self, verb: str = "") -> Link:
        """The same, filled from a record where it is about one."""
        return Link(self.route(verb)) if verb in {"list", "add"} else Link(self.route(verb), number="number")

    def rows(self) -> RegisteredQuerySet:
        """Every record, withdrawn ones too, before anybody is asked who may see it."""
        return self.model.objects.all()


_registers: dict[str, Register] = {}


def registers(area: str = "") -> list[Register]:
    """All registers, or those of one area, in the order in which the rooms declared them."""
    return [one for one in _registers.values() if area in ("", one.area)]


def register_of(label: str) -> Register | None:
    """The register of a model by its label."""
    return _registers.get(label)


def forget(label: str) -> None:
    """Strike one out, such as one that a test made."""
    _registers.pop(label, None)
