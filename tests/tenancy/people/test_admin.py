"""Platform staff see people and may change what a service lets them."""

import pytest
from django.test import Client as Browser

from tenancy.models import AuditLine, Client, Invitation, Membership, Organization, Person
from tenancy.scope import tenant_tx
from tests.tenancy.people.conftest import invited, role_of


@pytest.fixture
def root(cast) -> Browser:
    browser = Browser()
    browser.force_login(cast.root)
    browser.post("/admin/enter/", {"organization": str(cast.acme.pk), "reason": "ticket 4711"})
    return browser


def test_a_person_is_changed_through_the_service(cast, root):
    path = f"/admin/tenancy/person/{cast.ben.person.pk}/change/"
    given = {"name": "Benedikt", "email": "ben@acme.test", "language": "en", "zone": "UTC"}
    assert root.post(path, given).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert Person.objects.get(pk=cast.ben.person.pk).version == 2
        line = AuditLine.objects.get(action="tenancy.update_person")
    assert (line.via, line.actor_name, line.after) == ("admin", "Root", {"name": "Benedikt"})


def test_a_refusal_of_the_service_is_a_message(cast, root):
    path = f"/admin/tenancy/person/{cast.ben.person.pk}/change/"
    given = {"name": "Ben", "email": "ben@acme.test", "language": "en", "zone": "Mars/Olympus"}
    answer = root.post(path, given, follow=True)
    assert "is not a known time zone" in answer.content.decode()
    with tenant_tx(cast.acme.pk):
        assert Person.objects.get(pk=cast.ben.person.pk).zone == "UTC"


def test_what_a_service_does_not_change_cannot_be_changed(cast, root):
    path = f"/admin/tenancy/person/{cast.ben.person.pk}/change/"
    given = {"name": "Ben", "email": "ben@acme.test", "language": "en", "zone": "UTC", "side": "client"}
    root.post(path, {**given, "client": str(cast.skyharp.pk), "left_at_0": "2026-01-01"})
    with tenant_tx(cast.acme.pk):
        ben = Person.objects.get(pk=cast.ben.person.pk)
    assert (ben.side, ben.client_id, ben.left_at) == ("own", None, None)


def test_clients_and_the_organization_are_changed_through_theirs(cast, root):
    client = f"/admin/tenancy/client/{cast.skyharp.pk}/change/"
    root.post(client, {"name": "Skyharp", "name_zh": "天弦", "industry": "Airlines", "country": "DE"})
    own = f"/admin/tenancy/organization/{cast.acme.pk}/change/"
    given = {"name": "Acme", "name_zh": "顶点", "language": "en", "zone": "UTC", "currency": "EUR"}
    root.post(own, given)
    theirs = f"/admin/tenancy/organization/{cast.zenith.pk}/change/"
    assert root.post(theirs, {**given, "name": "Taken"}).status_code in (403, 302)
    with tenant_tx(cast.acme.pk):
        assert Client.objects.get(pk=cast.skyharp.pk).industry == "Airlines"
    assert Organization.objects.get(pk=cast.acme.pk).name_zh == "顶点"
    assert Organization.objects.get(pk=cast.zenith.pk).name == "Zenith"


def test_invitations_are_sent_again_and_withdrawn_and_never_show_a_digest(cast, root):
    nina = invited(cast)
    page = root.get(f"/admin/tenancy/invitation/{nina.row.pk}/change/").content.decode()
    assert nina.row.digest not in page
    assert nina.token not in page
    for action in ("send_again", "withdraw"):
        root.post("/admin/tenancy/invitation/", {"action": action, "_selected_action": [str(nina.row.pk)]})
    with tenant_tx(cast.acme.pk):
        row = Invitation.objects.get()
    assert (row.nonce, row.withdrawn_at is None) == (2, False)


def test_the_last_administrator_stays(cast, root):
    chosen = [str(role_of(cast, one).pk) for one in (cast.olga, cast.ben)]
    answer = root.post(
        "/admin/tenancy/membership/", {"action": "end", "_selected_action": chosen}, follow=True
    )
    assert "Nobody else administers the organization" in answer.content.decode()
    with tenant_tx(cast.acme.pk):
        held = Membership.objects.standing().values_list("person__name", flat=True)
        assert "Olga" in held
        assert "Ben" not in held
