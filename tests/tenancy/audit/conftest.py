"""Fixtures of the trail's tests."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tenancy.verbs import record_all
from tests.cast import Cast
from tests.tenancy.conftest import administrator


@pytest.fixture(autouse=True)
def anchors_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MILEPOST_ANCHORS = tmp_path / "anchors"
    return tmp_path / "anchors"


@pytest.fixture(autouse=True)
def no_bell(settings: Any) -> None:
    settings.MILEPOST_BELL = "tests.tenancy.planting.no_bell"


@pytest.fixture
def write(cast: Cast) -> Callable[..., None]:
    """Write some lines of Acme's trail, in one transaction."""

    def lines(count: int = 1, action: str = "tenancy.update_client", **actor: Any) -> None:
        changes = [(cast.skyharp, {"name": f"old {n}"}, {"name": f"new {n}"}) for n in range(count)]
        with tenant_tx(cast.acme.pk):
            record_all(cast.ada.actor(**actor), action, changes)

    return lines


@pytest.fixture
def tamper(transactional_db: None, admin_url: str) -> Iterator[Callable[..., int]]:
    """Act as the server's administrator with triggers off, and commit it."""
    with administrator(admin_url) as admin:

        def run(sql: str, *params: Any) -> int:
            with admin.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
                cursor.execute(sql, params)
                changed: int = cursor.rowcount
            admin.commit()
            return changed

        yield run


@pytest.fixture
def as_owner(db: None) -> Callable[[str], None]:
    """Act as the owner with the safety catch on, in the test's transaction."""

    def run(sql: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SET LOCAL app.audit_maintenance = 'off'")
            cursor.execute(sql)

    return run


def count(cast: Cast, model: Any = AuditLine) -> int:
    with tenant_tx(cast.acme.pk):
        return int(model.objects.count())


def statement(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
