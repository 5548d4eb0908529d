"""`prepare_database`: roles, memberships and the database, on any server, as often as one likes."""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.core.management import CommandError, call_command
from psycopg import sql

from tenancy.roles import MEMBERS, ROLES, CannotPrepare, Plan, prepare

DATABASE = f"test_prepared_{os.getpid()}"


@pytest.fixture
def admin(admin_url):
    with psycopg.connect(admin_url, autocommit=True) as connection:
        yield connection
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(DATABASE)))


def as_somebody(admin_url: str, user: str, password: str) -> str:
    parts = urlsplit(admin_url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{user}:{password}@{host}"))


def test_it_makes_the_database_and_may_be_run_again(admin, admin_url, capsys):
    for _time in range(2):
        call_command("prepare_database", admin_url, database=DATABASE)
    assert f"database {DATABASE} and its roles are ready" in capsys.readouterr().out
    [owner] = admin.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [DATABASE]
    ).fetchone()
    assert owner == "milepost_owner"


def test_the_roles_are_as_strong_as_declared(admin, admin_url):
    prepare(admin_url, Plan(DATABASE, {}))
    rows = admin.execute(
        "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper, rolinherit, rolcreaterole FROM pg_roles"
        " WHERE rolname = ANY (%s)",
        [list(ROLES)],
    ).fetchall()
    assert {row[0] for row in rows} == set(ROLES)
    for name, login, bypass, is_super, inherits, creates_roles in rows:
        said = ROLES[name].split()
        assert (login, bypass) == ("LOGIN" in said, "BYPASSRLS" in said), name
        assert not is_super
        assert not creates_roles
        assert not (inherits and "NOINHERIT" in said)


def test_memberships_are_not_inherited(admin, admin_url):
    prepare(admin_url, Plan(DATABASE, {}))
    rows = admin.execute(
        "SELECT b.rolname, m.rolname, inherit_option, set_option FROM pg_auth_members g"
        " JOIN pg_roles b ON b.oid = g.roleid JOIN pg_roles m ON m.oid = g.member"
        " WHERE m.rolname = ANY (%s) AND b.rolname LIKE 'milepost%%'",
        [list(ROLES)],
    ).fetchall()
    assert {row[:2] for row in rows} == set(MEMBERS)
    assert {row[2:] for row in rows} == {(False, True)}


def test_a_login_that_may_not_make_such_roles_is_told_so_in_one_line(admin, admin_url):
    admin.execute("CREATE ROLE planted_clerk LOGIN CREATEROLE CREATEDB PASSWORD 'clerk'")
    try:
        with pytest.raises(CannotPrepare, match="may not create roles with BYPASSRLS") as caught:
            prepare(as_somebody(admin_url, "planted_clerk", "clerk"), Plan(DATABASE, {}))
        assert "\n" not in str(caught.value)
    finally:
        admin.execute("DROP ROLE planted_clerk")


def test_a_server_that_is_away_is_named(tmp_path):
    nowhere = f"postgresql://postgres@/postgres?host={tmp_path}&port=5432"
    with pytest.raises(CommandError, match="PostgreSQL does not answer") as caught:
        call_command("prepare_database", nowhere)
    assert caught.value.returncode == 2
