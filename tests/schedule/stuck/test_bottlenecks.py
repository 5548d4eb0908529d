"""Where a plan is stuck: the critical path, weeks over capacity, work by its age."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.engine.calendar import Calendar, Special
from planning.models import PlanResource, Task
from planning.models.resources import Assignment
from planning.workload import workload
from schedule.bottlenecks import WEEKS_AHEAD, Age, loads, overloads, usual_days
from schedule.selectors.bottlenecks import bottlenecks, critical_path
from schedule.services.progress import report_progress
from tenancy.scope import tenant_tx
from tests.cast import NOW

DAY = 480
BEN, USUAL = UUID(int=1), Calendar()
MONDAY = date(2026, 11, 23)
BEGIN = datetime(2026, 11, 23, 8)
PAGE = "/o/acme/projects/SKY/bottlenecks/"
API = "/api/v1/o/acme/projects/SKY/bottlenecks/"


@dataclass(frozen=True)
class Piece:
    """Work of one person."""

    minutes: int
    start: datetime
    finish: datetime
    number: int = 1
    who_id: UUID = BEN
    who: str = "Ben"
    units: Decimal = Decimal(1)
    calendar: Calendar = USUAL


def at(day: int, hour: int = 8) -> datetime:
    """Days from the Monday."""
    return BEGIN.replace(hour=hour) + timedelta(days=day)


def minute_by_minute(work, begin):
    """The same by walking: every working minute of a piece takes an equal part of it."""
    wanted, there = Counter(), Counter()
    for one in work:
        start, finish = max(one.start, begin), max(one.finish, begin)
        moments = [
            start + timedelta(minutes=n)
            for n in range(int((finish - start).total_seconds() // 60))
            if is_open(one.calendar, start + timedelta(minutes=n))
        ]
        for moment in moments:
            wanted[one.who_id, week_of(moment)] += Fraction(one.minutes, len(moments))
    for who, week in wanted:
        calendar = next(one.calendar for one in work if one.who_id == who)
        first = max(begin, datetime.combine(week, datetime.min.time()))
        last = datetime.combine(week, datetime.min.time()) + timedelta(days=7)
        spare = int((last - first).total_seconds() // 60)
        there[who, week] = sum(is_open(calendar, first + timedelta(minutes=n)) for n in range(spare))
    return {key: (round(minutes), there[key]) for key, minutes in wanted.items()}


def is_open(calendar, moment) -> bool:
    minute = moment.hour * 60 + moment.minute
    return any(begin <= minute < end for begin, end in calendar.spans(moment.date()))


def week_of(moment) -> date:
    return moment.date() - timedelta(days=moment.weekday())


WORK = [
    Piece(3 * DAY, at(0), at(2, 17), number=1),
    Piece(4 * DAY, at(-3, 10), at(8, 14), number=2),
    Piece(500, at(1, 9), at(1, 11), number=3),
    Piece(2 * DAY, at(4), at(9, 12), number=4, who_id=UUID(int=2), who="Tim"),
    Piece(
        700,
        at(0),
        at(10, 17),
        number=5,
        who_id=UUID(int=3),
        who="Robot",
        calendar=Calendar(
            specials=[Special(MONDAY, MONDAY), Special(date(2026, 11, 28), date(2026, 11, 28), ((540, 720),))]
        ),
    ),
]


def test_each_week_is_what_walking_minute_by_minute_finds():
    found = {(one.who_id, one.week): (one.wanted, one.available) for one in loads(WORK, BEGIN)}
    assert found == minute_by_minute(WORK, BEGIN)


def test_no_minute_is_lost_and_none_made():
    assert sum(one.wanted for one in loads(WORK, BEGIN)) == sum(one.minutes for one in WORK)


def test_the_worst_week_comes_first_with_its_largest_task():
    both = [Piece(3 * DAY, at(0), at(4, 17), number=7), Piece(4 * DAY, at(0), at(4, 17), number=8)]
    late = [replace(one, start=at(7), finish=at(11, 17), minutes=3 * DAY) for one in both]
    first, second = overloads([*late, *both], BEGIN)
    assert (first.week, first.wanted, first.available, first.tasks) == (MONDAY, 7 * DAY, 5 * DAY, (8, 7))
    assert (second.week, second.wanted) == (MONDAY + timedelta(days=7), 6 * DAY)


def test_as_much_as_there_is_is_not_too_much():
    full = Piece(5 * DAY, at(0), at(4, 17))
    assert overloads([full], BEGIN) == []
    assert len(overloads([replace(full, minutes=5 * DAY + 1)], BEGIN)) == 1


def test_what_is_overdue_is_wanted_now():
    (load,) = loads([Piece(DAY, at(-9), at(-5, 17))], BEGIN)
    assert (load.week, load.wanted) == (MONDAY, DAY)


def test_two_of_a_kind_have_twice_the_hours():
    crew = Piece(9 * DAY, at(0), at(4, 17), units=Decimal(2))
    assert overloads([crew], BEGIN) == []


def test_who_never_works_is_always_wanted_too_much():
    never = Piece(60, at(0), at(4, 17), calendar=Calendar(((),) * 7))
    (load,) = overloads([never, Piece(9 * DAY, at(0), at(4, 17), who_id=uuid4())], BEGIN)[:1]
    assert (load.wanted, load.available) == (60, 0)


def test_nothing_is_looked_at_beyond_the_horizon():
    years = Piece(1000 * DAY, at(0), at(2000))
    assert len(loads([years], BEGIN)) == WEEKS_AHEAD + 1


@pytest.mark.parametrize(
    ("days", "usual", "tone"), [(4, 4.0, ""), (5, 4.0, "a"), (8, 4.0, "a"), (9, 4.0, "r"), (99, None, "")]
)
def test_older_than_usual_is_amber_and_twice_as_old_red(days, usual, tone):
    assert Age(days, 0, usual).tone == tone


def test_usual_is_the_median():
    ends = [(MONDAY, MONDAY + timedelta(days=n)) for n in (1, 30, 4, 6)]
    assert usual_days(ends) == 5
    assert usual_days([]) is None


@pytest.fixture
def stuck(cast, plan):
    """Draft → Review → Done is critical; Ben has two tasks in one week; Notes have been in work for days."""
    with tenant_tx(cast.acme.pk):
        ben = cast.ben.person.pk
        plan.add("Draft", begin=MONDAY, duration_minutes=4 * DAY, owner_id=ben)
        plan.add("Review", begin=date(2026, 11, 27), duration_minutes=DAY, owner_id=ben)
        plan.add("Done", kind="milestone", due=date(2026, 11, 27))
        plan.add("Notes", begin=MONDAY, duration_minutes=2 * DAY, owner_id=ben)
        plan.link("Draft", "Review")
        plan.link("Review", "Done")
        services.reschedule(actor=cast.ada.actor(), project=plan.project, as_of=MONDAY)
        begun = NOW - timedelta(days=9)
        Task.objects.filter(name="Notes").update(state="in_progress", actual_start_at=begun, created_at=begun)
        for name, days in (("Old", 2), ("Older", 4)):
            plan.add(name, begin=date(2026, 11, 2), duration_minutes=DAY)
            ended = {
                "actual_start_at": NOW - timedelta(days=30),
                "actual_finish_at": NOW - timedelta(days=30 - days),
            }
            Task.objects.filter(name=name).update(state="done", percent_complete=100, critical=False, **ended)
    return plan


@pytest.fixture
def look(cast, stuck):
    def run():
        with tenant_tx(cast.acme.pk):
            return bottlenecks(actor=cast.ada.actor(), project=stuck.project)

    return run


def test_the_critical_path_is_what_is_open_of_it_in_its_order(cast, stuck, look):
    assert [row["name"] for row in look().critical] == ["Draft", "Review", "Done"]
    assert {row["total_slack_minutes"] for row in look().critical} == {0}
    with tenant_tx(cast.acme.pk):
        services.record_progress(actor=cast.ada.actor(), task=stuck["Draft"], percent_complete=100)
        rows = critical_path(actor=cast.ada.actor(), project=stuck.project)
    assert [row["name"] for row in rows] == ["Review", "Done"]


def test_owners_count_where_nobody_is_assigned(look):
    (load,) = look().over
    assert (load.who, load.week, load.wanted, load.available) == ("Ben", MONDAY, 7 * DAY, 5 * DAY)
    assert load.tasks == (1, 4, 2)


def test_assignments_count_by_their_own_hours(cast, stuck, look):
    with tenant_tx(cast.acme.pk):
        about = {"project": stuck.project, "client": stuck.project.client, "created_at": NOW}
        robot = PlanResource.objects.create(name="Robot", max_units=Decimal("0.5"), **about)
        Assignment.objects.create(task=stuck["Draft"], resource=robot, work_minutes=4 * DAY, **about)
        ink = PlanResource.objects.create(name="Ink", kind="material", **about)
        Assignment.objects.create(task=stuck["Review"], resource=ink, work_minutes=99 * DAY, **about)
        whose = {(one.who, one.number) for one in workload(actor=cast.ada.actor(), project=stuck.project)}
    assert whose == {("Robot", 1), ("Ben", 2), ("Ben", 4)}
    (load,) = look().over
    assert (load.who, load.wanted, load.available) == ("Robot", 4 * DAY, 5 * DAY // 2)


def test_work_in_progress_is_compared_with_the_median_of_what_is_finished(cast, stuck, look):
    found = look()
    ((row, age),) = found.ageing
    assert (row["name"], age.days, age.quiet, age.tone) == ("Notes", 9, 0, "r")
    assert (found.usual, found.finished, found.old) == (3, 2, 1)


def test_a_report_without_a_new_number_is_a_word_all_the_same(cast, stuck):
    later = replace(cast.ada.actor(), now=NOW + timedelta(days=8))
    with tenant_tx(cast.acme.pk):
        assert bottlenecks(actor=later, project=stuck.project).ageing[0][1].quiet == 8
        report_progress(actor=later, task=stuck["Notes"], percent_complete=0, comment="waiting")
        assert bottlenecks(actor=later, project=stuck.project).ageing[0][1].quiet == 0


def test_a_buffer_is_nobodys_work(cast, stuck, look):
    with tenant_tx(cast.acme.pk):
        before = look()
        about = {"name": "Reserve", "minutes": 3 * DAY, "protects_id": stuck["Done"].pk}
        services.add_buffer(actor=cast.ada.actor(), project=stuck.project, **about)
    assert (look().over, [row["name"] for row in look().critical]) == (
        before.over,
        [row["name"] for row in before.critical],
    )


def test_the_page_shows_all_three_and_leads_to_where_one_acts(cast, stuck):
    page = cast.ada.browser().get(PAGE).text
    for said in (
        "3 open rows on the critical path",
        "1 person or resource over capacity",
        "140%",
        "Ben",
        "56",
    ):
        assert said in page, said
    for way in (
        "tasks/1/edit/",
        "tasks/4/report/",
        "tasks/4/state/",
        "recovery-plans/add/",
        "plan/reschedule/",
    ):
        assert way in page, way
    assert "1 task in work for longer than usual" in page


def test_the_api_says_the_same(cast, stuck):
    told = cast.ada.browser().get(API).json()
    assert [row["number"] for row in told["critical"]] == [1, 2, 3]
    assert [(one["name"], one["wanted_minutes"], one["tasks"]) for one in told["over_capacity"]] == [
        ("Ben", 7 * DAY, [1, 4, 2])
    ]
    assert [(one["number"], one["days"] >= 9) for one in told["in_work"]] == [(4, True)]
    assert (told["usual_days"], told["finished"], told["settled"]) == (3, 2, True)


def test_who_may_not_see_the_plan_does_not_see_it(cast, stuck):
    assert cast.ida.browser().get(PAGE).status_code in (403, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_whatever_the_rows(cast, stuck, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            stuck.add(f"Row {number}", begin=MONDAY, duration_minutes=9 * DAY, owner_id=cast.tim.person.pk)
            Task.objects.filter(name=f"Row {number}").update(
                state="in_progress", critical=True, actual_start_at=datetime(2026, 11, 2, tzinfo=UTC)
            )
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(PAGE).text.count("Row ") >= 2 * count
    assert len(queries) == 26
