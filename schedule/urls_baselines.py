"""Addresses of baselines, variance and recovery beside those of their registers."""

from typing import Any

from django.urls import path

from schedule.api import bottlenecks as bottlenecks_api
from schedule.api import report as report_api
from schedule.api import variances as endpoints
from schedule.views import baselines, bottlenecks, report, variances

PROJECT = "projects/<str:key>/"
BASELINE = f"{PROJECT}baselines/<int:number>/"
# Pages that take the place of those of every register, by the plural of the register.
OWN: dict[str, dict[str, type]] = {
    "baselines": {"": baselines.BaselinePage},
    "variances": {"add": variances.AddVariance},
    "recovery_plans": {"": variances.RecoveryPlanPage},
}

workspace: list[Any] = [
    path(f"{BASELINE}compare/", baselines.CompareBaseline.as_view(), name="schedule_compare_baseline"),
    path(
        f"{BASELINE}compare/<int:other>/",
        baselines.CompareBaseline.as_view(),
        name="schedule_compare_baselines",
    ),
    path(f"{PROJECT}performance/", variances.PerformancePage.as_view(), name="schedule_performance"),
    path(f"{PROJECT}performance/report/", report.ReportFile.as_view(), name="schedule_report_file"),
    path(f"{PROJECT}bottlenecks/", bottlenecks.BottlenecksPage.as_view(), name="schedule_bottlenecks"),
    path(f"{PROJECT}slipped/", variances.SlippedPage.as_view(), name="schedule_slipped"),
    path(f"{PROJECT}thresholds/", variances.SetThresholds.as_view(), name="schedule_thresholds"),
]
api: list[Any] = [
    path(f"{BASELINE}compare/", endpoints.CompareEndpoint.as_view(), name="api_schedule_compare_baseline"),
    path(f"{PROJECT}performance/", endpoints.PerformanceEndpoint.as_view(), name="api_schedule_performance"),
    path(
        f"{PROJECT}performance/report/",
        report_api.ReportFileEndpoint.as_view(),
        name="api_schedule_report_file",
    ),
    path(
        f"{PROJECT}bottlenecks/",
        bottlenecks_api.BottlenecksEndpoint.as_view(),
        name="api_schedule_bottlenecks",
    ),
    path(f"{PROJECT}slipped/", endpoints.SlipsEndpoint.as_view(), name="api_schedule_slipped"),
    path(f"{PROJECT}thresholds/", endpoints.ThresholdsEndpoint.as_view(), name="api_schedule_thresholds"),
]
