"""Verbs of schedule control."""

from schedule.services.baselines import (
    approve_baseline,
    grant_baseline,
    propose_baseline,
    refuse_baseline,
)
from schedule.services.variances import raise_variances, set_thresholds

__all__ = [
    "approve_baseline",
    "grant_baseline",
    "propose_baseline",
    "raise_variances",
    "refuse_baseline",
    "set_thresholds",
]
