"""Adding and editing rows: their dates, their places, who may."""

from datetime import UTC, date, datetime

import pytest

from planning import services
from planning.models import Plan, Task, WorkCalendar
from planning.services.tasks import CalendarElsewhere
from planning.times import DatesContradict, FinishBeforeStart
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import ProjectFactory
from toolkit.errors import BadInput, Denied, Missing, Stale

pytestmark = pytest.mark.usefixtures("sky")
FRIDAY_8 = datetime(2026, 11, 20, 8)


def utc(*values: int) -> datetime:
    return datetime(*values, tzinfo=UTC)


@pytest.mark.usefixtures("inside")
def test_add_task(cast, plan):
    task = plan.add("Write SOPs", start=FRIDAY_8, duration_minutes=960, owner_id=cast.ben.person.pk)

    stored = plan["Write SOPs"]
    assert (stored.number, stored.position, stored.level, stored.wbs, stored.kind) == (1, 1, 1, "1", "task")
    assert (stored.start_at, stored.finish_at) == (utc(2026, 11, 20, 7), utc(2026, 11, 23, 16))
    assert (stored.due, stored.remaining_minutes) == (date(2026, 11, 23), 960)
    assert (stored.visibility, stored.version, stored.created_at) == ("internal", 1, NOW)
    assert stored.client_id == cast.skyharp.pk
    assert AuditLine.objects.get().subject_key == "T1"
    assert Event.objects.get().payload["task_id"] == str(task.pk)


@pytest.mark.usefixtures("inside")
def test_rows_stand_last_below_their_summary(waves):
    assert waves.shown() == "A .B .C ..D E"
    waves.check()
    assert [waves[name].kind for name in "ABCDE"] == ["summary", "task", "summary", "task", "task"]

    waves.add("F", "A")
    waves.add("G", "D")

    assert waves.shown() == "A .B .C ..D ...G .F E"
    waves.check()


@pytest.mark.usefixtures("inside")
def test_a_row_may_stand_before_a_sibling(waves):
    waves.add("F", "A", before_id=waves["C"].pk)
    waves.add("G", before_id=waves["A"].pk)

    assert waves.shown() == "G A .B .F .C ..D E"
    waves.check()
    with pytest.raises(Missing):
        waves.add("H", before_id=waves["B"].pk)


@pytest.mark.usefixtures("inside")
def test_numbers_are_never_used_again(cast, waves):
    services.withdraw_task(actor=cast.ada.actor(), task=waves["E"], reason="not needed")

    assert waves.add("F").number == 6
    assert Plan.objects.get().next_number == 7


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("fields", "start", "finish", "duration"),
    [
        ({"start": FRIDAY_8, "duration_minutes": 480}, "20T07:00", "20T16:00", 480),
        ({"start": FRIDAY_8, "finish": datetime(2026, 11, 23, 12)}, "20T07:00", "23T11:00", 720),
        ({"finish": datetime(2026, 11, 20, 17), "duration_minutes": 960}, "19T07:00", "20T16:00", 960),
        ({"start": FRIDAY_8}, "20T07:00", None, None),
        ({"due": date(2026, 11, 24)}, None, "24T16:00", None),
        ({"start": FRIDAY_8, "due": date(2026, 11, 24)}, "20T07:00", "24T16:00", 1440),
        ({"start": utc(2026, 11, 20, 7), "duration_minutes": 60}, "20T07:00", "20T08:00", 60),
        (
            {"start": FRIDAY_8, "finish": datetime(2026, 11, 20, 17), "duration_minutes": 480},
            "20T07:00",
            "20T16:00",
            480,
        ),
        ({}, None, None, None),
    ],
)
def test_two_dates_decide_the_third(plan, fields, start, finish, duration):
    task = plan.add("X", **fields)

    def read(instant):
        return instant and f"{instant.astimezone(UTC):%dT%H:%M}"

    assert (read(task.start_at), read(task.finish_at), task.duration_minutes) == (start, finish, duration)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": "  "}, services.NameMissing),
        ({"start": FRIDAY_8, "finish": datetime(2026, 11, 19, 8)}, FinishBeforeStart),
        (
            {"start": FRIDAY_8, "finish": datetime(2026, 11, 20, 17), "duration_minutes": 60},
            DatesContradict,
        ),
        ({"priority": 1001}, BadInput),
    ],
)
def test_refused_rows(plan, fields, refusal):
    with pytest.raises(refusal):
        plan.add(**{"name": "X", **fields})

    assert not Task.objects.exists()


@pytest.mark.usefixtures("inside")
def test_a_milestone_is_a_point_at_the_end_of_its_day(plan):
    milestone = plan.add("G3", kind="milestone", due=date(2026, 12, 18))

    assert milestone.start_at == milestone.finish_at == utc(2026, 12, 18, 16)
    assert (milestone.due, milestone.duration_minutes, milestone.state) == (date(2026, 12, 18), 0, "planned")
    with pytest.raises(services.MilestoneHoldsNothing):
        plan.add("below", "G3")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("start", "finish", "instants"),
    [
        ((2026, 10, 25, 2, 30), (2026, 10, 25, 3, 30), ("00:30", "02:30")),
        ((2026, 3, 29, 1, 30), (2026, 3, 29, 3, 30), ("00:30", "01:30")),
        ((2028, 2, 29, 8), (2028, 2, 29, 17), ("07:00", "16:00")),
    ],
)
def test_dates_on_odd_nights_and_the_leap_day(plan, start, finish, instants):
    task = plan.add("X", start=datetime(*start), finish=datetime(*finish))

    assert (f"{task.start_at:%H:%M}", f"{task.finish_at:%H:%M}") == instants
    assert task.due == date(*finish[:3])


@pytest.mark.usefixtures("inside")
def test_edit_task(cast, plan):
    task = plan.add("X", start=FRIDAY_8, duration_minutes=480)

    edited = services.edit_task(
        actor=cast.tim.actor(), task=plan["X"], version=1, name=" Y ", duration_minutes=960
    )

    assert (edited.name, edited.finish_at, edited.version) == ("Y", utc(2026, 11, 23, 16), 2)
    assert (edited.due, edited.due_version) == (date(2026, 11, 23), 2)
    line = AuditLine.objects.get(action="planning.edit_task")
    assert (line.subject_id, line.before["name"], line.after["name"]) == (task.pk, "X", "Y")
    assert line.before["due"] == "2026-11-20"


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("fields", "start", "finish", "duration"),
    [
        ({"start": datetime(2026, 11, 23, 8)}, "23T07:00", "23T16:00", 480),
        ({"finish": datetime(2026, 11, 23, 17)}, "20T07:00", "23T16:00", 960),
        ({"duration_minutes": 240}, "20T07:00", "20T11:00", 240),
        ({"finish": datetime(2026, 11, 23, 17), "duration_minutes": 480}, "23T07:00", "23T16:00", 480),
        ({"start": None}, "–", "20T16:00", 480),
        ({"notes": "text"}, "20T07:00", "20T16:00", 480),
    ],
)
def test_an_edit_keeps_what_is_not_named(cast, plan, fields, start, finish, duration):
    plan.add("X", start=FRIDAY_8, duration_minutes=480)

    task = services.edit_task(actor=cast.ada.actor(), task=plan["X"], **fields)

    got = ["–" if value is None else f"{value:%dT%H:%M}" for value in (task.start_at, task.finish_at)]
    assert (*got, task.duration_minutes) == (start, finish, duration)


@pytest.mark.usefixtures("inside")
def test_an_edit_that_changes_nothing_leaves_no_trace(cast, plan):
    plan.add("X", start=FRIDAY_8, duration_minutes=480)

    services.edit_task(actor=cast.ada.actor(), task=plan["X"], name="X", start=FRIDAY_8)

    assert plan["X"].version == 1
    assert AuditLine.objects.count() == 1


@pytest.mark.usefixtures("inside")
def test_a_task_with_another_calendar_keeps_its_work(cast, plan):
    mornings = WorkCalendar.objects.create(
        name="Mornings", week=[[[480, 720]]] * 5 + [[], []], created_at=NOW
    )
    plan.add("X", start=FRIDAY_8, duration_minutes=480)

    task = services.edit_task(actor=cast.ada.actor(), task=plan["X"], calendar_id=mornings.pk)

    assert (task.finish_at, task.duration_minutes) == (utc(2026, 11, 23, 11), 480)


@pytest.mark.usefixtures("inside")
def test_a_calendar_of_another_plan_is_refused(cast, plan):
    other = ProjectFactory(client=cast.skyharp, key="OTHER")
    theirs = WorkCalendar.objects.create(project=other, name="Theirs", created_at=NOW)

    with pytest.raises(CalendarElsewhere):
        plan.add("X", calendar_id=theirs.pk)


@pytest.mark.usefixtures("inside")
def test_a_stale_edit_is_refused(cast, plan):
    plan.add("X")
    services.edit_task(actor=cast.ada.actor(), task=plan["X"], name="Y")

    with pytest.raises(Stale) as refused:
        services.edit_task(actor=cast.tim.actor(), task=plan["Y"], name="Z", version=1)

    assert (refused.value.version, refused.value.theirs) == (2, {"name": "Y"})


@pytest.mark.usefixtures("inside")
def test_a_summary_is_computed(cast, waves):
    with pytest.raises(services.SummaryIsComputed):
        services.edit_task(actor=cast.ada.actor(), task=waves["A"], start=FRIDAY_8)

    assert services.edit_task(actor=cast.ada.actor(), task=waves["A"], name="Waves").name == "Waves"


@pytest.mark.usefixtures("inside")
def test_a_moved_milestone_is_announced(cast, plan):
    plan.add("G3", kind="milestone", due=date(2026, 12, 18))
    services.edit_task(actor=cast.ada.actor(), task=plan["G3"], due=date(2027, 1, 5))

    moved = Event.objects.get(name="planning.MilestoneRescheduled").payload
    assert (moved["before"], moved["after"], moved["due_version"]) == ("2026-12-18", "2027-01-05", 2)


def test_only_planners_add_and_edit(cast, sky, plan):
    with tenant_tx(cast.acme.pk):
        plan.add("X")
        task = plan["X"]
    for name, refusal in (
        ("ben", Denied),
        ("olga", Denied),
        ("ida", Missing),
        ("cleo", Missing),
        ("zoe", Missing),
    ):
        actor = getattr(cast, name).actor()
        with pytest.raises(refusal):
            services.add_task(actor=actor, project=sky, name="Y")
        with pytest.raises(refusal):
            services.edit_task(actor=actor, task=task, name="Y")

    with tenant_tx(cast.acme.pk):
        assert plan.shown() == "X"


@pytest.mark.usefixtures("inside")
def test_a_foreign_owner_is_an_unknown_one(cast, plan):
    with pytest.raises(BadInput) as refused:
        plan.add("X", owner_id=cast.zoe.person.pk)

    assert refused.value.code == "unknown_reference"


@pytest.mark.usefixtures("inside")
def test_a_parent_of_another_plan_is_missing(cast, plan):
    other = ProjectFactory(client=cast.skyharp, key="OTHER")
    theirs = services.add_task(actor=cast.system(), project=other, name="Theirs")

    with pytest.raises(Missing):
        services.add_task(actor=cast.ada.actor(), project=plan.project, name="X", parent_id=theirs.pk)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("rows", [3, 30])
def test_adding_at_the_end_takes_the_same_queries_in_any_plan(plan, rows, django_assert_num_queries):
    for n in range(rows):
        plan.add(f"T{n}")
    actor = plan.cast.ada.actor()

    with django_assert_num_queries(11):
        services.add_task(actor=actor, project=plan.project, name="last")
