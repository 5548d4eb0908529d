"""Time that is kept free: made, used up, told of when it goes too fast."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from planning import services
from planning.buffers import buffer, buffers, uses
from planning.expectation import expectation
from planning.loading import AssignmentRow, PlanRows, TaskRow
from planning.models import Dependency, PlanResource, Task
from planning.models.resources import Assignment
from planning.selectors import estimates, plan_counts
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.planning.schedule.conftest import MONDAY
from toolkit.errors import BadInput, Denied

pytestmark = pytest.mark.django_db
DAY = 480


@pytest.fixture
def ada(cast):
    return cast.ada.actor()


@pytest.fixture
def keep(cast, chain, ada):
    """Keep days free in front of a row."""

    def run(days=5, before="Done", actor=None, name="Reserve"):
        about = {"name": name, "minutes": round(days * DAY), "protects_id": chain[before].pk}
        return services.add_buffer(actor=actor or ada, project=chain.project, **about)

    with tenant_tx(cast.acme.pk):
        yield run


@pytest.fixture
def use(chain, ada):
    def run(days, reason="ERP access came late", actor=None, version=None):
        about = {"minutes": round(days * DAY), "reason": reason, "version": version}
        return services.use_buffer(actor=actor or ada, task=chain["Reserve"], **about)

    return run


@pytest.fixture
def look(chain, ada):
    def run():
        (found,) = buffers(actor=ada, project=chain.project)
        return found

    return run


def test_it_stands_between_the_work_and_what_it_protects(chain, keep, due):
    made = keep(2)
    links = Dependency.objects.live().values_list("predecessor__name", "successor__name")
    assert {("Review", "Reserve"), ("Reserve", "Done")} <= {*links}
    assert (made.is_buffer, made.duration_minutes, made.buffer_minutes) == (True, 2 * DAY, 2 * DAY)
    assert due("Reserve") == date(2026, 11, 27)
    services.reschedule(actor=chain.cast.ada.actor(), project=chain.project, as_of=MONDAY)
    assert due("Done") == date(2026, 11, 27)


def test_it_stands_right_before_its_row_in_the_list(chain, keep):
    keep(2)
    names = list(Task.objects.live().order_by("position").values_list("name", flat=True))
    assert names.index("Reserve") == names.index("Done") - 1


def test_without_it_the_plan_is_as_it_was(chain, keep, ada, due):
    services.withdraw_task(actor=ada, task=keep(2), reason="not needed")
    services.reschedule(actor=ada, project=chain.project, as_of=MONDAY)
    assert due("Done") == date(2026, 11, 25)


def test_without_work_before_it_it_ends_where_its_row_begins(chain, keep):
    made = keep(1, before="Notes")
    assert made.finish_at == chain["Notes"].start_at


@pytest.mark.parametrize("before", ["Work", "Reserve", "Draft"])
def test_only_open_work_and_milestones_are_protected(chain, keep, ada, before):
    keep(1)
    Task.objects.filter(name="Draft").update(state="done", percent_complete=100)
    with pytest.raises(services.NothingToProtect):
        keep(1, before=before, name="Another")


@pytest.mark.parametrize("days", [0, -1])
def test_nothing_cannot_be_kept_free(keep, days):
    with pytest.raises(services.BufferEmpty):
        keep(days)


def test_days_are_used_from_its_beginning(keep, use, look):
    before = keep(5)
    after = use(2)
    assert (after.duration_minutes, after.finish_at) == (3 * DAY, before.finish_at)
    assert after.start_at == before.start_at + timedelta(days=2) + timedelta(days=2)  # a weekend lies between
    found = look()
    assert (found.planned, found.left, found.burned) == (5 * DAY, 3 * DAY, 2 * DAY)
    assert found.protects == [(4, "Done")]


def test_how_much_of_the_chain_before_it_is_done(keep, look):
    keep(5)
    Task.objects.filter(name="Draft").update(percent_complete=75, state="in_progress")
    found = look()
    assert (found.done, found.chain, found.chain_rows) == (720, 1440, 2)


@pytest.mark.parametrize(("days", "word"), [(0.75, "green"), (1.5, "amber"), (2, "red")])
def test_the_signal_follows_the_fever_chart(keep, use, look, days, word):
    keep(5)
    use(days)
    assert look().signal == word


def test_work_that_is_done_explains_what_was_used(keep, use, look):
    keep(5)
    Task.objects.filter(name__in=["Draft", "Review"]).update(percent_complete=100, state="done")
    use(3.5)
    assert look().signal == "green"


def test_what_stands_before_another_buffer_is_not_its_chain(chain, keep, ada):
    first, second = keep(1, before="Review", name="First"), keep(5)
    found = {one.number: one.chain for one in buffers(actor=ada, project=chain.project)}
    assert found == {first.number: 2 * DAY, second.number: DAY}


def test_links_of_summaries_are_those_of_the_rows_below(chain, keep, look):
    chain.link("Work", "Notes")
    made = keep(1, before="Notes", name="Reserve")
    assert buffer(actor=chain.cast.ada.actor(), project=chain.project, number=made.number).chain == 3 * DAY


@pytest.mark.parametrize("days", [0, -1, 5.5])
def test_no_more_is_used_than_is_left(keep, use, days):
    keep(5)
    with pytest.raises(services.BufferTooShort) as refused:
        use(days)
    assert "5 d are left" in str(refused.value)


def test_using_needs_a_reason_and_a_buffer(chain, keep, use, ada):
    keep(5)
    with pytest.raises(BadInput):
        use(1, reason="  ")
    with pytest.raises(services.NotABuffer):
        services.use_buffer(actor=ada, task=chain["Draft"], minutes=DAY, reason="late")


def test_the_history_keeps_who_used_how_much_and_why(cast, chain, keep, use, ada):
    keep(5)
    use(1, reason="ERP access came late")
    use(1.5, reason="Two people were ill")
    kept = uses(actor=ada, project=chain.project)
    assert {(one.by, one.minutes, one.reason) for one in kept} == {
        ("Ada", DAY, "ERP access came late"),
        ("Ada", round(1.5 * DAY), "Two people were ill"),
    }
    assert Event.objects.filter(name__contains="BufferUsed").count() == 2
    assert AuditLine.objects.filter(action="planning.use_buffer").count() == 2


def test_who_does_not_plan_neither_keeps_nor_uses(cast, chain, keep, use):
    keep(5)
    with pytest.raises(Denied):
        use(1, actor=cast.ben.actor())
    with pytest.raises(Denied):
        keep(1, actor=cast.ben.actor(), name="Another")


class TestWhatItIs:
    """A leaf with days on which nobody works."""

    def test_a_task_becomes_one_and_stops_being_one(self, chain, keep, ada):
        made = services.edit_task(actor=ada, task=chain["Notes"], is_buffer=True)
        assert made.buffer_minutes == DAY
        back = services.edit_task(actor=ada, task=chain["Notes"], is_buffer=False)
        assert (back.is_buffer, back.buffer_minutes) == (False, None)

    @pytest.mark.parametrize("name", ["Work", "Done", "Draft"])
    def test_no_summary_no_milestone_and_nothing_begun(self, chain, keep, ada, name):
        Task.objects.filter(name="Draft").update(percent_complete=10, state="in_progress")
        with pytest.raises(services.NotFree):
            services.edit_task(actor=ada, task=chain[name], is_buffer=True)

    def test_nothing_that_somebody_is_assigned_to(self, chain, keep, ada):
        about = {"project": chain.project, "client": chain.project.client, "created_at": ada.now}
        who = PlanResource.objects.create(name="Ben", **about)
        Assignment.objects.create(task=chain["Notes"], resource=who, **about)
        with pytest.raises(services.NotFree):
            services.edit_task(actor=ada, task=chain["Notes"], is_buffer=True)

    def test_nobody_works_on_it(self, chain, keep, ada):
        made = keep(5)
        for refused in (
            lambda: services.record_progress(actor=ada, task=made, percent_complete=10),
            lambda: services.change_state(actor=ada, task=made, step="start"),
            lambda: services.estimate_task(actor=ada, task=made, optimistic_minutes=1),
        ):
            with pytest.raises((services.BufferIsNoWork, BadInput)):
                refused()
        assert services.change_state(actor=ada, task=made, step="cancel", reason="over").state == "cancelled"

    def test_nothing_stands_below_it(self, chain, keep, ada):
        made = keep(5)
        with pytest.raises(services.BufferHoldsNothing):
            services.add_task(actor=ada, project=chain.project, name="Below", parent_id=made.pk)
        with pytest.raises(services.BufferHoldsNothing):
            services.move_task(actor=ada, task=chain["Notes"], parent_id=made.pk)

    def test_the_database_refuses_it_too(self, chain, keep):
        keep(5)
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(name="Reserve").update(percent_complete=10)

    def test_a_summary_is_done_when_its_work_is(self, chain, keep, ada):
        made = keep(5)
        services.move_task(actor=ada, task=made, parent_id=chain["Work"].pk)
        for name in ("Draft", "Review"):
            services.record_progress(actor=ada, task=chain[name], percent_complete=100)
        assert (chain["Work"].percent_complete, chain["Work"].state) == (100, "done")


class TestFile:
    """A plan file that knows the row."""

    ROW = TaskRow(external_id="1", name="Reserve", duration_minutes=DAY)

    @pytest.fixture
    def load(self, chain, keep, ada):
        def run(row, **more):
            rows = PlanRows(source="file", tasks=(row,), **more)
            services.load_plan(actor=ada, project=chain.project, plan=rows)
            return chain["Reserve"]

        task = run(self.ROW)
        services.edit_task(actor=ada, task=task, is_buffer=True)
        return run

    def test_leaves_a_buffer_one(self, load):
        found = load(replace(self.ROW, duration_minutes=2 * DAY))
        assert (found.is_buffer, found.duration_minutes, found.buffer_minutes) == (True, 2 * DAY, DAY)

    @pytest.mark.parametrize(
        "change", [{"percent_complete": 50}, {"milestone": True}, {"duration_minutes": None}]
    )
    def test_that_says_it_is_work_ends_it(self, load, change):
        assert load(replace(self.ROW, **change)).buffer_minutes is None

    def test_that_assigns_somebody_ends_it(self, load):
        found = load(self.ROW, assignments=(AssignmentRow(external_id="9", task="1"),))
        assert (found.is_buffer, found.buffer_minutes) == (False, None)


def test_it_is_no_work_that_anybody_counts(chain, keep, ada):
    about = {"actor": ada, "project": chain.project, "as_of": MONDAY}
    before = plan_counts(**about).tasks, expectation(**about).mean, set(estimates(**_of(about)))
    keep(5)
    after = plan_counts(**about).tasks, expectation(**about).mean, set(estimates(**_of(about)))
    assert after == before


def _of(about):
    return {name: about[name] for name in ("actor", "project")}


class TestPlanned:
    """What was planned of it."""

    def test_until_a_baseline_the_plan_says_it(self, chain, keep, use, ada, look):
        keep(5)
        use(1)
        services.edit_task(actor=ada, task=chain["Reserve"], duration_minutes=6 * DAY)
        assert (look().planned, look().burned) == (7 * DAY, DAY)

    def test_after_it_the_baseline_does(self, cast, chain, keep, use, ada, look):
        keep(5)
        rows = Task.objects.values(
            "number", "start_at", "finish_at", "due", "duration_minutes", "work_minutes"
        )
        told = [
            {**row, **{n: row[n] and row[n].isoformat() for n in ("start_at", "finish_at", "due")}}
            for row in rows
        ]
        use(1)
        services.set_baseline(actor=cast.system(), project=chain.project, rows=told)
        services.edit_task(actor=ada, task=chain["Reserve"], duration_minutes=3 * DAY)
        assert (look().planned, look().burned) == (5 * DAY, 2 * DAY)
