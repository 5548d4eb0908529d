"""The list page: selector, filters, order, rows, table; the same columns as a file."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from toolkit import formats
from toolkit.errors import BadParameter
from toolkit.exports import FORMATS, Format
from toolkit.filters import Filters
from toolkit.markup import Row
from toolkit.pages import extras, files, shelf
from toolkit.pages.base import Label, Page
from toolkit.pages.choosing import column_choices
from toolkit.pages.listing import (
    DENSITIES,
    PARAMETERS,
    PASSING,
    SIZES,
    Window,
    chosen_columns,
    filled,
    one_of,
    page_number,
    turned,
)
from toolkit.tables import Action, Table


class ListPage(Page):
    """Rows of one selector.

        class TaskList(OfProject, ListPage):
            policy = "planning.view_plan"
            title = _("Plan")
            selector = selectors.tasks
            table = TaskTable
            filterset = TaskFilters
            order = ("position",)

    `selector(actor=…, **arguments)` returns a QuerySet; the page reads `.values()` of the paths that the
    shown columns need. `order` are the paths of the usual order; people choose among the sortable columns,
    which columns they see (`?columns=`), how many rows (`?rows=`) and how dense (`?density=`).
    `bulk` are verbs on many rows: actions that lead to a `BulkPage`. Where the rows are a kind of record,
    the organization's own fields can be chosen as columns and filters, too.
    `refresh_on` is the htmx event after which the list reloads itself.
    """

    kind = "list"
    selector: Callable[..., QuerySet[Any]]
    table: type[Table]
    filterset: type[Filters] = Filters
    order: ClassVar[tuple[str, ...]] = ("pk",)
    page_size: ClassVar[int] = 50
    sizes: ClassVar[tuple[int, ...]] = SIZES
    bulk: tuple[Action, ...] = ()
    refresh_on: str = ""
    empty_title: Label = _("Nothing here yet")
    empty_text: Label = ""
    empty_icon: str = ""
    template = "pages/list.html"
    part_template = "pages/list_part.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        answer = shelf.opened(self) or self.part()
        if answer is not None:
            return answer
        rows = self.matching.order_by(*self.ordering)
        if self.file_format:
            return files.export(self, rows, self.file_format)
        window = self.window(rows)
        shown = self.bound.shown(window.rows, sort=self.sort, params=filled(request.GET))
        words = {"result": self.result(window), "summary": window.summary, "sort": self.sort}
        urls = self.urls(window)
        about = {"window": window, "shelf": shelf.shelf(self), "many": self.many(window), **words, **urls}
        response = self.respond(table=shown, filters=self.narrowed, **about)
        if self.is_part and not all(request.GET.values()):
            response["HX-Push-Url"] = urls["here_url"]  # a form sends its empty fields, too
        return response

    def part(self) -> HttpResponse | None:
        """The choice of columns, or the counts of the saved views, where only that is asked for."""
        asked = one_of("part", self.request.GET.get("part", ""), ("columns", "counts"))
        if asked == "columns":
            self.template, self.part_template = "pages/list_columns_page.html", "pages/list_columns.html"
            return self.respond(columns=column_choices(self), back_url=self.url())
        return shelf.counts(self) if asked else None

    # --- the rows

    def get_queryset(self) -> QuerySet[Any]:
        """The selector's rows."""
        return self.selector(actor=self.actor, **self.get_arguments())

    @cached_property
    def matching(self) -> QuerySet[Any]:
        """The rows that the filters leave, with what the chosen columns of the organization's own need."""
        rows = self.narrowed.apply(self.get_queryset())
        return extras.annotated(rows, self.bound.chosen.values(), self.sort_column)

    @cached_property
    def narrowed(self) -> Filters:
        return self.filters_of(self.request.GET)

    def filters_of(self, query: QueryDict) -> Filters:
        """The filters that a query gives values; raises `BadParameter`."""
        more = extras.filters(self) if extras.are_named(query) else {}
        return self.filterset(query, self.actor, also=PARAMETERS, more=more)

    def columns_of(self, query: QueryDict) -> dict[str, Any]:
        """Every column that a query may name, by key."""
        more = self.custom_columns if extras.are_named(query) else {}
        return {**self.table.columns, **more}

    @cached_property
    def kind_of_rows(self) -> str:
        """The kind of record that the rows are."""
        model = getattr(self.get_queryset(), "model", None)
        return model._meta.label if model is not None else ""

    @cached_property
    def custom_columns(self) -> dict[str, Any]:
        """The columns of the organization's own fields; asked for only where one is named."""
        return extras.columns(self)

    @cached_property
    def bound(self) -> Table:
        known = self.columns_of(self.request.GET)
        chosen = chosen_columns(self.request.GET.getlist("columns"), known)
        return self.table(self.reader, chosen=chosen, more=known, picks=self.picks)

    @cached_property
    def picks(self) -> tuple[str, ...]:
        """The paths that tell rows apart, where the actor has a verb for many of them."""
        if not self.allowed_bulk or self.request.GET.get("format"):
            return ()
        return ("pk", "version") if hasattr(self.get_queryset().model, "version") else ("pk",)

    @cached_property
    def sort(self) -> str:
        """The order the address asks for ("due", "-due"), or ""."""
        return self.request.GET.get("order", "")

    @property
    def sort_column(self) -> Any:
        return self.bound.known.get(self.sort.removeprefix("-"))

    @cached_property
    def ordering(self) -> tuple[str, ...]:
        """The paths to order by; always ends in one that tells rows apart."""
        if not self.sort:
            return (*self.order, "pk")
        paths = self.sort_column.order if self.sort_column else ()
        if not paths:
            raise BadParameter(_("The list cannot be sorted by this."), field="order")
        return (*map(turned, paths), "pk") if self.sort.startswith("-") else (*paths, "pk")

    @cached_property
    def number(self) -> int:
        """The page asked for, from 1."""
        return page_number(self.request.GET.get("page", "1"))

    @cached_property
    def size(self) -> int:
        """How many rows stand on a page."""
        return int(one_of("rows", self.request.GET.get("rows", ""), SIZES) or self.page_size)

    @cached_property
    def density(self) -> str:
        """How dense the address wants the rows, or "" for what the person chose."""
        return one_of("density", self.request.GET.get("density", ""), DENSITIES)

    def window(self, rows: QuerySet[Any]) -> Window:
        """One page of rows, read with one more to know whether there is a next."""
        start = (self.number - 1) * self.size
        found: list[Row] = list(rows.values(*self.bound.paths())[start : start + self.size + 1])
        has_next = len(found) > self.size
        total = None if has_next or (not found and start) else start + len(found)
        if total is None and self.request.GET.get("count"):
            total = rows.count()
        return Window(found[: self.size], start + 1, has_next, total)

    def check_export(self) -> None:
        """Raise `Denied` where this actor may read the list and not take it as a file."""

    def export_mark(self) -> str:
        """A last line of the file that a copy carries along; "" for none."""
        return ""

    # --- what stands around them

    def result(self, window: Window) -> str:
        """How many rows there are, where that is known: "12 rows"."""
        if not window.total:
            return ""
        return ngettext("%(n)s row", "%(n)s rows", window.total) % {"n": formats.number(window.total)}

    @cached_property
    def views(self) -> list[Any]:
        """The views that the actor has of this list, in one query."""
        return shelf.views(self)

    @cached_property
    def allowed_bulk(self) -> list[Action]:
        """The verbs on many rows that this actor has here."""
        return [one for one in self.bulk if self.actor and self.actor.may(one.policy, self.subject)]

    def many(self, window: Window) -> dict[str, Any] | None:
        """The bar of verbs on chosen rows."""
        if not self.allowed_bulk or not window.rows:
            return None
        matching = f"?{query.urlencode()}" if (query := self.without("page", "count")) else ""
        verbs = [
            {"label": one.label, "icon": one.icon, "url": one.link.url(self.kwargs)}
            for one in self.allowed_bulk
        ]
        return {"verbs": verbs, "matching": matching, "more": window.has_next or self.number > 1}

    def urls(self, window: Window) -> dict[str, Any]:
        """The addresses around this one."""
        return {
            "previous_url": self.url(page=self.number - 1) if self.number > 1 else "",
            "next_url": self.url(page=self.number + 1) if window.has_next else "",
            "count_url": self.url(count=1, page=self.number) if window.total is None else "",
            "export_urls": {name: self.url(format=name) for name in FORMATS},
            "columns_url": self.url(part="columns"),
            "clear_url": self.cleared() if self.narrowed.values else "",
            "here_url": self.url(page=self.number) if self.number > 1 else self.url(),
        }

    def without(self, *names: str) -> QueryDict:
        """The parameters of this address but these."""
        query = filled(self.request.GET)
        for name in names:
            query.pop(name, None)
        return query

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter bar sends along with the filters."""
        query = self.without(*self.narrowed.parameters, "page", "count", "format", "part", "open")
        return [(name, value) for name, values in query.lists() for value in values]

    @property
    def own_filters_url(self) -> str:
        """This list with the filters of the organization's own fields in sight; "" where there are none."""
        names = [name for one in extras.filters(self).values() for name in one.names]
        return self.url(**{names[0]: ""}) if names else ""

    @property
    def usual_url(self) -> str:
        """This list with its usual columns and number of rows."""
        query = self.without("columns", "rows", "part", "page", "count", "format", "open")
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def cleared(self) -> str:
        """This list with its columns and order, without filters."""
        query = self.without(*self.narrowed.parameters, *PASSING)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    def url(self, **changes: Any) -> str:
        """This list with the same filters and order, and these parameters."""
        query = self.without("page", "count", "format", "part", "open")
        for name, value in changes.items():
            query[name] = str(value)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    @cached_property
    def file_format(self) -> Format | None:
        """The kind of file that the address asks for."""
        given = self.request.GET.get("format", "")
        if given and given not in FORMATS:
            raise BadParameter(_("Choose csv or xlsx, or leave the format out."), field="format")
        return FORMATS.get(given)
