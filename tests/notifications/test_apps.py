"""Letters of a room are found at start, as Django finds admin modules."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from notifications.notices import NOTICES
from tenancy.listeners import LISTENERS

ROOM = """
from notifications.notices import notice
from tests.notifications.conftest import KettleBoiled

@notice(KettleBoiled, rule="found_at_start", subject="Found")
def found(event):
    return None
"""


def test_a_rooms_letters_are_read_at_start(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = tmp_path / "teahouse"
    room.mkdir()
    (room / "__init__.py").touch()
    (room / "notices.py").write_text(ROOM)
    monkeypatch.syspath_prepend(str(tmp_path))
    settings.MILEPOST_ROOMS = ["teahouse", "tests"]
    apps.get_app_config("notifications").ready()
    assert NOTICES.pop("found_at_start").write.__module__ == "teahouse.notices"
    assert [listener.key for listener in LISTENERS["tests.KettleBoiled"]] == [
        "notices.kettle_boiled",
        "notices.found_at_start",
    ]
