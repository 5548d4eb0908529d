"""Nothing that the API's description allows makes it fail, or answer what it does not describe."""

from pathlib import Path
from typing import Any

import pytest

from tests.api.fuzzing import fuzz
from tests.cast import make_cast
from tests.house.world import make_world

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]


def test_no_answer_surprises(live_server: Any, tmp_path: Path) -> None:
    """`make prove` with FUZZ_CASES=20 and FUZZ_SECONDS=900 asks longer."""
    run = fuzz(live_server.url, make_world(make_cast()), tmp_path)
    print(run.stdout[-4000:])
    assert run.returncode == 0, run.stdout[-20000:] + run.stderr[-2000:]
