"""The small pictures of `toolkit.sketches` as template tags."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from toolkit import sketches

register = template.Library()


@register.simple_tag
def sparkline(
    values: Any,
    target: float | None = None,
    band: Any = None,
    status: str = "",
    provisional: Any = False,
    label: str = "",
) -> SafeString:
    """`{% sparkline values target status="red" %}`: 13 periods, oldest first; None is a gap."""
    return sketches.sparkline(
        values or [],
        target=target,
        band=band or None,
        status=status,
        provisional=bool(provisional),
        label=label,
    )


@register.simple_tag
def bullet(
    target: sketches.Target | None, value: Any, status: str = "grey", label: str = ""
) -> SafeString | str:
    """`{% bullet target value "green" %}`: a value against its target; nothing where there is none."""
    return sketches.bullet(target, value, status, label=label) if target else ""


@register.simple_tag
def waterfall(first: str, steps: Any, last: str, label: str = "", bad: str = "more") -> SafeString:
    """`{% waterfall "Approved 18 Dec" steps "Forecast 5 Jan" %}`: what moved it, cause by cause."""
    return sketches.waterfall(first, steps or (), last, label=label, bad=bad)
