"""Hours: written by who worked them, decided on by somebody else, closed for good."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.services import add_task
from projects.services import ReasonMissing
from records.needing import needs
from schedule.models import TimesheetLine, TimesheetWeek
from schedule.services import locks, timesheets
from schedule.services.progress import step_task
from tenancy.models import Event
from tenancy.rules import SamePerson
from tenancy.scope import tenant_tx
from tenancy.transitions import StateRefused
from tests.cast import NOW
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.schedule.progress.conftest import MONDAY
from toolkit.errors import Denied, Missing, Stale

WEEK = timedelta(days=7)
PAGE = "/o/acme/projects/SKY/my-week/"


def write(team, who, hours=(8,), *, name="Train wave 1", starts_on=MONDAY, **more):
    """Hours on one task from Monday on."""
    with tenant_tx(team.cast.acme.pk):
        task = team.task(name)
        cells = {(task.pk, starts_on + timedelta(days=n)): (h * 60, "Class") for n, h in enumerate(hours)}
        return timesheets.write_timesheet(
            actor=who.actor(), project=team.project, starts_on=starts_on, cells=cells, **more
        )


def step(who, week, verb, **more):
    return timesheets.step_timesheet(actor=who.actor(), week=week, step=verb, **more)


@pytest.mark.usefixtures("inside")
def test_hours_are_written_submitted_and_approved_by_somebody_else(cast, team):
    week = write(team, cast.ben, [8, 7])
    step(cast.ben, week, "submit")
    step(cast.ada, week, "approve")
    week.refresh_from_db()
    assert (week.state, week.decided_by_id) == ("approved", cast.ada.person.pk)
    told = Event.objects.filter(name="schedule.TimesheetStateChanged").order_by("id")
    assert [row.payload["after"] for row in told] == ["submitted", "approved"]


@pytest.mark.usefixtures("inside")
def test_nobody_approves_the_own_week_and_nobody_submits_another_s(cast, team):
    own = write(team, cast.ada)
    step(cast.ada, own, "submit")
    with pytest.raises(SamePerson):
        step(cast.ada, own, "approve")
    week = write(team, cast.ben)
    with pytest.raises(timesheets.NotYourTimesheet):
        step(cast.ada, week, "submit")
    with pytest.raises(Denied):
        step(cast.dora, own, "approve")
    step(cast.tim, own, "approve")


@pytest.mark.usefixtures("inside")
def test_an_approved_week_is_written_again_only_after_it_was_returned(cast, team):
    week = write(team, cast.ben)
    step(cast.ben, week, "submit")
    with pytest.raises(timesheets.TimesheetClosed):
        write(team, cast.ben, [4])
    step(cast.tim, week, "approve")
    with pytest.raises(StateRefused):
        step(cast.ben, week, "take_back")
    with pytest.raises(ReasonMissing):
        step(cast.tim, week, "reopen")
    step(cast.tim, week, "reopen", reason="Tuesday is missing")
    assert write(team, cast.ben, [4]).state == "returned"


@pytest.mark.usefixtures("inside")
def test_a_day_has_24_hours_on_all_projects_together(cast, team):
    other = ProjectFactory(client=cast.skyharp, key="TWO")
    MemberFactory(project=other, person=cast.ben.person, role="AG")
    MemberFactory(project=other, person=cast.ada.person, role="PM")
    task = add_task(actor=cast.ada.actor(), project=other, name="Elsewhere")
    write(team, cast.ben, [14])
    cells = {(task.pk, MONDAY): (11 * 60, "")}
    with pytest.raises(timesheets.DayTooLong, match="25"):
        timesheets.write_timesheet(actor=cast.ben.actor(), project=other, starts_on=MONDAY, cells=cells)
    cells = {(task.pk, MONDAY): (10 * 60, "")}
    timesheets.write_timesheet(actor=cast.ben.actor(), project=other, starts_on=MONDAY, cells=cells)
    # What one person worked is nothing for another one's day.
    write(team, cast.tim, [24])


@pytest.mark.usefixtures("inside")
def test_shapes_that_are_refused(cast, team):
    with pytest.raises(timesheets.NotAMonday):
        write(team, cast.ben, starts_on=MONDAY + timedelta(days=1))
    with pytest.raises(timesheets.DayOutsideWeek):
        write(team, cast.ben, [1] * 8)
    with pytest.raises(timesheets.DayTooLong):
        write(team, cast.ben, [25])
    with pytest.raises(Missing):
        write(team, cast.ida)
    week = write(team, cast.ben, [0])
    with pytest.raises(timesheets.TimesheetEmpty):
        step(cast.ben, week, "submit")
    with pytest.raises(Stale):
        write(team, cast.ben, [1], version=week.version + 7)


@pytest.mark.usefixtures("inside")
def test_locked_days_refuse_every_change_until_a_delivery_head_unlocks_them(cast, team):
    week = write(team, cast.ben, [8, 8, 8])
    lock = locks.lock_period(
        actor=cast.ada.actor(), project=team.project, through=MONDAY + timedelta(days=1), reason="Invoiced"
    )
    with pytest.raises(timesheets.PeriodLocked):
        write(team, cast.ben, [4])
    step(cast.ben, week, "submit")
    step(cast.ben, week, "take_back")
    with pytest.raises(Denied):
        locks.unlock_period(actor=cast.ada.actor(), lock=lock, reason="a mistake")
    locks.unlock_period(actor=cast.dora.actor(), lock=lock, reason="a mistake in the count")
    write(team, cast.ben, [4])
    with pytest.raises(locks.LockOpened):
        locks.unlock_period(actor=cast.dora.actor(), lock=lock, reason="again")


@pytest.mark.usefixtures("inside")
def test_a_week_that_is_locked_to_its_end_is_not_handed_in_but_may_be_approved(cast, team):
    late, waiting = (write(team, who, starts_on=MONDAY - WEEK) for who in (cast.ben, cast.tim))
    step(cast.tim, waiting, "submit")
    about = {"actor": cast.ada.actor(), "project": team.project, "reason": "Invoiced"}
    locks.lock_period(**about, through=MONDAY - timedelta(days=1))
    with pytest.raises(timesheets.PeriodLocked):
        step(cast.ben, late, "submit")
    step(cast.ada, waiting, "approve")
    with pytest.raises(timesheets.PeriodLocked):
        step(cast.ada, waiting, "reopen", reason="a mistake")


@pytest.mark.usefixtures("inside")
def test_days_after_the_lock_stay_open(cast, team):
    locks.lock_period(actor=cast.ada.actor(), project=team.project, through=MONDAY, reason="Counted")
    task = team.task("Train wave 1")
    cells = {(task.pk, MONDAY + timedelta(days=1)): (60, "")}
    actor = cast.ben.actor()
    timesheets.write_timesheet(actor=actor, project=team.project, starts_on=MONDAY, cells=cells)
    assert TimesheetLine.objects.get().minutes == 60


@pytest.mark.usefixtures("inside")
def test_locks_go_forward_and_not_ahead(cast, team):
    about = {"actor": cast.ada.actor(), "project": team.project, "reason": "Counted"}
    locks.lock_period(**about, through=MONDAY)
    with pytest.raises(locks.LockedAlready):
        locks.lock_period(**about, through=MONDAY)
    with pytest.raises(locks.LockAhead):
        locks.lock_period(**about, through=NOW.date())


@pytest.mark.usefixtures("inside")
def test_last_week_is_copied_where_this_week_says_nothing(cast, team):
    write(team, cast.ben, [8, 7], starts_on=MONDAY - WEEK)
    write(team, cast.ben, [3])
    timesheets.copy_last_week(actor=cast.ben.actor(), project=team.project, starts_on=MONDAY)
    lines = TimesheetLine.objects.filter(week__starts_on=MONDAY).order_by("day")
    assert list(lines.values_list("day", "minutes", "comment")) == [
        (MONDAY, 180, "Class"),
        (MONDAY + timedelta(days=1), 420, "Class"),
    ]


def test_the_grid_writes_and_clears_cells(cast, team):
    ben, number = cast.ben.browser(), team.task("Train wave 1").number
    assert "Train wave 1" in ben.get(PAGE).content.decode()
    cell = f"h{number}_20261116"
    answer = ben.post(PAGE, {cell: "7.5", f"c{number}": "午班培训"})
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?week=2026-11-16")
    with tenant_tx(cast.acme.pk):
        line = TimesheetLine.objects.get()
        assert (line.day, line.minutes, line.comment) == (MONDAY, 450, "午班培训")
    page = ben.get(PAGE).content.decode()
    assert 'value="7.5"' in page
    assert ben.post(PAGE, {cell: ""}).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert not TimesheetLine.objects.exists()


@pytest.mark.parametrize("hours", ["25", "-1", "eight"])
def test_a_cell_that_is_no_day_s_hours_is_told(cast, team, hours):
    cell = f"h{team.task('Train wave 1').number}_20261116"
    assert cast.ben.browser().post(PAGE, {cell: hours}).status_code == 422


def test_a_week_in_the_address_is_a_day(cast, team):
    ben = cast.ben.browser()
    assert ben.get(f"{PAGE}?week=2026-11-04").status_code == 200
    assert ben.get(f"{PAGE}?week=soon").status_code == 400


def test_members_open_their_own_week_only(cast, team):
    mine, tims = write(team, cast.ben), write(team, cast.tim)
    address = "/o/acme/projects/SKY/timesheets/"
    ben, ada = cast.ben.browser(), cast.ada.browser()
    assert ben.get(f"{address}{mine.pk}/").status_code == 200
    assert ben.get(f"{address}{tims.pk}/").status_code == 404
    assert ben.get(address).status_code == 403
    assert ada.get(f"{address}{tims.pk}/").status_code == 200
    assert cast.zoe.browser().get(f"{address}{mine.pk}/").status_code == 404


def test_submitting_and_returning_through_the_pages(cast, team):
    week = write(team, cast.ben)
    address = f"/o/acme/projects/SKY/timesheets/{week.pk}/"
    assert cast.ben.browser().post(f"{address}submit/", {"version": week.version}).status_code == 302
    ada = cast.ada.browser()
    assert f"{address}approve/" in ada.get(address).content.decode()
    with tenant_tx(cast.acme.pk):
        week.refresh_from_db()
    no_reason = ada.post(f"{address}send_back/", {"version": week.version, "reason": ""})
    assert no_reason.status_code == 422
    sent = {"version": week.version, "reason": "Tuesday is missing"}
    assert ada.post(f"{address}send_back/", sent).status_code == 302
    assert "Tuesday is missing" in cast.ben.browser().get(PAGE).content.decode()
    assert ada.get(f"{address}nonsense/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_timesheets_cost_the_same_queries_whatever_the_rows(cast, team, rows):
    for n in range(rows):
        write(team, cast.ben, starts_on=MONDAY - n * WEEK)
    ada, address = cast.ada.browser(), "/o/acme/projects/SKY/timesheets/"
    ada.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = ada.get(address)
    assert answer.content.count(b"<tbody") == 1
    assert answer.content.count(b"/timesheets/0") == rows
    assert len(queries) == 16


@pytest.mark.parametrize("rows", [1, 3])
def test_the_grid_costs_the_same_queries_whatever_the_rows(cast, team, rows):
    for n in range(rows):
        team.add(f"More {n}", cast.ben)
    write(team, cast.ben)
    ben = cast.ben.browser()
    ben.get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        answer = ben.get(PAGE)
    assert answer.content.count(b'scope="row" class="name"') == rows + 2
    assert len(queries) == 20


def test_my_day_asks_for_last_week_and_for_decisions(cast, team):
    with tenant_tx(cast.acme.pk):
        earlier = cast.ben.actor(now=NOW - WEEK)
        step_task(actor=earlier, task=team.task("Train wave 1"), step="start")
        asked = {one.what for one in needs(actor=cast.ben.actor(), as_of=NOW.date())}
        assert "Submit last week’s hours" in asked
        week = write(team, cast.ben, starts_on=MONDAY - WEEK)
        step(cast.ben, week, "submit")
        asked = {one.what for one in needs(actor=cast.ben.actor(), as_of=NOW.date())}
        assert "Submit last week’s hours" not in asked
        assert "Decide on 1 timesheet" in {
            one.what for one in needs(actor=cast.tim.actor(), as_of=NOW.date())
        }


def test_the_api_writes_reads_and_steps_a_week(cast, team):
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=team.project, person=cast.ida.person, role="PM")
    task, browser = team.task("Train wave 1"), cast.ben.browser()
    address = "/api/v1/o/acme/projects/SKY/timesheets/"
    sent = {
        "starts_on": "2026-11-16",
        "lines": [{"task_id": str(task.pk), "day": "2026-11-17", "minutes": 90, "comment": "by machine"}],
    }
    made = browser.post(address, sent, content_type="application/json", **cast.api())
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    one = f"{address}{made.json()['id']}/"
    answer = browser.post(
        f"{one}state/", {"step": "submit"}, content_type="application/json", HTTP_IF_MATCH="*", **cast.api()
    )
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    assert browser.get(one, **cast.api()).json()["starts_on"] == "2026-11-16"
    sent["lines"][0]["day"] = "2026-11-30"
    refused = browser.post(address, sent, content_type="application/json", **cast.api())
    assert (refused.status_code, refused.json()["code"]) == (409, "timesheet_closed")
    with tenant_tx(cast.acme.pk):
        assert TimesheetWeek.objects.count() == 1
        assert TimesheetLine.objects.get().day == date(2026, 11, 17)
