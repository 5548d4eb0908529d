"""Ways in which a table's wall was lost elsewhere. Here it stands, or the house says that it fell."""

from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, connection, connections, models, transaction

from tenancy.catalogue import findings
from tenancy.scope import NoTenant, tenant_tx
from tenancy.walls import TenantForeignKey, TenantModel
from tests.tenancy.planting import LABEL, tables, throw_away_app

pytestmark = pytest.mark.isolation


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """Tables of careless models, made as migrations make them, before any test's transaction."""
    with throw_away_app(), django_db_blocker.unblock():
        classes = careless_models()
        sound = (classes.OwnMeta, classes.OwnConstraints, classes.Inherited)
        with tables(*sound, classes.Automatic), partitioned():
            yield classes


def careless_models() -> SimpleNamespace:
    class OwnMeta(TenantModel):
        name = models.CharField(max_length=20)
        client = TenantForeignKey("tenancy.Client", models.PROTECT, null=True, related_name="+")

        class Meta:
            app_label = LABEL
            ordering = ["name"]

    class OwnConstraints(TenantModel):
        name = models.CharField(max_length=20)
        client = TenantForeignKey("tenancy.Client", models.PROTECT, null=True, related_name="+")

        class Meta:
            app_label = LABEL
            constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="planted_named")]

    class Half(TenantModel):
        name = models.CharField(max_length=20)
        client = TenantForeignKey("tenancy.Client", models.PROTECT, null=True, related_name="+")

        class Meta:
            abstract = True
            constraints = [models.CheckConstraint(condition=~models.Q(name="?"), name="%(class)s_asked")]

    class Inherited(Half):
        class Meta(Half.Meta):
            app_label = LABEL
            db_table = "planted_elsewhere"

    class Automatic(TenantModel):
        name = models.CharField(max_length=20)
        clients = models.ManyToManyField("tenancy.Client", related_name="+")

        class Meta:
            app_label = LABEL

    return SimpleNamespace(**locals())


class partitioned:
    """A partitioned table whose parent is walled and whose partition is only half closed."""

    def __enter__(self):
        execute(
            "CREATE TABLE planted_reading (organization_id uuid NOT NULL, at date, value int)"
            " PARTITION BY RANGE (at);"
            "CREATE TABLE planted_reading_2026 PARTITION OF planted_reading"
            " FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
            "ALTER TABLE planted_reading ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY tenant_isolation ON planted_reading"
            " USING (organization_id = NULLIF(current_setting('app.organization_id', true), '')::uuid)"
            " WITH CHECK (organization_id = NULLIF(current_setting('app.organization_id', true), '')::uuid);"
        )

    def __exit__(self, *error):
        execute("DROP TABLE planted_reading")


def execute(statements):
    with connections["owner"].cursor() as cursor:
        cursor.execute(statements)


SOUND = ["OwnMeta", "OwnConstraints", "Inherited"]


def faults_of(table: str) -> set[str]:
    return {finding.fault for finding in findings() if finding.name == table}


@pytest.mark.parametrize("name", SOUND)
class TestItsWallStands:
    def test_in_the_model(self, planted, cast, name):
        kinds = [type(c).__name__ for c in getattr(planted, name)._meta.constraints]
        assert {"TenantWall", "CompositeKey", "UniqueConstraint"} <= set(kinds)
        assert ("CheckConstraint" in kinds) == (name != "OwnMeta"), "its own constraints are kept too"

    def test_in_the_catalogue(self, planted, cast, name):
        assert faults_of(getattr(planted, name)._meta.db_table) == set()

    def test_for_reading_and_writing(self, planted, cast, name):
        model = getattr(planted, name)
        with tenant_tx(cast.acme.pk):
            model.objects.create(name="CANARY")
        with tenant_tx(cast.zenith.pk):
            assert model.objects.count() == 0
            assert model.objects.update(name="stolen") == 0
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                model.objects.create(organization=cast.acme, name="planted")
        with tenant_tx(cast.acme.pk):
            assert model.objects.get().name == "CANARY"

    def test_outside_a_transaction(self, planted, cast, name):
        with pytest.raises(NoTenant):
            getattr(planted, name).objects.count()

    def test_for_keys(self, planted, cast, name):
        model = getattr(planted, name)
        with tenant_tx(cast.acme.pk):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.create(name="x", client=cast.rival_client)
            assert model.objects.create(name="x", client=cast.skyharp).client == cast.skyharp

    def test_in_a_migration_written_from_it(self, planted, name):
        from django.db.migrations.state import ModelState

        state = ModelState.from_model(getattr(planted, name))
        kinds = [type(c).__name__ for c in state.options["constraints"]]
        assert {"TenantWall", "CompositeKey", "UniqueConstraint"} <= set(kinds)


@pytest.mark.threat("T-014")
class TestAnAutomaticManyToMany:
    TABLE = "planted_automatic_clients"

    def test_is_refused_by_the_system_check(self, planted):
        found = {error.id for error in run_checks(tags=["milepost"]) if error.obj is planted.Automatic}
        assert found == {"milepost.E004"}

    def test_has_no_wall_and_the_catalogue_says_so(self, planted, cast):
        assert "table without an organization that is not on the list" in faults_of(self.TABLE)
        assert "row-level security is off" in faults_of(self.TABLE)
        with tenant_tx(cast.acme.pk):
            mine = planted.Automatic.objects.create(name="mine")
            with connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {self.TABLE} (automatic_id, client_id) VALUES (%s, %s)",
                    [mine.pk, cast.skyharp.pk],
                )
        with tenant_tx(cast.zenith.pk), connection.cursor() as cursor:
            cursor.execute(f"SELECT client_id FROM {self.TABLE}")
            assert cursor.fetchall() == [(cast.skyharp.pk,)], "it leaks: that is why it is refused"


class TestAPartition:
    def test_reading_through_the_parent_is_walled(self, planted, cast):
        self.fill(cast)
        with tenant_tx(cast.zenith.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM planted_reading")
            assert cursor.fetchone() == (0,)

    def test_reading_it_directly_leaks_and_the_catalogue_says_so(self, planted, cast):
        self.fill(cast)
        with tenant_tx(cast.zenith.pk), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM planted_reading_2026")
            assert cursor.fetchone() == (1,), "it leaks: that is why it is a finding"
        assert faults_of("planted_reading") == set()
        assert faults_of("planted_reading_2026") == {
            "partition can be read directly",
            "policy is not the canonical one",
            "row-level security is off",
            "row-level security is not forced",
        }

    def fill(self, cast) -> None:
        with tenant_tx(cast.acme.pk), connection.cursor() as cursor:
            cursor.execute("INSERT INTO planted_reading VALUES (%s, '2026-05-05', 1)", [cast.acme.pk])
