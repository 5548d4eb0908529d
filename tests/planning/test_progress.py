"""How far things are: states by the table, percent, actual dates, milestones."""

from datetime import UTC, date, datetime, timedelta

import pytest

from planning import services
from planning.models import Task
from planning.models.tasks import MILESTONE_STATES, TASK_STATES
from planning.states import MILESTONE, TASK
from projects.services import ReasonMissing
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tenancy.transitions import StateRefused
from tests.cast import NOW
from toolkit.errors import Denied, Missing, Stale

STEPS = sorted({step for _state, step in [*TASK.rows, *MILESTONE.rows]})


@pytest.fixture
def work(plan):
    """`A .X .M`, X is Ben's."""
    with tenant_tx(plan.cast.acme.pk):
        plan.add("A")
        plan.add(
            "X",
            "A",
            start=datetime(2026, 11, 18, 8),
            duration_minutes=960,
            owner_id=plan.cast.ben.person.pk,
        )
        plan.add("M", "A", kind="milestone", due=date(2026, 11, 20))
    return plan


def test_the_tables_name_exactly_the_states_of_the_models():
    assert set(TASK_STATES) == TASK.states()
    assert set(MILESTONE_STATES) == MILESTONE.states()


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("name", "state"),
    [*(("X", state) for state in TASK_STATES), *(("M", state) for state in MILESTONE_STATES)],
)
def test_states_change_by_the_table_only(cast, work, name, state):
    rows = TASK.rows if name == "X" else MILESTONE.rows
    for step in STEPS:
        Task.objects.filter(name=name).update(state=state, cancelled_at=None)
        change = {"actor": cast.ada.actor(), "task": work[name], "step": step, "reason": "because"}
        if (state, step) in rows:
            assert services.change_state(**change).state == rows[state, step]
        else:
            with pytest.raises(StateRefused):
                services.change_state(**change)
            assert work[name].state == state


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("state", TASK_STATES)
def test_members_take_the_plain_steps_of_their_own_tasks(cast, work, state):
    for step in sorted({step for _state, step in TASK.rows}):
        Task.objects.filter(name="X").update(state=state)
        change = {"actor": cast.ben.actor(), "task": work["X"], "step": step, "reason": "because"}
        if (state, step) not in TASK.rows:
            continue
        if "AG" in TASK.step(state, step).roles:
            assert services.change_state(**change).state == TASK.rows[state, step]
        else:
            with pytest.raises(Denied):
                services.change_state(**change)


@pytest.mark.usefixtures("inside")
def test_what_waits_for_review_is_finished_by_those_who_plan(cast, work):
    """Also when the member reports 100 percent instead of taking the step."""
    Task.objects.filter(name="X").update(state="in_review", percent_complete=90)
    with pytest.raises(Denied):
        services.record_progress(actor=cast.ben.actor(), task=work["X"], percent_complete=100)
    assert work["X"].state == "in_review"
    finished = services.record_progress(actor=cast.ada.actor(), task=work["X"], percent_complete=100)
    assert finished.state == "done"


@pytest.mark.usefixtures("inside")
def test_starting_and_finishing_leave_their_dates(cast, work):
    ben, later = cast.ben.actor(), cast.ben.actor(NOW + timedelta(hours=1))
    task = services.change_state(actor=ben, task=work["X"], step="start")
    assert (task.actual_start_at, task.percent_complete) == (NOW, 0)

    task = services.change_state(actor=later, task=work["X"], step="finish")
    assert (task.state, task.percent_complete, task.remaining_minutes) == ("done", 100, 0)
    assert (task.actual_start_at, task.actual_finish_at) == (NOW, NOW + timedelta(hours=1))

    task = services.change_state(actor=cast.ada.actor(), task=work["X"], step="reopen")
    assert (task.state, task.percent_complete, task.actual_finish_at) == ("in_progress", 99, None)


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize("step", ["cancel", "block"])
def test_some_steps_need_a_reason(cast, work, step):
    services.change_state(actor=cast.ada.actor(), task=work["X"], step="start")

    with pytest.raises(ReasonMissing):
        services.change_state(actor=cast.ada.actor(), task=work["X"], step=step)


@pytest.mark.usefixtures("inside")
def test_cancelling_leaves_its_date(cast, work):
    ada = cast.ada.actor()
    assert services.change_state(actor=ada, task=work["X"], step="cancel", reason="no").cancelled_at == NOW
    assert services.change_state(actor=ada, task=work["X"], step="reopen").cancelled_at is None


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("before", "percent", "state"),
    [
        ("not_started", 0, "not_started"),
        ("not_started", 30, "in_progress"),
        ("ready", 100, "done"),
        ("in_progress", 100, "done"),
        ("in_review", 100, "done"),
        ("blocked", 40, "blocked"),
        ("done", 80, "in_progress"),
    ],
)
def test_states_follow_progress(cast, work, before, percent, state):
    Task.objects.filter(name="X").update(state=before, percent_complete=100 if before == "done" else 0)

    task = services.record_progress(actor=cast.ada.actor(), task=work["X"], percent_complete=percent)

    assert (task.state, task.percent_complete) == (state, percent)
    assert task.remaining_minutes == 960 * (100 - percent) // 100
    assert (task.actual_finish_at is not None) is (state == "done")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(("before", "percent"), [("blocked", 100), ("cancelled", 100), ("cancelled", 40)])
def test_progress_that_the_state_does_not_allow(cast, work, before, percent):
    Task.objects.filter(name="X").update(state=before)

    with pytest.raises(StateRefused):
        services.record_progress(actor=cast.ben.actor(), task=work["X"], percent_complete=percent)


@pytest.mark.usefixtures("inside")
def test_actual_dates_are_in_the_projects_time(cast, work):
    task = services.record_progress(
        actor=cast.ben.actor(),
        task=work["X"],
        actual_start=datetime(2026, 11, 17, 9),
        actual_finish=datetime(2026, 11, 19, 12),
    )

    assert task.actual_start_at == datetime(2026, 11, 17, 8, tzinfo=UTC)
    assert task.actual_finish_at == datetime(2026, 11, 19, 11, tzinfo=UTC)
    assert (task.state, task.percent_complete) == ("done", 100)
    assert Event.objects.filter(name="planning.ProgressRecorded").count() == 1
    told = Event.objects.get(name="planning.TaskStateChanged").payload
    assert (told["before"], told["after"]) == ("not_started", "done")


@pytest.mark.usefixtures("inside")
@pytest.mark.parametrize(
    ("name", "fields", "refusal"),
    [
        ("X", {"percent_complete": 101}, services.PercentOutOfRange),
        ("X", {"percent_complete": -1}, services.PercentOutOfRange),
        ("X", {"actual_start": datetime(2026, 11, 20, 10, 1)}, services.ActualInFuture),
        ("X", {"actual_finish": datetime(2026, 11, 21, 8)}, services.ActualInFuture),
        ("A", {"percent_complete": 10}, services.SummaryIsComputed),
        ("M", {"percent_complete": 10}, services.MilestoneHasNoPercent),
    ],
)
def test_refused_progress(cast, work, name, fields, refusal):
    with pytest.raises(refusal):
        services.record_progress(actor=cast.ada.actor(), task=work[name], **fields)


@pytest.mark.usefixtures("inside")
def test_nothing_new_leaves_no_trace(cast, work):
    lines = AuditLine.objects.count()
    services.record_progress(actor=cast.ben.actor(), task=work["X"], percent_complete=0)

    assert (AuditLine.objects.count(), work["X"].version) == (lines, 1)


@pytest.mark.usefixtures("inside")
def test_reach_milestone(cast, work):
    task = services.reach_milestone(actor=cast.tim.actor(), task=work["M"])

    assert (task.state, task.percent_complete, task.actual_finish_at) == ("achieved", 100, NOW)
    told = Event.objects.get(name="planning.MilestoneReached").payload
    assert (told["due"], told["reached"]) == ("2026-11-20", "2026-11-20")
    with pytest.raises(services.MilestoneAlreadyReached, match="2026-11-20"):
        services.reach_milestone(actor=cast.tim.actor(), task=work["M"])


@pytest.mark.usefixtures("inside")
def test_a_milestone_reached_earlier_or_late(cast, work):
    task = services.reach_milestone(actor=cast.ada.actor(), task=work["M"], reached_on=date(2026, 11, 18))
    assert task.actual_finish_at == datetime(2026, 11, 18, 16, tzinfo=UTC)

    services.change_state(actor=cast.ada.actor(), task=work["M"], step="reopen")
    late = cast.ada.actor(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    services.reach_milestone(actor=late, task=work["M"], reached_on=date(2026, 11, 21))
    assert work["M"].actual_finish_at == late.now


@pytest.mark.usefixtures("inside")
def test_only_milestones_are_reached_and_not_tomorrow(cast, work):
    with pytest.raises(services.NotAMilestone):
        services.reach_milestone(actor=cast.ada.actor(), task=work["X"])
    with pytest.raises(services.ActualInFuture):
        services.reach_milestone(actor=cast.ada.actor(), task=work["M"], reached_on=date(2026, 11, 21))


@pytest.mark.usefixtures("inside")
def test_stale_reports_are_refused(cast, work):
    for verb, fields in (
        (services.record_progress, {"task": work["X"], "percent_complete": 5}),
        (services.change_state, {"task": work["X"], "step": "start"}),
        (services.reach_milestone, {"task": work["M"]}),
    ):
        with pytest.raises(Stale):
            verb(actor=cast.ada.actor(), version=9, **fields)


def test_who_reports(cast, work):
    with tenant_tx(cast.acme.pk):
        mine, everyones = work["X"], work["M"]
        services.edit_task(actor=cast.ada.actor(), task=work["X"], owner_id=cast.tim.person.pk)
        theirs = work["X"]
    for name, refusal in (
        ("ben", Denied),
        ("olga", Denied),
        ("ida", Missing),
        ("cleo", Missing),
        ("zoe", Missing),
    ):
        actor = getattr(cast, name).actor()
        with pytest.raises(refusal):
            services.record_progress(actor=actor, task=theirs, percent_complete=5)
        with pytest.raises(refusal):
            services.change_state(actor=actor, task=theirs, step="start")
        with pytest.raises(refusal):
            services.reach_milestone(actor=actor, task=everyones)
    assert mine.owner_id == cast.ben.person.pk
