"""The client's door: what was shared, nothing else, and nothing can be changed."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpis.models import KPIReading
from notifications.models import InboxLine
from planning.models import Assignment, Dependency, PlanResource, Task, TaskBaseline
from planning.services import share_task, unshare_task
from portal import selectors
from projects.models import Project, ProjectMember
from projects.services import share_project, unshare_project
from tenancy.models import AuditLine, JobRun, Membership, Person
from tenancy.rules import CLIENT_ROLES, REGISTRY
from tenancy.scope import tenant_tx
from tenancy.walls import Visibility
from tests.cast import NOW, Cast
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db
HOME = "/portal/acme/"
PAGE = "/portal/acme/projects/SKY/"
TOKENS = re.compile(r'(csrfmiddlewaretoken" value|csrf-token"\s+content)="[^"]*"')
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def friday(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def milestone(
    project: Project, name: str, due: date, *, promised: date | None = None, on: date | None = None
) -> Task:
    at = datetime(on.year, on.month, on.day, 16, tzinfo=UTC) if on else None
    state = Task.State.ACHIEVED if on else Task.State.PLANNED
    facts = {"due": due, "promised": promised, "state": state, "actual_finish_at": at}
    return MilestoneFactory(project=project, name=name, created_at=LONG_AGO, notes="margin 31 %", **facts)


@pytest.fixture
def sky(cast: Cast) -> Project:
    """Skyharp's project with four milestones and a task; nothing of it is shared."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(
            key="SKY", client=cast.skyharp, name="Skyharp Care", name_zh="天弦客服", stage="L6"
        )
        milestone(project, "Wave 1 live", date(2026, 10, 5), promised=date(2026, 10, 5), on=date(2026, 10, 5))
        milestone(project, "Wave 2 live", date(2026, 11, 2), promised=date(2026, 11, 2), on=date(2026, 11, 4))
        milestone(project, "Wave 3 live", date(2026, 12, 1), promised=date(2026, 12, 1))
        milestone(project, "Acceptance", date(2027, 1, 5), promised=date(2026, 12, 18))
        TaskFactory(project=project, name="Internal clean-up", created_at=LONG_AGO)
    return project


def shared(cast: Cast, project: Project, *names: str) -> None:
    actor = cast.system()
    with tenant_tx(cast.acme.pk):
        share_project(actor=actor, project=project)
        for task in Task.objects.filter(project=project, name__in=names):
            share_task(actor=actor, task=task)


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def plain(response: Any) -> str:
    """A page without what differs in every answer."""
    return TOKENS.sub("", response.content.decode())


def test_nothing_is_visible_until_it_is_shared(cast: Cast, sky: Project) -> None:
    page = text(cast.cleo.browser(), HOME)
    assert "Nothing has been shared with you yet" in page
    assert "SKY" not in page
    assert cast.cleo.browser().get(PAGE).status_code == 404


def test_a_shared_project_shows_no_milestone_until_that_is_shared(cast: Cast, sky: Project) -> None:
    shared(cast, sky)
    page = text(cast.cleo.browser(), PAGE)
    assert "No milestone of this project has been shared yet." in page
    assert "Wave" not in page


def test_a_shared_milestone_without_its_project_is_not_shown(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Wave 1 live").update(visibility=Visibility.SHARED)
    assert "Wave 1" not in text(cast.cleo.browser(), HOME)


def test_shared_milestones_stand_with_promise_and_fate(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live", "Wave 2 live", "Wave 3 live", "Acceptance")
    page = text(cast.cleo.browser(), PAGE)
    assert (
        "2 of 4 milestones are reached. “Acceptance” is expected on 5 Jan 2027,"
        " 18 calendar days later than promised. Next: “Wave 3 live” on 1 Dec." in page
    )
    rows = page.split(">Milestones</h2>")[1].split('class="mile"')
    notes = {name: next(row for row in rows if name in row) for name in ("Wave 1", "Wave 2", "Wave 3")}
    assert "on its date" in notes["Wave 1"]
    assert "2 calendar days late" in notes["Wave 2"]
    assert "as promised" in notes["Wave 3"]
    assert re.search(r'class="was">\s*18 Dec', page)


def test_what_is_internal_stays_inside(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    pages = text(cast.cleo.browser(), PAGE) + text(cast.cleo.browser(), HOME)
    for word in ("Wave 2", "Acceptance", "Internal clean-up", "margin", "Ada"):
        assert word not in pages
    assert "1 of 1 milestone is reached." in pages


def test_a_shared_task_that_is_no_milestone_is_not_shown(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Internal clean-up")
    assert "Internal clean-up" not in text(cast.cleo.browser(), PAGE)


def test_what_is_no_longer_shared_is_gone(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live", "Wave 3 live")
    with tenant_tx(cast.acme.pk):
        unshare_task(actor=cast.system(), task=Task.objects.get(name="Wave 1 live"))
    assert "Wave 1" not in text(cast.cleo.browser(), PAGE)
    with tenant_tx(cast.acme.pk):
        unshare_project(actor=cast.system(), project=Project.objects.get(pk=sky.pk))
    assert cast.cleo.browser().get(PAGE).status_code == 404


def test_another_client_s_and_unshared_projects_answer_like_missing_ones(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    with tenant_tx(cast.acme.pk):
        ProjectFactory(key="HID", client=cast.tidewell)
    carl = cast.carl.browser()
    answers = {key: carl.get(f"/portal/acme/projects/{key}/") for key in ("SKY", "HID", "NONE")}
    assert {answer.status_code for answer in answers.values()} == {404}
    pages = {plain(answer).replace(key, "KEY") for key, answer in answers.items()}
    assert len(pages) == 1


def test_only_the_client_s_people_come_in(cast: Cast, sky: Project) -> None:
    shared(cast, sky)
    for url in (HOME, PAGE):
        answers = {name: getattr(cast, name).browser().get(url).status_code for name in cast.people}
        carl = 200 if url == HOME else 404
        assert answers == {
            "ada": 404,
            "ben": 404,
            "olga": 404,
            "cleo": 200,
            "carl": carl,
            "ida": 404,
            "zoe": 404,
        }
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_verb_works(cast: Cast, sky: Project, method: str) -> None:
    shared(cast, sky, "Wave 1 live")
    for url in (HOME, PAGE):
        assert getattr(cast.cleo.browser(), method)(url).status_code == 405


def test_the_only_forms_change_language_and_sign_out(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    for url in (HOME, PAGE):
        forms = set(re.findall(r'<form[^>]*action="([^"]*)"', text(cast.cleo.browser(), url)))
        assert forms <= {"/i18n/setlang/", "/accounts/logout/"}


def test_chinese_readers_see_chinese_names(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    client = cast.cleo.browser()
    client.cookies["django_language"] = "zh-hans"
    assert "天弦客服" in text(client, HOME)
    assert "天弦航空" in text(client, HOME)
    assert "10月5日" in text(client, PAGE)


def test_the_policy_names_client_roles_only() -> None:
    assert REGISTRY["portal.view_portal"].roles == CLIENT_ROLES


def test_the_columns_a_client_may_read() -> None:
    """Widening one of these lists is a decision, not a side effect."""
    assert selectors.PROJECT_FIELDS == ("id", "key", "name", "name_zh", "stage", "state", "zone")
    assert selectors.MILESTONE_FIELDS == (
        "project_id",
        "number",
        "name",
        "state",
        "due",
        "promised",
        "actual_finish_at",
    )
    assert selectors.CLIENT_FIELDS == ("name", "name_zh")
    assert selectors.COMMENT_FIELDS == (
        "author_name",
        "created_at",
        "text",
        "entry__key",
        "entry__title",
        "entry__title_zh",
    )


def test_the_queries_name_no_other_column(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    client = cast.cleo.browser()
    client.get(PAGE)
    with CaptureQueriesContext(connection) as seen:
        client.get(PAGE)
    selected = "".join(query["sql"].split(" FROM ")[0] for query in seen if "planning_task" in query["sql"])
    assert set(re.findall(r'"planning_task"\."(\w+)"', selected)) == set(selectors.MILESTONE_FIELDS)


def refused(statement: Any) -> bool:
    """Whether the database itself says no."""
    with pytest.raises(ProgrammingError) as refusal, transaction.atomic():
        statement()
    return isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize(
    "write",
    [
        lambda cast: Task.objects.update(name="mine"),
        lambda cast: Task.objects.all().delete(),
        lambda cast: Project.objects.update(visibility="shared"),
        lambda cast: ProjectFactory(key="NEW", client=cast.skyharp),
        lambda cast: AuditLine.objects.create(at=NOW, actor_name="x", via="page", action="x"),
    ],
    ids=["update", "delete", "share", "insert", "audit"],
)
def test_the_database_refuses_writes(cast: Cast, sky: Project, write: Any) -> None:
    shared(cast, sky, "Wave 1 live")
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert Task.objects.count() == 1, "it can read what is shared"
        assert refused(lambda: write(cast))


@pytest.mark.parametrize(
    "model",
    [
        Person,
        Membership,
        ProjectMember,
        TaskBaseline,
        Assignment,
        PlanResource,
        Dependency,
        KPIReading,
        AuditLine,
        JobRun,
        InboxLine,
    ],
)
def test_the_database_refuses_other_tables(cast: Cast, sky: Project, model: Any) -> None:
    with tenant_tx(cast.acme.pk, client=cast.skyharp.pk, portal=True):
        assert refused(lambda: model.objects.first())


def test_the_database_hides_other_clients_without_any_filter(cast: Cast, sky: Project) -> None:
    shared(cast, sky, "Wave 1 live")
    with tenant_tx(cast.acme.pk, client=cast.tidewell.pk, portal=True):
        assert not Project.objects.exists()
        assert not Task.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_with_one_project_and_three(cast: Cast, count: int) -> None:
    with tenant_tx(cast.acme.pk):
        for n in range(count):
            project = ProjectFactory(key=f"CNT{n}", client=cast.skyharp, visibility="shared")
            milestone(project, f"M{n}", date(2026, 12, 1))
        Task.objects.update(visibility="shared")
    client = cast.cleo.browser()
    client.get(HOME)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(HOME).content.decode().count('class="card2 link"') == count
    assert len(seen) == QUERIES


# Twelve of the page, five of its receipt: a transaction of its own around one INSERT.
QUERIES = 12 + 5
