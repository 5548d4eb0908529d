"""The detail page: one record, its facts, what one may do with it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from toolkit.pages import extras, papers
from toolkit.pages.base import Page
from toolkit.reading import reach
from toolkit.tables import Table

DRAWER = "drawer"  # the place beside a list in which a record may be opened


class DetailPage(Page):
    """One record.

        class TaskDetail(OfTask, DetailPage):
            policy = "planning.view_plan"
            facts = TaskFacts
            actions = (Action(_("Edit"), Link("planning_task_edit"), policy="planning.edit_task"),)

    `facts` is a `Table` whose columns are the record's labelled values; with them the record can be taken as
    PDF and as Word document. Boards, charts and dashboards are
    detail pages with a template of their own (extend "pages/detail.html") and `get_context()`.
    """

    kind = "detail"
    facts: type[Table] | None = None
    template = "pages/detail.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if name := papers.asked(self):
            return papers.answer(self, name)
        in_drawer = self.facts is not None and request.headers.get("HX-Target") == DRAWER
        if in_drawer:
            self.frame = "shell/drawer.html"
        response = self.respond(facts=self.get_facts(), carried=self.get_carried())
        if in_drawer:
            response["HX-Part"] = DRAWER
        return response

    def get_title(self) -> str:
        return str(self.title or self.subject or "")

    def get_carried(self) -> Any:
        """What hangs on the record, where this is its own page."""
        match = self.request.resolver_match
        if self.actor is None or self.subject is None or match is None:
            return None
        tabs_of = import_string(settings.MILEPOST_CARRIED)
        return tabs_of(actor=self.actor, record=self.subject, route=match.url_name)

    def get_facts(self) -> list[dict[str, Any]]:
        """Label and value pairs."""
        if self.facts is None:
            return []
        pairs = [*self.facts(self.reader).facts(self.get_row()), *extras.facts(self)]
        return [{"label": label, "value": value} for label, value in pairs]

    def get_row(self) -> Mapping[str, Any]:
        """The subject as a row for the facts."""
        return {path: reach(self.subject, path) for path in self.facts.fields()} if self.facts else {}
