"""The transaction in which one organization's rows can be touched, and the guard that is loud outside it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

PAGE_TIMEOUT = "5s"
JOB_TIMEOUT = "10min"
# A transaction whose owner asks nothing for so long is ended: it holds locks and keeps vacuum away.
IDLE = {PAGE_TIMEOUT: "30s", JOB_TIMEOUT: "10min"}
PORTAL_ROLE = "milepost_portal"


class NoTenant(RuntimeError):
    """A tenant table was named outside `tenant_tx`. A programming fault, never shown to people."""


class TenantMismatch(RuntimeError):
    """One transaction was asked to serve two organizations."""


@dataclass(frozen=True)
class Scope:
    """The organization (and, in the portal, the client) that the current transaction serves."""

    organization_id: UUID
    client_id: UUID | None = None
    portal: bool = False
    timeout: str = PAGE_TIMEOUT


_scope: ContextVar[Scope | None] = ContextVar("milepost_scope", default=None)
_bound: ContextVar[UUID | None] = ContextVar("milepost_bound_organization", default=None)


def current_scope() -> Scope | None:
    """The scope of the running transaction, or None outside `tenant_tx`."""
    return _scope.get()


def current_organization_id() -> UUID | None:
    """The organization of the running transaction, else the one a task is bound to, else None."""
    scope = _scope.get()
    return scope.organization_id if scope else _bound.get()


@contextmanager
def bound_to(organization_id: UUID) -> Iterator[None]:
    """Name the organization a task works for, without opening a transaction."""
    token = _bound.set(organization_id)
    try:
        yield
    finally:
        _bound.reset(token)


@contextmanager
def tenant_tx(
    organization_id: UUID, *, client: UUID | None = None, portal: bool = False, timeout: str = PAGE_TIMEOUT
) -> Iterator[None]:
    """Open the only kind of transaction in which tenant rows can be read or written.

    Nesting is allowed for the same organization and adds a savepoint; another organization, or a narrower
    view than the transaction around it has, raises `TenantMismatch`. `portal=True` switches to the role that
    can only read the client's shared rows.
    `timeout` is PostgreSQL's statement_timeout: 5 s for pages, 10 min for named jobs.
    """
    current = _scope.get()
    if current is None:
        with _outermost(Scope(organization_id, client, portal, timeout)):
            yield
        return
    if current.organization_id != organization_id:
        raise TenantMismatch(f"{organization_id} asked inside the transaction of {current.organization_id}")
    if portal and (current.portal, current.client_id) != (True, client):
        raise TenantMismatch(f"the portal of client {client} asked inside a transaction that shows more")
    with transaction.atomic():
        yield


@contextmanager
def _outermost(scope: Scope) -> Iterator[None]:
    connection = connections["default"]
    with transaction.atomic():
        # Only a test's own transaction is around this one; then SET LOCAL would outlive the savepoint.
        nested = bool(connection.savepoint_ids)
        _apply(connection, scope)
        token = _scope.set(scope)
        try:
            yield
        finally:
            _scope.reset(token)
        if nested and not connection.needs_rollback:
            _apply(connection, None)


def _apply(connection: BaseDatabaseWrapper, scope: Scope | None) -> None:
    values = (
        str(scope.organization_id) if scope else "",
        str(scope.client_id) if scope and scope.client_id else "",
        scope.timeout if scope else "0",
        IDLE.get(scope.timeout, scope.timeout) if scope else "0",
        PORTAL_ROLE if scope and scope.portal else "none",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.organization_id', %s, true), set_config('app.client_id', %s, true),"
            " set_config('statement_timeout', %s, true),"
            " set_config('idle_in_transaction_session_timeout', %s, true), set_config('role', %s, true)",
            values,
        )


@lru_cache(maxsize=1)
def tenant_tables() -> re.Pattern[str]:
    """Pattern of the names of all tenant tables."""
    names = sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "is_tenant_table", False))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def names_tenant_table(sql: str) -> bool:
    """Whether a statement names a tenant table. Remembered per statement: 0.1 us for a known one."""
    return tenant_tables().search(sql) is not None


def guard(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute wrapper: row-level security alone would answer with no rows, which reads like a fact."""
    if _scope.get() is None:
        text = sql if isinstance(sql, str) else sql.as_string(None)
        if names_tenant_table(text):
            raise NoTenant(f"outside tenant_tx: {text[:160]}")
    return execute(sql, params, many, context)


def install_guard(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of `connection_created`: once per connection, whose alias is not the migrations' one."""
    if connection.alias != "owner" and guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(guard)
