"""Issues and blockers: their clock, who takes which step, and what is told when they are late."""

from datetime import UTC, datetime, timedelta

import pytest

from planning.engine.calendar import NoWorkingTime
from projects.registers.services import edit_record
from schedule.clock import dues
from schedule.models import Issue, IssueAlert
from schedule.registers import ISSUES
from schedule.registers.issues import NobodyOwnsIt, NotResolved, TaskElsewhere
from schedule.services.issues import raise_overdue_issues
from tenancy.models import Event
from tenancy.rules import SamePerson
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied


def sweep(stage, now):
    return raise_overdue_issues(actor=stage.cast.system(now), now=now)


class TestTheClock:
    def test_follows_from_the_severity(self, stage):
        """Friday 10:00 in Warsaw: critical counts around the clock, the rest in working hours."""
        found = {one: stage.issue(severity=one) for one in "1234"}
        by = {one: (issue.respond_by - NOW, issue.resolve_by - NOW) for one, issue in found.items()}
        assert by["1"] == (timedelta(hours=1), timedelta(hours=8))
        # Friday 20 November 9:00 UTC; the usual day is 8 to 12 and 13 to 17 in the project's own time.
        assert found["2"].respond_by == datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
        assert found["2"].resolve_by == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        assert found["3"].respond_by == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        assert found["4"].resolve_by == datetime(2026, 12, 4, 9, 0, tzinfo=UTC)

    def test_counts_around_the_clock_where_nobody_ever_works(self):
        class Never:
            def add(self, start, minutes):
                raise NoWorkingTime()

        found = dues(severity="3", start=NOW, calendar=Never(), zone="UTC")
        assert found.respond_by == NOW + timedelta(hours=8)

    def test_moves_with_the_severity_and_with_nothing_else(self, stage):
        issue = stage.issue(severity="4")
        later = stage.cast.ada.actor(NOW + timedelta(days=1))
        edit_record(actor=later, register=ISSUES, subject=issue, severity="1")
        assert stage.fresh(issue).resolve_by == NOW + timedelta(hours=8)
        edit_record(actor=later, register=ISSUES, subject=stage.fresh(issue), title="No headsets in Manila")
        assert stage.fresh(issue).resolve_by == NOW + timedelta(hours=8)


class TestSteps:
    def test_the_first_step_is_the_response_and_it_is_kept(self, stage):
        issue = stage.issue(severity="2", owner_id=stage.tim.person.pk)
        issue = stage.step(issue, "assign", now=NOW + timedelta(minutes=5))
        issue = stage.step(issue, "start", now=NOW + timedelta(hours=2))
        assert issue.first_response_at == NOW + timedelta(minutes=5)

    def test_needs_an_owner_and_a_resolution(self, stage):
        issue = stage.issue()
        with pytest.raises(NobodyOwnsIt):
            stage.step(issue, "assign")
        with pytest.raises(NotResolved):
            stage.step(stage.step(issue, "start"), "resolve")

    def test_whoever_resolved_it_does_not_verify_it(self, stage):
        issue = stage.step(stage.issue(resolution="Bought some."), "start", "resolve", member=stage.tim)
        assert issue.resolved_by_id == stage.tim.person.pk
        with pytest.raises(SamePerson):
            stage.step(issue, "verify", member=stage.tim)
        assert stage.step(issue, "verify", "close").state == "closed"

    def test_opened_again_its_clock_begins_anew(self, stage):
        issue = stage.step(stage.issue(severity="1", resolution="Done."), "start", "resolve")
        later = NOW + timedelta(days=3)
        issue = stage.step(issue, "reopen", now=later)
        assert (issue.first_response_at, issue.resolved_at, issue.resolved_by_id) == (None, None, None)
        assert issue.resolve_by == later + timedelta(hours=8)

    def test_agents_raise_them_and_change_nothing(self, stage):
        issue = stage.issue(member=stage.cast.ben)
        with pytest.raises(Denied):
            edit_record(actor=stage.cast.ben.actor(), register=ISSUES, subject=issue, title="x")
        with pytest.raises(Denied):
            stage.step(issue, "start", member=stage.cast.ben)


class TestTheTaskItBlocks:
    def test_is_of_the_same_plan(self, stage):
        with pytest.raises(TaskElsewhere):
            stage.issue(task_id=stage.project.pk)

    def test_says_so_on_its_page(self, stage):
        stage.issue("No headsets in Manila", kind="blocker", severity="2", task_id=stage.training.pk)
        page = stage.cast.ada.browser().get(f"/o/acme/projects/SKY/tasks/{stage.training.number}/")
        assert "No headsets in Manila" in page.content.decode()
        other = stage.cast.ada.browser().get(f"/o/acme/projects/SKY/tasks/{stage.opening.number}/")
        assert "No headsets in Manila" not in other.content.decode()


class TestBeingLate:
    def test_is_said_once_for_each_deadline(self, stage):
        issue = stage.issue(severity="1", owner_id=stage.tim.person.pk)
        assert sweep(stage, NOW + timedelta(minutes=59)) == 0
        first = NOW + timedelta(hours=1, minutes=1)
        assert (sweep(stage, first), sweep(stage, first)) == (1, 0)
        assert sweep(stage, NOW + timedelta(hours=9)) == 1
        with tenant_tx(stage.cast.acme.pk):
            told = list(
                IssueAlert.objects.filter(issue=issue).order_by("due_at").values_list("rule", flat=True)
            )
            assert told == ["respond", "resolve"]
            assert Event.objects.filter(name="schedule.IssueOverdue").count() == 2

    def test_does_not_concern_what_is_resolved_or_at_rest(self, stage):
        issue = stage.step(stage.issue(severity="1", resolution="x"), "start", "resolve")
        assert sweep(stage, NOW + timedelta(days=30)) == 0
        stage.step(issue, "reopen", now=NOW)
        with tenant_tx(stage.cast.acme.pk):
            type(stage.project).objects.filter(pk=stage.project.pk).update(state="on_hold")
        assert sweep(stage, NOW + timedelta(days=30)) == 0

    def test_knows_the_words_of_the_queryset(self, stage):
        issue = stage.issue(severity="1")
        with tenant_tx(stage.cast.acme.pk):
            assert not Issue.objects.overdue(at=NOW + timedelta(minutes=60)).exists()
            assert Issue.objects.overdue(at=NOW + timedelta(minutes=61)).get() == issue

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_for_one_and_for_three(self, stage, count, django_assert_num_queries):
        for _n in range(count):
            stage.issue(severity="1")
        with django_assert_num_queries(COUNT):
            assert sweep(stage, NOW + timedelta(hours=2)) == count

    def test_waits_on_the_day_of_whoever_owns_it(self, stage):
        stage.issue("No headsets", severity="1", owner_id=stage.tim.person.pk)
        late = NOW + timedelta(days=2)
        [need] = stage.needs(stage.tim, late)
        assert need.what == "Take up IS1 No headsets"
        assert (need.overdue_days, need.project_key) == (2, "SKY")
        mine = stage.needs(stage.cast.ada, late)
        assert not [one for one in mine if "IS1" in one.what]


COUNT = 9
