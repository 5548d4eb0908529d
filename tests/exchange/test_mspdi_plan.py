"""What a plan says: outline, kinds, links, references, identity."""

import json
import subprocess
import sys
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.mspdi.errors import DuplicateUid, MissingUid, WrongOrder
from exchange.mspdi.reader import Plan
from tests.exchange.mspdi_files import NAMESPACE, element, fields_of, link, plan, read, task, timephased

CHECKOUT = Path(__file__).parents[2]


def outline(found: Plan) -> list[tuple[int, int, int | None, str]]:
    return [(one.uid, one.level, one.parent_uid, one.kind) for one in found.tasks]


def remarks(found: Plan) -> dict[str, int]:
    return {remark.code: remark.count for remark in found.remarks}


def test_order_and_levels_make_the_outline() -> None:
    found = read(plan(task(7), task(3, level=2), task(9, level=3, Milestone=1), task(4, level=2), task(1)))
    assert outline(found) == [
        (7, 1, None, "summary"),
        (3, 2, 7, "summary"),
        (9, 3, 3, "milestone"),
        (4, 2, 7, "task"),
        (1, 1, None, "task"),
    ]
    assert [one.position for one in found.tasks] == [1, 2, 3, 4, 5]


def test_a_level_that_skips_one_is_corrected_and_noted() -> None:
    found = read(
        plan(task(1, level=3), task(2, level=9), task(3, level=0), task(4, level=-2), task(5, level=None))
    )
    assert [one.level for one in found.tasks] == [1, 2, 1, 1, 1]
    assert fields_of(found)["Task.OutlineLevel"] == {
        "kept": 0,
        "changed": 4,
        "dropped": 0,
        "example": "3 → 1",
    }
    assert str(found.remarks[0]).startswith(
        "4 outline levels that skipped a level were corrected: Task 1: 3 → 1"
    )
    assert found.tasks[1].source_fields == {"OutlineLevel": "9"}


@given(st.lists(st.integers(-2, 9), max_size=30))
def test_every_outline_is_a_tree(levels: list[int]) -> None:
    tasks = read(plan(*(task(uid, level=level) for uid, level in enumerate(levels, start=1)))).tasks
    by_uid = {one.uid: one for one in tasks}
    for one in tasks:
        parent = by_uid.get(one.parent_uid)
        assert one.level == (parent.level + 1 if parent else 1)
        assert parent is None or (parent.position < one.position and parent.kind == "summary")
    parents = {one.parent_uid for one in tasks}
    assert all((one.kind == "summary") == (one.uid in parents) for one in tasks)


def test_children_make_a_summary_whatever_the_flags_say() -> None:
    found = read(plan(task(1, Summary=0, Milestone=1), task(2, level=2, Summary=1), task(3, Summary=0)))
    assert [one.kind for one in found.tasks] == ["summary", "task", "task"]
    assert found.tasks[0].is_milestone
    assert fields_of(found)["Task.Summary"] == {"kept": 1, "changed": 2, "dropped": 0, "example": "0 → 1"}


def test_uid_0_is_the_project_only_at_level_0() -> None:
    summary = read(plan(task(0, level=0, name="All", Summary=1, Cost=100), task(1)))
    assert (summary.summary.name, summary.summary.cost, len(summary.tasks)) == ("All", 1, 1)
    real = read(plan(task(0), task(1, link(0))))
    assert (real.summary, len(real.tasks), len(real.links)) == (None, 2, 1)


def test_rows_of_other_projects_and_blank_rows_are_left_out() -> None:
    found = read(
        plan(
            task(1), task(2, IsNull="true", level=0), task(3, ExternalTask=1, name="Theirs"), task(4, level=2)
        )
    )
    assert outline(found) == [(1, 1, None, "summary"), (4, 2, 1, "task")]
    assert [str(remark) for remark in found.remarks] == [
        "1 blank row was left out.",
        "1 task of another project was left out: Theirs.",
    ]
    assert fields_of(found)["Task.Name"]["dropped"] == 2


def test_an_inserted_project_is_one_task() -> None:
    inside = element("Project", element("Tasks", task(1), task(2)), Name="Inner")
    found = read(plan(task(1, inside, IsSubproject=1, SubprojectName="inner.mpp"), task(2)))
    assert len(found.tasks) == 2
    assert found.tasks[0].is_subproject
    assert fields_of(found)["Task.Project"]["dropped"] == 7
    assert remarks(found) == {"subprojects": 1}


@pytest.mark.parametrize(("code", "kind"), [(0, "FF"), (1, "FS"), (2, "SF"), (3, "SS"), (None, "FS")])
def test_kinds_of_links(code: int | None, kind: str) -> None:
    (found,) = read(plan(task(1), task(2, link(1, Type=code)))).links
    assert (found.predecessor_uid, found.successor_uid, found.kind) == (1, 2, kind)


@pytest.mark.parametrize(
    ("lag", "code", "expected"),
    [
        (4800, 7, (480, None, False)),
        (-4800, 39, (-480, None, False)),
        (14400, 8, (1440, None, True)),
        (50, 19, (0, 50, False)),
        (-50, 52, (0, -50, True)),
        (None, None, (0, None, False)),
    ],
)
def test_lags(lag: int | None, code: int | None, expected: tuple[int, int | None, bool]) -> None:
    (found,) = read(plan(task(1), task(2, link(1, LinkLag=lag, LagFormat=code)))).links
    assert (found.lag_minutes, found.lag_percent, found.lag_elapsed) == expected


def test_links_may_look_ahead() -> None:
    found = read(plan(task(1, link(2)), task(2, link(3)), task(3)))
    assert [(one.predecessor_uid, one.successor_uid) for one in found.links] == [(2, 1), (3, 2)]
    assert fields_of(found)["Task.PredecessorLink.PredecessorUID"]["kept"] == 2


def test_links_that_join_no_two_tasks_are_left_out() -> None:
    odd = [
        link(2),
        link(9),
        link(1),
        link(1),
        link(5, CrossProject=1, CrossProjectName="b.mpp\\5"),
        "<PredecessorLink/>",
    ]
    found = read(plan(task(1), task(2, *odd, link("?")), task(3, link(4)), task(4, IsNull=1)))
    assert [(one.predecessor_uid, one.successor_uid) for one in found.links] == [(1, 2)]
    assert remarks(found) == {
        "unreadable": 1,
        "blank_rows": 1,
        "broken_links": 4,
        "repeated_links": 1,
        "external_links": 1,
    }
    assert fields_of(found)["Task.PredecessorLink.PredecessorUID"] == {
        "kept": 1,
        "changed": 0,
        "dropped": 6,
        "example": "2",
    }


def test_constraints_deadlines_and_the_rest_of_a_task() -> None:
    (found,) = read(
        plan(
            task(
                5,
                ConstraintType=4,
                ConstraintDate="2026-01-05T08:00:00",
                Deadline="2026-02-01T17:00:00",
                Priority=700,
                Manual=1,
                Active=0,
                Type=2,
                Notes="Ask <Ann> & Bob\nagain",
                HyperlinkAddress="https://example.test/?a=1&b=2",
                DurationFormat=40,
                Duration="PT24H0M0S",
            )
        )
    ).tasks
    assert (found.constraint_type, found.constraint_at) == ("SNET", datetime(2026, 1, 5, 8))
    assert (found.deadline_at, found.priority, found.type) == (datetime(2026, 2, 1, 17), 700, "fixed_work")
    assert (found.is_manual, found.is_active, found.is_elapsed) == (True, False, True)
    assert (found.notes, found.hyperlink_address) == (
        "Ask <Ann> & Bob\nagain",
        "https://example.test/?a=1&b=2",
    )


def test_a_calendar_that_is_not_there_is_cleared_and_noted() -> None:
    calendar = element("Calendar", UID=3, Name="Nights", IsBaseCalendar=1, BaseCalendarUID=-1)
    found = read(
        plan(task(1, CalendarUID=3), task(2, CalendarUID=8), task(3, CalendarUID=-1), calendars=calendar)
    )
    assert [one.calendar_uid for one in found.tasks] == [3, None, None]
    assert [str(remark) for remark in found.remarks] == [
        "1 reference to a calendar that is not in the file was cleared: Task 2: 8."
    ]
    assert fields_of(found)["Task.CalendarUID"] == {
        "kept": 2,
        "changed": 1,
        "dropped": 0,
        "example": "8 → -1",
    }


def test_alternative_weeks_are_read() -> None:
    times = element("WorkingTimes", element("WorkingTime", FromTime="07:00:00", ToTime="00:00:00"))
    days = element("WeekDays", element("WeekDay", times, DayType=7, DayWorking=1))
    period = element("TimePeriod", FromDate="2026-07-01T00:00:00", ToDate="2026-07-31T23:59:00")
    weeks = element("WorkWeeks", element("WorkWeek", period, days, Name="July"))
    (found,) = read(plan(calendars=element("Calendar", weeks, UID=1, Name="C"))).calendars
    (week,) = found.work_weeks
    assert (week.name, week.starts_at, week.finishes_at) == (
        "July",
        datetime(2026, 7, 1),
        datetime(2026, 7, 31, 23, 59),
    )
    assert (week.days[0].day, week.days[0].is_working, week.days[0].times[0].starts) == (7, True, time(7))


PEOPLE = element("Resource", UID=0, ID=0) + element("Resource", UID=1, Name="Ann", Type=1, MaxUnits="1.50")
PEOPLE += element("Resource", UID=2, Name="Fee", Type=0, IsCostResource=1) + element(
    "Resource", UID=3, IsNull=1
)


def test_resources_have_kinds_and_blank_ones_are_left_out() -> None:
    found = read(plan(resources=PEOPLE))
    assert [(one.name, one.kind, one.max_units) for one in found.resources] == [
        ("Ann", "work", Decimal("1.5")),
        ("Fee", "cost", None),
    ]
    assert found.unassigned.uid == 0
    assert remarks(found) == {"blank_resources": 1}


def test_assignments_need_their_task_and_resource() -> None:
    span = timephased(
        Type=1, UID=1, Start="2026-01-05T08:00:00", Finish="2026-01-06T08:00:00", Unit=2, Value="PT8H0M0S"
    )
    whole = [
        element("Assignment", span, UID=1, TaskUID=1, ResourceUID=1, Units="0.5", Work="PT8H0M0S", Cost=1250),
        element("Assignment", UID=2, TaskUID=1, ResourceUID=-65535),
        element("Assignment", UID=3, TaskUID=0, ResourceUID=-65535),
        element("Assignment", UID=4, TaskUID=7, ResourceUID=1),
        element("Assignment", UID=5, TaskUID=1, ResourceUID=8),
    ]
    found = read(plan(task(0, level=0), task(1), resources=PEOPLE, assignments="".join(whole)))
    first, second = found.assignments
    assert (first.resource_uid, first.units, first.work_minutes, first.cost) == (
        1,
        Decimal("0.5"),
        480,
        Decimal("12.5"),
    )
    assert first.timephased == ((1, 1, datetime(2026, 1, 5, 8), datetime(2026, 1, 6, 8), 2, "PT8H0M0S"),)
    assert second.resource_uid is None
    assert [one.uid for one in found.summary_assignments] == [3]
    assert str(found.remarks[-1]).endswith("not in the plan: Assignment 4, Assignment 5.")
    assert fields_of(found)["Assignment.UID"] == {"kept": 3, "changed": 0, "dropped": 2, "example": "4"}


def test_custom_fields_are_called_as_people_call_them() -> None:
    definitions = element("ExtendedAttribute", FieldID="188743731", FieldName="Text1", Alias="Site")
    definitions += element("ExtendedAttribute", FieldID="188743783", FieldName="Duration1")
    values = [
        element("ExtendedAttribute", FieldID="188743731", Value="Dalian"),
        element("ExtendedAttribute", FieldID="188743783", Value="PT8H0M0S", DurationFormat=5),
        element("ExtendedAttribute", FieldID="7", Value="x"),
    ]
    found = read(plan(task(1, *values), custom_fields=definitions))
    labels = [(value.label, value.value, value.unit) for value in found.tasks[0].custom_values]
    assert labels == [("Site", "Dalian", None), ("Duration1", "PT8H0M0S", "h"), ("7", "x", None)]


def test_a_baseline_without_values_is_blank() -> None:
    span = timephased(Type=4, Value="PT8H0M0S")
    saved = element("Baseline", Number=3)
    saved += element("Baseline", span, Number=10, Work="PT8H0M0S", Cost="12345", BCWS="1.5")
    blank, full = read(plan(task(1, saved))).tasks[0].baselines
    assert (blank.number, blank.is_blank, full.is_blank) == (3, True, False)
    assert (full.work_minutes, full.cost, full.source_fields) == (480, Decimal("123.45"), {"BCWS": "1.5"})
    assert [(one.type, one.value) for one in full.timephased] == [(4, "PT8H0M0S")]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("Task", plan(task(1), task(2, IsNull=1), task(2))),
        ("Calendar", plan(calendars=element("Calendar", UID=4) * 2)),
        ("Resource", plan(resources=element("Resource", UID=4) * 2)),
        ("Assignment", plan(task(1), assignments=element("Assignment", UID=4, TaskUID=1) * 2)),
    ],
)
def test_records_with_one_uid_cannot_be_told_apart(kind: str, content: bytes) -> None:
    with pytest.raises(DuplicateUid) as refused:
        read(content)
    assert f"Two records of type “{kind}” have the same UID" in str(refused.value)


@pytest.mark.parametrize("uid", ["", "x", "1.5", "99999999999"])
def test_a_record_needs_a_uid(uid: str) -> None:
    with pytest.raises(MissingUid):
        read(plan(element("Task", UID=uid)))


def test_sections_come_in_the_order_of_project() -> None:
    turned = (
        f'<Project xmlns="{NAMESPACE}"><Assignments>{element("Assignment", UID=1, TaskUID=1)}</Assignments>'
    )
    turned += f"<Tasks>{task(1)}</Tasks></Project>"
    with pytest.raises(WrongOrder) as refused:
        read(turned.encode())
    assert "“Tasks” comes after “Assignments”" in str(refused.value)


def test_an_empty_plan_is_a_plan() -> None:
    found = read(b"<Project/>")
    assert (found.tasks, found.links, found.project.minutes_per_day) == ((), (), 480)
    assert fields_of(found) == {"Project": {"kept": 1, "changed": 0, "dropped": 0, "example": ""}}


def test_a_remark_names_a_few_cases() -> None:
    (remark,) = read(plan(task(1), *(task(uid, link(uid + 100)) for uid in range(2, 9)))).remarks
    assert remark.count == 7
    assert len(remark.examples) == 5
    assert str(remark).endswith("106 → 6, ….")


def test_a_large_plan_is_read_without_holding_the_file() -> None:
    """13 MB of elements pass through the guard in 2 MiB of memory; the plan takes less than 100 MiB."""
    command = [sys.executable, "-m", "tests.exchange.mspdi_memory"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    cost = json.loads(done.stdout)
    assert (cost["tasks"], cost["links"], cost["pieces"]) == (10_000, 9_999, 10_002)
    assert cost["bytes"] > 13_000_000
    assert cost["guarded"] < 2 * 1024
    assert cost["planned"] < 100 * 1024
