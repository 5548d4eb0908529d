"""Wall 4: keys carry the organization, so that no row can point into another one. Not even the owner's."""

import pytest
from django.db import IntegrityError, connections, transaction

from tenancy.actors import System
from tenancy.models import Client, Membership, Organization, Person
from tenancy.refusals import UnknownReference
from tenancy.scope import tenant_tx
from tenancy.verbs import verb
from tenancy.walls import CompositeKey, TenantForeignKey
from tests.cast import ref

pytestmark = pytest.mark.isolation


@pytest.mark.threat("T-013")
def test_the_app_cannot_point_into_another_organization(cast):
    with tenant_tx(cast.acme.pk):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(name="X", side="client", client=cast.rival_client)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(role="PM").update(person=cast.zoe.person)


def test_the_key_is_checked_at_the_statement_and_not_at_commit(cast):
    """A late error would come after the answer was built."""
    with tenant_tx(cast.acme.pk), transaction.atomic():
        with pytest.raises(IntegrityError):
            Person.objects.create(name="X", side="client", client=cast.rival_client)
        transaction.set_rollback(True)


@pytest.mark.threat("T-006", "T-010")
def test_a_verb_answers_that_there_is_no_such_record(cast):
    @verb
    def name_a_person(*, actor):
        Person.objects.create(name="X", side="client", client=cast.rival_client)

    with pytest.raises(UnknownReference) as caught:
        name_a_person(actor=System("test", ref(cast.acme)))
    assert (caught.value.code, caught.value.field) == ("unknown_reference", "client")


@pytest.mark.threat("T-013")
def test_not_even_the_owner_can_link_two_organizations(db):
    """The owner bypasses row-level security; keys bind it all the same."""
    one = Organization.objects.using("owner").create(slug="one", name="One")
    two = Organization.objects.using("owner").create(slug="two", name="Two")
    theirs = Client.objects.using("owner").create(organization=two, code="TWO", name="Two")
    mine = {"name": "X", "side": "client", "client": theirs}
    Person.objects.using("owner").create(organization=two, **mine)
    with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
        Person.objects.using("owner").create(organization=one, **mine)


@pytest.mark.threat("T-013")
def test_every_foreign_key_between_tenant_tables_stands_in_the_database(db):
    from django.apps import apps

    wanted = {
        constraint.name
        for model in apps.get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CompositeKey)
    }
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey)
    ]
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE contype = 'f' AND convalidated"
            " AND condeferrable AND NOT condeferred AND cardinality(conkey) > 1"
        )
        standing = {row[0] for row in cursor.fetchall()}
    assert wanted <= standing
    assert len(wanted) == len(fields)


class TestAnOwnerWithoutBypass:
    """Why every migration runs as milepost_owner: the same key, added by an owner who is bound by the rows'
    policies, is checked against rows that this owner cannot see.
    """

    MAKE = """
    CREATE TABLE blind_parent (organization_id uuid NOT NULL, id uuid, UNIQUE (organization_id, id));
    CREATE TABLE blind_child (organization_id uuid NOT NULL, parent_id uuid);
    {rows}
    ALTER TABLE blind_{hidden} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE blind_{hidden} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON blind_{hidden}
      USING (organization_id = NULLIF(current_setting('app.organization_id', true), '')::uuid);
    """
    KEY = (
        "ALTER TABLE blind_child ADD CONSTRAINT blind_fk FOREIGN KEY (organization_id, parent_id)"
        " REFERENCES blind_parent (organization_id, id)"
    )
    ROW = "(gen_random_uuid(), '00000000-0000-0000-0000-000000000001')"
    SOUND = f"""
    INSERT INTO blind_parent VALUES {ROW};
    INSERT INTO blind_child SELECT * FROM blind_parent;
    """
    DANGLING = f"INSERT INTO blind_child VALUES {ROW};"

    def execute(self, statements: str) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statements)

    def as_one_who_is_bound(self) -> None:
        """milepost_migrate, the login itself, has no BYPASSRLS: it is what a careless owner would be."""
        self.execute("GRANT ALL ON SCHEMA public TO milepost_migrate; SET LOCAL ROLE milepost_migrate")

    def test_it_reports_violations_that_do_not_exist(self, db):
        self.as_one_who_is_bound()
        self.execute(self.MAKE.format(rows=self.SOUND, hidden="parent"))
        with pytest.raises(IntegrityError, match="blind_fk"), transaction.atomic(using="owner"):
            self.execute(self.KEY)

    def test_or_it_validates_rows_that_dangle(self, db):
        self.as_one_who_is_bound()
        self.execute(self.MAKE.format(rows=self.DANGLING, hidden="child"))
        self.execute(self.KEY)
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT convalidated FROM pg_constraint WHERE conname = 'blind_fk'")
            assert cursor.fetchone() == (True,), "PostgreSQL believes a key that is broken"

    @pytest.mark.parametrize("hidden", ["parent", "child"])
    def test_our_owner_is_right_both_times(self, db, hidden):
        self.execute(self.MAKE.format(rows=self.SOUND, hidden=hidden))
        self.execute(self.KEY)
        self.execute("DROP TABLE blind_child, blind_parent")
        self.execute(self.MAKE.format(rows=self.DANGLING, hidden=hidden))
        with pytest.raises(IntegrityError, match="blind_fk"), transaction.atomic(using="owner"):
            self.execute(self.KEY)

    def test_the_connection_of_migrations_is_that_owner(self, db):
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT current_user::text, session_user::text, rolbypassrls, rolcanlogin"
                " FROM pg_roles WHERE rolname = current_user"
            )
            assert cursor.fetchone() == ("milepost_owner", "milepost_migrate", True, False)
