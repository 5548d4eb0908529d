"""Calculators of this room for `manage.py calc`; shapes as in DOMAIN 3.6."""

from collections.abc import Mapping
from typing import Any

from planning.engine.pert import Duration, Estimate, along, network
from toolkit.calculators import calculator


@calculator("pert")
def pert(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """`{acts: {name: [o, m, p]}, path: [name], deadline}` to `{mean, var, p}`; without a deadline no p."""
    estimates = {name: Estimate(*values[:3]) for name, values in inputs["acts"].items()}
    return _told(along(inputs["path"], estimates), inputs.get("deadline"), "mean")


@calculator("pert_network")
def pert_network(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """`{acts: {name: [o, m, p, predecessors]}, deadline}` to `{critical, T, var, p, slack}`.

    Predecessors are a list of names, or a text with one letter each.
    """
    estimates = {name: Estimate(*values[:3]) for name, values in inputs["acts"].items()}
    before = {name: list(values[3]) for name, values in inputs["acts"].items() if len(values) > 3}
    found = network(estimates, before)
    told = _told(found.whole, inputs.get("deadline"), "T")
    slack = {str(name): value for name, value in found.slack.items() if value}
    return {"critical": "".join(map(str, found.critical)), **told, "slack": slack}


def _told(found: Duration, deadline: float | None, mean: str) -> dict[str, Any]:
    chance = {} if deadline is None else {"p": found.chance_within(deadline)}
    return {mean: found.mean, "var": found.variance, **chance}
