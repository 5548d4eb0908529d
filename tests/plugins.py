"""What a run says in its last lines: what the walks did, what was left out, and for want of what."""

from collections import Counter
from collections.abc import Iterator

import pytest

WALK = "walk:"


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The walks' sums, and the skips by reason."""
    told = [*walked(terminalreporter)]
    if told:
        terminalreporter.section("walked")
        for line in told:
            terminalreporter.write_line(line)
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(r.longrepr[2] if isinstance(r.longrepr, tuple) else r.longrepr) for r in skipped)
    terminalreporter.section("left out")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count} tests: {reason.removeprefix('Skipped: ')}")
    if not reasons:
        terminalreporter.write_line("nothing")


def walked(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    """One line for the walks of the whole run, whichever process walked."""
    found = figures(terminalreporter)
    if not found:
        return
    routes = max((int(one) for one in found.get("routes", [])), default=0)
    visitors, requests = len(set(found.get("visitors", []))), total(found.get("requests", []))
    interference = sorted(set(found.get("non-interference", ["not walked"])))
    yield f"routes × actors walked: {routes} × {visitors}; requests of all walks: {requests:,}"
    yield f"canary hits: {total(found.get('canary hits', []))}; non-interference: {', '.join(interference)}"
    tried = {
        name: total(values) for name, values in sorted(found.items()) if name.startswith("foreign ids in")
    }
    places = ", ".join(f"{count} {name.removeprefix('foreign ids ')}" for name, count in tried.items())
    yield f"foreign ids tried: {sum(tried.values()):,} ({places or 'nowhere'})"


def figures(terminalreporter: pytest.TerminalReporter) -> dict[str, list[str]]:
    """What the tests recorded under `walk:`, by name."""
    found: dict[str, list[str]] = {}
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, value in getattr(report, "user_properties", ()) if report.when == "call" else ():
                if name.startswith(WALK):
                    found.setdefault(name.removeprefix(WALK), []).append(str(value))
    return found


def total(values: list[str]) -> int:
    return sum(map(int, values))
