"""Fixtures of the walls' tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.conftest import missing


@pytest.fixture
def admin_url() -> str:
    """Address of the test server's administrator."""
    url = os.environ.get("DATABASE_ADMIN_URL")
    if not url:
        missing("DATABASE_ADMIN_URL, the administrator's address of the test server")
    return str(url)


@contextmanager
def administrator(admin_url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection of the server's administrator; what is not committed is taken back."""
    parts = urlsplit(admin_url)
    admin = connections["default"].copy(alias="superuser")
    admin.settings_dict |= {
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "OPTIONS": {},
    }
    admin.set_autocommit(False)
    admin.execute_wrappers.clear()
    yield admin
    admin.rollback()
    admin.close()


@pytest.fixture
def superuser(db: None, admin_url: str) -> Iterator[BaseDatabaseWrapper]:
    """The database's administrator, in the test database, in a transaction that is taken back.

    Roles belong to the whole server, so only its administrator can plant faults in them.
    """
    with administrator(admin_url) as admin:
        yield admin


@pytest.fixture
def owner(db: None) -> Iterator[BaseDatabaseWrapper]:
    """The owner's connection, in the test's transaction: what it plants is taken back."""
    assert connections["owner"].in_atomic_block
    yield connections["owner"]
    transaction.set_rollback(True, using="owner")
