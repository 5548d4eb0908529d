"""The waterfall of the explain panel: from what was promised, cause by cause, to what is expected."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, NAMES, ROOM, ROW, BAR = 312, 108, 40, 19, 11


@dataclass(frozen=True)
class Step:
    """One cause: its name, by how much it moves the result, and that amount in words ("+5 d")."""

    name: str
    amount: float
    words: str


def waterfall(first: str, steps: Sequence[Step], last: str, *, label: str, bad: str = "more") -> SafeString:
    """Bars one below the other, each beginning where the one before ended.

    `first` and `last` name both ends ("Approved 18 Dec", "Forecast 5 Jan"); `bad` says whether more or
    less is the bad direction. The causes stand as a list beside it, so that it needs no table.
    """
    ends = _ends(steps)
    low, high = min(0.0, *ends), max(0.0, *ends)
    scale = (WIDTH - NAMES - ROOM) / ((high - low) or 1)
    rows = len(steps) + 2

    def x(amount: float) -> float:
        return NAMES + (amount - low) * scale

    bars = [_bar(at + 1, step, x(ends[at]), x(ends[at + 1]), bad) for at, step in enumerate(steps)]
    markup = '<svg class="fall" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}</svg>'
    frame = _edge(0, first, x(0), "was"), _edge(rows - 1, last, x(ends[-1]), "now")
    run = format_html(
        '<path class="run" d="M{} {}H{}"/>', f"{x(0):.1f}", _mid(rows - 1), f"{x(ends[-1]) - 6:.1f}"
    )
    grid = format_html('<path class="grid" d="M{} 0V{}"/>', f"{x(0):.1f}", rows * ROW)
    return format_html(
        markup, WIDTH, rows * ROW, label, grid, run, *frame, format_html_join("", "{}", ((b,) for b in bars))
    )


def _ends(steps: Sequence[Step]) -> list[float]:
    ends = [0.0]
    for step in steps:
        ends.append(ends[-1] + float(step.amount))
    return ends


def _mid(row: int) -> float:
    return row * ROW + ROW / 2


def _edge(row: int, name: str, x: float, css: str) -> SafeString:
    markup = '<text class="end" x="0" y="{}">{}</text><path class="{}" d="M{} {}l5.5 5.5-5.5 5.5-5.5-5.5Z"/>'
    return format_html(markup, _mid(row) + 4, name, css, f"{x:.1f}", _mid(row) - 5.5)


def _bar(row: int, step: Step, start: float, end: float, bad: str) -> SafeString:
    markup = (
        '<text x="0" y="{}">{}</text><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text class="by" x="{}" y="{}">{}</text>'
    )
    worse = (step.amount > 0) == (bad == "more")
    left, width = min(start, end), max(abs(end - start), 2.0)
    top, line = _mid(row) - BAR / 2, _mid(row) + 4
    return format_html(
        markup,
        line,
        shortened(step.name),
        "worse" if worse else "better",
        f"{left:.1f}",
        top,
        f"{width:.1f}",
        BAR,
        f"{left + width + 5:.1f}",
        line,
        step.words,
    )


def shortened(name: str) -> str:
    """As much of a name as stands left of the bars: 17 Latin letters, half as many Chinese ones."""
    width = 0
    for at, sign in enumerate(name):
        width += 2 if ord(sign) > 0x2E80 else 1
        if width > 17:
            return name[:at] + "…"
    return name
