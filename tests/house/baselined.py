"""Samples of addresses and inputs of baselines and variances beside those of their registers."""

from collections.abc import Callable
from typing import Any

from schedule.models import Threshold


def _baseline(which: str) -> Callable[[Any], int]:
    return lambda world: int(world.registered["schedule.Baseline"][which].number)


BASELINE_SAMPLES: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("schedule_compare_baseline", "number"): _baseline("own"),
    ("api_schedule_compare_baseline", "number"): _baseline("own"),
    ("schedule_compare_baselines", "number"): _baseline("own"),
    ("schedule_compare_baselines", "other"): _baseline("shared"),
}
LIMITS = {"days_slipped": "3", "work_percent": "15", "least_spi": "0.85", "stale_days": "4"}
BASELINE_INPUTS: dict[Any, Callable[[Any], dict[str, Any]]] = {
    "schedule_thresholds": lambda world: dict(LIMITS),
    "api_schedule_thresholds": lambda world: dict(LIMITS),
}


def add_thresholds(project: Any) -> None:
    """What one project tolerates."""
    Threshold.objects.create(project=project, client=project.client, created_at=project.created_at)
