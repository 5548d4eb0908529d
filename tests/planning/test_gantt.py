"""The plan as bars: whole days, baseline 0, slips in working days, days off."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.engine.calendar import Calendar
from planning.gantt import WorkingDays
from planning.models import Task, TaskBaseline
from tenancy.scope import tenant_tx

pytestmark = pytest.mark.django_db
URL = "/api/v1/o/acme/projects/SKY/gantt/"
PAGE = "/o/acme/projects/SKY/plan/gantt/"


def chart(cast, **headers):
    answer = cast.ada.browser().get(URL, **headers)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def rows(cast, plan):
    """A summary with a task that slipped over a weekend, and the milestone that waits for it."""
    with tenant_tx(cast.acme.pk):
        plan.add("Wave 3")
        plan.add("Test", parent="Wave 3", begin=date(2026, 11, 16), due=date(2026, 11, 23))
        plan.add("Go-live", parent="Wave 3", kind="milestone", due=date(2026, 12, 1))
        plan.add("Some day")
        plan.link("Test", "Go-live")
        Task.objects.filter(name="Test").update(promised=date(2026, 11, 20), critical=True)
        TaskBaseline.objects.create(
            project=plan.project,
            client=plan.project.client,
            task=plan["Test"],
            number=0,
            start_at=datetime(2026, 11, 12, 8, tzinfo=UTC),
            finish_at=datetime(2026, 11, 20, 16, tzinfo=UTC),
            created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    return chart(cast)


def row(found, name):
    return next(one for one in found["rows"] if one["name"] == name)


def test_a_bar_covers_whole_days_and_carries_its_baseline(rows):
    test = row(rows, "Test")
    assert (test["start"], test["end"], test["was"], test["promised"]) == (
        "2026-11-16",
        "2026-11-23",
        "2026-11-12",
        "2026-11-20",
    )
    assert (test["days"], test["critical"], test["parent"]) == ("6 d", True, row(rows, "Wave 3")["id"])


def test_a_slip_counts_working_days(rows):
    assert row(rows, "Test")["slip"] == "+1 d", "Friday to Monday is one working day"
    assert row(rows, "Go-live")["slip"] == "", "nothing was promised, nothing slipped"


def test_a_milestone_says_only_its_day(rows):
    point = row(rows, "Go-live")
    assert (point["days"], point["from"], point["done"], point["to"][:5]) == ("", "", "", "1 Dec")


def test_what_has_no_date_has_no_bar(rows):
    some_day = row(rows, "Some day")
    assert (some_day["start"], some_day["end"], some_day["to"]) == (None, None, "–")


def test_links_name_the_numbers_of_their_ends(rows):
    assert rows["links"] == [[row(rows, "Test")["id"], row(rows, "Go-live")["id"], "FS"]]


def test_a_link_to_a_withdrawn_row_is_not_drawn(cast, plan, rows):
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Go-live").update(withdrawn_at=datetime(2026, 11, 2, tzinfo=UTC))
    assert chart(cast)["links"] == []


def test_weekends_are_off(rows):
    assert {"2026-11-21", "2026-11-22"} <= set(rows["off"])
    assert "2026-11-23" not in rows["off"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_rows(cast, plan, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            plan.add(f"Row {number}", due=date(2026, 11, 20))
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        assert len(browser.get(URL).json()["rows"]) == count
    assert len(queries) == 15


def test_only_those_who_read_the_plan_find_it(cast, plan):
    assert cast.zoe.browser().get(URL).status_code == 404
    assert cast.zoe.browser().get(PAGE).status_code == 404
    assert cast.ben.browser().get(PAGE).status_code == 200


def test_grid_and_chart_lead_to_each_other(cast, plan):
    assert "/plan/gantt/" in cast.ada.browser().get("/o/acme/projects/SKY/plan/").text
    page = cast.ada.browser().get(PAGE).text
    assert f'data-source="{URL}"' in page
    assert 'href="/o/acme/projects/SKY/plan/"' in page


class TestWorkingDays:
    days = WorkingDays(Calendar(), date(2026, 11, 1), date(2026, 11, 30))

    @pytest.mark.parametrize(
        ("one", "other", "count"),
        [
            (date(2026, 11, 20), date(2026, 11, 20), 0),
            (date(2026, 11, 20), date(2026, 11, 21), 0),
            (date(2026, 11, 20), date(2026, 11, 23), 1),
            (date(2026, 11, 23), date(2026, 11, 20), -1),
            (date(2026, 11, 2), date(2026, 11, 30), 20),
        ],
    )
    def test_between(self, one, other, count):
        assert self.days.between(one, other) == count

    def test_beyond_the_span_counts_to_its_edge(self):
        assert self.days.between(date(2026, 11, 30), date(2036, 1, 1)) == 0
