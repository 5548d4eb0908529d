"""The sparkline: at most 13 periods, gaps stay open, the last point in the status colour."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from toolkit.templatetags.icons import letter

WIDTH, HEIGHT, EDGE = 84, 30, 3
PERIODS = 13
Values = Sequence[float | None]
Range = tuple[float, float]


def sparkline(
    values: Values,
    *,
    target: float | None = None,
    band: Range | None = None,
    status: str = "",
    provisional: bool = False,
    label: str = "",
) -> SafeString:
    """The last 13 periods, oldest first; None is a gap.

    `target` is drawn dashed, `band` as the target zone behind. A `provisional` last point is hollow.
    Without `label` the picture is decoration: its numbers must then stand beside it.
    """
    shown = list(values)[-PERIODS:]
    if not any(value is not None for value in shown):
        return SafeString("")
    low, high = _range([*shown, target, *(band or ())])
    markup = '<svg class="spark{}" viewBox="0 0 {} {}" {}>{}{}{}{}</svg>'
    code = f" {letter(status)}" if status else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    dots = _dots(shown, low, high, provisional)
    return format_html(
        markup,
        code,
        WIDTH,
        HEIGHT,
        spoken,
        _zone(band, low, high),
        _goal(target, low, high),
        _lines(shown, low, high),
        dots,
    )


def _range(values: Values) -> Range:
    known = [float(value) for value in values if value is not None]
    low, high = min(known), max(known)
    return (low, high) if high > low else (low - 1, high + 1)


def _x(place: int, count: int) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * place / max(count - 1, 1)


def _y(value: float, low: float, high: float) -> float:
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (float(value) - low) / (high - low)


def _stretches(values: Values) -> list[list[tuple[int, float]]]:
    """Runs of neighbours that have a value."""
    places = list(enumerate(values))
    runs = groupby(places, key=lambda place: place[1] is not None)
    return [[(at, value) for at, value in run if value is not None] for known, run in runs if known]


def _lines(values: Values, low: float, high: float) -> SafeString:
    count = len(values)
    runs = (
        " ".join(f"{_x(at, count):.1f},{_y(value, low, high):.1f}" for at, value in run)
        for run in _stretches(values)
        if len(run) > 1
    )
    return format_html_join("", '<polyline class="line" points="{}"/>', ((points,) for points in runs))


def _dots(values: Values, low: float, high: float, provisional: bool) -> SafeString:
    """The last value, and every point that stands alone between two gaps."""
    count, runs = len(values), _stretches(values)
    last = runs[-1][-1]
    alone = [(run[0], "lone", 1.5) for run in runs if len(run) == 1 and run[0] != last]
    marked = [*alone, (last, "hollow" if provisional else "last", 2.5)]
    return format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        (
            (css, f"{_x(at, count):.1f}", f"{_y(value, low, high):.1f}", size)
            for (at, value), css, size in marked
        ),
    )


def _goal(target: float | None, low: float, high: float) -> SafeString | str:
    if target is None:
        return ""
    return format_html('<path class="goal" d="M0 {}H{}"/>', f"{_y(target, low, high):.1f}", WIDTH)


def _zone(band: Range | None, low: float, high: float) -> SafeString | str:
    if band is None:
        return ""
    top, bottom = _y(max(band), low, high), _y(min(band), low, high)
    markup = '<rect class="zone" x="0" y="{}" width="{}" height="{}"/>'
    return format_html(markup, f"{top:.1f}", WIDTH, f"{bottom - top:.1f}")
