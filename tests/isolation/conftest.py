"""One house for a whole module: made once, and taken back at its end; so is what each test does in it."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.conftest import ALIASES
from tests.isolation.parties import House, make_house
from tests.isolation.visitors import Visitor, make_visitors
from tests.isolation.walking import Counted


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a walk; whoever is in the house needs its database."""
    for item in items:
        if "/tests/isolation/" in str(item.path):
            item.add_marker(pytest.mark.isolation)
            if "built" in item.fixturenames:
                item.add_marker(pytest.mark.django_db(databases=ALIASES))


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[House, dict[str, Visitor]]]:
    with django_db_blocker.unblock(), transaction.atomic():
        house = make_house()
        yield house, make_visitors(house)
        transaction.set_rollback(True)


@pytest.fixture
def house(built) -> Iterator[House]:
    """Acme with two projects of different clients and managers, and the rival with one of the same shape."""
    with transaction.atomic():
        yield built[0]
        transaction.set_rollback(True)


@pytest.fixture
def visitors(house, built) -> dict[str, Visitor]:
    """Everybody who may knock."""
    return built[1]


@pytest.fixture
def counted(record_property) -> Counted:
    """What the walk did; the run's last lines add it up."""
    return Counted(record_property)


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals would bury the one line that matters."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
