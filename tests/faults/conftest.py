"""Fixtures of the faults: one cluster and one world per run, a house per test, receivers outside."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.test import override_settings

from config.launcher.errors import LauncherError
from tests.conftest import missing
from tests.faults.ground import TEMPLATE, Ground
from tests.faults.house import House
from tests.faults.mailserver import MailServer
from tests.faults.world import make_world

Build = Callable[..., House]


@pytest.fixture(scope="session")
def ground(django_db_blocker: Any) -> Iterator[Ground]:
    """PostgreSQL with a migrated database in which Acme has its project."""
    try:
        ground = Ground()
    except LauncherError as refusal:
        missing(f"PostgreSQL of our own ({refusal})")
    try:
        ground.prepare()
        with django_db_blocker.unblock(), ground.standing_on(TEMPLATE):
            make_world()
        yield ground
    finally:
        ground.stop()


@pytest.fixture
def build(ground: Ground, django_db_blocker: Any) -> Iterator[Build]:
    """Builds a house in whose database the test itself stands from then on; leaves no process behind.

    The test rings no bell of its own: its house sweeps.
    """
    with ExitStack() as stack:
        stack.enter_context(override_settings(MILEPOST_BELL="tests.tenancy.planting.no_bell"))
        stack.enter_context(django_db_blocker.unblock())

        def one(**settings: Any) -> House:
            house = House(ground, **settings)
            stack.callback(house.stop)
            stack.enter_context(ground.standing_on(house.database))
            return house

        yield one


@pytest.fixture
def house(build: Build) -> House:
    """A house whose mails arrive in the database."""
    return build()


@pytest.fixture
def mails() -> Iterator[MailServer]:
    """A mail server on this machine."""
    with MailServer() as server:
        yield server
        server.shutdown()


@pytest.fixture
def posting(build: Build, mails: MailServer) -> House:
    """A house whose mails go to that server."""
    return build(**mails.environment())
