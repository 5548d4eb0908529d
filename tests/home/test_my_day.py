"""My day: what is overdue, due today and due next, for whom, and what stands there when nothing is."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planning.selectors import tasks
from planning.services import edit_task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.home.conftest import milestone, task

pytestmark = pytest.mark.django_db
URL = "/o/acme/"


def text(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def bands(page: str) -> list[str]:
    """The heads of the bands, in order."""
    wanted = ("Overdue", "Today", "Next five working days")
    found = {name: page.find(f">{name}</h2>") for name in wanted}
    return [name for name, at in sorted(found.items(), key=lambda pair: pair[1]) if at >= 0]


def test_the_manager_sees_milestones_of_her_project(cast: Cast, bfm: Project) -> None:
    page = text(cast.ada.browser())
    assert "Friday 20 November" in page
    assert "One thing is overdue: “Evidence <G3>”, by 4 days." in page
    assert bands(page) == ["Overdue"], "Wave 3 is further away than five working days"
    assert "4 days overdue" in page
    assert "/o/acme/projects/BFM/tasks/" in page
    assert "Record reached" in page


def test_the_owner_sees_her_own_tasks_only(cast: Cast, bfm: Project) -> None:
    page = text(cast.ben.browser())
    assert bands(page) == ["Today"]
    assert "Clean-up" in page
    assert "1 thing is due today." in page
    assert "Retest" not in page
    assert "Report progress" in page
    assert "Reach" not in page


def test_next_five_working_days_end_next_friday(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        milestone(bfm, "Next Friday", date(2026, 11, 27))
        milestone(bfm, "Next Saturday", date(2026, 11, 28))
    page = text(cast.ada.browser())
    assert bands(page) == ["Overdue", "Next five working days"]
    assert "Next Friday" in page
    assert "Reach T" in page
    work = page.split('class="mp-aside"')[0]
    assert "Next Saturday" not in work


def test_a_long_band_shows_its_first_fifteen_and_the_way_to_the_rest(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        for number in range(20):
            milestone(bfm, f"Late {number:02}", date(2026, 11, 1) + timedelta(days=number // 2))
    page, whole = text(cast.ada.browser()), text(cast.ada.browser(), f"{URL}?all")
    assert "21 things are overdue" in page
    assert page.count("Record reached") == 15
    assert '<a href="?all"> Show 6 more </a>' in " ".join(page.split())
    assert "Late 19" not in page
    assert whole.count("Record reached") == 21
    assert "Show " not in whole.split('class="mp-aside"')[0]


def test_each_project_counts_its_own_days(cast: Cast) -> None:
    """At 10:00 in Warsaw it is still Thursday night nowhere near; in Honolulu the 19th has not ended."""
    with tenant_tx(cast.acme.pk):
        for key, zone in (("HNL", "Pacific/Honolulu"), ("WAW", "Europe/Warsaw")):
            project = ProjectFactory(key=key, client=cast.skyharp, zone=zone)
            MemberFactory(project=project, person=cast.ada.person)
            milestone(project, f"Due in {key}", date(2026, 11, 19))
    page = text(cast.ada.browser())
    assert bands(page) == ["Overdue", "Today"]
    assert page.index("Due in WAW") < page.index(">Today</h2>") < page.index("Due in HNL")


def test_before_the_first_project_it_says_what_comes(cast: Cast) -> None:
    page = text(cast.ben.browser())
    assert "You are not on a project yet" in page
    assert bands(page) == []


def test_before_the_first_plan_it_says_how_one_comes_in(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=ProjectFactory(key="NEW", client=cast.skyharp), person=cast.ada.person)
    page = text(cast.ada.browser())
    assert "Your projects have no milestones yet" in page
    assert "/o/acme/projects/NEW/imports/new/" in page


def test_nothing_due_is_said_in_words(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="FAR", client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
        milestone(project, "Far away", date(2027, 6, 1))
    page = text(cast.ada.browser())
    assert "Nothing waits for you" in page
    assert "Nothing is due today or in the next five working days." in page


def test_my_projects_carry_status_and_next_milestone(cast: Cast, bfm: Project) -> None:
    aside = text(cast.ada.browser()).split('class="mp-aside"')[1]
    assert "BFM" in aside
    assert 'class="mp-rag r' in aside
    assert "1 Dec" in aside


def test_a_project_without_milestones_is_grey_and_never_green(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=ProjectFactory(key="NEW", client=cast.skyharp), person=cast.ada.person)
    page = text(cast.ada.browser())
    assert 'class="mp-rag n' in page
    assert 'class="mp-rag g' not in page


def test_changes_since_yesterday_name_the_project(cast: Cast, bfm: Project) -> None:
    actor = cast.ada.actor()
    with tenant_tx(cast.acme.pk):
        edit_task(actor=actor, task=tasks(actor=actor).get(name="Retest"), name="Retest twice")
    aside = text(cast.ada.browser()).split('class="mp-aside"')[1]
    assert "Ada changed T" in aside
    assert "Retest twice" in aside


def test_older_changes_have_left_my_day(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        retest = tasks(actor=cast.ada.actor()).get(name="Retest")
    for hours, name in ((25, "Retest long ago"), (23, "Retest of yesterday")):
        actor = cast.ada.actor(now=NOW - timedelta(hours=hours))
        edit_task(actor=actor, task=retest, name=name)
        page = text(cast.ada.browser())
        assert ("Changed since yesterday" in page) is (hours < 24)


def test_clients_and_strangers_have_no_my_day(cast: Cast) -> None:
    assert cast.cleo.browser().get(URL).status_code == 404
    assert cast.zoe.browser().get(URL).status_code == 404
    assert Client().get(URL).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_with_one_project_and_three(cast: Cast, count: int) -> None:
    with tenant_tx(cast.acme.pk):
        for n in range(count):
            project = ProjectFactory(key=f"CNT{n}", client=cast.skyharp)
            MemberFactory(project=project, person=cast.ada.person)
            milestone(project, "Late", date(2026, 11, 16))
            task(project, "Mine", date(2026, 11, 20), owner=cast.ada.person)
    client = cast.ada.browser()
    client.get(URL)
    with CaptureQueriesContext(connection) as seen:
        client.get(URL)
    assert len(seen) == QUERIES


QUERIES = 26
