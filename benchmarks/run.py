"""`make bench`: how our hot paths compare with the barest way to the same answer, in the same run.

Makes a database of its own, fills one project with 10,000 tasks, and calls the WSGI application directly.
Prints one ratio a line; exits 1 when a wanted ratio is missed.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# One caller asks as often as it can: it is counted like everybody, and never refused.
os.environ |= {"MILEPOST_LIMIT_API": "100000000", "MILEPOST_LIMIT_ORGANIZATION": "100000000"}

import django

django.setup()

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.test.utils import get_runner, setup_test_environment

from benchmarks.measure import Ratio, get, post, side_by_side
from benchmarks.world import World, make_world


def api_list(world: World, app: WSGIHandler) -> Ratio:
    """100 tasks as JSON against a bare `values()` view with the same fields."""
    return side_by_side(
        "API list of 100 tasks",
        get(app, f"{world.api}projects/BIG/tasks/?page_size=100", **world.token),
        get(app, f"{world.api}bare/BIG/", **world.token),
        wanted=">= 0.50",
    )


def api_growth(world: World, app: WSGIHandler) -> Ratio:
    """The list of a project with 10,000 tasks against one with 200."""
    return side_by_side(
        "API list, 10,000 tasks against 200",
        get(app, f"{world.api}projects/BIG/tasks/?page_size=100", **world.token),
        get(app, f"{world.api}projects/SMALL/tasks/?page_size=100", **world.token),
        wanted=">= 0.80",
    )


def api_detail(world: World, app: WSGIHandler) -> Ratio:
    """One task as JSON against a bare `values()` view with the same fields."""
    return side_by_side(
        "API, one task of 10,000",
        get(app, f"{world.api}projects/BIG/tasks/5000/", **world.token),
        get(app, f"{world.api}bare/BIG/5000/", **world.token),
        wanted=">= 0.30",
    )


def api_create(world: World, app: WSGIHandler) -> Ratio:
    """A new task against a bare insert: rule, trail, fact and entry come on top."""
    row = b'{"name": "One more"}'
    return side_by_side(
        "API, a new task",
        post(app, f"{world.api}projects/SMALL/tasks/", row, **world.token),
        post(app, f"{world.api}bare/NEW/add/", row, **world.token),
        wanted=">= 0.25",
    )


def page(world: World, app: WSGIHandler) -> Ratio:
    """The plan page against a bare template loop over the same rows."""
    return side_by_side(
        "Page of 100 rows",
        get(app, f"{world.pages}projects/BIG/plan/", **world.cookie),
        get(app, f"{world.pages}bare/BIG/", **world.cookie),
        wanted=">= 0.33",
    )


MEASURES = (api_list, api_growth, api_detail, api_create, page)


def main() -> int:
    """Run all and say which wanted ratio was missed."""
    setup_test_environment()
    settings.ROOT_URLCONF = "benchmarks.urls"
    # Counted as ever, but nobody is sent away for measuring.
    settings.MILEPOST_LIMITS = {name: (10**9, s) for name, (_times, s) in settings.MILEPOST_LIMITS.items()}
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases(aliases=["default", "owner"])
    try:
        world, app = make_world(), WSGIHandler()
        ratios = [measure(world, app) for measure in MEASURES]
    finally:
        for alias in connections:
            connections[alias].close()
        runner.teardown_databases(databases)
    print(*ratios, sep="\n")
    return any(ratio.ours / ratio.baseline < float(ratio.wanted.split()[-1]) for ratio in ratios)


if __name__ == "__main__":
    sys.exit(main())
