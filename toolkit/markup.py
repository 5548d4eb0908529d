"""HTML that Python builds from escaped pieces, where a template per cell would be too slow."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

Row = Mapping[str, Any]
Cell = Callable[[Row], str]


class Html(str):
    """Text whose every part was escaped or is a constant of ours; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def text(value: Any) -> str:
    """The escaped text of any value; what is HTML already stays."""
    return str(value.__html__()) if hasattr(value, "__html__") else escape(str(value))


def attribute(name: str, value: Any) -> str:
    """` name="value"`, or nothing for None and False."""
    return "" if value is None or value is False else f' {name}="{escape(str(value))}"'
