"""The administrator's site: missing to all but platform staff, who are inside one organization at a time."""

import pytest
from django.contrib import admin
from django.test import Client as Browser
from django.urls import reverse

from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.house.sources import none
from tests.isolation.visitors import NAMES
from tests.isolation.walking import fingerprint
from toolkit.registry import routes

pytestmark = pytest.mark.threat("T-035")
# Doors of the site itself, and the two tables that belong to no organization.
DOORS = {"/admin/enter/", "/admin/leave/", "/admin/logout/", "/admin/jsi18n/", "/admin/look/leave/"}
GLOBAL = ("/admin/tenancy/organization/", "/admin/tenancy/user/")
SENT_ON = {"/admin/leave/", "/admin/look/leave/", "/admin/logout/", "/admin/login/", "/admin/autocomplete/"}


def pages() -> list[str]:
    """Every page of the site that needs no argument."""
    found = (one.route for one in routes() if one.route.startswith("admin/"))
    return sorted(f"/{route}" for route in found if not set("<^") & set(route))


@pytest.fixture
def root(house) -> Browser:
    browser = Browser()
    browser.force_login(house.cast.root)
    return browser


def enter(root: Browser, organization) -> None:
    root.post("/admin/enter/", {"organization": organization.pk, "reason": "walk of the house"})


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("platform staff", "nobody", "blocked login")])
def test_it_is_missing_to_everybody_else(house, visitors, counted, quiet, name):
    visitor = visitors[name]
    if visitor.user is None:
        return  # a token opens the API only: here it is nobody
    browser = visitor.browser()
    none(url for url in pages() if browser.get(url).status_code != 404)
    counted(requests=len(pages()))


def test_somebody_unknown_is_asked_to_sign_in(house, client):
    none(url for url in pages() if "/accounts/login/" not in client.get(url).get("Location", ""))


def test_staff_without_an_organization_is_sent_to_choose_one(house, root):
    none(
        url
        for url in pages()
        if url not in DOORS and not url.startswith(GLOBAL)
        if root.get(url).get("Location") != "/admin/enter/"
    )


def test_inside_every_list_is_shown_and_nothing_changes(house, root, counted):
    enter(root, house.cast.acme)
    before = fingerprint(house.organizations)
    found = [url for url in pages() if url not in SENT_ON and not url.endswith("/add/")]
    none(f"{url} -> {status}" for url in found if (status := root.get(url).status_code) != 200)
    assert fingerprint(house.organizations) == before
    counted(requests=len(found))


def test_inside_no_word_of_the_others_is_read(house, root, counted):
    """The tables of logins and of organizations are the platform's own, and not walked here."""
    enter(root, house.cast.acme)
    found = [url for url in pages() if not url.startswith((*GLOBAL, "/admin/enter/"))]
    leaks = [url for url in found for mark in house.foreign_marks if mark.encode() in root.get(url).content]
    counted(requests=len(found), **{"canary hits": len(leaks)})
    none(leaks)


def test_nothing_is_added_past_the_services(house, root):
    enter(root, house.cast.acme)
    none(url for url in pages() if url.endswith("/add/") and root.get(url).status_code != 403)


def test_every_record_is_shown_inside_and_missing_elsewhere(house, root):
    with tenant_tx(house.cast.acme.pk):
        rows = [model._default_manager.order_by("pk").first() for model in admin.site._registry]
    named = [(row._meta.label_lower.replace(".", "_"), row) for row in rows if row is not None]
    records = [(reverse(f"admin:{name}_change", args=[row.pk]), row) for name, row in named]
    assert len(records) > 10
    enter(root, house.cast.acme)
    none(url for url, _row in records if root.get(url).status_code != 200)
    enter(root, house.rival.cast.acme)
    walled = [url for url, row in records if getattr(row, "is_tenant_table", False)]
    none(url for url in walled if root.get(url).status_code == 200)


def test_every_step_inside_stands_in_the_trail(house, root):
    enter(root, house.cast.acme)
    with tenant_tx(house.cast.acme.pk):
        line = AuditLine.objects.filter(action="tenancy.enter_organization").latest("pk")
    assert (line.actor_user, line.via) == (house.cast.root.pk, "admin")
    assert line.after["reason"] == "walk of the house"
