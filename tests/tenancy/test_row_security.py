"""Wall 3: the database itself shows and takes only the organization's rows."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from tenancy.models import AuditLine, Client, Event, Person
from tenancy.scope import tenant_tx
from tenancy.verbs import record

pytestmark = pytest.mark.isolation


def test_another_organizations_row_cannot_be_read_by_its_id(cast):
    rival = cast.rival_client.pk
    with tenant_tx(cast.acme.pk):
        assert not Client.objects.filter(pk=rival).exists()
        assert not Client._base_manager.filter(pk=rival).exists()
        assert list(Client.objects.raw("SELECT * FROM tenancy_client WHERE id = %s", [rival])) == []
        assert Client.objects.filter(organization_id=cast.zenith.pk).count() == 0


def test_another_organizations_row_cannot_be_written_by_its_id(cast):
    rival = Client.objects.filter(pk=cast.rival_client.pk)
    with tenant_tx(cast.acme.pk):
        assert rival.update(name="stolen") == 0
        assert rival.delete() == (0, {})
    with tenant_tx(cast.zenith.pk):
        assert rival.get().name == "Rival client"


def test_a_row_cannot_be_made_for_another_organization(cast):
    with tenant_tx(cast.acme.pk):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Client.objects.create(organization=cast.zenith, code="GIFT", name="planted")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Client.objects.filter(code="SKY").update(organization_id=cast.zenith.pk)


@pytest.mark.threat("T-017")
def test_an_upsert_on_anothers_key_makes_ones_own_row(cast):
    with tenant_tx(cast.acme.pk):
        made, is_new = Client.objects.update_or_create(code="RIV", defaults={"name": "Ours"})
        assert (is_new, made.organization_id) == (True, cast.acme.pk)
    with tenant_tx(cast.zenith.pk):
        assert Client.objects.get(code="RIV").name == "Rival client"


@pytest.mark.threat("T-031")
def test_raw_sql_sees_only_the_organizations_rows(cast):
    with tenant_tx(cast.acme.pk), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT organization_id FROM tenancy_person")
        assert cursor.fetchall() == [(cast.acme.pk,)]


@pytest.mark.threat("T-031")
def test_joins_subqueries_and_prefetches_see_only_the_organizations_rows(cast):
    with tenant_tx(cast.zenith.pk):
        people = list(Person.objects.prefetch_related("memberships").filter(memberships__isnull=False))
        assert [person.name for person in people] == ["Zoe"]
        assert [member.role for member in people[0].memberships.all()] == ["PM"]
        assert list(Client.objects.filter(pk__in=Client.objects.values("pk"))) == [cast.rival_client]


def test_audit_lines_can_be_added_and_never_altered(cast):
    with tenant_tx(cast.acme.pk):
        record(cast.ada.actor(), "tenancy.test", cast.skyharp)
        for change in (
            lambda: AuditLine.objects.update(action="x"),
            lambda: AuditLine.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                change()
        assert AuditLine.objects.filter(action="tenancy.test").count() == 1


def test_no_table_can_be_emptied_by_the_app(cast):
    with tenant_tx(cast.acme.pk):
        for table in ("tenancy_client", "tenancy_auditline", "tenancy_user"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(f"TRUNCATE {table} CASCADE")


def test_the_app_can_neither_drop_the_walls_nor_become_the_owner(cast):
    for statement in (
        "ALTER TABLE tenancy_client DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant_isolation ON tenancy_client",
        "CREATE TABLE mine (id int)",
        "SET ROLE milepost_owner",
        "SET ROLE milepost_search",
        "ALTER ROLE milepost_app BYPASSRLS",
    ):
        with pytest.raises(ProgrammingError), tenant_tx(cast.acme.pk):
            connection.cursor().execute(statement)


def test_a_constraint_error_does_not_tell_of_anothers_row(cast):
    """The same wrong reference, once to a rival's row and once to nothing, reads alike."""
    told = []
    for client_id in (cast.rival_client.pk, uuid4()):
        with tenant_tx(cast.acme.pk):
            with pytest.raises(Exception, match="tenancy_person_client_fk") as caught, transaction.atomic():
                Person.objects.create(name="X", side="client", client_id=client_id)
            told.append(str(caught.value).replace(str(client_id), "ID"))
    assert told[0] == told[1]


@pytest.mark.threat("T-002")
def test_what_acme_reads_does_not_change_with_what_zenith_holds(cast):
    """Non-interference, in small: lists, counts, order and uniqueness."""

    def look() -> list:
        with tenant_tx(cast.acme.pk):
            return [
                list(Client.objects.values()),
                list(Person.objects.order_by("id").values()),
                Event.objects.count(),
            ]

    before = look()
    with tenant_tx(cast.zenith.pk):
        Client.objects.bulk_create(Client(code=f"C{n}", name=f"Canary {n}") for n in range(200))
        Person.objects.bulk_create(Person(name=f"Canary {n}") for n in range(200))
    assert look() == before


@pytest.mark.threat("T-033")
def test_a_leaky_function_is_shown_only_the_organizations_rows(superuser):
    """PostgreSQL asks the policy first, however cheap a function of the query pretends to be."""
    cursor = superuser.cursor()
    cursor.execute(
        "CREATE FUNCTION f_leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001"
        " AS $$ BEGIN RAISE NOTICE 'leaked %', $1; RETURN true; END $$;"
        "GRANT EXECUTE ON FUNCTION f_leak(text) TO milepost_app"
    )
    ids = []
    for slug in ("mine", "theirs"):
        cursor.execute(
            "WITH o AS (INSERT INTO tenancy_organization (id, slug, name, name_zh, language, zone, currency,"
            " is_active, created_at, version)"
            " VALUES (gen_random_uuid(), %s, '', '', 'en', 'UTC', 'USD', true, now(), 1)"
            " RETURNING id) INSERT INTO tenancy_person (organization_id, id, name, email, language, zone,"
            " side, created_at, version)"
            " SELECT id, gen_random_uuid(), %s, '', 'en', 'UTC', 'own', now(), 1 FROM o"
            " RETURNING organization_id",
            [slug, f"CANARY {slug}"],
        )
        ids += cursor.fetchone()
    notices: list[str] = []
    superuser.connection.add_notice_handler(lambda notice: notices.append(notice.message_primary))
    cursor.execute("SET LOCAL SESSION AUTHORIZATION milepost_app")
    cursor.execute("SELECT set_config('app.organization_id', %s, true)", [str(ids[0])])
    cursor.execute("SELECT name FROM tenancy_person WHERE f_leak(name)")
    assert cursor.fetchall() == [("CANARY mine",)]
    assert notices == ["leaked CANARY mine"]
