"""Three points for each task, and what the whole plan comes to."""

from datetime import date
from math import sqrt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.expectation import expectation
from planning.models import Dependency, Task
from tenancy.scope import tenant_tx
from tests.planning.schedule.conftest import MONDAY
from toolkit.errors import Denied

pytestmark = pytest.mark.django_db
DAY = 480
SUNDAY = date(2026, 11, 22)
PAGE = "/o/acme/projects/SKY/plan/estimates/"


@pytest.fixture
def ada(cast):
    return cast.ada.actor()


@pytest.fixture
def estimate(cast, chain, ada):
    def run(name, *days, actor=None):
        names = ("optimistic_minutes", "likely_minutes", "pessimistic_minutes")
        points = {
            one: None if day is None else round(day * DAY) for one, day in zip(names, days, strict=True)
        }
        with tenant_tx(cast.acme.pk):
            return services.estimate_task(actor=actor or ada, task=chain[name], **points)

    return run


@pytest.fixture
def whole(cast, chain, ada):
    def run():
        with tenant_tx(cast.acme.pk):
            return expectation(actor=ada, project=chain.project, as_of=SUNDAY)

    return run


def test_without_estimates_the_plan_itself_is_expected(whole):
    found = whole()
    assert (found.mean, found.deviation, found.expected) == (3 * DAY, 0, date(2026, 11, 25))
    assert (found.estimated, found.tasks, found.planned) == (0, 3, date(2026, 11, 25))


def test_expected_days_and_variances_add_up_along_the_path(whole, estimate):
    estimate("Draft", 1, 2, 9)  # 3 days, σ 8/6
    estimate("Review", 1, 1, 4)  # 1.5 days, σ 1/2
    found = whole()
    assert found.mean == pytest.approx(4.5 * DAY)
    assert found.deviation == pytest.approx(sqrt((8 / 6) ** 2 + 0.5**2) * DAY)
    assert (found.expected, found.likely) == (date(2026, 11, 27), date(2026, 11, 30))
    assert found.estimated == 2


@pytest.mark.parametrize(
    ("kind", "lag", "days"), [("FS", 1, 4), ("FS", -1, 3), ("SS", 0, 2), ("FF", 0, 2), ("SF", 1, 2)]
)
def test_every_type_of_link_counts(cast, whole, kind, lag, days):
    with tenant_tx(cast.acme.pk):
        Dependency.objects.filter(predecessor__name="Draft").update(kind=kind, lag_minutes=lag * DAY)
    assert whole().mean == days * DAY


def test_what_is_done_counts_no_more_and_of_what_has_begun_the_rest(cast, whole):
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Draft").update(state="in_progress", percent_complete=50)
    assert whole().mean == 2 * DAY
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Draft").update(state="done", percent_complete=100)
    assert whole().mean == DAY


def test_work_that_was_put_off_is_waited_for(cast, chain, whole):
    with tenant_tx(cast.acme.pk):
        chain.add("Training", begin=date(2026, 12, 7), duration_minutes=DAY)
    found = whole()
    assert (found.mean, found.expected) == (11 * DAY, date(2026, 12, 7))


def test_an_empty_plan_is_expected_at_no_day(cast, sky, ada):
    with tenant_tx(cast.acme.pk):
        assert expectation(actor=ada, project=sky, as_of=SUNDAY) is None


@pytest.mark.parametrize("days", [(2, 1, 3), (1, 3, 2), (1, None, 3), (None, 1, None)], ids=str)
def test_three_points_in_order_or_none(estimate, days):
    with pytest.raises(services.EstimatesDisordered):
        estimate("Draft", *days)


def test_an_estimate_moves_nothing_and_can_be_taken_back(cast, chain, estimate, due):
    assert estimate("Draft", 1, 2, 6).version == 2
    assert due("Draft") == date(2026, 11, 24)
    assert estimate("Draft", None, None, None).likely_minutes is None


def test_summaries_and_milestones_are_not_estimated(estimate):
    with pytest.raises(services.SummaryIsComputed):
        estimate("Work", 1, 2, 3)
    with pytest.raises(services.MilestoneTakesNoTime):
        estimate("Done", 1, 2, 3)


def test_members_estimate_what_is_theirs(cast, chain, estimate):
    ben = cast.ben.actor()
    with pytest.raises(Denied):
        estimate("Draft", 1, 2, 3, actor=ben)
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name="Draft").update(owner=cast.ben.person)
    assert estimate("Draft", 1, 2, 3, actor=ben).pessimistic_minutes == 3 * DAY


def test_the_form_takes_days_and_the_page_shows_what_comes_of_it(cast, chain):
    browser = cast.ada.browser()
    given = {"optimistic_minutes": "1", "likely_minutes": "2", "pessimistic_minutes": "9", "version": "1"}
    about = "/o/acme/projects/SKY/tasks/2/"
    assert f'href="{about}estimate/"' in browser.get(about).text
    assert browser.post(f"{about}estimate/", given).status_code == 302
    page = browser.get(PAGE).text
    assert "1 of 3 open tasks are estimated." in page
    assert ">3 d<" in page
    refused = browser.post(f"{about}estimate/", {**given, "likely_minutes": "10", "version": "2"})
    assert (refused.status_code, "Give all three" in refused.text) == (422, True)


def test_the_api_estimates_and_answers_the_whole(cast, chain):
    client = cast.ada.browser()
    points = {"optimistic_minutes": 480, "likely_minutes": 960, "pessimistic_minutes": 4320}
    about = "/api/v1/o/acme/projects/SKY/tasks/2/estimate/"
    answer = client.post(about, points, content_type="application/json", headers={"If-Match": '"1"'})
    assert answer.status_code == 200, answer.content
    told = client.get("/api/v1/o/acme/projects/SKY/plan/estimates/").json()
    assert (told["estimated"], told["mean"]) == (1, 4 * DAY)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_whatever_the_rows(cast, chain, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            chain.add(f"Row {number}", begin=MONDAY, duration_minutes=DAY)
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(PAGE).text.count("Row ") >= count
    assert len(queries) == 24
