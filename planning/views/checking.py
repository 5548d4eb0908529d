"""What is wrong with a plan, and when it is expected to end."""

from collections import Counter
from dataclasses import asdict
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from planning import selectors, services
from planning.checks import CODES, FAULT, Finding, findings
from planning.expectation import Expectation, expectation
from planning.filters import TaskFilters
from planning.forms_scheduling import EstimateForm
from planning.tables_scheduling import EstimateTable, FindingTable
from planning.views.lists import is_unsettled, views_of_plan
from planning.views.subjects import OfProject, OfTask
from toolkit.exports import FORMATS
from toolkit.filters import Filters, OneOf
from toolkit.links import Link
from toolkit.pages import DetailPage, FormPage, ListPage
from toolkit.pages.files import file_name, origin_of

SHOWN = 500


class FindingFilters(Filters):
    """Which findings."""

    code = OneOf([(code, label) for code, (_level, label) in CODES.items()], label=_("What"))


class PlanCheck(OfProject, DetailPage):
    """The faults of a plan, each with the way to its row."""

    policy = "planning.view_plan"
    title = _("Plan check")
    template = "planning/check.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.narrowed = FindingFilters(request.GET, self.actor, also=("format",))
        form = FORMATS.get(request.GET.get("format", ""))
        if form is None:
            return super().get(request, **kwargs)
        rows = FindingTable(self.reader).exported(self.rows)
        disposition = content_disposition_header(as_attachment=True, filename=file_name(self, form))
        headers = {"Content-Disposition": disposition or "attachment"}
        return HttpResponse(
            form.write(rows, origin_of(self)), content_type=form.content_type, headers=headers
        )

    @cached_property
    def found(self) -> list[Finding]:
        return findings(actor=self.actor, project=self.subject)

    @property
    def rows(self) -> list[dict[str, Any]]:
        code = self.code
        return [asdict(one) for one in self.found if code in (None, one.code)]

    def get_context(self) -> dict[str, Any]:
        rows, counted = self.rows, Counter(one.code for one in self.found)
        return {
            "views": views_of_plan(self),
            "unsettled": is_unsettled(self.actor, self.subject),
            "faults": sum(one.level == FAULT for one in self.found),
            "hints": sum(one.level != FAULT for one in self.found),
            "kinds": [self._kind(code, counted[code]) for code in CODES if counted[code]],
            "findings": FindingTable(self.reader).shown(rows[:SHOWN]),
            "more": max(0, len(rows) - SHOWN),
            "all_url": self.request.path,
            "export_url": f"{self.request.path}?format=csv",
        }

    @property
    def code(self) -> str | None:
        """The one that was chosen."""
        return next(iter(self.narrowed.values.get("code", ())), None)

    def _kind(self, code: str, count: int) -> dict[str, Any]:
        chosen = self.code == code
        return {"label": CODES[code][1], "count": count, "url": f"?code={code}", "active": chosen}


class Estimates(OfProject, ListPage):
    """Three-point estimates of the plan's tasks, and what the whole comes to."""

    policy = "planning.view_plan"
    title = _("Estimates")
    selector, table, filterset = selectors.estimates, EstimateTable, TaskFilters
    order = ("position",)
    template = "planning/estimates.html"
    empty_title = _("No tasks yet")
    empty_text = _("Add tasks to the plan, then say how long each takes at best, most likely and at worst.")
    empty_icon = "chart-histogram"

    def get_context(self) -> dict[str, Any]:
        found: Expectation | None = expectation(actor=self.actor, project=self.subject)
        return {"views": views_of_plan(self), "found": found}


class EstimateTask(OfTask, FormPage):
    """Say how long it takes at best, most likely and at worst."""

    policy = "planning.estimate_task"
    title, verb = _("Estimate T%(number)s %(name)s"), _("Save estimate")
    form, service = EstimateForm, services.estimate_task
    success = _("T%(number)s is estimated. Its dates stay.")
    success_url, cancel_url = Link("planning_task", number="number"), Link("planning_task")
    versioned = True
