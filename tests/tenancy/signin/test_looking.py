"""Looking on as a member: for a reason, for half an hour, reading only, known to everybody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from tenancy.models import AuditLine, Event, Membership, Person
from tenancy.scope import tenant_tx
from tests.tenancy.signin.conftest import SECURITY

pytestmark = pytest.mark.threat("T-058")


@pytest.fixture
def root(cast) -> Client:
    """Root, inside Acme through the admin."""
    browser = Client()
    browser.force_login(cast.root)
    browser.post("/admin/enter/", {"organization": cast.acme.pk, "reason": "ticket 4711"})
    return browser


def look(root, member, reason="ticket 4711: her list is empty"):
    return root.post("/admin/look/", {"person": member.person.pk, "reason": reason})


def lines(organization, **which):
    with tenant_tx(organization.pk):
        return list(AuditLine.objects.filter(**which).order_by("id"))


def test_t058_the_operator_sees_what_the_member_sees(cast, root):
    assert look(root, cast.ada)["Location"] == "/o/acme/"
    page = root.get("/o/acme/")
    assert page.status_code == 200
    assert page.wsgi_request.actor.person_id == cast.ada.person.pk
    assert page.wsgi_request.actor.roles == {"PM"}


def test_t058_in_the_portal_as_a_clients_person(cast, root):
    assert look(root, cast.cleo)["Location"] == "/portal/acme/"
    assert root.get("/portal/acme/").wsgi_request.actor.client_id == cast.skyharp.pk
    assert root.get("/o/acme/").status_code == 404


def test_t058_every_page_says_so_and_leads_out(cast, root):
    look(root, cast.ada)
    for address in ("/o/acme/", "/o/acme/inbox/", "/o/acme/projects/", "/o/acme/nothing/"):
        page = root.get(address).content.decode()
        if "nothing" not in address:
            assert "you see these pages as Ada does" in page, address
            assert 'action="/admin/look/leave/"' in page
    assert root.post("/admin/look/leave/")["Location"] == "/admin/"
    assert root.get("/o/acme/").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_t058_everything_but_reading_answers_403(cast, root, method):
    look(root, cast.ada)
    answer = getattr(root, method)("/o/acme/projects/add/", {"name": "Mine"})
    assert answer.status_code == 403
    assert "Looking on changes nothing" in answer.content.decode()


@pytest.mark.urls("tests.tenancy.doors")
def test_t058_the_database_itself_refuses_what_a_page_tries(cast, root):
    look(root, cast.ada)
    root.raise_request_exception = False
    assert root.get("/o/acme/lazy/").status_code == 200
    assert root.get("/o/acme/write/200/").status_code == 500
    with connection.cursor() as cursor:
        cursor.execute("SHOW transaction_read_only")
        assert cursor.fetchone() == ("off",), "nothing of it is left for the next request"


def test_t058_an_operator_who_is_a_member_herself_looks_on_all_the_same(cast, root):
    with tenant_tx(cast.acme.pk):
        own = Person.objects.create(name="Root", email=cast.root.email, user=cast.root)
        Membership.objects.create(person=own, user=cast.root, role="TA")
    look(root, cast.ada)
    assert root.get("/o/acme/").wsgi_request.actor.name == "Ada"
    root.post("/admin/look/leave/")
    assert root.get("/o/acme/").wsgi_request.actor.name == "Root"


def test_t058_the_api_knows_nothing_of_it(cast, root):
    look(root, cast.ada)
    assert root.get("/api/v1/o/acme/projects/").status_code == 404


def test_t058_another_organization_stays_closed(cast, root):
    look(root, cast.ada)
    assert root.get("/o/zenith/").status_code == 404
    assert look(root, cast.zoe).status_code == 200, "Zoe is no choice inside Acme"


def test_t058_it_ends_after_half_an_hour(cast, root):
    look(root, cast.ada)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=29)):
        assert root.get("/o/acme/").status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):
        assert root.get("/o/acme/")["Location"] == "/admin/"
        assert root.get("/o/acme/").status_code == 404


def test_t058_it_ends_with_the_stay_in_the_organization(cast, root):
    look(root, cast.ada)
    root.post("/admin/leave/")
    assert root.get("/o/acme/").status_code == 404


def test_t058_it_ends_with_the_operators_office(cast, root):
    look(root, cast.ada)
    cast.root.is_platform_staff = False
    cast.root.save()
    assert root.get("/o/acme/").status_code == 404


def test_t058_both_ends_stand_in_the_organizations_trail(cast, root):
    look(root, cast.ada)
    root.post("/admin/look/leave/")
    began, ended = lines(cast.acme, action__in=["tenancy.look_as_member", "tenancy.stop_looking"])
    assert (began.action, began.actor_name, began.subject_id) == (
        "tenancy.look_as_member",
        "Root",
        cast.ada.person.pk,
    )
    assert (began.after["member"], began.after["reason"]) == ("Ada", "ticket 4711: her list is empty")
    assert (ended.action, ended.actor_name) == ("tenancy.stop_looking", "Root")
    assert not lines(cast.zenith, action="tenancy.look_as_member")


def test_t058_the_member_is_told(cast, root):
    look(root, cast.ada)
    with tenant_tx(cast.acme.pk):
        fact = Event.objects.get(name="tenancy.Impersonated")
    assert fact.payload["person_id"] == str(cast.ada.person.pk)
    assert fact.payload["operator"] == "Root"


def test_t058_every_page_stands_in_the_access_log(cast, root):
    from tenancy.models import AccessLine

    look(root, cast.ada)
    root.get("/o/acme/projects/")
    with tenant_tx(cast.acme.pk):
        seen = AccessLine.objects.filter(on_behalf="Root", what="projects_list").get()
    assert (seen.kind, seen.actor_name) == ("read", "Ada")


def test_t058_a_reason_is_needed_and_ten_an_hour_are_enough(cast, root):
    assert look(root, cast.ada, reason="").status_code == 200
    said = [look(root, cast.ada).status_code for _n in range(11)]
    assert said == [302] * 10 + [429]


def test_t058_nobody_else_looks_on(cast):
    for name in ("olga", "ada", "zoe"):
        browser = getattr(cast, name).browser()
        assert look(browser, cast.ben).status_code == 404
        session = browser.session
        session["looking_on_as"] = {
            "user": str(cast.ben.user.pk),
            "person": str(cast.ben.person.pk),
            "slug": "acme",
            "until": "2999-01-01T00:00:00+00:00",
        }
        session.save()
        found = browser.get("/o/acme/")
        assert found.status_code == (404 if name == "zoe" else 200)
        if name != "zoe":
            assert found.wsgi_request.actor.name == name.title()


def test_t058_the_members_own_security_page_stays_hers(cast, root):
    look(root, cast.ada)
    assert "root@milepost.test" in root.get(SECURITY).content.decode()
