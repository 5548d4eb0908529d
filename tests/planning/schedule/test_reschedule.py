"""The plan computed anew: what moves, what never does, what is written of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.models import Dependency, Plan, Task
from planning.reckoning import preview
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.planning.schedule.calendars import calendar_with_holiday
from tests.planning.schedule.conftest import MONDAY
from toolkit.errors import Denied

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def ada(cast):
    return cast.ada.actor()


@pytest.fixture
def reschedule(cast, chain, ada):
    def run(**more):
        return services.reschedule(actor=ada, project=chain.project, **{"as_of": SUNDAY, **more})

    return run


@pytest.fixture
def edit(cast, chain, ada):
    def run(name, **fields):
        with tenant_tx(cast.acme.pk):
            return services.edit_task(actor=ada, task=chain[name], **fields)

    return run


def row(cast, name):
    with tenant_tx(cast.acme.pk):
        return Task.objects.get(name=name)


def test_a_longer_task_moves_what_waits_for_it_and_nothing_else(cast, chain, due, edit, reschedule):
    edit("Draft", duration_minutes=3 * 480)
    done = reschedule()
    assert done.moved == 2
    assert (due("Review"), due("Done"), due("Notes")) == (date(2026, 11, 26), date(2026, 11, 26), MONDAY)
    work = row(cast, "Work")
    assert (work.due, work.duration_minutes) == (date(2026, 11, 26), 4 * 480)
    assert (done.finish_before, done.finish_after) == (date(2026, 11, 25), date(2026, 11, 26))


def test_slack_and_the_critical_path_are_written(cast, chain, reschedule):
    reschedule()
    assert [row(cast, name).critical for name in ("Draft", "Review", "Done", "Notes")] == [
        True,
        True,
        True,
        False,
    ]
    notes = row(cast, "Notes")
    assert (notes.total_slack_minutes, notes.free_slack_minutes) == (2 * 480, 2 * 480)
    assert notes.late_finish_at.date() == date(2026, 11, 25)
    assert row(cast, "Work").critical


def test_a_second_run_changes_nothing(cast, chain, reschedule):
    reschedule()
    with tenant_tx(cast.acme.pk):
        versions = dict(Task.objects.values_list("name", "version"))
    assert reschedule().changed == 0
    with tenant_tx(cast.acme.pk):
        assert dict(Task.objects.values_list("name", "version")) == versions


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [
        ("FS", 480, date(2026, 11, 26)),
        ("SS", 480, date(2026, 11, 24)),
        ("FF", 0, date(2026, 11, 24)),
        ("SF", 960, date(2026, 11, 24)),
    ],
)
def test_every_type_of_link_and_its_lag(cast, chain, reschedule, kind, lag, start):
    with tenant_tx(cast.acme.pk):
        link = Dependency.objects.filter(predecessor__name="Draft")
        link.update(kind=kind, lag_minutes=lag)
    reschedule()
    assert row(cast, "Review").start_at.date() == start


def test_what_has_begun_or_ended_never_moves(cast, chain, edit, reschedule):
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Review").update(state="in_progress", percent_complete=10)
        begun = Task.objects.get(name="Review")
    edit("Draft", duration_minutes=4 * 480)
    reschedule()
    after = row(cast, "Review")
    assert (after.start_at, after.finish_at) == (begun.start_at, begun.finish_at)


def test_finished_work_lets_the_next_begin_when_it_really_ended(cast, chain, reschedule):
    ended = datetime(2026, 11, 23, 16, tzinfo=UTC)
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Draft").update(
            state="done",
            percent_complete=100,
            actual_start_at=ended - timedelta(hours=7),
            actual_finish_at=ended,
        )
    was = row(cast, "Draft")
    reschedule()
    now = row(cast, "Draft")
    assert (now.start_at, now.finish_at, now.due) == (was.start_at, was.finish_at, was.due)
    assert row(cast, "Review").due == date(2026, 11, 24)
    assert (now.critical, now.total_slack_minutes) == (False, 0)


def test_nothing_that_has_not_begun_is_planned_for_the_past(cast, chain, due, reschedule):
    reschedule(as_of=date(2026, 11, 30))
    assert row(cast, "Draft").start_at.date() == date(2026, 11, 30)
    assert (due("Review"), due("Notes")) == (date(2026, 12, 2), date(2026, 11, 30))


def test_a_row_that_waits_for_nothing_stays_where_a_person_put_it(cast, chain, due, edit, reschedule):
    edit("Notes", begin=date(2026, 12, 7))
    reschedule()
    assert due("Notes") == date(2026, 12, 7)


def test_a_milestone_that_waits_for_nothing_keeps_its_day_even_when_it_has_passed(
    cast, chain, plan, due, reschedule
):
    with tenant_tx(cast.acme.pk):
        plan.add("Audit", kind="milestone", due=date(2026, 11, 2))
    reschedule()
    assert due("Audit") == date(2026, 11, 2)


def test_constraints_hold(cast, chain, edit, reschedule):
    edit("Review", constraint_type="SNET", constraint=datetime(2026, 12, 1, 8))
    reschedule()
    assert row(cast, "Review").due == date(2026, 12, 1)
    edit("Review", constraint_type="MFO", constraint=datetime(2026, 11, 27, 17))
    reschedule()
    assert row(cast, "Review").due == date(2026, 11, 27)


def test_cancelled_rows_and_rows_without_a_size_have_no_place(cast, chain, plan, reschedule):
    with tenant_tx(cast.acme.pk):
        plan.add("Some day")
        Task.objects.filter(name="Review").update(state="cancelled", critical=True)
    reschedule()
    assert row(cast, "Some day").due is None
    assert not row(cast, "Review").critical


def test_the_calendar_of_the_plan_counts(cast, chain, plan, due, reschedule):
    with tenant_tx(cast.acme.pk):
        calendar = calendar_with_holiday(plan.project, MONDAY)
        Plan.objects.filter(project=plan.project).update(calendar=calendar)
    reschedule()
    assert due("Review") == date(2026, 11, 26)


def test_a_circle_is_refused_and_named(cast, chain, plan, reschedule):
    with tenant_tx(cast.acme.pk):
        Dependency.objects.create(
            project=plan.project,
            client=plan.project.client,
            predecessor=plan["Review"],
            successor=plan["Draft"],
            created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    with pytest.raises(services.LinkCircular) as caught:
        reschedule()
    assert set(caught.value.details["path"].split(" → ")) == {"T2", "T3"}


def test_what_was_not_seen_is_not_written(cast, chain, ada, due, edit, reschedule):
    edit("Draft", duration_minutes=3 * 480)
    with tenant_tx(cast.acme.pk):
        seen = preview(actor=ada, project=chain.project, as_of=SUNDAY).digest
    edit("Draft", duration_minutes=5 * 480)
    with pytest.raises(services.PlanMovedOn):
        reschedule(seen=seen)
    assert due("Review") == date(2026, 11, 25)


def test_the_preview_says_what_would_move_and_writes_nothing(cast, chain, ada, due, edit):
    edit("Draft", duration_minutes=3 * 480)
    with tenant_tx(cast.acme.pk):
        found = preview(actor=ada, project=chain.project, as_of=SUNDAY)
    told = [(move.name, move.due_before.day, move.due_after.day, move.days) for move in found.moves]
    assert told == [("Review", 25, 26, 1), ("Done", 25, 26, 1)]
    assert found.later_by == 1
    assert due("Review") == date(2026, 11, 25)


def test_one_line_of_history_for_each_row_and_the_plan_and_facts_for_those_that_moved(
    cast, chain, edit, reschedule
):
    edit("Draft", duration_minutes=3 * 480)
    with tenant_tx(cast.acme.pk):
        before = list(Event.objects.values_list("pk", flat=True))
    changed = reschedule().changed
    with tenant_tx(cast.acme.pk):
        lines = AuditLine.objects.filter(action="planning.reschedule")
        assert lines.exclude(subject_type="planning.Plan").count() == changed == 5
        assert lines.get(subject_type="planning.Plan").after["moved"] == 2
        line = lines.get(subject_key="T3")
        assert (line.before["due"], line.after["due"]) == ("2026-11-25", "2026-11-26")
        names = sorted(Event.objects.exclude(pk__in=before).values_list("name", flat=True))
        assert names == [
            "planning.MilestoneRescheduled",
            "planning.PlanRescheduled",
            *["planning.TaskEdited"] * 3,
        ]
        task = Task.objects.get(name="Done")
        assert (task.due_version, Plan.objects.get().settled) == (2, True)


def test_dates_can_be_left_while_slack_and_the_critical_path_are_computed(cast, chain, due, edit, reschedule):
    edit("Draft", duration_minutes=3 * 480)
    done = reschedule(keep_dates=True)
    assert (done.moved, due("Review"), row(cast, "Review").critical) == (0, date(2026, 11, 25), True)
    assert row(cast, "Review").early_finish_at.date() == date(2026, 11, 26)
    with tenant_tx(cast.acme.pk):
        assert not Plan.objects.get().settled, "dates still do not follow from each other"
    assert reschedule().moved == 2


def test_only_who_answers_for_the_plan_may(cast, chain):
    for name in ("tim", "ben"):
        with pytest.raises(Denied):
            services.reschedule(actor=cast.people[name].actor(), project=chain.project)


@pytest.mark.parametrize("count", [1, 6])
def test_the_statements_do_not_grow_with_the_rows(cast, chain, plan, ada, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            plan.add(f"Row {number}", duration_minutes=480)
            plan.link("Draft", f"Row {number}")
        with CaptureQueriesContext(connection) as queries:
            services.reschedule(actor=ada, project=plan.project, as_of=SUNDAY)
    assert len(queries) == 13, [one["sql"][:90] for one in queries]
