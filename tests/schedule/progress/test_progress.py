"""My tasks, the report on one of them, and the line that stays."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schedule.models import ProgressEntry
from schedule.selectors.progress import bands, my_tasks
from schedule.services.progress import report_progress, step_task
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory
from toolkit.errors import Denied, Missing, Stale

MINE = "/o/acme/my-tasks/"
TASK = "/o/acme/projects/SKY/tasks/"


@pytest.fixture
def ben(cast):
    return cast.ben.browser()


def of_ben(cast):
    actor = cast.ben.actor()
    return [
        (band.key, [one.task.name for one in band.work])
        for band in bands(actor=actor, rows=my_tasks(actor=actor))
    ]


def test_my_tasks_stand_in_bands_and_are_mine_alone(cast, team, inside):
    today = NOW.date()
    team.add("Sunday is this week", cast.ben, due=today + timedelta(days=2))
    team.add("Next week", cast.ben, due=today + timedelta(days=3))
    team.add("Some day", cast.ben)
    team.add("Tim's", cast.tim, due=today)
    assert of_ben(cast) == [
        ("late", ["Write the SOP"]),
        ("today", ["Train wave 1"]),
        ("week", ["Sunday is this week"]),
        ("later", ["Next week", "Some day"]),
    ]


@pytest.mark.usefixtures("inside")
def test_what_is_done_or_rests_leaves_the_list(cast, team):
    ben = cast.ben.actor()
    report_progress(actor=ben, task=team.task("Train wave 1"), percent_complete=100)
    assert of_ben(cast) == [("late", ["Write the SOP"])]
    type(team.project).objects.filter(pk=team.project.pk).update(state="on_hold")
    assert of_ben(cast) == []


@pytest.mark.usefixtures("inside")
def test_a_report_changes_the_task_and_stays_as_a_line(cast, team):
    ben, task = cast.ben.actor(), team.task("Train wave 1")
    report_progress(actor=ben, task=task, percent_complete=40, remaining_minutes=90, comment=" Two absent. ")
    report_progress(actor=ben, task=task, percent_complete=40, comment="As before.")
    assert (task.percent_complete, task.state) == (40, "in_progress")
    lines = ProgressEntry.objects.order_by("created_at", "id")
    assert list(lines.values_list("percent_before", "percent_after", "comment")) == [
        (0, 40, "Two absent."),
        (40, 40, "As before."),
    ]
    first = lines[0]
    assert (first.remaining_minutes, first.person_id, first.reported_on) == (90, ben.person_id, NOW.date())
    assert AuditLine.objects.filter(action="schedule.report_progress").count() == 2


@pytest.mark.usefixtures("inside")
def test_what_remains_follows_from_the_percent_unless_it_is_said(cast, team):
    task = team.task("Train wave 1")
    report_progress(actor=cast.ben.actor(), task=task, percent_complete=50)
    assert (task.duration_minutes, task.remaining_minutes) == (480, 240)
    report_progress(actor=cast.ben.actor(), task=task, percent_complete=100, remaining_minutes=60)
    assert task.remaining_minutes == 0


@pytest.mark.usefixtures("inside")
def test_members_report_on_their_own_tasks_only(cast, team):
    own, other = team.task("Train wave 1"), team.add("Tim's", cast.tim)
    with pytest.raises(Denied):
        report_progress(actor=cast.ben.actor(), task=other, percent_complete=10)
    report_progress(actor=cast.tim.actor(), task=own, percent_complete=10)
    with pytest.raises(Missing):
        report_progress(actor=cast.ida.actor(), task=own, percent_complete=20)
    assert ProgressEntry.objects.count() == 1


@pytest.mark.usefixtures("inside")
def test_a_stale_report_changes_nothing(cast, team):
    task = team.task("Train wave 1")
    report_progress(actor=cast.ben.actor(), task=team.task("Train wave 1"), percent_complete=10)
    with pytest.raises(Stale):
        report_progress(actor=cast.ben.actor(), task=task, percent_complete=30, version=task.version)
    assert ProgressEntry.objects.count() == 1


@pytest.mark.usefixtures("inside")
def test_a_step_keeps_its_reason(cast, team):
    ben, task = cast.ben.actor(), team.task("Train wave 1")
    step_task(actor=ben, task=task, step="start")
    step_task(actor=ben, task=task, step="block", reason="No access yet.")
    assert task.state == "blocked"
    assert ProgressEntry.objects.order_by("-id").first().comment == "No access yet."


def test_one_tap_starts_a_task_and_leads_back(cast, team, ben):
    task = team.task("Train wave 1")
    page = ben.get(MINE).content.decode()
    assert f"{TASK}{task.number}/step/start/" in page
    assert f"{TASK}{task.number}/step/cancel/" not in page
    answer = ben.post(f"{TASK}{task.number}/step/start/", {"version": task.version})
    assert (answer.status_code, answer["Location"]) == (302, MINE)
    assert team.task("Train wave 1").state == "in_progress"


def test_a_step_that_is_not_possible_is_no_page(cast, team, ben):
    task = team.task("Train wave 1")
    assert ben.get(f"{TASK}{task.number}/step/unblock/").status_code == 404
    assert ben.get(f"{TASK}{task.number}/step/nonsense/").status_code == 404


def test_blocking_asks_for_a_reason(cast, team, ben):
    with tenant_tx(cast.acme.pk):
        task = step_task(actor=cast.ben.actor(), task=team.task("Train wave 1"), step="start")
    answer = ben.post(f"{TASK}{task.number}/step/block/", {"version": task.version, "reason": ""})
    assert answer.status_code == 422
    assert team.task("Train wave 1").state == "in_progress"


def test_a_report_through_the_page_stands_on_the_task_and_in_the_list(cast, team, ben):
    task = team.task("Train wave 1")
    sent = {
        "percent_complete": "30",
        "remaining_minutes": "1.5",
        "comment": "麦克风缺货",
        "version": task.version,
    }
    assert ben.post(f"{TASK}{task.number}/report/", sent)["Location"] == MINE
    assert team.task("Train wave 1").remaining_minutes == 90
    assert "麦克风缺货" in ben.get(f"{TASK}{task.number}/").content.decode()
    listed = cast.ada.browser().get("/o/acme/projects/SKY/progress/?format=csv").content.decode()
    assert "麦克风缺货" in listed


@pytest.mark.parametrize("rows", [1, 3])
def test_my_tasks_cost_the_same_queries_whatever_the_rows(cast, team, ben, rows):
    for n in range(rows):
        team.add(f"More {n}", cast.ben, due=NOW.date())
    ben.get(MINE)
    with CaptureQueriesContext(connection) as queries:
        answer = ben.get(MINE)
    assert answer.content.count(b"<article") == rows + 2
    assert len(queries) == 14


@pytest.mark.parametrize("rows", [1, 3])
def test_reports_cost_the_same_queries_whatever_the_rows(cast, team, rows):
    ada = cast.ada.browser()
    with tenant_tx(cast.acme.pk):
        for n in range(rows):
            report_progress(actor=cast.ben.actor(), task=team.task("Train wave 1"), percent_complete=n)
    address = "/o/acme/projects/SKY/progress/"
    ada.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = ada.get(address)
    assert answer.content.count(b"Train wave 1") >= rows
    assert len(queries) == 16


def test_the_api_lists_my_tasks_and_takes_a_report(cast, team):
    ida = cast.ida
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=team.project, person=ida.person, role="PM")
    task = team.add("Ida's", ida, due=NOW.date())
    browser = cast.ben.browser()
    listed = browser.get("/api/v1/o/acme/my-tasks/", **cast.api()).json()["results"]
    assert [row["name"] for row in listed] == ["Ida's"]
    address = f"/api/v1/o/acme/projects/SKY/tasks/{task.number}/report/"
    answer = browser.post(
        address,
        {"percent_complete": 20, "comment": "by machine"},
        content_type="application/json",
        HTTP_IF_MATCH=f'"{task.version}"',
        **cast.api(),
    )
    assert (answer.status_code, answer.json()["percent_complete"]) == (200, 20)
    kept = browser.get("/api/v1/o/acme/projects/SKY/progress/", **cast.api()).json()["results"]
    assert [(row["percent_after"], row["comment"]) for row in kept] == [(20, "by machine")]
