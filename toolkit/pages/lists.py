"""The list page: selector, filters, order, rows, table; the same columns as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from toolkit import formats
from toolkit.errors import BadParameter
from toolkit.exports import EXPORT_LIMIT, FORMATS, Format, Origin
from toolkit.filters import Filters
from toolkit.markup import Row
from toolkit.pages.base import Label, Page
from toolkit.tables import Table

PARAMETERS = ("order", "page", "count", "format")
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Window:
    """The rows on the page and where they stand. `total` is None until somebody asks to count."""

    rows: list[Row]
    first: int
    has_next: bool
    total: int | None

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def summary(self) -> str:
        """51–100, or 51–100 of 240 once counted."""
        if not self.rows:
            return ""
        span = f"{formats.number(self.first)}–{formats.number(self.last)}"
        if self.total is None:
            return span
        return gettext("%(span)s of %(all)s") % {"span": span, "all": formats.number(self.total)}


class ListPage(Page):
    """Rows of one selector.

        class TaskList(OfProject, ListPage):
            policy = "planning.view_plan"
            title = _("Plan")
            selector = selectors.tasks
            table = TaskTable
            filterset = TaskFilters
            order = ("position",)

    `selector(actor=…, **arguments)` returns a QuerySet; the page reads `.values(*table.fields())`.
    `order` are the paths of the usual order; people choose among the table's sortable columns.
    `refresh_on` is the htmx event after which the list reloads itself.
    """

    kind = "list"
    selector: Callable[..., QuerySet[Any]]
    table: type[Table]
    filterset: type[Filters] = Filters
    order: ClassVar[tuple[str, ...]] = ("pk",)
    page_size: ClassVar[int] = 50
    refresh_on: str = ""
    empty_title: Label = _("Nothing here yet")
    empty_text: Label = ""
    empty_icon: str = ""
    template = "pages/list.html"
    part_template = "pages/list_part.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = self.narrowed.apply(self.get_queryset()).order_by(*self.ordering)
        if self.file_format:
            return self.export(rows, self.file_format)
        window = self.window(rows)
        shown = self.bound.shown(window.rows, sort=self.sort, params=filled(request.GET))
        words: dict[str, Any] = {
            "result": self.result(window),
            "summary": window.summary,
            "sort": self.sort,
            **self.urls(window),
        }
        response = self.respond(table=shown, filters=self.narrowed, window=window, **words)
        if self.is_part and not all(request.GET.values()):
            response["HX-Push-Url"] = words["here_url"]  # a form sends its empty fields, too
        return response

    def get_queryset(self) -> QuerySet[Any]:
        """The selector's rows."""
        return self.selector(actor=self.actor, **self.get_arguments())

    @cached_property
    def narrowed(self) -> Filters:
        return self.filterset(self.request.GET, self.actor, also=PARAMETERS)

    @cached_property
    def bound(self) -> Table:
        return self.table(self.reader)

    @cached_property
    def sort(self) -> str:
        """The order the address asks for ("due", "-due"), or ""."""
        return self.request.GET.get("order", "")

    @cached_property
    def ordering(self) -> tuple[str, ...]:
        """The paths to order by; always ends in one that tells rows apart."""
        if not self.sort:
            return (*self.order, "pk")
        paths = self.table.orders().get(self.sort.removeprefix("-"))
        if not paths:
            raise BadParameter(_("The list cannot be sorted by this."), field="order")
        return (*(_turned(path) for path in paths), "pk") if self.sort.startswith("-") else (*paths, "pk")

    @cached_property
    def number(self) -> int:
        """The page asked for, from 1."""
        given = self.request.GET.get("page", "1")
        if not (given.isascii() and given.isdecimal() and 1 <= int(given[:9]) <= LAST_PAGE):
            raise BadParameter(_("There is no page of this number."), field="page")
        return int(given)

    def window(self, rows: QuerySet[Any]) -> Window:
        """One page of rows, read with one more to know whether there is a next."""
        start = (self.number - 1) * self.page_size
        found: list[Row] = list(rows.values(*self.table.fields())[start : start + self.page_size + 1])
        has_next = len(found) > self.page_size
        total = None if has_next or (not found and start) else start + len(found)
        if total is None and self.request.GET.get("count"):
            total = rows.count()
        return Window(found[: self.page_size], start + 1, has_next, total)

    def result(self, window: Window) -> str:
        """How many rows there are, where that is known: "12 rows"."""
        if not window.total:
            return ""
        return ngettext("%(n)s row", "%(n)s rows", window.total) % {"n": formats.number(window.total)}

    def urls(self, window: Window) -> dict[str, Any]:
        """The addresses around this one."""
        return {
            "previous_url": self.url(page=self.number - 1) if self.number > 1 else "",
            "next_url": self.url(page=self.number + 1) if window.has_next else "",
            "count_url": self.url(count=1, page=self.number) if window.total is None else "",
            "export_urls": {name: self.url(format=name) for name in FORMATS},
            "clear_url": self.request.path if self.narrowed.values else "",
            "here_url": self.url(page=self.number) if self.number > 1 else self.url(),
        }

    def url(self, **changes: Any) -> str:
        """This list with the same filters and order, and these parameters."""
        query = filled(self.request.GET)
        for name in ("page", "count", "format"):
            query.pop(name, None)
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

    def export(self, rows: QuerySet[Any], form: Format) -> HttpResponse:
        """The same columns, filters and order as a file that says who took it and when."""
        found = list(rows.values(*self.table.fields())[: EXPORT_LIMIT + 1])
        if len(found) > EXPORT_LIMIT:
            raise BadParameter(
                _("More than 10,000 rows match. Narrow the filters and export again."), field="format"
            )
        title = self.get_title()
        origin = Origin(title, getattr(self.actor, "name", ""), self.reader.instant(timezone.now()))
        name = f"{slugify(title, allow_unicode=True) or 'export'}.{form.extension}"
        disposition = content_disposition_header(as_attachment=True, filename=name)
        return HttpResponse(
            form.write(self.bound.exported(found), origin),
            content_type=form.content_type,
            headers={"Content-Disposition": disposition or "attachment"},
        )


def filled(params: QueryDict) -> QueryDict:
    """The parameters that say something."""
    query = QueryDict(mutable=True)
    for name, values in params.lists():
        if said := [value for value in values if value]:
            query.setlist(name, said)
    return query


def _turned(path: str) -> str:
    return path[1:] if path.startswith("-") else f"-{path}"
