"""Wall 2: a query that names a tenant table outside tenant_tx is loud, whichever way it takes."""

from collections.abc import Callable
from threading import Thread

import pytest
from django import forms
from django.db import connection, connections
from django.db.models import Count, Exists, OuterRef, Prefetch

from tenancy.models import AuditLine, Client, Event, Membership, Organization, Person
from tenancy.scope import NoTenant, guard, names_tenant_table, tenant_tx

pytestmark = pytest.mark.isolation


def raw_cursor() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tenancy_client")


def many_rows() -> None:
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE tenancy_client SET name = %s", [["a"], ["b"]])


def composed() -> None:
    from psycopg import sql

    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier("tenancy_client")))


def shouted() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM Tenancy_CLIENT")


WAYS: dict[str, Callable[[], object]] = {
    "list": lambda: list(Client.objects.all()),
    "count": lambda: Client.objects.count(),
    "exists": lambda: Client.objects.exists(),
    "aggregate": lambda: Client.objects.aggregate(Count("pk")),
    "values": lambda: list(Client.objects.values("code")),
    "iterator": lambda: list(Client.objects.iterator()),
    "in_bulk": lambda: Client.objects.in_bulk(),
    "update": lambda: Client.objects.update(name="x"),
    "delete": lambda: AuditLine.objects.all()._raw_delete("default"),
    "delete with collector": lambda: Client.objects.all().delete(),
    "create": lambda: Client.objects.create(code="XX", name="x"),
    "save": lambda: Client(code="XX", name="x").save(),
    "bulk_create": lambda: Client.objects.bulk_create([Client(code="XX", name="x")]),
    "get_or_create": lambda: Client.objects.get_or_create(code="XX"),
    "raw": lambda: list(Client.objects.raw("SELECT * FROM tenancy_client")),
    "base manager": lambda: Client._base_manager.count(),
    "using": lambda: Client.objects.using("default").count(),
    "subquery": lambda: list(
        Organization.objects.filter(Exists(Client.objects.filter(organization=OuterRef("pk"))))
    ),
    "join": lambda: list(Membership.objects.select_related("person")),
    "prefetch": lambda: list(Person.objects.prefetch_related(Prefetch("memberships"))),
    "select_for_update": lambda: list(Event.objects.select_for_update()),
    "union": lambda: list(Client.objects.values("pk").union(Person.objects.values("pk"))),
    "raw cursor": raw_cursor,
    "raw cursor, many": many_rows,
    "composed statement": composed,
    "capital letters": shouted,
}


@pytest.mark.threat("T-031")
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_a_tenant_table_is_refused_outside(cast, way):
    with pytest.raises(NoTenant):
        WAYS[way]()


def test_a_lazy_relation_is_refused_after_the_transaction(cast):
    with tenant_tx(cast.acme.pk):
        member = Membership.objects.first()
    with pytest.raises(NoTenant):
        assert member.person


def test_a_queryset_made_inside_is_refused_outside(cast):
    with tenant_tx(cast.acme.pk):
        clients = Client.objects.all()
    with pytest.raises(NoTenant):
        list(clients)


def test_forms_may_be_declared_where_no_tenant_is_known(cast):
    class Choice(forms.Form):
        client = forms.ModelChoiceField(Client.objects.all())

    with tenant_tx(cast.acme.pk):
        names = [str(label) for _value, label in Choice().fields["client"].choices]
    assert names == ["---------", "Skyharp Airlines", "Tidewell Autonomy"]


def test_global_tables_are_free(cast):
    assert Organization.objects.filter(slug__in=["acme", "zenith"]).count() == 2


def test_only_whole_names_count():
    assert names_tenant_table('SELECT 1 FROM "tenancy_client"')
    assert not names_tenant_table("SELECT tenancy_client_code, my_tenancy_client FROM elsewhere")


def test_the_guard_stands_once_on_the_apps_connection_and_not_on_the_owners(cast):
    assert connection.execute_wrappers.count(guard) == 1
    assert guard not in connections["owner"].execute_wrappers


@pytest.mark.django_db(transaction=True)
def test_the_guard_stands_once_after_a_reconnect(cast):
    for _time in range(3):
        connection.close()
        connection.ensure_connection()
    assert connection.execute_wrappers.count(guard) == 1


@pytest.mark.django_db(transaction=True)
def test_a_new_thread_has_its_own_guarded_connection_and_no_tenant(cast):
    heard: list[object] = []

    def elsewhere() -> None:
        try:
            Client.objects.count()
        except NoTenant as error:
            heard.append(error)
        finally:
            connection.close()

    with tenant_tx(cast.acme.pk):
        thread = Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert len(heard) == 1
