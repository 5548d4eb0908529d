"""The progress report for systems: as data, or as the file that people get."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from schedule.api.variances import measured
from schedule.selectors.report import ProgressReport, progress_report
from schedule.tables.report import AheadTable, OpenActionTable, OpenVarianceTable
from schedule.views.report import chosen, handed
from schedule.views.subjects import OfProject
from toolkit.api import Endpoint


class ReportFileEndpoint(OfProject, Endpoint):
    """Everything that stands in the progress report; with `format` as a file, in `language` where it is
    named."""

    policies = {"get": "schedule.view_performance"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        choices = chosen(request._request.GET, self.actor)
        report = progress_report(actor=self.actor, project=self.subject)
        return handed(report, self, **choices) if "format" in choices else self.answer(told(report))


def told(report: ProgressReport) -> dict[str, Any]:
    """The report as data: amounts in working minutes, days as days."""
    collection, (promised, expected) = report.collection, report.finish
    return {
        "as_of": report.today,
        "zone": report.project.zone,
        "performance": measured(report.measured) if report.measured else None,
        "asked_on": collection.weekday if collection and collection.on else None,
        "stale_days": report.limits.stale_days,
        "silent_days": report.silent,
        "finish": {"baseline": promised, "expected": expected},
        "milestones": [asdict(one) for one in report.milestones],
        "late": [asdict(one) for one in report.late],
        "variances": list(report.variances.values("id", *OpenVarianceTable.fields())),
        "recovery_actions": list(report.actions.values("id", *OpenActionTable.fields())),
        "ahead": list(report.ahead.values("id", *AheadTable.fields())),
    }
