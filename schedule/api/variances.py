"""Endpoints of what differs: performance, slips, thresholds, comparisons."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from rest_framework import serializers
from rest_framework.request import Request

from projects.registers.pages import OfRecord
from schedule import services
from schedule.registers.baselines import BASELINES
from schedule.selectors.baselines import differences_between, is_intact, scope_differences
from schedule.selectors.performance import Performance, performance
from schedule.selectors.slips import slipped
from schedule.selectors.thresholds import thresholds_of
from schedule.views.subjects import OfProject
from toolkit.api import ActionEndpoint, Endpoint

LIMITS = ("days_slipped", "work_percent", "least_spi", "stale_days")


class ThresholdInput(serializers.Serializer[Any]):
    """From where on a difference is a variance."""

    days_slipped = serializers.IntegerField(min_value=1, max_value=365, required=False)
    work_percent = serializers.IntegerField(min_value=1, max_value=1000, required=False)
    least_spi = serializers.DecimalField(
        min_value=Decimal("0.01"), max_value=1, max_digits=4, decimal_places=2, required=False
    )
    stale_days = serializers.IntegerField(min_value=1, max_value=365, required=False)


class PerformanceEndpoint(OfProject, Endpoint):
    """Planned and earned work in working minutes, SPI and SPI(t) with what they are made of; null without a
    baseline. `thresholds`: what the project tolerates."""

    policies = {"get": "schedule.view_performance"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = performance(actor=self.actor, project=self.subject)
        limits = thresholds_of(actor=self.actor, project=self.subject)
        kept = {name: getattr(limits, name) for name in LIMITS}
        return self.answer({"performance": measured(found) if found else None, "thresholds": kept})


def measured(found: Performance) -> dict[str, Any]:
    """The measures of a plan."""
    here = found.standing
    return {
        "baseline": found.baseline.number,
        "planned_minutes": round(here.planned),
        "earned_minutes": round(here.earned),
        "total_minutes": here.total,
        "spi": here.spi,
        "earned_days": found.earned_days,
        "elapsed_days": found.elapsed_days,
        "spi_time": found.spi_time,
    }


class SlipsEndpoint(OfProject, Endpoint):
    """What is overdue, behind its baseline, or silent, the furthest behind first."""

    policies = {"get": "schedule.view_slipped"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = slipped(actor=self.actor, project=self.subject)
        return self.answer({"results": [asdict(one) for one in found]})


class ThresholdsEndpoint(OfProject, ActionEndpoint):
    """Say from where on a difference is a variance."""

    policies = {"post": "schedule.set_thresholds"}
    forms = {"post": ThresholdInput}
    services = {"post": services.set_thresholds}
    versioned = False


class CompareEndpoint(OfRecord, Endpoint):
    """What is different now from a baseline in the plan and in the scope (null where the baseline was taken
    without it), and whether the baseline is as it was taken."""

    register = BASELINES
    policies = {"get": BASELINES.policy("view")}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = differences_between(actor=self.actor, baseline=self.subject)
        about = {"digest": self.subject.digest, "intact": is_intact(self.subject)}
        scope = scope_differences(actor=self.actor, baseline=self.subject)
        told = None if scope is None else [asdict(one) for one in scope]
        return self.answer({**about, "results": [asdict(one) for one in found], "scope": told})
