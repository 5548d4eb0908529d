"""Socket: which records people bring in as a list, from a spreadsheet or by pasting.

A room's `imports.py` says it, and has with it the page, the preview and the endpoints:

    importable(
        "people", kind="tenancy.Person", title=_("People"), policy="tenancy.add_person",
        columns=(Column("name", _("Name"), required=True, also=("full name", "姓名")), …),
        service=add_person, key=("email",), seen_at=Link("tenancy_people"),
    )

`service(actor=…, **values)` is called for each row; with `of_project` also `project=`. With `at_once` it is
called once with `rows=` (dicts, in the order of the file) and answers what it `Brought`. Columns that the
file leaves out are not named, so that the service's own defaults hold.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise

from toolkit.links import Link

Label = str | Promise
ColumnKind = Literal["text", "day", "number", "whole", "percent", "choice", "flag"]
# What a cell may say for each value: (value, the words for it).
Choices = Callable[..., Iterable[tuple[Any, Iterable[Label]]]]


@dataclass(frozen=True)
class Column:
    """One argument of the service, and how a file may call it and write it.

    `also`: other heads, in any language. `choices(actor=…[, project=…])`: for "choice", such as people by
    name and by mail address; what it does not answer is unknown, whatever else exists elsewhere.
    """

    name: str
    label: Label
    kind: ColumnKind = "text"
    required: bool = False
    also: tuple[str, ...] = ()
    choices: Choices | None = None
    longest: int = 500
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Brought:
    """What a service of many rows did."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Importable:
    """One list that can be brought in. `name` stands in addresses; `key`: columns that may not repeat."""

    name: str
    kind: str
    title: Label
    policy: str
    columns: tuple[Column, ...]
    service: Callable[..., Any]
    key: tuple[str, ...] = ()
    of_project: bool = False
    at_once: bool = False
    seen_at: Link | None = None
    icon: str = "table"

    def column(self, name: str) -> Column:
        """One column by its name; raises `LookupError`."""
        return next(column for column in self.columns if column.name == name)


_importables: dict[str, Importable] = {}


class RowRefused(Exception):
    """One row of many cannot be brought in: raised by a service that takes all rows at once.

    `position`: which of the rows, from 0; `column`: the name of its column, or "" for the row as such.
    """

    def __init__(self, position: int, message: Label, column: str = "") -> None:
        self.position, self.message, self.column = position, message, column
        super().__init__(str(message))


def importable(name: str, **declared: Any) -> Importable:
    """Declare a list that can be brought in; the arguments are those of `Importable`."""
    made = Importable(name, **declared)
    _importables[name] = made
    return made


def forget_importable(name: str) -> None:
    """Strike one out, such as one that a test made."""
    _importables.pop(name, None)


def importables() -> list[Importable]:
    """All lists that can be brought in."""
    return list(_importables.values())


def importable_of(name: str) -> Importable | None:
    """The list of a name; None where nobody declared one."""
    return _importables.get(name)
