"""Questions about plans: who sees what, counts, needs, and the two ratios of the first indicator."""

from datetime import UTC, date, datetime, timedelta

import pytest

from planning import selectors, services
from planning.models import Task
from tenancy.rules import allowed
from tests.cast import NOW, add_member
from tests.factories.planning import MilestoneFactory, TaskFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Missing

pytestmark = pytest.mark.usefixtures("inside")


def names(rows) -> list[str]:
    return [row.name for row in rows]


def test_rows_come_in_document_order(cast, waves):
    assert names(selectors.tasks(actor=cast.ben.actor(), project=waves.project)) == list("ABCDE")
    assert names(selectors.tasks(actor=cast.ben.actor())) == list("ABCDE")
    assert names(selectors.tasks(actor=cast.ida.actor(), project=waves.project)) == []


def test_milestones_come_by_due_day(cast, plan):
    for name, due in (("late", 20), ("soon", 10), ("open", None)):
        plan.add(name, kind="milestone", due=due and date(2026, 12, due))

    assert names(selectors.milestones(actor=cast.ada.actor())) == ["soon", "late", "open"]


def test_one_row_by_its_number(cast, waves):
    assert selectors.task(actor=cast.ben.actor(), project=waves.project, number=2).name == "B"
    services.withdraw_task(actor=cast.ada.actor(), task=waves["B"], reason="x")
    for actor, number in ((cast.ben.actor(), 2), (cast.ben.actor(), 99), (cast.ida.actor(), 1)):
        with pytest.raises(Missing):
            selectors.task(actor=actor, project=waves.project, number=number)
    assert selectors.withdrawn_task(actor=cast.ada.actor(), project=waves.project, number=2).name == "B"


def test_the_list_and_the_policy_agree_for_every_role(cast, waves):
    other = ProjectFactory(client=cast.tidewell, key="TDW")
    TaskFactory(project=other, name="X")
    actors = [getattr(cast, name).actor() for name in ("ada", "tim", "ben", "ida", "olga", "cleo", "carl")]
    for role in ("DH", "FI", "AU", "QA", "WF"):
        member = add_member(cast.acme, f"Role{role}", role)
        if role in ("QA", "WF"):
            MemberFactory(project=other, person=member.person, role=role)
        actors.append(member.actor())
    for actor in actors:
        listed = set(selectors.tasks(actor=actor).values_list("id", flat=True))
        for task in Task.objects.all():
            assert (task.pk in listed) is allowed(actor, "planning.view_plan", task), (actor.name, task)


def test_counts_in_one_query(cast, plan, django_assert_num_queries):
    plan.add("S")
    plan.add("A", "S", due=date(2026, 11, 19))
    plan.add("B", "S", due=date(2026, 11, 20))
    plan.add("M", kind="milestone", due=date(2026, 11, 1))
    services.record_progress(actor=cast.ada.actor(), task=plan["B"], percent_complete=100)
    actor = cast.ada.actor()

    with django_assert_num_queries(1):
        counts = selectors.plan_counts(actor=actor, project=plan.project, as_of=date(2026, 11, 20))

    assert counts == selectors.Counts(rows=4, tasks=2, milestones=1, done=1, overdue=2, critical=0)


def test_the_next_milestone_of_each_project(cast, plan):
    for name, day in (("second", 20), ("first", 10), ("reached", 5)):
        plan.add(name, kind="milestone", due=date(2026, 12, day))
    Task.objects.filter(name="reached").update(state="achieved")

    found = selectors.next_milestones(actor=cast.ada.actor(), project_ids=[plan.project.pk])

    assert found[plan.project.pk]["name"] == "first"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_one_query(cast, plan, count, django_assert_num_queries):
    for n in range(count + 1):
        plan.add(f"T{n}", owner_id=cast.ben.person.pk, due=date(2026, 11, 19))
    for n in range(count):
        plan.link(f"T{n}", f"T{n + 1}")
    actor, task = cast.ada.actor(), plan["T0"]

    with django_assert_num_queries(1):
        rows = selectors.tasks(actor=actor, project=plan.project).values("name", "owner__name")
        assert len(rows) == count + 1
    with django_assert_num_queries(1):
        assert len(selectors.dependencies(actor=actor, project=plan.project).values("kind")) == count
    with django_assert_num_queries(1):
        links = selectors.links_of(actor=actor, task=task)
        assert [link.successor.name for link in links] == ["T1"]
    ben = cast.ben.actor()
    with django_assert_num_queries(2):
        assert len(selectors.needs(actor=ben, as_of=date(2026, 11, 20))) == count + 1


def test_needs_are_the_managers_milestones_and_ones_own_work(cast, plan):
    ben = cast.ben.person.pk
    plan.add("late", owner_id=ben, due=date(2026, 11, 18))
    plan.add("later", owner_id=ben, due=date(2026, 12, 18))
    plan.add("G3", kind="milestone", due=date(2026, 11, 20))
    plan.add("theirs", due=date(2026, 11, 19))
    as_of = date(2026, 11, 20)

    bens = selectors.needs(actor=cast.ben.actor(), as_of=as_of)
    assert [(need.name, need.overdue_days, need.owner_name) for need in bens] == [("late", 2, "Ben")]
    adas = selectors.needs(actor=cast.ada.actor(), as_of=as_of)
    assert [(need.name, need.kind, need.project_key) for need in adas] == [("G3", "milestone", "SKY")]
    assert selectors.needs(actor=cast.ida.actor(), as_of=as_of) == []


def test_needs_count_from_the_projects_own_day(cast, plan):
    plan.add("G3", kind="milestone", due=date(2026, 11, 20))
    late = cast.ada.actor(datetime(2026, 11, 20, 23, 30, tzinfo=UTC))

    (need,) = selectors.needs(actor=late, as_of=date(2026, 11, 20))

    assert (need.project_today, need.overdue_days) == (date(2026, 11, 21), 1)


def test_who_may_report(cast, plan):
    plan.add("X", owner_id=cast.ben.person.pk)
    task = plan["X"]

    allowed_to = [
        name
        for name in ("ada", "tim", "ben", "olga", "ida")
        if allowed(getattr(cast, name).actor(), "planning.record_progress", task)
    ]
    assert allowed_to == ["ada", "tim", "ben"]


AS_OF = date(2026, 11, 20)
LONG_AGO = NOW - timedelta(days=60)


def milestone(project, due: date, finished: datetime | None = None, **fields):
    state = "achieved" if finished else "planned"
    fields = {"created_at": LONG_AGO, "state": state, "actual_finish_at": finished, **fields}
    return MilestoneFactory(project=project, due=due, **fields)


def test_milestones_on_time(cast, sky):
    day = date(2026, 11, 10)
    milestone(sky, day, datetime(2026, 11, 10, 22, 59, tzinfo=UTC))
    milestone(sky, day, datetime(2026, 11, 10, 23, 1, tzinfo=UTC))
    milestone(sky, day)
    milestone(sky, day, withdrawn_at=NOW - timedelta(days=5))
    milestone(sky, date(2026, 11, 21))
    TaskFactory(project=sky, due=day, created_at=LONG_AGO)

    assert selectors.milestones_on_time(project_id=sky.pk, as_of=AS_OF) == (1, 3)
    by_project = selectors.milestones_on_time_by_project(actor=cast.ada.actor(), as_of=AS_OF)
    assert by_project == {sky.pk: (1, 3)}


def test_task_completion(cast, sky):
    due = {"created_at": LONG_AGO, "due": AS_OF}
    TaskFactory(project=sky, **due, actual_finish_at=NOW - timedelta(days=1))
    TaskFactory(project=sky, **due, actual_finish_at=NOW + timedelta(days=1))
    TaskFactory(project=sky, **due)
    TaskFactory(project=sky, **due, cancelled_at=NOW - timedelta(days=1))
    TaskFactory(project=sky, **due, kind="summary")
    TaskFactory(project=sky, created_at=LONG_AGO, due=AS_OF + timedelta(days=1))
    TaskFactory(project=sky, created_at=NOW + timedelta(days=1), due=AS_OF)
    milestone(sky, AS_OF)

    assert selectors.task_completion(project_id=sky.pk, as_of=AS_OF) == (1, 3)
    by_project = selectors.task_completion_by_project(actor=cast.olga.actor(), as_of=AS_OF)
    assert by_project == {sky.pk: (1, 3)}


def test_a_past_days_answer_does_not_change_afterwards(cast, sky, plan):
    """What happens after a day leaves the day's own answer alone."""
    milestone(sky, date(2026, 11, 10))
    gone = milestone(sky, date(2026, 11, 11), number=50)
    past = date(2026, 11, 12)
    TaskFactory(project=sky, created_at=LONG_AGO, name="X", number=51, due=past)

    def asked() -> tuple:
        return (
            selectors.milestones_on_time(project_id=sky.pk, as_of=past),
            selectors.task_completion(project_id=sky.pk, as_of=past),
        )

    before = asked()
    ada = cast.ada.actor()
    services.record_progress(actor=ada, task=plan["X"], percent_complete=100)
    services.withdraw_task(actor=ada, task=Task.objects.get(pk=gone.pk), reason="not needed")
    TaskFactory(project=sky, number=52, due=past)

    assert asked() == before == ((0, 2), (0, 1))


@pytest.mark.parametrize("count", [1, 3])
def test_ratios_of_all_projects_take_one_query(cast, count, django_assert_num_queries):
    for _n in range(count):
        project = ProjectFactory(client=cast.skyharp)
        milestone(project, AS_OF)
        TaskFactory(project=project, created_at=LONG_AGO, due=AS_OF)
    actor = cast.system()

    with django_assert_num_queries(1):
        assert len(selectors.milestones_on_time_by_project(actor=actor, as_of=AS_OF)) == count
    with django_assert_num_queries(1):
        assert len(selectors.task_completion_by_project(actor=actor, as_of=AS_OF)) == count
    chosen = selectors.task_completion_by_project(actor=actor, as_of=AS_OF, project_ids=[project.pk])
    assert list(chosen) == [project.pk]
