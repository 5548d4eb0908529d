"""The frame around every page: what it shows, to whom, and what it costs."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from home.context import shell
from home.organizations import remember
from home.places import MAIN, PROJECT
from home.selectors import standing, standings
from notifications.models import InboxLine
from projects.models import Project
from tenancy.actors import Actor
from tenancy.models import Membership, Person
from tenancy.rules import REGISTRY
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, add_member
from tests.factories.notifications import InboxLineFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.home.conftest import milestone

pytestmark = pytest.mark.django_db
OVERVIEW = "/o/acme/projects/BFM/"


def request_of(actor: Actor | None, path: str) -> Any:
    request = RequestFactory().get(path)
    request.actor, request.session, request.resolver_match = actor, SessionStore(), resolve(path)
    return request


def frame_of(actor: Actor, path: str) -> Any:
    """The frame of a page, made inside the organization."""
    found = shell(request_of(actor, path))["shell"]
    assert found.organization
    return found


def test_nobody_and_the_administrator_cost_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert not shell(request_of(None, "/"))["shell"]


def test_templates_that_do_not_look_cost_nothing(
    cast: Cast, bfm: Project, django_assert_num_queries: Any
) -> None:
    request = request_of(cast.ada.actor(), OVERVIEW)
    with tenant_tx(cast.acme.pk), django_assert_num_queries(0):
        shell(request)


def test_a_project_page_costs_three_queries(cast: Cast, bfm: Project, django_assert_num_queries: Any) -> None:
    """Beside what the page asks anyway: the actor's roles, and once in a while the organizations."""
    request = request_of(cast.ada.actor(), OVERVIEW)
    with tenant_tx(cast.acme.pk):
        remember(request, user_id=cast.ada.user.pk, now=NOW)
        request.actor.may("home.view_overview", bfm)
        with django_assert_num_queries(3):
            assert shell(request)["shell"].project_header.key == "BFM"


def test_organizations_are_asked_every_quarter_of_an_hour(cast: Cast) -> None:
    request = request_of(cast.ada.actor(), "/o/acme/")
    with tenant_tx(cast.acme.pk):
        remember(request, user_id=cast.ada.user.pk, now=NOW)
        request.actor = cast.ada.actor(NOW + timedelta(minutes=16))
        with CaptureQueriesContext(connection) as seen:
            assert shell(request)["shell"].main
    assert sum("tenancy_organizations_of" in query["sql"] for query in seen) == 1


def test_the_switcher_lists_every_organization(cast: Cast) -> None:
    with tenant_tx(cast.zenith.pk):
        person = Person.objects.create(name="Ada", user=cast.ada.user)
        Membership.objects.create(person=person, user=cast.ada.user, role="AG")
    page = unescape(cast.ada.browser().get("/o/acme/").content.decode())
    assert 'href="/o/zenith/"' in page
    assert "Zenith" in page


def test_the_header_says_where_the_project_stands(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        header = frame_of(cast.ada.actor(), OVERVIEW).project_header
    facts = [(str(fact.label), fact.value, fact.note) for fact in header.facts]
    assert facts == [
        ("PM", "Ada", ""),
        ("Client", "Skyharp Airlines", ""),
        ("Next", "Wave 3 live, 1 Dec", "in 11 calendar days"),
    ]
    assert [(chip.status, str(chip.label)) for chip in header.rag] == [("red", "Schedule")]
    assert [stage.code for stage in header.stages if stage.state == "now"] == ["L5"]


def test_the_header_and_the_list_say_the_same(cast: Cast, bfm: Project) -> None:
    """The header reads one project plainly, my day reads all of them in one statement."""
    with tenant_tx(cast.acme.pk):
        for key, zone in (("HNL", "Pacific/Honolulu"), ("KIR", "Pacific/Kiritimati")):
            project = ProjectFactory(key=key, client=cast.tidewell, zone=zone)
            for day in (19, 20, 21):
                milestone(project, f"On {day}", date(2026, 11, day))
            milestone(project, "Some day", None)
        done = ProjectFactory(key="FIN", client=cast.tidewell)
        milestone(done, "Over", date(2026, 11, 2), date(2026, 11, 2))
        ProjectFactory(key="NEW", client=cast.tidewell)
        found = {one.key: one for one in standings(actor=cast.olga.actor())}
        assert {one.key: one.overdue for one in found.values()} == {
            "BFM": 1,
            "KIR": 1,
            "HNL": 0,
            "FIN": 0,
            "NEW": 0,
        }
        for key, one in found.items():
            alone = standing(actor=cast.olga.actor(), key=key)
            assert replace(alone, manager="") == one
        assert {key: one.status for key, one in found.items()} == {
            "BFM": "red",
            "KIR": "red",
            "HNL": "green",
            "FIN": "green",
            "NEW": "grey",
        }


def test_the_manager_of_today_stands_in_the_header(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        bfm.members.filter(person=cast.ada.person).update(ends_on=date(2026, 11, 19))
        assert standing(actor=cast.olga.actor(), key="BFM").manager == ""
        MemberFactory(project=bfm, person=cast.ida.person, starts_on=date(2026, 11, 20))
        MemberFactory(project=bfm, person=cast.ben.person, starts_on=date(2026, 11, 21))
        assert standing(actor=cast.olga.actor(), key="BFM").manager == "Ida"


@pytest.mark.parametrize(("state", "word"), [("on_hold", "On hold"), ("closed", "Closed")])
def test_a_project_at_rest_is_neither_red_nor_green(cast: Cast, bfm: Project, state: str, word: str) -> None:
    with tenant_tx(cast.acme.pk):
        Project.objects.filter(pk=bfm.pk).update(state=state)
        header = frame_of(cast.ada.actor(), OVERVIEW).project_header
    assert [(chip.status, str(chip.label)) for chip in header.rag] == [("grey", word)]


def test_unread_lines_and_overdue_milestones_are_counted(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        InboxLineFactory(person=cast.ada.person)
        assert InboxLine.objects.count() == 1
        frame = frame_of(cast.ada.actor(), OVERVIEW)
    counts = {str(item.label): (item.count, item.hot) for item in [*frame.main, *frame.project] if item.count}
    assert counts == {"Inbox": (1, False), "Milestones": (1, True)}


@pytest.mark.parametrize(
    ("path", "active"),
    [
        ("/o/acme/", ["My day"]),
        ("/o/acme/inbox/", ["Inbox"]),
        ("/o/acme/projects/", ["Projects"]),
        (OVERVIEW, ["Overview"]),
        (f"{OVERVIEW}plan/", ["Plan"]),
        (f"{OVERVIEW}tasks/1/edit/", ["Plan"]),
        (f"{OVERVIEW}milestones/", ["Milestones"]),
        (f"{OVERVIEW}milestones/add/", ["Milestones"]),
        (f"{OVERVIEW}kpis/readings/", ["Performance"]),
        (f"{OVERVIEW}imports/", ["Imports"]),
    ],
)
def test_one_place_is_active(cast: Cast, bfm: Project, path: str, active: list[str]) -> None:
    with tenant_tx(cast.acme.pk):
        frame = frame_of(cast.ada.actor(), path)
    assert [str(item.label) for item in [*frame.main, *frame.project] if item.active] == active


def test_every_area_names_a_policy_that_exists() -> None:
    assert {area.policy for area in (*MAIN, *PROJECT)} <= set(REGISTRY)


def test_areas_one_may_not_see_are_not_shown(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        finance = add_member(cast.acme, "Fay", "FI")
        shown = {str(item.label) for item in frame_of(finance.actor(), OVERVIEW).project}
        assert {area.route for area in PROJECT if finance.actor().may(area.policy, bfm)} == {
            area.route for area in PROJECT if str(area.label) in shown
        }


def test_every_place_of_the_navigation_answers(cast: Cast, bfm: Project) -> None:
    client = cast.ada.browser()
    with tenant_tx(cast.acme.pk):
        frame = frame_of(cast.ada.actor(), OVERVIEW)
    answers = {item.url: client.get(item.url).status_code for item in [*frame.main, *frame.project]}
    assert set(answers.values()) == {200}, answers


def test_a_missing_project_has_no_header(cast: Cast, bfm: Project) -> None:
    answer = cast.ada.browser().get("/o/acme/projects/NONE/")
    assert answer.status_code == 404
    assert "BFM" not in answer.content.decode()


def test_the_clients_frame_asks_the_database_nothing(cast: Cast, django_assert_num_queries: Any) -> None:
    request = request_of(cast.cleo.actor(), "/portal/acme/")
    request.portal_title = "Skyharp"
    with django_assert_num_queries(0):
        frame = shell(request)["shell"]
        assert (frame.portal_title, frame.by, frame.home_url) == ("Skyharp", "Acme", "/portal/acme/")
        assert not frame.main


class TestLanding:
    """`/`: strangers learn what this is, people go on."""

    def test_strangers_see_the_way_in(self, cast: Cast, settings: Any) -> None:
        settings.DEMO = False
        page = Client().get("/").content.decode()
        assert 'href="/accounts/login/"' in page
        assert "milepost-demo" not in page

    def test_the_demo_names_its_logins(self, cast: Cast, settings: Any) -> None:
        settings.DEMO = True
        page = Client().get("/").content.decode()
        assert "pm@demo.milepost.test" in page
        assert "milepost-demo" in page

    @pytest.mark.parametrize(
        ("who", "url"), [("ada", "/o/acme/"), ("cleo", "/portal/acme/"), ("zoe", "/o/zenith/")]
    )
    def test_people_go_to_their_own_door(self, cast: Cast, who: str, url: str) -> None:
        answer = getattr(cast, who).browser().get("/")
        assert (answer.status_code, answer["Location"]) == (302, url)

    def test_platform_staff_go_to_the_admin(self, cast: Cast) -> None:
        client = Client()
        client.force_login(cast.root)
        assert client.get("/")["Location"] == "/admin/"

    def test_a_leaver_is_told_whom_to_ask(self, cast: Cast) -> None:
        with tenant_tx(cast.acme.pk):
            cast.ben.person.memberships.update(ends_on="2026-11-19")
        answer = cast.ben.browser().get("/")
        assert answer.status_code == 200
        assert "No organization has a place for you today." in answer.content.decode()
