"""Named calculators that rooms plug in (`calculators.py` of a room) and one command runs.

@calculator("erlang_c")
def erlang_c(inputs: dict[str, Any]) -> dict[str, Any]: ...
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.module_loading import autodiscover_modules

Inputs = Mapping[str, Any]
Calculate = Callable[[Inputs], Mapping[str, Any]]

_calculators: dict[str, Calculate] = {}


def calculator(area: str) -> Callable[[Calculate], Calculate]:
    """Names a calculator; a second one of the same name is a mistake."""

    def plug(function: Calculate) -> Calculate:
        if _calculators.get(area, function) is not function:
            raise ValueError(f"two calculators are called {area!r}")
        _calculators[area] = function
        return function

    return plug


def areas() -> list[str]:
    """The names of all calculators."""
    autodiscover_modules("calculators")
    return sorted(_calculators)


def calculate(cases: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Run cases of `{id, area, inputs}`; answers `{id, outputs}` or `{id, error}` for each, in order."""
    known = set(areas())
    return [_one(case, known) for case in cases]


def _one(case: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    area = case.get("area")
    if area not in known:
        return {"id": case.get("id"), "error": f"there is no calculator for {area!r}"}
    try:
        return {"id": case.get("id"), "outputs": dict(_calculators[area](case.get("inputs") or {}))}
    except (ValueError, ArithmeticError, KeyError, TypeError) as error:
        return {"id": case.get("id"), "error": f"{type(error).__name__}: {error}"}
