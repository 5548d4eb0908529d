"""Loading plans: what comes in, what a second load leaves alone, what people's own changes survive."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from planning import services
from planning.engine.calendar import STANDARD_DAY, STANDARD_WEEK, Special
from planning.engine.recurrence import Recurrence
from planning.loading import (
    KINDS,
    AssignmentRow,
    BaselineRow,
    CalendarRow,
    ExceptionRow,
    LinkRow,
    LoadOptions,
    LoadResult,
    PlanRows,
    ResourceRow,
    TaskRow,
)
from planning.models import (
    Assignment,
    CalendarException,
    Dependency,
    Plan,
    PlanResource,
    Task,
    TaskBaseline,
    WorkCalendar,
)
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from toolkit.errors import Denied, Missing

pytestmark = pytest.mark.usefixtures("sky")
FRIDAY = datetime(2026, 11, 20, 8), datetime(2026, 11, 20, 17)


def task(uid: str, level: int = 1, **fields) -> TaskRow:
    fields = {"start": FRIDAY[0], "finish": FRIDAY[1], "duration_minutes": 480, **fields}
    return TaskRow(external_id=uid, name=f"Task {uid}", level=level, **fields)


HOUSE = PlanRows(
    source="mspdi",
    calendar="1",
    start=FRIDAY[0],
    status_on=date(2026, 11, 20),
    fields={"Title": "House"},
    calendars=(
        CalendarRow(
            external_id="1",
            name="Standard",
            exceptions=(
                ExceptionRow(
                    name="Independence Day",
                    special=Special(
                        date(2026, 1, 1),
                        date(2030, 12, 31),
                        rule=Recurrence("yearly_by_day", day=11, month=11),
                    ),
                ),
            ),
        ),
        CalendarRow(external_id="2", name="Anna", base="1", week=(None,) * 7),
    ),
    resources=(ResourceRow(external_id="1", name="Anna", calendar="2", standard_rate=Decimal("12.5")),),
    tasks=(
        task("1"),
        task("2", 2, percent_complete=100, fields={"Contact": "Anna"}),
        task("3", 2, percent_complete=40, calendar="1"),
        task("4", 1, milestone=True, start=FRIDAY[1], duration_minutes=0),
    ),
    links=(LinkRow(predecessor="2", successor="3"), LinkRow(predecessor="3", successor="4", kind="FF")),
    assignments=(
        AssignmentRow(external_id="1", task="2", resource="1", work_minutes=480),
        AssignmentRow(external_id="2", task="3"),
    ),
    baselines=(
        BaselineRow(task="4", start=FRIDAY[0], finish=datetime(2026, 11, 18, 17)),
        BaselineRow(task="4", number=1, cost=Decimal("99.99")),
    ),
)


def changed(plan: PlanRows, uid: str, **fields) -> PlanRows:
    """The plan with another row of that identifier."""
    rows = (replace(row, **fields) if row.external_id == uid else row for row in plan.tasks)
    return replace(plan, tasks=tuple(rows))


def load(plan, rows: PlanRows = HOUSE, **options) -> LoadResult:
    return services.load_plan(
        actor=plan.cast.ada.actor(), project=plan.project, plan=rows, options=LoadOptions(**options)
    )


def counts(**given: int) -> dict[str, int]:
    return {**dict.fromkeys(KINDS, 0), **given}


ALL = counts(tasks=4, links=2, calendars=2, resources=1, assignments=2, baselines=2)
NOTHING = counts()


@pytest.mark.usefixtures("inside")
def test_everything_comes_in(plan):
    result = load(plan)

    assert result == LoadResult(created=ALL, updated=NOTHING, unchanged=NOTHING, removed=NOTHING)
    assert plan.shown() == "Task 1 .Task 2 .Task 3 Task 4"
    plan.check()
    rows = {row.external_id: row for row in Task.objects.order_by("position")}
    assert [row.number for row in rows.values()] == [1, 2, 3, 4]
    assert [row.kind for row in rows.values()] == ["summary", "task", "task", "milestone"]
    assert [row.state for row in rows.values()] == ["not_started", "done", "in_progress", "planned"]
    assert rows["2"].start_at == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (rows["2"].source, rows["2"].source_fields) == ("mspdi", {"Contact": "Anna"})
    assert rows["2"].actual_finish_at == datetime(2026, 11, 20, 16, tzinfo=UTC)
    assert rows["3"].remaining_minutes == 288
    assert (rows["4"].due, rows["4"].promised) == (date(2026, 11, 20), date(2026, 11, 18))
    assert {row.visibility for row in rows.values()} == {"internal"}


@pytest.mark.usefixtures("inside")
def test_rows_point_to_each_other(plan):
    load(plan)

    standard, anna = WorkCalendar.objects.order_by("external_id")
    assert anna.base == standard
    assert CalendarException.objects.get().rule["month"] == 11
    whole = Plan.objects.get()
    assert (whole.calendar, whole.status_on, whole.next_number) == (standard, date(2026, 11, 20), 5)
    assert (whole.source, whole.source_fields) == ("mspdi", {"Title": "House"})
    assert PlanResource.objects.get().calendar == anna
    assert set(Assignment.objects.values_list("task__external_id", "resource__name")) == {
        ("2", "Anna"),
        ("3", None),
    }
    assert set(Dependency.objects.values_list("predecessor__name", "successor__name", "kind")) == {
        ("Task 2", "Task 3", "FS"),
        ("Task 3", "Task 4", "FF"),
    }
    assert set(TaskBaseline.objects.values_list("number", "cost")) == {(0, None), (1, Decimal("99.9900"))}


@pytest.mark.usefixtures("inside")
def test_the_plans_calendar_counts_from_then_on(cast, plan):
    load(plan)

    row = services.edit_task(
        actor=cast.ada.actor(),
        task=plan["Task 2"],
        start=datetime(2026, 11, 10, 8),
        duration_minutes=960,
    )

    assert row.due == date(2026, 11, 12), "11 November is a day off"


@pytest.mark.usefixtures("inside")
def test_the_same_again_writes_nothing(plan, django_assert_num_queries):
    load(plan)
    before = list(Task.objects.order_by("id").values()), Plan.objects.values().get()
    trail = AuditLine.objects.count(), Event.objects.count()

    result = load(plan)

    assert result == LoadResult(created=NOTHING, updated=NOTHING, unchanged=ALL, removed=NOTHING)
    assert (list(Task.objects.order_by("id").values()), Plan.objects.values().get()) == before
    assert (AuditLine.objects.count(), Event.objects.count()) == trail


@pytest.mark.usefixtures("inside")
def test_a_dry_run_tells_the_same_and_writes_nothing(plan):
    told = load(plan, dry_run=True)

    assert not Task.objects.exists()
    assert not Plan.objects.exists()
    assert not AuditLine.objects.exists()
    assert told == load(plan)
    news = changed(HOUSE, "3", name="Other")
    assert load(plan, news, dry_run=True).updated == counts(tasks=1)
    assert not Task.objects.filter(name="Other").exists()


@pytest.mark.usefixtures("inside")
def test_a_changed_row_is_updated_and_its_history_kept(cast, plan):
    load(plan)
    row = plan["Task 4"]
    later = datetime(2026, 11, 27, 17)

    result = load(plan, changed(HOUSE, "4", start=later, finish=later))

    assert (result.updated["tasks"], result.unchanged["tasks"]) == (1, 3)
    stored = plan["Task 4"]
    assert (stored.due, stored.due_version, stored.version) == (date(2026, 11, 27), 2, row.version + 1)
    line = AuditLine.objects.get(subject_id=row.pk)
    assert (line.subject_key, line.before["due"], line.after["due"]) == ("T4", "2026-11-20", "2026-11-27")
    moved = Event.objects.get(name="planning.MilestoneRescheduled").payload
    assert (moved["before"], moved["due_version"]) == ("2026-11-20", 2)


@pytest.mark.usefixtures("inside")
def test_what_people_changed_stays_unless_the_file_changed_there_too(cast, plan):
    load(plan)
    ada = cast.ada.actor()
    services.edit_task(actor=ada, task=plan["Task 2"], name="Ours", owner_id=cast.ben.person.pk)
    services.edit_task(actor=ada, task=plan["Task 3"], name="Ours too")

    result = load(plan, changed(HOUSE, "3", name="Theirs"))

    assert (result.updated["tasks"], result.unchanged["tasks"]) == (1, 3)
    assert plan["Ours"].owner_id == cast.ben.person.pk
    assert plan["Theirs"].external_id == "3"


@pytest.mark.usefixtures("inside")
def test_a_finer_state_of_ours_stays_where_it_agrees(cast, plan):
    load(plan)
    services.change_state(actor=cast.ada.actor(), task=plan["Task 3"], step="block", reason="access")

    load(plan, changed(HOUSE, "3", percent_complete=60))
    assert plan["Task 3"].state == "blocked"
    load(plan, changed(HOUSE, "3", percent_complete=100))
    assert plan["Task 3"].state == "done"


@pytest.mark.usefixtures("inside")
def test_our_own_rows_keep_their_neighbours(plan):
    load(plan)
    plan.add("ours", "Task 1", before_id=plan["Task 3"].pk)
    plan.add("ours too", before_id=plan["Task 4"].pk)
    assert plan.shown() == "Task 1 .Task 2 .ours .Task 3 ours too Task 4"

    load(plan, replace(HOUSE, tasks=(*HOUSE.tasks, task("5"))))

    assert plan.shown() == "Task 1 .Task 2 .ours .Task 3 ours too Task 4 Task 5"
    plan.check()


@pytest.mark.usefixtures("inside")
def test_a_new_order_in_the_file_counts(plan):
    load(plan)
    one, two, three, four = HOUSE.tasks
    rows = (four, three, replace(two, level=1), replace(one, level=2))

    load(plan, replace(HOUSE, tasks=rows, links=()))

    assert plan.shown() == "Task 4 .Task 3 Task 2 .Task 1"
    plan.check()
    assert [plan[f"Task {n}"].state for n in (1, 4)] == ["not_started", "not_started"]


@pytest.mark.usefixtures("inside")
def test_moves_of_ours_stay_while_the_files_outline_is_the_same(cast, plan):
    load(plan)
    services.move_task(actor=cast.ada.actor(), task=plan["Task 3"], step="outdent")

    load(plan, changed(HOUSE, "2", name="Task two"))

    assert plan.shown() == "Task 1 .Task two Task 3 Task 4"
    plan.check()


SHORT = replace(HOUSE, tasks=HOUSE.tasks[:2], links=(), assignments=HOUSE.assignments[:1], baselines=())


@pytest.mark.usefixtures("inside")
def test_tasks_that_left_the_file_are_told_and_links_removed(plan):
    load(plan)

    result = load(plan, SHORT)

    assert result.missing == ("3", "4")
    assert result.removed == counts(links=2, assignments=1)
    assert plan.shown() == "Task 1 .Task 2 .Task 3 Task 4"
    assert not Dependency.objects.live().exists()
    assert load(plan, SHORT).removed == NOTHING


@pytest.mark.usefixtures("inside")
def test_tasks_that_left_the_file_leave_on_request_and_return(plan):
    load(plan)

    result = load(plan, SHORT, withdraw_missing=True)
    assert (result.removed["tasks"], plan.shown()) == (2, "Task 1 .Task 2")
    plan.check()

    result = load(plan)
    assert result.created == counts(tasks=2, links=2, assignments=1, baselines=2)
    assert plan.shown() == "Task 1 .Task 2 .Task 3 Task 4"
    plan.check()


@pytest.mark.usefixtures("inside")
def test_what_a_person_took_out_stays_out(cast, plan):
    load(plan)
    ada = cast.ada.actor()
    services.withdraw_task(actor=ada, task=plan["Task 3"], reason="not ours")
    link = Dependency.objects.filter(successor__name="Task 4")
    assert not link.live().exists()

    result = load(plan)

    assert result.created == NOTHING
    assert result.warnings[0] == ("withdrawn_here", {"external_id": "3"})
    assert ("link_lost", {"predecessor": "2", "successor": "3"}) in result.warnings
    assert plan.shown() == "Task 1 .Task 2 Task 4"
    load(plan, replace(HOUSE, tasks=(*HOUSE.tasks, task("5"))))
    assert plan.shown() == "Task 1 .Task 2 Task 4 Task 5"
    plan.check()


@pytest.mark.usefixtures("inside")
def test_a_link_that_a_person_removed_stays_out_until_the_file_changes_it(cast, plan):
    load(plan)
    services.remove_dependency(
        actor=cast.ada.actor(), dependency=Dependency.objects.get(successor__name="Task 3")
    )

    assert load(plan).created == NOTHING
    lag = replace(HOUSE.links[0], lag_minutes=480)
    assert load(plan, replace(HOUSE, links=(lag, HOUSE.links[1]))).created == counts(links=1)
    assert Dependency.objects.live().get(successor__name="Task 3").lag_minutes == 480


@pytest.mark.usefixtures("inside")
def test_a_changed_link_and_calendar_are_updated(plan):
    load(plan)
    link = replace(HOUSE.links[0], lag_minutes=60, fields={"LagFormat": "5"})
    calendar = replace(HOUSE.calendars[0], week=(*STANDARD_WEEK[:5], STANDARD_DAY, ()), exceptions=())
    news = replace(
        HOUSE, links=(link, HOUSE.links[1]), calendars=(calendar, HOUSE.calendars[1]), fields={"Title": "B"}
    )

    assert load(plan, news).updated == counts(links=1, calendars=1)
    stored = Dependency.objects.get(successor__name="Task 3")
    assert (stored.lag_minutes, stored.source_fields, stored.version) == (60, {"LagFormat": "5"}, 2)
    assert WorkCalendar.objects.get(external_id="1").week[5] == [[480, 720], [780, 1020]]
    assert not CalendarException.objects.exists()
    assert Plan.objects.get().source_fields == {"Title": "B"}


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("dry_run", [True, False])
def test_broken_files_are_refused_whole(plan, dry_run):
    twice = replace(HOUSE, tasks=(*HOUSE.tasks, task("4")))
    with pytest.raises(services.PlanRowsBroken, match=r"the identifier 4 twice \(tasks\)"):
        load(plan, twice, dry_run=dry_run)
    circle = replace(HOUSE, links=(*HOUSE.links, LinkRow(predecessor="4", successor="2")))
    with pytest.raises(services.LinkCircular, match="“Task 2” → “Task 3” → “Task 4” → “Task 2”"):
        load(plan, circle, dry_run=dry_run)

    assert not Task.objects.exists()


@pytest.mark.usefixtures("inside")
def test_odd_rows_come_in_tamed(plan):
    rows = PlanRows(
        source="mspdi",
        tasks=(
            task("1", 3, start=FRIDAY[1], finish=FRIDAY[0], percent_complete=140, priority=2000),
            task("2", 9, milestone=True, active=False),
            TaskRow(external_id="3", name="n" * 600),
            TaskRow(external_id="4", name="", level=2, active=False),
        ),
        links=(LinkRow(predecessor="1", successor="9"), LinkRow(predecessor="3", successor="3")),
    )

    result = load(plan, rows)

    assert {code for code, _details in result.warnings} == {"link_lost", "name_cut"}
    plan.check()
    first, last = Task.objects.get(external_id="1"), Task.objects.get(external_id="4")
    assert (first.kind, first.percent_complete, first.priority) == ("summary", 100, 1000)
    assert (last.state, last.start_at) == ("cancelled", None)


def test_only_the_manager_loads(cast, plan):
    for name, refusal in (("tim", Denied), ("ben", Denied), ("ida", Missing), ("zoe", Missing)):
        for dry_run in (True, False):
            with pytest.raises(refusal):
                services.load_plan(
                    actor=getattr(cast, name).actor(),
                    project=plan.project,
                    plan=HOUSE,
                    options=LoadOptions(dry_run=dry_run),
                )
    with tenant_tx(cast.acme.pk):
        assert not Task.objects.exists()


def long_plan(rows: int) -> PlanRows:
    tasks = tuple(task(str(n), 1 + n % 3, fields={"n": n}) for n in range(rows))
    leaves = [row for row in tasks if row.level == 3]
    links = tuple(
        LinkRow(predecessor=one.external_id, successor=two.external_id) for one, two in pairwise(leaves)
    )
    baselines = tuple(BaselineRow(task=row.external_id, finish=row.finish) for row in tasks)
    return PlanRows(source="mspdi", tasks=tasks, links=links, baselines=baselines)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("rows", [6, 60])
def test_the_number_of_queries_does_not_grow(plan, rows, django_assert_num_queries):
    first, again = long_plan(rows), long_plan(rows)
    again = replace(again, tasks=tuple(replace(row, name=f"{row.name}!") for row in again.tasks))
    actor = plan.cast.ada.actor()

    with django_assert_num_queries(19):
        services.load_plan(actor=actor, project=plan.project, plan=first)
    with django_assert_num_queries(15):
        services.load_plan(actor=actor, project=plan.project, plan=again)
    plan.check()
