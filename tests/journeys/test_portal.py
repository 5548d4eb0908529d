"""The client reads along: what was shared, nothing before, and nothing can be changed."""

import pytest
from django.db import Error, transaction

from planning.models import Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.journeys.visitor import signed_in

PROJECT = "/o/acme/projects/SKY/"


@pytest.fixture
def plan(ada, sky):
    """Two milestones of Skyharp's project; nothing is shared."""
    for name, due in (("Peak staffing in place", "2026-12-11"), ("Margin review", "2026-12-14")):
        ada.open(f"{PROJECT}milestones/add/").send(name=name, due=due)
    return ada


@pytest.fixture
def shared(plan):
    """The project and one of its milestones are shared by page."""
    plan.open(f"{PROJECT}share/").send()
    plan.open(f"{PROJECT}tasks/1/share/").send()
    return plan


def test_before_sharing_there_is_nothing(cast, plan):
    cleo = signed_in(cast.cleo)
    assert "Customer care" not in cleo.text
    cleo.open("/portal/acme/projects/SKY/", status=404)


def test_a_milestone_alone_opens_nothing(cast, plan):
    plan.open(f"{PROJECT}tasks/1/share/").send()
    cleo = signed_in(cast.cleo)
    assert "Peak staffing in place" not in cleo.text
    cleo.open("/portal/acme/projects/SKY/", status=404)


def test_the_shared_project_shows_its_shared_milestone_only(cast, shared):
    cleo = signed_in(cast.cleo)
    assert cleo.url == "/portal/acme/"
    cleo.follow("Customer care")
    assert cleo.url == "/portal/acme/projects/SKY/"
    assert "Peak staffing in place" in cleo.text
    assert "11 Dec" in cleo.text
    assert "Margin review" not in cleo.response.content.decode()
    assert not list(cleo.page.get_element_by_id("main").iter("form"))


def test_what_is_taken_back_is_gone(cast, shared):
    cleo = signed_in(cast.cleo)
    shared.open(f"{PROJECT}tasks/1/unshare/").send()
    assert "Peak staffing in place" not in cleo.open("/portal/acme/projects/SKY/").text
    shared.open(f"{PROJECT}unshare/").send()
    cleo.open("/portal/acme/projects/SKY/", status=404)


def test_the_other_client_and_the_rival_see_nothing(cast, shared):
    carl = signed_in(cast.carl)
    assert "Customer care" not in carl.text
    carl.open("/portal/acme/projects/SKY/", status=404)
    zoe = signed_in(cast.zoe)
    zoe.open("/portal/acme/projects/SKY/", status=404)


def test_the_client_has_no_other_door(cast, shared):
    cleo = signed_in(cast.cleo)
    for url in ("/o/acme/", f"{PROJECT}plan/", "/api/v1/o/acme/projects/", "/admin/"):
        assert cleo.browser.get(url).status_code == 404, url


def test_the_client_reads_her_own_language(cast, shared):
    cast.cleo.user.language = "zh-hans"
    cast.cleo.user.save()
    cleo = signed_in(cast.cleo)
    assert cleo.page.get("lang") == "zh-CN"
    assert "12月11日" in cleo.text


@pytest.mark.parametrize(
    "write",
    [
        lambda: Project.objects.filter(key="SKY").update(name="Mine"),
        lambda: Task.objects.all().update(name="Mine"),
        lambda: Task.objects.all().delete(),
        lambda: Project.objects.create(key="NEW", name="New"),
    ],
    ids=["change a project", "change tasks", "delete tasks", "add a project"],
)
def test_the_database_itself_refuses_a_write(cast, shared, write):
    with (
        pytest.raises(Error),
        transaction.atomic(),
        tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True),
    ):
        write()
    with tenant_tx(cast.acme.pk):
        assert Project.objects.get().name == "Customer care"
        assert sorted(Task.objects.values_list("name", flat=True)) == [
            "Margin review",
            "Peak staffing in place",
        ]
