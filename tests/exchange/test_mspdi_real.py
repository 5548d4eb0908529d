"""Plans that Microsoft Project wrote come in as Microsoft counted and dated them."""

import csv
from collections.abc import Iterator
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from exchange.mspdi.reader import Plan, read_plan
from exchange.mspdi.tasks import Task

COUNTS = {
    "converted/Residential_Construction.mpp.xml": (108, 89, 118),
    "converted/sample.mpp.xml": (62, 55, 70),
    "converted/input.mpp.xml": (10, 8, 5),
    "converted/mpp14baseline.mpp.xml": (14, 9, 6),
    "converted/mpp14recurring.mpp.xml": (27, 20, 0),
    "converted/mpp14timephased.mpp.xml": (40, 40, 0),
    "mpxj/assignment-text-project2007-mspdi.xml": (30, 30, 0),
    "mpxj/baselines.xml": (1, 1, 0),
    "mpxj/calendar-calendars-project2013-mspdi.xml": (0, 0, 0),
    "mpxj/calendar-recurring-exceptions-project2013-mspdi.xml": (0, 0, 0),
    "mpxj/caltest.xml": (3, 3, 0),
    "mpxj/enterprise.xml": (1, 1, 0),
    "mpxj/mspdiavailability.xml": (0, 0, 0),
    "mpxj/mspdicostratetable.xml": (0, 0, 0),
    "mpxj/mspdiduration.xml": (10, 10, 0),
    "mpxj/mspdinulltasks.xml": (5, 3, 0),
    "mpxj/mspdirelations.xml": (5, 5, 4),
    "mpxj/mspdisplittask.xml": (2, 2, 0),
    "mpxj/mspditimephased.xml": (40, 40, 0),
    "mpxj/sample.xml": (19, 16, 6),
    "mpxj/task-baselines-project2003-mspdi.xml": (55, 55, 0),
    "mpxj/task-links-project2003-mspdi.xml": (16, 16, 8),
    "mpxj/task-links-project2013-mspdi.xml": (16, 16, 8),
    "mpxj/task-text-project2010-mspdi.xml": (30, 30, 0),
}
"""Tasks, leaves and links of each file."""

DATES = {
    "starts_at": "start",
    "finishes_at": "finish",
    "early_starts_at": "early_start",
    "early_finishes_at": "early_finish",
    "late_starts_at": "late_start",
    "late_finishes_at": "late_finish",
    "constraint_at": "constraint_date",
}


def load(data_dir: Path, name: str) -> Plan:
    with (data_dir / "mspdi" / name).open("rb") as source:
        return read_plan(source=source)


def expected(data_dir: Path, name: str) -> Iterator[dict[str, str]]:
    plan = Path(name.removesuffix(".xml") if name.endswith(".mpp.xml") else name).name
    with (data_dir / "mspdi/expected" / f"{plan}.expected.csv").open() as rows:
        yield from csv.DictReader(rows)


def dated(task: Task) -> dict[str, str]:
    moments = {column: getattr(task, field) for field, column in DATES.items()}
    return {column: moment.isoformat() if moment else "" for column, moment in moments.items()}


@pytest.mark.parametrize("name", COUNTS)
def test_counts(data_dir: Path, name: str) -> None:
    plan = load(data_dir, name)
    leaves = [task for task in plan.tasks if task.kind != "summary"]
    assert (len(plan.tasks), len(leaves), len(plan.links)) == COUNTS[name]


def test_every_plan_is_counted(data_dir: Path) -> None:
    found = {str(path.relative_to(data_dir / "mspdi")) for path in (data_dir / "mspdi").rglob("*.xml")}
    primavera = {name for name in found if name.endswith("Calendar.xml")}
    assert found - primavera == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_tasks_are_those_that_project_stored(data_dir: Path, name: str) -> None:
    tasks = load(data_dir, name).tasks
    rows = list(expected(data_dir, name))
    assert [task.uid for task in tasks] == [int(row["uid"]) for row in rows]
    for task, row in zip(tasks, rows, strict=True):
        wanted = {column: row[column] for column in DATES.values()}
        assert {column: value for column, value in dated(task).items() if wanted[column]} == (
            {column: value for column, value in wanted.items() if value}
        )
        assert (task.kind == "summary") == (row["summary"] == "1")
        assert task.level == int(row["outline_level"])
        assert task.is_milestone == bool(int(row["milestone"]))
        assert task.percent_complete == int(row["percent_complete"])
        assert task.constraint_type == row["constraint_type"]
        assert abs(task.duration_minutes - float(row["duration_min"])) <= 0.5


def test_links_are_those_that_project_stored(data_dir: Path) -> None:
    """The oracle writes `9FS+48000t/9`: predecessor, kind, lag in tenths of a minute, format."""
    for name in COUNTS:
        plan = load(data_dir, name)
        written: dict[int, set[str]] = {task.uid: set() for task in plan.tasks}
        for link in plan.links:
            lag = f"{link.lag_minutes * 10:+}t/{link.lag_format}" if link.lag_minutes else ""
            written[link.successor_uid].add(f"{link.predecessor_uid}{link.kind}{lag}")
        for row in expected(data_dir, name):
            assert written[int(row["uid"])] == set(row["predecessors"].split())


def test_slack_is_read_in_minutes(data_dir: Path) -> None:
    name = "converted/Residential_Construction.mpp.xml"
    slack = {
        task.uid: (task.total_slack_minutes or 0, task.free_slack_minutes or 0)
        for task in load(data_dir, name).tasks
    }
    rows = list(expected(data_dir, name))
    assert slack == {
        int(row["uid"]): (float(row["total_slack_min"]), float(row["free_slack_min"])) for row in rows
    }
    assert max(slack.values()) > (0, 0)


def test_elapsed_durations_count_the_clock(data_dir: Path) -> None:
    tasks = load(data_dir, "mpxj/mspdiduration.xml").tasks
    found = [(task.duration_minutes, task.is_elapsed) for task in tasks]
    working = [(1, False), (60, False), (480, False), (2400, False), (9600, False)]
    assert found == [*working, (1, True), (60, True), (1440, True), (10080, True), (43200, True)]


def test_costs_are_hundredths_and_rates_are_not(data_dir: Path) -> None:
    """Work times rate, plus the cost per use times units, is the cost that Project stored."""
    plan = load(data_dir, "mpxj/sample.xml")
    resources = {resource.uid: resource for resource in plan.resources}
    paid = [assignment for assignment in plan.assignments if assignment.cost]
    assert [assignment.cost for assignment in paid] == [Decimal(2015), Decimal("1511.25")]
    for assignment in paid:
        resource = resources[assignment.resource_uid]
        work = Decimal(assignment.work_minutes) / 60 * resource.standard_rate
        assert assignment.cost == work + assignment.units * resource.cost_per_use == resource.cost


def test_rates_are_per_hour_whatever_their_format(data_dir: Path) -> None:
    """20 a minute, 50 a day, 80 a month of 160 hours."""
    rates = load(data_dir, "mpxj/mspdicostratetable.xml").resources[2].rates
    seen = [(rate.standard_rate, rate.standard_rate_format, rate.cost_per_use) for rate in rates[1:6:2]]
    assert seen == [(20 * 60, 1, 30), (Decimal(50) / 8, 3, 60), (Decimal(80) / 160, 5, 90)]


def test_availability_is_kept(data_dir: Path) -> None:
    periods = load(data_dir, "mpxj/mspdiavailability.xml").resources[1].availability
    assert [period.units for period in periods] == [1, Decimal("0.6"), Decimal("0.75")]
    assert periods[0].starts_at == datetime(2009, 6, 1)


def test_both_forms_of_exceptions_are_read(data_dir: Path) -> None:
    new = load(data_dir, "mpxj/calendar-recurring-exceptions-project2013-mspdi.xml").calendars[0]
    assert [len(new.exceptions), len(new.repeated_exceptions), len(new.days)] == [27, 138, 7]
    assert {exception.type for exception in new.exceptions} == {1, 2, 3, 4, 5, 6, 7}
    yearly = next(exception for exception in new.exceptions if exception.type == 3)
    assert None not in (yearly.month, yearly.month_item, yearly.month_position, yearly.occurrences)

    old = {calendar.uid: calendar for calendar in load(data_dir, "mpxj/caltest.xml").calendars}[6]
    assert [exception.starts_at for exception in old.exceptions] == [
        datetime(2005, 11, 1),
        datetime(2005, 11, 21),
    ]
    assert old.repeated_exceptions == ()
    assert (old.base_uid, old.is_base) == (3, False)


def test_a_base_calendar_has_no_base(data_dir: Path) -> None:
    calendars = load(data_dir, "mpxj/calendar-calendars-project2013-mspdi.xml").calendars
    assert [calendar.base_uid for calendar in calendars] == [None, None, None, 1, 1]


def test_the_usual_week_is_read(data_dir: Path) -> None:
    days = load(data_dir, "mpxj/mspdirelations.xml").calendars[0].days
    assert [day.is_working for day in days] == [False, True, True, True, True, True, False]
    assert [(stretch.starts, stretch.ends) for stretch in days[1].times] == [
        (time(8), time(12)),
        (time(13), time(17)),
    ]


def test_baselines_are_read(data_dir: Path) -> None:
    plan = load(data_dir, "mpxj/baselines.xml")
    for number, baseline in enumerate(plan.tasks[0].baselines, start=1):
        assert (baseline.number, baseline.cost, baseline.work_minutes) == (number, number, number * 60)
        assert baseline.starts_at == datetime(2001, 1, number, 9)
    assert [baseline.number for baseline in plan.tasks[0].baselines] == list(range(1, 11))
    assert [baseline.cost for baseline in plan.resources[0].baselines] == list(range(1, 11))


def test_custom_fields_have_their_names(data_dir: Path) -> None:
    values = load(data_dir, "mpxj/enterprise.xml").tasks[0].custom_values
    assert values[0].label == "Enterprise Cost1"
    texts = load(data_dir, "mpxj/task-text-project2010-mspdi.xml").tasks
    assert [(value.label, value.value) for value in texts[0].custom_values] == [("Text1", "1")]


def test_timephased_values_are_kept(data_dir: Path) -> None:
    plan = load(data_dir, "mpxj/mspditimephased.xml")
    spans = [span for assignment in plan.assignments for span in assignment.timephased]
    assert len(spans) == plan.ledger.fields()["Assignment.TimephasedData.Type"]["kept"] == 2077
    assert sum(len(task.timephased) for task in plan.tasks) == 281
    typo = next(assignment for assignment in plan.assignments if "TimephasedData" in assignment.source_fields)
    assert list(typo.source_fields["TimephasedData"].values()) == [{"Start": "2008-12-04T17:-0:00"}]


def test_blank_rows_are_left_out_and_named(data_dir: Path) -> None:
    plan = load(data_dir, "mpxj/mspdinulltasks.xml")
    assert [str(remark) for remark in plan.remarks] == ["3 blank rows were left out."]
    assert [task.parent_uid for task in plan.tasks] == [None, 1, 1, None, 6]


def test_the_project_summary_task_is_apart(data_dir: Path) -> None:
    plan = load(data_dir, "converted/Residential_Construction.mpp.xml")
    assert plan.summary.name == "Residential Construction"
    assert plan.summary.uid == 0
    assert 0 not in {task.uid for task in plan.tasks}
    assert plan.unassigned.uid == 0
    assert plan.project.title == "Residential Construction"
    assert plan.project.minutes_per_day == 480
    assert plan.project.starts_at == datetime(2013, 8, 28, 8)
