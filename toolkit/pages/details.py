"""The detail page: one record, its facts, what one may do with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from toolkit.pages.base import Page
from toolkit.reading import reach
from toolkit.tables import Table


class DetailPage(Page):
    """One record.

        class TaskDetail(OfTask, DetailPage):
            policy = "planning.view_plan"
            facts = TaskFacts
            actions = (Action(_("Edit"), Link("planning_task_edit"), policy="planning.edit_task"),)

    `facts` is a `Table` whose columns are the record's labelled values. Boards, charts and dashboards are
    detail pages with a template of their own (extend "pages/detail.html") and `get_context()`.
    """

    kind = "detail"
    facts: type[Table] | None = None
    template = "pages/detail.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.respond(facts=self.get_facts())

    def get_title(self) -> str:
        return str(self.title or self.subject or "")

    def get_facts(self) -> list[dict[str, Any]]:
        """Label and value pairs."""
        if self.facts is None:
            return []
        pairs = self.facts(self.reader).facts(self.get_row())
        return [{"label": label, "value": value} for label, value in pairs]

    def get_row(self) -> Mapping[str, Any]:
        """The subject as a row for the facts."""
        return {path: reach(self.subject, path) for path in self.facts.fields()} if self.facts else {}
