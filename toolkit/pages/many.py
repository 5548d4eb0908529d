"""The page of one verb on many rows of a list: what is chosen, a reason, all or nothing."""

from copy import copy
from functools import cached_property
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import ngettext

from toolkit import many
from toolkit.many import Picked, RowsRefused
from toolkit.pages.forms import ActionPage
from toolkit.pages.lists import ListPage

SHOWN = 10


class BulkPage(ActionPage):
    """A verb on many rows, confirmed first.

        class WithdrawTasks(OfProject, BulkPage):
            policy = "planning.withdraw_task"
            listed = PlanList
            verb = _("Withdraw")
            form = ReasonForm
            service = services.withdraw_tasks

    A list names it among its `bulk` actions. The list posts the rows (`row`, or `matching` for all that its
    filters leave, at most 1,000); the confirmation posts what was seen (`rows`, with versions), and the
    service gets them as `rows=[Picked(id, version)]`. A row that is refused is named, and none is changed.
    """

    listed: type[ListPage]
    template = "pages/many.html"
    part_template = "pages/many_part.html"
    refused: tuple[Any, ...] = ()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """From the list: show what is chosen. From the confirmation: do it."""
        if "rows" in request.POST:
            return super().post(request, **kwargs)
        return self.show(self.make_form(), status=200 if self.picked else 422)

    @cached_property
    def picked(self) -> list[Picked]:
        """The chosen rows."""
        given = self.request.POST
        if given.get("matching"):
            return self._matching(given["matching"])
        texts = given.getlist("rows")[-1:] or given.getlist("row")
        return many.read(texts) if texts else []

    def _matching(self, query: str) -> list[Picked]:
        page = self.list_page(QueryDict(query.lstrip("?")))
        paths = ("pk", "version") if hasattr(page.get_queryset().model, "version") else ("pk",)
        found = list(page.matching.order_by().values_list(*paths)[: many.MOST + 1])
        if len(found) > many.MOST:
            raise many.TooManyRows(most=many.MOST)
        return [Picked(*row) for row in found]

    def list_page(self, query: QueryDict) -> ListPage:
        """The list as this person has it, with these parameters."""
        page, request = self.listed(), copy(self.request)
        request.GET = query  # type: ignore[misc]
        page.setup(request, **self.kwargs)
        page.__dict__["subject"] = self.subject
        return page

    def make_form(self, **given: Any) -> forms.Form:
        form = super().make_form(**given)
        hidden = forms.CharField(widget=forms.HiddenInput, initial=many.written(self.picked))
        form.fields["rows"] = hidden
        return form

    def perform(self, cleaned: dict[str, Any]) -> Any:
        """Call the service with the rows; remember those it refused."""
        rows = many.read([cleaned.pop("rows")])
        try:
            return self.service(actor=self.actor, **self.get_arguments(), rows=rows, **cleaned)
        except RowsRefused as error:
            self.refused = tuple(error.refusals)
            raise

    def get_title(self) -> str:
        n = len(self.picked)
        told = ngettext("%(verb)s: %(n)s row", "%(verb)s: %(n)s rows", n)
        return str(self.title) if self.title else told % {"verb": self.verb, "n": n}

    def get_context(self) -> dict[str, Any]:
        """The first rows, what was refused, and the rest without it."""
        page = self.list_page(QueryDict())
        first = [one.id for one in self.picked[:SHOWN]]
        keys = [key for key in page.bound.chosen if key not in page.table.verbs()][:3]
        table = page.table(page.reader, chosen=keys)
        for verb in page.table.verbs():
            table.chosen.pop(verb, None)
        rows = page.get_queryset().filter(pk__in=first).order_by(*page.order).values(*table.paths())
        gone = {identifier for identifier, _key, _why in self.refused}
        rest = [one for one in self.picked if one.id not in gone]
        return {
            "chosen": table.shown(list(rows)),
            "others": max(0, len(self.picked) - SHOWN),
            "refused": [{"key": key or str(identifier), "why": why} for identifier, key, why in self.refused],
            "rest": many.written(rest) if self.refused and rest else "",
            "rest_count": len(rest),
        }
