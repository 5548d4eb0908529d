"""Platform staff look into one organization, for a reason, for a while."""

from datetime import timedelta

import pytest
import time_machine

from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.journeys.visitor import Visitor, signed_in


@pytest.fixture
def plan(ada, sky):
    return ada.open("/o/acme/projects/SKY/plan/add/").send(name="Hiring, wave 7")


@pytest.fixture
def root(cast):
    """Root, signed in, at the door."""
    visitor = Visitor()
    visitor.browser.force_login(cast.root)
    return visitor.open("/")


def entered(root, cast, organization=None):
    root.open("/admin/enter/")
    return post(root, organization=(organization or cast.acme).pk, reason="ticket 4711")


def post(root, url="/admin/enter/", **values):
    """The admin's pages have no main part of ours: the form is sent by hand."""
    token = root.browser.cookies["csrftoken"].value
    return root.browser.post(url, {**values, "csrfmiddlewaretoken": token})


def test_without_a_choice_every_list_leads_to_the_door(root):
    assert root.open("/admin/planning/task/").url == "/admin/enter/"


def test_a_reason_is_asked(cast, root):
    root.open("/admin/enter/")
    assert post(root, organization=cast.acme.pk, reason="").status_code == 200
    assert root.open("/admin/planning/task/").url == "/admin/enter/"


def test_inside_one_organization_the_tasks_are_listed(cast, plan, root):
    assert entered(root, cast).status_code == 302
    assert "Hiring, wave 7" in root.open("/admin/planning/task/").text
    with tenant_tx(cast.acme.pk):
        line = AuditLine.objects.filter(via="admin").get()
        assert (line.actor_name, line.action) == ("Root", "tenancy.enter_organization")
        assert "ticket 4711" in str(line.after)


def test_the_other_organization_stays_closed(cast, plan, root):
    entered(root, cast, cast.zenith)
    assert "Hiring, wave 7" not in root.open("/admin/planning/task/").text


def test_leaving_ends_it(cast, plan, root):
    entered(root, cast)
    assert post(root, "/admin/leave/").status_code == 302
    assert root.open("/admin/planning/task/").url == "/admin/enter/"


def test_it_ends_by_itself(cast, plan, root, settings):
    entered(root, cast)
    later = NOW + timedelta(minutes=settings.MILEPOST_ADMIN_MINUTES + 1)
    with time_machine.travel(later, tick=True):
        assert root.open("/admin/planning/task/").url == "/admin/enter/"


@pytest.mark.parametrize("name", ["olga", "ada", "ben", "cleo", "zoe"])
def test_to_everybody_else_there_is_no_admin(cast, name):
    somebody = signed_in(getattr(cast, name))
    for url in ("/admin/", "/admin/enter/", "/admin/planning/task/", "/admin/tenancy/user/"):
        somebody.open(url, status=404)


def test_platform_staff_have_no_place_in_the_organization_itself(plan, root):
    root.open("/o/acme/projects/SKY/plan/", status=404)
