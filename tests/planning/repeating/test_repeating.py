"""Repeating a row of a plan: by hand, on the page, through the interface."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.models import Task
from planning.services.repeating import numbered
from planning.services.tasks import SummaryIsComputed
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory
from tests.planning.schedule.calendars import calendar_with_holiday
from toolkit.errors import Denied, Stale

FRIDAY = date(2026, 11, 20)


@pytest.fixture
def report(plan):
    """`A .Report B`: a report of one day on Friday that Ben owns."""
    with tenant_tx(plan.cast.acme.pk):
        plan.add("A")
        plan.add(
            "Report",
            "A",
            begin=FRIDAY,
            duration_minutes=480,
            owner_id=plan.cast.ben.person.pk,
            notes="To Cora",
        )
        plan.add("B")
    return plan


def repeat(plan, name="Report", **given):
    given.setdefault("until", date(2026, 12, 11))
    task = Task.objects.select_related("project").exclude(kind="summary", children__name=name).get(name=name)
    return services.repeat_task(actor=plan.cast.ada.actor(), task=task, **given)


@pytest.mark.usefixtures("inside")
class TestVerb:
    def test_the_rows_stand_below_a_summary_in_the_tasks_place(self, report):
        made = repeat(report)
        assert report.shown() == "A .Report ..Report ..Report 2 ..Report 3 ..Report 4 B"
        report.check()
        assert (made.rows, made.first_on, made.last_on) == (3, date(2026, 11, 27), date(2026, 12, 11))
        above = Task.objects.get(number=made.number)
        assert (above.kind, above.wbs, above.due) == ("summary", "1.1", date(2026, 12, 11))

    def test_a_copy_says_what_the_task_says_and_waits_for_its_day(self, report, cast):
        services.change_state(actor=cast.ben.actor(), task=report["Report"], step="start")
        repeat(report)
        one = report["Report 3"]
        assert (one.due, one.duration_minutes, one.owner_id) == (date(2026, 12, 4), 480, cast.ben.person.pk)
        assert (one.notes, one.state, one.percent_complete) == ("To Cora", "not_started", 0)
        services.reschedule(actor=cast.ada.actor(), project=report.project, as_of=FRIDAY)
        assert report["Report 3"].due == date(2026, 12, 4)

    def test_a_holiday_moves_the_day(self, report, cast, sky):
        calendar = calendar_with_holiday(sky, date(2026, 11, 27))
        services.use_calendar(actor=cast.ada.actor(), project=sky, calendar_id=calendar.pk)
        assert repeat(report).first_on == date(2026, 11, 30)

    def test_a_milestone_repeats_at_the_end_of_months(self, plan):
        plan.add("Invoice", kind="milestone", due=date(2026, 10, 30))
        repeat(plan, "Invoice", unit="month_ends", until=date(2027, 1, 31))
        found = Task.objects.milestones().order_by("position").values_list("name", "due")
        assert list(found) == [
            ("Invoice", date(2026, 10, 30)),
            ("Invoice 2", date(2026, 11, 30)),
            ("Invoice 3", date(2026, 12, 31)),
            ("Invoice 4", date(2027, 1, 29)),
        ]

    def test_a_series_is_continued_and_nothing_is_added_twice(self, report):
        repeat(report)
        with pytest.raises(services.NothingToRepeat):
            repeat(report)
        repeat(report, "Report 4", until=date(2026, 12, 18))
        repeat(report, until=date(2026, 12, 25))
        rows = Task.objects.filter(name__startswith="Report ").order_by("position")
        assert list(rows.values_list("name", flat=True)) == [f"Report {n}" for n in range(2, 7)]
        assert Task.objects.filter(kind="summary").count() == 2

    def test_it_is_recorded_and_told(self, report):
        before = Event.objects.filter(name="planning.TaskAdded").count()
        repeat(report)
        line = AuditLine.objects.get(action="planning.repeat_task")
        assert line.after == {
            "unit": "weeks",
            "period": 1,
            "weekdays": [],
            "until": "2026-12-11",
            "rows": 3,
        }
        assert Event.objects.filter(name="planning.TaskAdded").count() == before + 4

    def test_the_number_of_queries_does_not_grow(self, report):
        with CaptureQueriesContext(
            connection,
        ) as few:
            repeat(report)
        report.add("Other", begin=FRIDAY, duration_minutes=60)
        with CaptureQueriesContext(connection) as many:
            repeat(report, "Other", until=date(2029, 11, 20))
        assert Task.objects.filter(name__startswith="Other ").count() == 156
        assert len(many) <= len(few)

    def test_refusals_leave_the_plan_as_it_was(self, report, cast):
        was = report.shown()
        report.add("C")
        with pytest.raises(services.NoDayYet):
            repeat(report, "C")
        with pytest.raises(SummaryIsComputed):
            repeat(report, "A")
        for until in (date(2037, 1, 1), date(2036, 1, 1)):
            with pytest.raises(services.SeriesTooLong):
                repeat(report, unit="days", until=until)
        with pytest.raises(Stale):
            repeat(report, version=99)
        with pytest.raises(Denied):
            services.repeat_task(actor=cast.ben.actor(), task=report["Report"], until=date(2026, 12, 11))
        assert report.shown() == f"{was} C"

    def test_a_name_as_long_as_names_get(self, plan):
        plan.add("x" * 512, begin=FRIDAY, duration_minutes=60)
        assert repeat(plan, "x" * 512).rows == 3
        assert repeat(plan, "x" * 512, until=date(2026, 12, 18)).rows == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Report", ("Report", 1)),
        ("Report 17", ("Report", 17)),
        ("周报 2", ("周报", 2)),
        ("Close 2026", ("Close 2026", 1)),
        ("12", ("12", 1)),
    ],
)
def test_a_number_at_the_end_counts_the_series(name, found):
    assert numbered(name) == found


class TestDoors:
    def test_the_page_repeats_and_says_what_became_true(self, report, cast):
        browser = cast.ada.browser()
        with tenant_tx(cast.acme.pk):
            task = report["Report"]
        page = f"/o/acme/projects/SKY/tasks/{task.number}/repeat/"
        assert "Until" in browser.get(page).content.decode()
        given = {
            "period": 1,
            "unit": "weeks",
            "weekdays": ["0", "4"],
            "until": "2026-11-30",
            "version": task.version,
        }
        answer = browser.post(page, given, follow=True)
        assert "3 rows are added below T" in answer.content.decode()

    def test_a_pattern_without_a_day_is_refused_at_its_field(self, report, cast):
        with tenant_tx(cast.acme.pk):
            task = report["Report"]
        page = f"/o/acme/projects/SKY/tasks/{task.number}/repeat/"
        given = {"period": 1, "unit": "weeks", "until": "2026-11-20", "version": task.version}
        answer = cast.ada.browser().post(page, given)
        assert answer.status_code == 422
        assert "names no working day" in answer.content.decode()

    def test_the_interface_repeats(self, report, cast):
        with tenant_tx(cast.acme.pk):
            MemberFactory(project=report.project, person=cast.ida.person, role="PM")
            number = report["Report"].number
        address = f"/api/v1/o/acme/projects/SKY/tasks/{number}/repeat/"
        given = {"unit": "months", "until": "2027-02-28"}
        answer = Browser().post(address, given, content_type="application/json", **cast.api())
        assert answer.status_code == 201
        assert answer.json()["rows"] == 3
        assert answer.json()["first_on"] == "2026-12-21"
        again = Browser().post(address, given, content_type="application/json", **cast.api())
        assert again.status_code == 422
        assert again.json()["code"] == "nothing_to_repeat"
