"""The portal's role: it reads the client's own and shared rows, and nothing else, whatever a view forgets."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction

from tenancy.catalogue import portal_tables
from tenancy.models import Client, Person, User
from tenancy.scope import tenant_tx

pytestmark = pytest.mark.isolation


@pytest.fixture
def cleo(cast):
    """A transaction of Cleo's portal: Acme, client Skyharp."""
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        yield cast


@pytest.mark.threat("T-034")
def test_sees_its_own_client_only_without_any_filter(cleo):
    assert list(Client.objects.values_list("code", flat=True)) == ["SKY"]
    assert not Client.objects.filter(pk=cleo.tidewell.pk).exists()


def test_without_a_client_it_sees_nothing(cast):
    with tenant_tx(cast.acme.pk, portal=True):
        assert Client.objects.count() == 0


def test_another_organizations_client_shows_nothing(cast):
    with tenant_tx(cast.acme.pk, client=cast.rival_client.pk, portal=True):
        assert Client.objects.count() == 0


@pytest.mark.threat("T-065")
def test_no_table_takes_a_write(cleo):
    writes = ("INSERT INTO {0} DEFAULT VALUES", "UPDATE {0} SET {1} = {1}", "DELETE FROM {0}")
    for model in apps.get_models():
        names = model._meta.db_table, model._meta.pk.column
        for statement in writes:
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement.format(*map(connection.ops.quote_name, names)))


def test_only_tables_with_the_portals_own_policy_can_be_read(cleo):
    readable = set()
    for table in {model._meta.db_table for model in apps.get_models()}:
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_any_column_privilege(current_user, %s, 'SELECT')", [f'"{table}"'])
            if cursor.fetchone()[0]:
                readable.add(table)
    assert readable == portal_tables()
    assert "tenancy_client" in readable


def test_people_and_logins_are_out_of_reach(cleo):
    for question in (Person.objects.count, User.objects.count):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            question()


def test_the_app_itself_is_not_bound_by_the_portals_policies(cast):
    """It would be, and see nothing, if it were a plain member of the portal's role."""
    with tenant_tx(cast.acme.pk):
        assert Client.objects.count() == 2
