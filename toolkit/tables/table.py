"""A table declared once: the query's columns, the page's cells and the export's values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from toolkit.markup import Cell, Html, Row, attribute
from toolkit.reading import Reader
from toolkit.tables.actions import Actions
from toolkit.tables.base import Column, Label
from toolkit.tables.names import Text, Tree

Attribute = str | Callable[[Row], Any]
BOX = 'class="form-check-input" name="row" form="many"'


@dataclass(frozen=True)
class Head:
    """One head cell: `sorted` is "asc", "desc" or ""; `sort_url` sorts by it, where it can be sorted."""

    key: str
    label: Label
    numeric: bool = False
    priority: int = 1
    sorted: str = ""
    sort_url: str = ""
    picks: bool = False


@dataclass(frozen=True)
class Shown:
    """A table ready for `<c-table :table="table">`."""

    head: list[Head]
    rows: list[Html]
    empty: bool
    css: str = ""
    role: str = ""


class Table:
    """Columns as class attributes, in the order they stand.

        class TaskTable(Table):
            name = Text(_("Task"), link=Link("planning_task", number="number"))
            due = Day(_("Due"), tone=late)

    `row_attributes` maps an HTML attribute to a path or a function of the row (None leaves it out),
    `row_class` a function of the row to classes; `needs` names the paths those functions read.
    Rows are mappings, as `.values(*TaskTable.fields())` gives them.
    """

    columns: ClassVar[dict[str, Column]] = {}
    row_attributes: ClassVar[Mapping[str, Attribute]] = {}
    row_class: ClassVar[Callable[[Row], str] | None] = None
    needs: ClassVar[tuple[str, ...]] = ()
    css: ClassVar[str] = ""
    role: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        own = {name: value for name, value in vars(cls).items() if isinstance(value, Column)}
        kept = {name: column for name, column in cls.columns.items() if getattr(cls, name, None) is column}
        cls.columns = {**kept, **own}

    def __init__(
        self,
        reader: Reader,
        *,
        chosen: Iterable[str] = (),
        more: Mapping[str, Column] | None = None,
        picks: tuple[str, ...] = (),
    ) -> None:
        """`chosen`: keys of the columns to show, in that order (default: those that are not optional).

        `more`: further columns that may be chosen. `picks`: paths that tell a row apart; with them each row
        begins with a box to choose it for a verb on many.
        """
        self.reader, self.picks = reader, picks
        self.known = {**self.columns, **(more or {})}
        usual = [key for key, column in self.columns.items() if not column.optional]
        self.chosen = (
            {key: self.known[key] for key in (*chosen, *self.verbs())}
            if chosen
            else {key: self.columns[key] for key in usual}
        )

    @classmethod
    def verbs(cls) -> list[str]:
        """The columns of verbs: they stand last, and are not chosen."""
        return [key for key, column in cls.columns.items() if isinstance(column, Actions)]

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """The paths for `.values()`, each once."""
        return cls._paths(column for column in cls.columns.values() if not column.optional)

    @classmethod
    def _paths(cls, columns: Iterable[Column]) -> tuple[str, ...]:
        of_columns = chain.from_iterable(column.fields for column in columns)
        of_rows = (source for source in cls.row_attributes.values() if isinstance(source, str))
        return tuple(dict.fromkeys((*of_columns, *of_rows, *cls.needs)))

    def paths(self) -> tuple[str, ...]:
        """The paths to read: those of every declared column, whose functions may look at each other's."""
        more = self._paths(self.chosen.values())
        return tuple(dict.fromkeys((*self.fields(), *more, *self.picks)))

    @classmethod
    def orders(cls) -> dict[str, tuple[str, ...]]:
        """The names one may sort by, and the paths behind each."""
        return {key: column.order for key, column in cls.columns.items() if column.sortable}

    def shown(self, rows: Sequence[Row], *, sort: str = "", params: QueryDict | None = None) -> Shown:
        """Head and rows for the component. `sort` is the order in force ("due", "-due")."""
        css, role = (f"mp-tree {self.css}".strip(), "treegrid") if self.tree() else (self.css, self.role)
        return Shown(self.head(sort, params), [self.body(rows)], not rows, css, role)

    def head(self, sort: str = "", params: QueryDict | None = None) -> list[Head]:
        """The head cells; with `params`, the page's query, those that sort are links."""
        box = [Head("", _("Choose all rows of this page"), picks=True)] if self.picks else []
        return [*box, *(self._head(column, sort, params) for column in self.chosen.values())]

    def _head(self, column: Column, sort: str, params: QueryDict | None) -> Head:
        plain = Head(column.key, column.heading, column.css_kind == "num", column.priority)
        if not column.sortable or params is None:
            return plain
        direction = {column.key: "asc", f"-{column.key}": "desc"}.get(sort, "")
        query = params.copy()
        query.pop("page", None)
        query["order"] = f"-{column.key}" if direction == "asc" else column.key
        return replace(plain, sorted=direction, sort_url="?" + query.urlencode())

    def body(self, rows: Iterable[Row]) -> Html:
        """All rows as escaped HTML, through one function bound to this reader."""
        opening, template, cells = self._compiled()
        return Html("".join([opening(row) + template % tuple([cell(row) for cell in cells]) for row in rows]))

    def row(self, row: Row) -> Html:
        """One row, as an answer to an inline change."""
        return self.body([row])

    def _compiled(self) -> tuple[Cell, str, list[Cell]]:
        parts, cells = [], []
        if self.picks:
            parts.append("%s")
            cells.append(_box(self.picks, next(iter(self.chosen.values())), self.reader))
        for column in self.chosen.values():
            part, cell = _compiled_cell(column, self.reader)
            parts.append(part)
            cells.append(cell)
        return self._opening(), "".join(parts) + "</tr>", cells

    def tree(self) -> Tree | None:
        """The tree of the column that has one."""
        trees = (column.tree for column in self.chosen.values() if isinstance(column, Text) and column.tree)
        return next(trees, None)

    def _opening(self) -> Cell:
        tree, row_class = self.tree(), type(self).row_class
        makers = [_attribute(name, source) for name, source in self.row_attributes.items()]
        if tree is not None:
            makers.append(tree.attributes())
        if tree is not None or row_class is not None:
            makers.append(_row_class(tree, row_class))
        if not makers:
            return lambda row: "<tr>"
        return lambda row: "<tr" + "".join([make(row) for make in makers]) + ">"

    def facts(self, row: Row) -> list[tuple[Label, Html]]:
        """One record as label and value pairs, for a detail page."""
        columns = (column for column in self.columns.values() if not isinstance(column, Actions))
        shown = (column for column in columns if column.unless is None or not column.unless(row))
        return [(column.label, Html(column.html(row, self.reader))) for column in shown]

    def exported(self, rows: Iterable[Row]) -> Iterable[Sequence[Any]]:
        """The head and the rows as values, for CSV and spreadsheets."""
        columns = [column for column in self.chosen.values() if not isinstance(column, Actions)]
        yield [str(column.label) for column in columns]
        for row in rows:
            yield [column.export(row, self.reader) for column in columns]


def _box(picks: tuple[str, ...], first: Column, reader: Reader) -> Cell:
    """The box that chooses a row; its value tells the row apart, its name says which one it is."""
    word = str(_("Choose %(row)s"))

    def written(row: Row) -> str:
        value = ".".join([str(row[path]) for path in picks])
        said = word % {"row": first.export(row, reader)}
        given = attribute("value", value) + attribute("aria-label", said)
        return f'<td class="pick"><input type="checkbox" {BOX}{given}></td>'

    return written


def _attribute(name: str, source: Attribute) -> Cell:
    if isinstance(source, str):
        return lambda row: attribute(name, row[source])
    return lambda row: attribute(name, source(row))


def _row_class(tree: Tree | None, of_row: Callable[[Row], str] | None) -> Cell:
    """Sums of a tree stand out; the table's own classes come after."""

    def written(row: Row) -> str:
        of_tree = "sum " if tree is not None and tree.branch(row) else ""
        return attribute("class", (of_tree + (of_row(row) if of_row else "")).strip() or None)

    return written


def _compiled_cell(column: Column, reader: Reader) -> tuple[str, Cell]:
    """The cell's place in the row's template, and the function that fills it."""
    inner, classes, tone = column.cell(reader), column.classes, column.tone
    if tone is None:
        opening = f"<td{attribute('class', classes or None)}>".replace("%", "%%")
        return opening + "%s</td>", inner

    def toned(row: Row) -> str:
        colour = tone(row, reader)
        both = f"{classes} fg-{colour}".strip() if colour else classes
        return f"<td{attribute('class', both or None)}>{inner(row)}</td>"

    return "%s", toned
