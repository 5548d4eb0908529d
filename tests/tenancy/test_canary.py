"""The tests themselves stand behind the walls: a run as a superuser would prove nothing."""

import pytest
from django.db import connection, connections

from tenancy.models import Client
from tenancy.scope import NoTenant, guard

pytestmark = pytest.mark.isolation


def role_facts(alias: str) -> tuple[str, bool, bool, str]:
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT current_user::text, rolsuper, rolbypassrls, current_database()::text"
            " FROM pg_roles WHERE rolname = current_user"
        )
        return cursor.fetchone()


def test_tests_run_as_the_app_in_a_test_database(db):
    user, is_super, bypasses, database = role_facts("default")
    assert (user, is_super, bypasses) == ("milepost_app", False, False)
    assert database.startswith("test_")


def test_migrations_run_as_the_owner_who_sees_all_rows(db):
    user, is_super, bypasses, database = role_facts("owner")
    assert (user, is_super, bypasses) == ("milepost_owner", False, True)
    assert database == role_facts("default")[3]


def test_a_count_without_a_tenant_is_impossible(cast):
    with pytest.raises(NoTenant):
        Client.objects.count()


def test_without_the_guard_the_database_still_shows_nothing(cast):
    connection.execute_wrappers.remove(guard)
    try:
        assert Client.objects.count() == 0
    finally:
        connection.execute_wrappers.append(guard)
