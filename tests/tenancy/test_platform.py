"""The administrator's door: platform staff, inside one chosen organization at a time, for a while."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from tenancy.models import ApiToken, AuditLine, Client, Event
from tenancy.platform import CHOSEN, UNTIL
from tenancy.scope import tenant_tx
from tests.house.masking import masked

pytestmark = [pytest.mark.isolation, pytest.mark.urls("tests.tenancy.doors")]


@pytest.fixture
def root(cast) -> Browser:
    browser = Browser()
    browser.force_login(cast.root)
    return browser


def enter(root, organization, reason="ticket 4711"):
    return root.post("/admin/enter/", {"organization": organization.pk, "reason": reason})


def test_nobody_else_finds_it(cast):
    for name in ("ada", "olga", "cleo", "zoe"):
        browser = getattr(cast, name).browser()
        for address in ("", "enter/", "tenancy/client/", "nothing/"):
            found = masked(browser.get(f"/admin/{address}"), f"/admin/{address}")
            missing = masked(browser.get(f"/nothing/{address}"), f"/nothing/{address}")
            assert found[0] == 404
            assert found[1] == missing[1], (name, address)


def test_somebody_unknown_is_asked_to_sign_in(db, client):
    response = client.get("/admin/tenancy/client/")
    assert response["Location"] == "/accounts/login/?next=/admin/tenancy/client/"


@pytest.mark.threat("T-035")
def test_staff_without_an_organization_is_sent_to_choose_one(root):
    for address in ("", "tenancy/client/", "tenancy/person/", "tenancy/auditline/"):
        assert root.get(f"/admin/{address}")["Location"] == "/admin/enter/"
    assert root.get("/admin/enter/").status_code == 200


def test_a_reason_is_needed(root, cast):
    for reason in ("", "hm"):
        assert enter(root, cast.acme, reason).status_code == 200
    assert CHOSEN not in root.session


def test_entering_stands_in_the_organizations_own_trail(root, cast):
    assert enter(root, cast.acme)["Location"] == "/admin/"
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.get(action="tenancy.enter_organization")
        assert (line.actor_name, line.via, line.after) == ("Root", "admin", {"reason": "ticket 4711"})
        assert line.actor_user == cast.root.pk
    with tenant_tx(cast.zenith.pk):
        assert not AuditLine.objects.exists()


@pytest.mark.threat("T-035")
def test_inside_only_that_organizations_rows_are_seen(root, cast):
    enter(root, cast.acme)
    page = root.get("/admin/tenancy/client/").content.decode()
    assert "Skyharp Airlines" in page
    assert "Rival client" not in page
    assert root.get(f"/admin/tenancy/client/{cast.skyharp.pk}/change/").status_code == 200
    response = root.get(f"/admin/tenancy/client/{cast.rival_client.pk}/change/")
    assert response.status_code in (302, 404)
    assert b"Rival client" not in response.content


def test_another_organization_is_entered_in_the_same_session(root, cast):
    enter(root, cast.acme)
    assert enter(root, cast.zenith)["Location"] == "/admin/"
    assert "Rival client" in root.get("/admin/tenancy/client/").content.decode()
    with tenant_tx(cast.zenith.pk):
        assert AuditLine.objects.filter(action="tenancy.enter_organization").count() == 1


def test_it_ends_by_itself_and_by_leaving(root, cast):
    enter(root, cast.acme)
    session = root.session
    session[UNTIL] = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    session.save()
    assert root.get("/admin/tenancy/client/")["Location"] == "/admin/enter/"
    enter(root, cast.acme)
    root.get("/admin/leave/")
    assert root.get("/admin/tenancy/client/").status_code == 200, "a link does not leave, a form does"
    root.post("/admin/leave/")
    assert root.get("/admin/tenancy/client/")["Location"] == "/admin/enter/"


def test_what_may_be_written_goes_through_its_service(root, cast):
    enter(root, cast.acme)
    address = f"/admin/tenancy/client/{cast.skyharp.pk}/"
    fields = {"name": "Skyharp Group", "name_zh": "天弦航空", "industry": "", "country": "DE"}
    assert root.post(f"{address}change/", fields).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert Client.objects.get(pk=cast.skyharp.pk).name == "Skyharp Group"
        line = AuditLine.objects.get(action="tenancy.update_client")
    assert (line.actor_user, line.via, line.subject_id) == (cast.root.pk, "admin", cast.skyharp.pk)


def test_rooms_rows_cannot_be_written_past_their_services(root, cast):
    enter(root, cast.acme)
    address = f"/admin/tenancy/client/{cast.skyharp.pk}/"
    assert root.post(f"{address}delete/", {"post": "yes"}).status_code == 403
    assert root.post("/admin/tenancy/client/add/", {"name": "planted"}).status_code == 403
    with tenant_tx(cast.acme.pk):
        token = ApiToken.objects.get()
    answer = root.post(f"/admin/tenancy/apitoken/{token.pk}/change/", {"name": "stolen"})
    assert answer.status_code == 403
    with tenant_tx(cast.acme.pk):
        assert ApiToken.objects.get().name == "test"
        assert Client.objects.get(pk=cast.skyharp.pk).name == "Skyharp Airlines"


def test_parked_facts_are_handed_out_again_by_the_service(root, cast):
    now = datetime.now(UTC)
    with tenant_tx(cast.acme.pk):
        event = Event.objects.create(
            name="test.Gone", payload={}, occurred_at=now, next_at=now, parked_at=now, error="broken"
        )
    enter(root, cast.acme)
    data = {"action": "replay", "_selected_action": [str(event.pk)]}
    assert root.post("/admin/tenancy/event/", data).status_code == 302
    with tenant_tx(cast.acme.pk):
        event.refresh_from_db()
        assert event.parked_at is None
        assert AuditLine.objects.filter(action="tenancy.replay_event", via="admin").count() == 1


def test_a_key_is_never_shown(root, cast):
    enter(root, cast.acme)
    from tenancy.models import ApiToken

    with tenant_tx(cast.acme.pk):
        token = ApiToken.objects.get()
    page = root.get(f"/admin/tenancy/apitoken/{token.pk}/change/")
    assert page.status_code == 200
    assert token.digest.encode() not in page.content


def test_a_former_operator_is_nobody(root, cast):
    enter(root, cast.acme)
    cast.root.is_platform_staff = False
    cast.root.save()
    assert root.get("/admin/tenancy/client/").status_code == 404
