"""Wall 1: tenant_tx is the only transaction in which tenant rows can be touched."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from tenancy.models import Client
from tenancy.scope import (
    JOB_TIMEOUT,
    NoTenant,
    TenantMismatch,
    bound_to,
    current_organization_id,
    current_scope,
    tenant_tx,
)

pytestmark = pytest.mark.isolation


def setting(name: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


def codes() -> list[str]:
    return list(Client.objects.order_by("code").values_list("code", flat=True))


def test_shows_only_the_rows_of_its_organization(cast):
    with tenant_tx(cast.acme.pk):
        assert codes() == ["SKY", "TDW"]
    with tenant_tx(cast.zenith.pk):
        assert codes() == ["RIV"]


def test_nesting_for_the_same_organization_adds_a_savepoint(cast):
    with tenant_tx(cast.acme.pk):
        with tenant_tx(cast.acme.pk):
            Client.objects.create(code="NEW", name="New")
            transaction.set_rollback(True)
        assert codes() == ["SKY", "TDW"]
        with tenant_tx(cast.acme.pk):
            Client.objects.create(code="NEW", name="New")
        assert codes() == ["NEW", "SKY", "TDW"]


def test_nesting_for_another_organization_raises(cast):
    with tenant_tx(cast.acme.pk):
        with pytest.raises(TenantMismatch), tenant_tx(cast.zenith.pk):
            pass
        assert codes() == ["SKY", "TDW"]


def test_a_portal_cannot_be_asked_inside_a_transaction_that_shows_more(cast):
    portal = {"client": cast.skyharp.pk, "portal": True}
    with tenant_tx(cast.acme.pk), pytest.raises(TenantMismatch), tenant_tx(cast.acme.pk, **portal):
        pass
    with tenant_tx(cast.acme.pk, **portal):
        with pytest.raises(TenantMismatch), tenant_tx(cast.acme.pk, client=cast.tidewell.pk, portal=True):
            pass
        with tenant_tx(cast.acme.pk, **portal):
            assert codes() == ["SKY"]
        with tenant_tx(cast.acme.pk):
            assert codes() == ["SKY"], "a service inside the portal keeps the portal's narrow view"


def test_scope_and_settings_are_gone_afterwards(cast):
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert setting("app.organization_id") == str(cast.acme.pk)
        assert setting("app.client_id") == str(cast.skyharp.pk)
        assert setting("role") == "milepost_portal"
    assert current_scope() is None
    assert [setting("app.organization_id"), setting("app.client_id"), setting("role")] == ["", "", "none"]
    with pytest.raises(NoTenant):
        Client.objects.count()


def test_scope_and_settings_are_gone_after_an_error(cast):
    with pytest.raises(ZeroDivisionError), tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        raise ZeroDivisionError
    assert current_scope() is None
    assert not setting("app.organization_id")
    assert setting("role") == "none"


def test_a_failed_statement_inside_a_savepoint_keeps_the_role_and_the_organization(cast):
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            Client.objects.update(name="stolen")
        assert setting("role") == "milepost_portal"
        assert codes() == ["SKY"]


def test_each_kind_of_work_has_its_statement_timeout(cast):
    with tenant_tx(cast.acme.pk):
        assert setting("statement_timeout") == "5s"
    with tenant_tx(cast.acme.pk, timeout=JOB_TIMEOUT):
        assert setting("statement_timeout") == "10min"


def test_an_empty_setting_reads_as_no_organization_not_as_an_error(cast):
    """After a transaction the setting is '' and not NULL: ''::uuid would be an error."""
    with tenant_tx(cast.acme.pk):
        for value in ("", None):
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('app.organization_id', %s, true)", [value])
                cursor.execute("SELECT count(*) FROM tenancy_client")
                assert cursor.fetchone() == (0,)


def test_a_task_binds_its_organization_without_opening_a_transaction(cast):
    with bound_to(cast.acme.pk):
        assert current_organization_id() == cast.acme.pk
        assert current_scope() is None
        with pytest.raises(NoTenant):
            Client.objects.count()
        with tenant_tx(cast.zenith.pk):
            assert current_organization_id() == cast.zenith.pk
    assert current_organization_id() is None


def test_an_unknown_organization_has_no_rows(cast):
    with tenant_tx(uuid4()):
        assert codes() == []


@pytest.mark.django_db(transaction=True)
def test_settings_are_local_to_the_transaction(cast):
    """Outside tests nothing is around tenant_tx: PostgreSQL itself forgets at COMMIT."""
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert setting("role") == "milepost_portal"
    assert [setting("app.organization_id"), setting("app.client_id"), setting("role")] == ["", "", "none"]
    assert setting("statement_timeout") == "0"


@pytest.mark.threat("T-029")
@pytest.mark.django_db(transaction=True)
def test_twenty_organizations_take_turns_on_one_connection(cast):
    organizations = [cast.acme.pk, *more_organizations(19)]
    session = setting("application_name"), backend()
    for turn in range(60):
        organization_id = organizations[turn * 7 % 20]
        with tenant_tx(organization_id):
            owners = set(Client.objects.values_list("organization_id", flat=True))
            Client.objects.create(code=f"T{turn}", name="turn")
        assert owners <= {organization_id}, turn
        assert owners or turn < 20, turn
    assert (setting("application_name"), backend()) == session
    for organization_id in organizations[1:]:
        with tenant_tx(organization_id):
            assert Client.objects.count() == 3


def more_organizations(count: int) -> list:
    from tenancy.models import Organization

    return [Organization.objects.create(slug=f"o{n}", name=f"O{n}").pk for n in range(count)]


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]
