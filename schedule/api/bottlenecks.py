"""Endpoint of bottlenecks."""

from typing import Any

from django.http import HttpResponse
from rest_framework.request import Request

from schedule.bottlenecks import Age, Load
from schedule.selectors.bottlenecks import bottlenecks
from schedule.views.subjects import OfProject
from toolkit.api import Endpoint


class BottlenecksEndpoint(OfProject, Endpoint):
    """The open critical path in its order; weeks over capacity in working minutes, the worst first; tasks in
    work with their age in calendar days, the oldest first, against the median of the finished ones."""

    policies = {"get": "schedule.view_bottlenecks"}

    def get(self, request: Request, **kwargs: Any) -> HttpResponse:
        self.check_parameters(())
        found = bottlenecks(actor=self.actor, project=self.subject)
        return self.answer(
            {
                "settled": found.settled,
                "critical": [critical_of(row) for row in found.critical],
                "over_capacity": [load_of(one) for one in found.over],
                "in_work": [age_of(row, age) for row, age in found.ageing],
                "usual_days": found.usual,
                "finished": found.finished,
            }
        )


def critical_of(row: dict[str, Any]) -> dict[str, Any]:
    """One row of the critical path."""
    return {
        **{name: value for name, value in row.items() if name != "owner__name"},
        "owner": row["owner__name"],
    }


def load_of(one: Load) -> dict[str, Any]:
    """One week of one person or resource."""
    return {
        "id": one.who_id,
        "name": one.who,
        "week": one.week,
        "wanted_minutes": one.wanted,
        "available_minutes": one.available,
        "tasks": list(one.tasks),
    }


def age_of(row: dict[str, Any], age: Age) -> dict[str, Any]:
    """One task in work."""
    return {
        **{name: row[name] for name in ("id", "number", "name", "state", "due")},
        "owner": row["owner__name"],
        "days": age.days,
        "quiet_days": age.quiet,
    }
