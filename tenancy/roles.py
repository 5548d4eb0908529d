"""The database roles of Milepost, and the database itself.

Made by `manage.py prepare_database ADMIN_URL`, safe to run again. PostgreSQL 15 is the floor; from 16 on,
memberships are granted without inheritance, on 15 the members are NOINHERIT.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

OLDEST = 150000
ROLES = {
    "milepost_owner": "NOLOGIN BYPASSRLS CREATEDB",
    "milepost_portal": "NOLOGIN NOBYPASSRLS",
    "milepost_search": "NOLOGIN BYPASSRLS",
    "milepost_audit": "NOLOGIN NOBYPASSRLS",
    "milepost_migrate": "LOGIN NOINHERIT NOBYPASSRLS",
    "milepost_app": "LOGIN NOINHERIT NOBYPASSRLS",
    "milepost_backup": "LOGIN BYPASSRLS",
}
MEMBERS = (
    ("milepost_owner", "milepost_migrate"),
    ("milepost_search", "milepost_owner"),
    ("milepost_audit", "milepost_owner"),
    ("milepost_portal", "milepost_app"),
)
# Disks without a head to move: an index of a project is cheaper to read than the whole table.
SETTINGS = {"milepost_app": {"random_page_cost": "1.1"}}
LOGINS = ("milepost_migrate", "milepost_app", "milepost_backup")


class CannotPrepare(RuntimeError):
    """The database cannot be prepared; the message says what an administrator has to do."""


@dataclass(frozen=True)
class Plan:
    """What to make: the database's name, and a password per login role (None: leave it as it is)."""

    database: str
    passwords: dict[str, str | None]


def prepare(admin_url: str, plan: Plan) -> None:
    """Make roles, memberships and the database. Raises `CannotPrepare`."""
    try:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            if admin.info.server_version < OLDEST:
                raise CannotPrepare("PostgreSQL 15 or newer is needed")
            for statement in _statements(admin, plan):
                admin.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        raise CannotPrepare(
            "this login may not create roles with BYPASSRLS: use a superuser, or on PostgreSQL 16+ a"
            f" CREATEROLE role that has BYPASSRLS itself ({error.diag.message_primary})"
        ) from error
    except psycopg.OperationalError as error:
        raise CannotPrepare(f"PostgreSQL does not answer: {error}") from error


def _statements(admin: psycopg.Connection, plan: Plan) -> Iterator[sql.Composed]:
    known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
    for role, attributes in ROLES.items():
        verb = "ALTER" if role in known else "CREATE"
        yield sql.SQL(f"{verb} ROLE {{}} WITH {attributes}").format(sql.Identifier(role))
    for role in LOGINS:
        if password := plan.passwords.get(role):
            yield sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
    for role, settings in SETTINGS.items():
        for name, value in settings.items():
            yield sql.SQL("ALTER ROLE {} SET {} = {}").format(
                sql.Identifier(role), sql.Identifier(name), sql.Literal(value)
            )
    options = " WITH INHERIT FALSE, SET TRUE" if admin.info.server_version >= 160000 else ""
    for role, member in MEMBERS:
        yield sql.SQL("GRANT {} TO {}" + options).format(sql.Identifier(role), sql.Identifier(member))
    yield sql.SQL("GRANT pg_read_all_data TO {}").format(sql.Identifier("milepost_backup"))
    found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [plan.database]).fetchone()
    if not found:
        yield sql.SQL("CREATE DATABASE {} OWNER milepost_owner TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(plan.database)
        )
