"""Questions about how a plan goes."""

from schedule.selectors.baselines import (
    baseline_in_force,
    baselines,
    differences_between,
    is_intact,
    scope_differences,
)

__all__ = ["baseline_in_force", "baselines", "differences_between", "is_intact", "scope_differences"]
