"""Fixtures that every test may use. Tests run as the app role, under row-level security."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as trying

from config.parts import LIMITS
from tests.cast import Cast, make_cast

CI = os.environ.get("CI") == "true"
ALIASES = ["default", "owner"]
pytest_plugins = ["tests.plugins"]
if not CI:  # where Hypothesis has a profile of its own; nothing depends on how fast a machine is
    trying.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    trying.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The mirror alone would write to the real database: every test with a database asks for both.

    The walks take longest, so they begin: at the end one process would wait for the other.
    """
    items.sort(key=lambda item: "/tests/isolation/" not in str(item.path))
    for item in items:
        if {"cast", "db"} & set(getattr(item, "fixturenames", [])) and not item.get_closest_marker(
            "django_db"
        ):
            item.add_marker(pytest.mark.django_db)
        for mark in item.iter_markers("django_db"):
            mark.kwargs.setdefault("databases", ALIASES)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """The owner empties the trail after a test that committed: only with the safety catch off."""
    connections["owner"].settings_dict["OPTIONS"]["options"] += " -c app.audit_maintenance=on"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Both names mean the test database, and the mirror is closed before it is dropped."""
    names = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    assert all(str(name).startswith("test_") for name in names.values()), names
    yield
    for alias in ALIASES:
        connections[alias].close()


@pytest.fixture(autouse=True)
def at_home() -> None:
    """A request leaves its reader's language and zone in the thread: each test begins in the house's."""
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(autouse=True)
def hardly_limited(settings: Any) -> None:
    """Tests ask more often than people: those of the limits set their own."""
    settings.MILEPOST_LIMITS = {name: (10**6, seconds) for name, (_n, seconds) in LIMITS.items()}


@pytest.fixture
def cast(db: None) -> Cast:
    """Two organizations with their people; Acme holds what could leak, Zenith is the rival."""
    return make_cast()


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real plans and oracles. Missing: a skip that names it; in CI, a failure."""
    folder = Path(settings.MILEPOST_DATA)
    if not folder.is_dir():
        missing(f"the data folder {folder} (MILEPOST_DATA)")
    return folder


def missing(what: str) -> None:
    """Leave a test out for want of a tool or of data; in CI nothing may be left out."""
    if CI:
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"for want of {what}")


@pytest.fixture
def need() -> Callable[[str], None]:
    """`need("chromium")`: leave the test out, by the rule of `missing`."""
    return missing
