"""What differs: raised once, explained, corrected; slips, thresholds, performance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from planning.models import Task
from planning.services import record_progress
from projects.registers.services import add_record, edit_record, step_record
from schedule import services
from schedule.models import Threshold, Variance
from schedule.registers.variances import VARIANCES
from schedule.selectors.performance import performance
from schedule.selectors.slips import slipped
from schedule.selectors.thresholds import thresholds_of
from tenancy.actors import system
from tenancy.models import Event
from tests.cast import NOW
from toolkit.errors import Denied, DomainError

pytestmark = pytest.mark.usefixtures("inside")
LATER, FAR = date(2026, 12, 14), date(2026, 12, 11)


def on(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), UTC)


def acting(member, day: date):
    return replace(member.actor(), now=on(day))


@pytest.fixture
def baselined(cast, head, waves):
    made = services.propose_baseline(actor=cast.ada.actor(), project=waves.project)
    services.approve_baseline(actor=head.actor(), baseline=made)
    return waves


def sweep(day: date) -> int:
    return services.raise_variances(actor=system("variances", now=on(day)))


class TestTheSweep:
    def test_raises_what_is_beyond_the_threshold_once(self, baselined):
        baselined.move("Go live", LATER)
        first = date(2026, 11, 2)
        assert sweep(first) == 1
        found = Variance.objects.get()
        assert (found.metric, found.value, found.threshold) == ("days", 14, 5)
        assert found.title == "T3 Go live is 14 days behind the baseline"
        assert found.task.name == "Go live"
        assert [sweep(first) for _again in range(3)] == [0, 0, 0]
        assert Event.objects.filter(name="schedule.VarianceRaised").count() == 1

    def test_within_the_threshold_nothing_is_raised(self, cast, baselined):
        baselined.move("Go live", date(2026, 12, 5))
        services.set_thresholds(actor=cast.ada.actor(), project=baselined.project, days_slipped=5)
        assert sweep(date(2026, 11, 2)) == 0
        services.set_thresholds(actor=cast.ada.actor(), project=baselined.project, days_slipped=4)
        assert sweep(date(2026, 11, 2)) == 1

    def test_a_closed_one_comes_back_only_when_the_slip_grows_by_a_threshold(self, cast, baselined):
        baselined.move("Go live", date(2026, 12, 7))
        assert sweep(date(2026, 11, 2)) == 1
        Variance.objects.update(state="closed")
        baselined.move("Go live", date(2026, 12, 9))
        assert sweep(date(2026, 11, 2)) == 0
        baselined.move("Go live", LATER)
        assert sweep(date(2026, 11, 2)) == 1

    def test_more_work_than_in_the_baseline(self, cast, head, plan):
        plan.task("Hire", date(2026, 11, 2), date(2026, 11, 6))
        plan.milestone("Go live", date(2026, 11, 30))
        Task.objects.filter(name="Hire").update(work_minutes=1000)
        made = services.propose_baseline(actor=cast.ada.actor(), project=plan.project)
        services.approve_baseline(actor=head.actor(), baseline=made)
        Task.objects.filter(name="Hire").update(work_minutes=1255)
        assert sweep(date(2026, 11, 1)) == 1
        assert (Variance.objects.get().metric, Variance.objects.get().value) == ("work", Decimal("25.50"))

    def test_a_slow_plan(self, baselined):
        assert sweep(date(2026, 11, 14)) == 2
        assert {one.metric for one in Variance.objects.all()} == {"days", "spi"}

    def test_without_a_baseline_and_at_rest_nothing_is_measured(self, baselined):
        baselined.move("Go live", LATER)
        type(baselined.project).objects.update(state="on_hold")
        assert sweep(date(2026, 11, 2)) == 0

    def test_nobody_but_the_house_sweeps(self, cast):
        with pytest.raises(Denied):
            services.raise_variances(actor=cast.ada.actor())


class TestItsLife:
    @pytest.fixture
    def raised(self, baselined) -> Variance:
        baselined.move("Go live", LATER)
        sweep(date(2026, 11, 2))
        return Variance.objects.select_related("project").get()

    def test_needs_a_cause_then_a_corrective_action(self, cast, raised):
        about = {"actor": cast.ada.actor(), "register": VARIANCES, "subject": raised}
        with pytest.raises(DomainError, match="Cause, Waited for") as caught:
            step_record(**about, step="explain")
        assert caught.value.code == "not_explained"
        edit_record(**about, cause="VPN access came late", waited_for="client")
        step_record(**about, step="explain")
        with pytest.raises(DomainError, match="Corrective action") as caught:
            step_record(**about, step="act")
        assert caught.value.code == "not_corrected"
        edit_record(**about, corrective="Weekend shift", owner_id=cast.ben.person.pk, due_on=LATER)
        step_record(**about, step="act")
        step_record(**about, step="close")
        assert Variance.objects.get().state == "closed"

    def test_people_add_their_own(self, cast, baselined):
        told = {"title": "Scope grew", "metric": "other", "owner_id": None}
        for _again in range(2):
            add_record(actor=cast.ada.actor(), register=VARIANCES, project=baselined.project, **told)
        assert Variance.objects.count() == 2


class TestThresholds:
    def test_the_usual_ones_until_somebody_chooses(self, cast, sky):
        ada = cast.ada.actor()
        assert thresholds_of(actor=ada, project=sky).days_slipped == 5
        services.set_thresholds(actor=ada, project=sky, days_slipped=3, least_spi=Decimal("0.8"))
        services.set_thresholds(actor=ada, project=sky, stale_days=2)
        kept = Threshold.objects.get()
        assert (kept.days_slipped, kept.least_spi, kept.stale_days) == (3, Decimal("0.80"), 2)

    def test_members_do_not_set_them(self, cast, sky):
        with pytest.raises(Denied):
            services.set_thresholds(actor=cast.ben.actor(), project=sky, days_slipped=3)


class TestSlips:
    def test_overdue_behind_and_silent(self, cast, baselined):
        ada = acting(cast.ada, date(2026, 11, 16))
        record_progress(
            actor=acting(cast.ada, date(2026, 11, 9)), task=baselined["Train"], percent_complete=20
        )
        Task.objects.filter(name="Train").update(due=FAR, finish_at=on(FAR))
        found = {one.name: one for one in slipped(actor=ada, project=baselined.project)}
        assert set(found) == {"Hire", "Train"}
        assert (found["Train"].days, found["Train"].silent) == (3 * 7, 0)
        assert (found["Hire"].overdue, found["Hire"].days) == (10, 10)
        later = acting(cast.ada, NOW.date() + timedelta(days=8))
        (train,) = (one for one in slipped(actor=later, project=baselined.project) if one.name == "Train")
        assert (train.silent, train.overdue) == (8, 0)

    def test_says_the_cause_of_its_latest_variance(self, cast, baselined):
        sweep(date(2026, 11, 20))
        Variance.objects.filter(metric="days").update(cause="No badges", waited_for="client")
        (hire,) = (
            one
            for one in slipped(actor=acting(cast.ada, date(2026, 11, 20)), project=baselined.project)
            if one.name == "Hire"
        )
        assert (hire.cause, hire.waited_for) == ("No badges", "client")

    def test_asks_four_questions_however_long_the_plan(self, cast, baselined, django_assert_num_queries):
        ada = acting(cast.ada, date(2026, 11, 20))
        with django_assert_num_queries(5):
            slipped(actor=ada, project=baselined.project)
        for number in range(4):
            baselined.task(f"More {number}", date(2026, 11, 2), date(2026, 11, 3))
        with django_assert_num_queries(5):
            slipped(actor=ada, project=baselined.project)


class TestPerformance:
    def test_planned_earned_and_both_indices(self, cast, baselined):
        record_progress(
            actor=acting(cast.ada, date(2026, 11, 6)), task=baselined["Hire"], percent_complete=100
        )
        found = performance(actor=acting(cast.ada, date(2026, 11, 21)), project=baselined.project)
        assert found.standing.total == 5 * 480 + 10 * 480
        assert found.standing.planned == found.standing.total
        assert found.standing.earned == 5 * 480
        assert found.standing.spi == pytest.approx(1 / 3)
        assert found.elapsed_days == 18
        assert found.earned_days == pytest.approx(7)
        assert found.curve[0][1:] == (0.0, 0.0)
        assert found.curve[-1][1] == found.standing.total

    def test_nothing_without_a_baseline(self, cast, waves):
        assert performance(actor=cast.ada.actor(), project=waves.project) is None
