"""A room of a model, a policy, a table, a filter, a form and three declarations has all that records have.

It runs in a house of its own, as a room does: with its migration, its addresses and its plugs. The walks of
`tests/isolation` go along its addresses, not a word of them changed.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# These also count what they tried, against numbers that only a whole house reaches.
COUNTING = "not in_the_body and not refused_leaves_nothing and not crawl_sees"
WALKS = ("test_matrix.py", "test_foreign.py", "test_writing.py", "test_canary.py")


@pytest.mark.isolation
@pytest.mark.threat("T-003", "T-007")
def test_a_room_has_all_that_rooms_have_and_is_walked_unedited() -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.rooms.settings"}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS"):
        env.pop(name, None)
    walks = [f"tests/isolation/{name}" for name in WALKS]
    plugins = [
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-p",
        "tests.rooms.neighbours",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, "-q", "-k", COUNTING, "tests/rooms/test_brews.py", *walks],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert "left out" in run.stdout
