"""What summaries say of the rows below them."""

from datetime import date, datetime

import pytest

from planning import services
from planning.models import Task

pytestmark = pytest.mark.usefixtures("inside")
MONDAY_8 = datetime(2026, 11, 23, 8)


@pytest.fixture
def dated(plan):
    """`A .B .C ..D ..M`: B one day from Friday, D three days from Monday, M on the Friday after."""
    plan.add("A")
    plan.add("B", "A", start=datetime(2026, 11, 20, 8), duration_minutes=480)
    plan.add("C", "A")
    plan.add("D", "C", start=MONDAY_8, duration_minutes=1440, work_minutes=600)
    plan.add("M", "C", kind="milestone", due=date(2026, 11, 27))
    return plan


def says(task: Task) -> tuple:
    return f"{task.start_at:%d}", f"{task.finish_at:%d}", task.duration_minutes, task.percent_complete


def test_dates_reach_from_the_first_to_the_last(dated):
    assert says(dated["C"]) == ("23", "27", 2400, 0)
    assert says(dated["A"]) == ("20", "27", 2880, 0)
    assert dated["A"].due == date(2026, 11, 27)
    assert dated["A"].work_minutes == 600


def test_progress_is_weighted_by_duration_and_rounded_down(cast, dated):
    ada = cast.ada.actor()
    services.record_progress(actor=ada, task=dated["D"], percent_complete=50)
    assert (dated["C"].percent_complete, dated["A"].percent_complete) == (50, 37)
    assert (dated["C"].state, dated["A"].state) == ("in_progress", "in_progress")

    services.record_progress(actor=ada, task=dated["D"], percent_complete=100)
    services.record_progress(actor=ada, task=dated["B"], percent_complete=99)
    assert (dated["C"].percent_complete, dated["A"].percent_complete) == (100, 99)
    assert dated["C"].state == "in_progress", "the milestone is not reached"


def test_a_summary_is_done_when_everything_below_is(cast, dated):
    ada = cast.ada.actor()
    for name in "BD":
        services.record_progress(actor=ada, task=dated[name], percent_complete=100)
    services.reach_milestone(actor=ada, task=dated["M"])

    top = dated["A"]
    assert (top.state, top.percent_complete, top.remaining_minutes) == ("done", 100, 0)
    assert top.actual_finish_at == ada.now

    services.change_state(actor=ada, task=dated["B"], step="reopen")
    assert (dated["A"].state, dated["A"].actual_finish_at) == ("in_progress", None)


def test_cancelled_rows_do_not_count(cast, dated):
    services.change_state(actor=cast.ada.actor(), task=dated["B"], step="cancel", reason="out of scope")

    assert says(dated["A"]) == ("23", "27", 2400, 0)


def test_an_edit_below_moves_the_due_day_above(cast, dated):
    before = dated["A"]
    services.edit_task(actor=cast.ada.actor(), task=dated["M"], due=date(2026, 12, 4))

    after = dated["A"]
    assert (after.due, after.due_version) == (date(2026, 12, 4), before.due_version + 1)
    assert after.version == before.version, "nobody edited the summary itself"


def test_moving_a_row_changes_both_sides(cast, dated):
    services.move_task(actor=cast.ada.actor(), task=dated["M"], step="outdent")
    assert dated.shown() == "A .B .C ..D .M"
    assert says(dated["C"]) == ("23", "25", 1440, 0)
    assert says(dated["A"]) == ("20", "27", 2880, 0)

    services.move_task(actor=cast.ada.actor(), task=dated["M"], step="outdent")
    assert says(dated["A"]) == ("20", "25", 1920, 0)


def test_withdrawing_and_restoring_changes_what_is_above(cast, dated):
    services.withdraw_task(actor=cast.ada.actor(), task=dated["C"], reason="not needed")
    assert says(dated["A"]) == ("20", "20", 480, 0)

    services.restore_task(actor=cast.ada.actor(), task=Task.objects.get(name="C"))
    assert says(dated["A"]) == ("20", "27", 2880, 0)


def test_only_new_values_are_written(cast, dated, django_capture_on_commit_callbacks):
    Task.objects.filter(name="A").update(notes="kept")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as captured:
        services.edit_task(actor=cast.ada.actor(), task=dated["D"], work_minutes=600, priority=600)

    assert not [q for q in captured.captured_queries if "unnest" in q["sql"]]
