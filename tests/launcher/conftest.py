"""Fixtures of the launcher's tests."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.launcher.launched import Launched

Launch = Callable[..., Launched]


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state folder that does not exist yet."""
    return tmp_path / "state"


@pytest.fixture
def launch(state: Path) -> Iterator[Launch]:
    """Start launchers on the state folder; whatever the test leaves is stopped."""
    started: list[Launched] = []

    def start(*words: str, **options: object) -> Launched:
        started.append(Launched(state, *words, **options))  # type: ignore[arg-type]
        return started[-1]

    yield start
    for launched in started:
        if launched.process.poll() is None:
            launched.send(signal.SIGTERM)
            launched.wait()
