"""Pages and endpoints of baselines, slips and performance."""

import pytest

from schedule import services
from schedule.models import Baseline, Threshold, Variance
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.projects import MemberFactory

PLACE = "/o/acme/projects/SKY/"
API = "/api/v1/o/acme/projects/SKY/"


@pytest.fixture
def ada(cast: Cast):
    return cast.ada.browser()


@pytest.fixture
def two(cast, head, waves):
    """A baseline in force, and one that was proposed since."""
    with tenant_tx(cast.acme.pk):
        first = services.propose_baseline(actor=cast.ada.actor(), project=waves.project, title="First")
        services.approve_baseline(actor=head.actor(), baseline=first)
        services.propose_baseline(actor=cast.ada.actor(), project=waves.project, title="Second")
    return waves


def test_a_baseline_says_whether_it_is_unchanged(ada, cast, two):
    page = ada.get(f"{PLACE}baselines/1/").content.decode()
    assert "Unchanged since it was taken" in page
    assert f"{PLACE}baselines/1/compare/2/" in page
    with tenant_tx(cast.acme.pk):
        Baseline.objects.filter(number=2).update(snapshot={})
    assert "Does not match what is stored" in ada.get(f"{PLACE}baselines/2/").content.decode()


def test_compares_with_the_plan_and_with_another(ada, two):
    assert "Nothing is different" in ada.get(f"{PLACE}baselines/1/compare/2/").content.decode()
    assert ada.get(f"{PLACE}baselines/1/compare/").status_code == 200
    assert ada.get(f"{PLACE}baselines/1/compare/9/").status_code == 404


def test_the_performance_page_shows_both_indices_and_the_milestones(ada, two):
    page = ada.get(f"{PLACE}performance/").content.decode()
    for word in ("Planned by today", "SPI(t)", "Milestone trend", "Go live", "Hire"):
        assert word in page


def test_the_performance_page_without_a_baseline_says_what_to_do(ada, waves):
    assert "Nothing to measure against yet" in ada.get(f"{PLACE}performance/").content.decode()


def test_a_variance_begins_from_a_slip(ada, cast, two):
    page = ada.get(f"{PLACE}slipped/").content.decode()
    with tenant_tx(cast.acme.pk):
        task = two["Hire"].pk
    link = f"{PLACE}variances/add/?task={task}"
    assert link in page
    form = ada.get(link).content.decode()
    assert "T1 Hire" in form
    sent = {"title": "T1 Hire", "metric": "days", "task_id": str(task), "value": "14", "threshold": "5"}
    assert ada.post(link, sent).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert Variance.objects.get().task_id == task
    assert "VA1" in ada.get(f"{PLACE}slipped/").content.decode()


def test_thresholds_are_set_on_their_page(ada, cast, two):
    sent = {"days_slipped": "3", "work_percent": "15", "least_spi": "0.8", "stale_days": "4"}
    assert "5" in ada.get(f"{PLACE}thresholds/").content.decode()
    assert ada.post(f"{PLACE}thresholds/", sent).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert Threshold.objects.get().days_slipped == 3
    assert ada.post(f"{PLACE}thresholds/", {**sent, "least_spi": "2"}).status_code == 422


def test_who_only_works_on_tasks_sees_slips_but_no_baseline(cast, two):
    client = cast.ben.browser()
    assert client.get(f"{PLACE}slipped/").status_code == 200
    assert client.get(f"{PLACE}baselines/1/").status_code == 403
    assert client.get(f"{PLACE}thresholds/").status_code == 403


def test_systems_read_the_same_and_set_thresholds(cast, two):
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=two.project, person=cast.ida.person)
    browser = cast.ida.browser()
    browser.logout()
    found = browser.get(f"{API}performance/", **cast.api()).json()
    assert found["performance"]["total_minutes"] == 15 * 480
    assert found["thresholds"]["days_slipped"] == 5
    slips = browser.get(f"{API}slipped/", **cast.api()).json()["results"]
    assert "Hire" in {one["name"] for one in slips}
    compared = browser.get(f"{API}baselines/1/compare/", **cast.api()).json()
    assert (compared["intact"], compared["results"]) == (True, [])
    sent = {"data": {"days_slipped": 2}, "content_type": "application/json"}
    assert browser.post(f"{API}thresholds/", **sent, **cast.api()).status_code == 204
    with tenant_tx(cast.acme.pk):
        assert Threshold.objects.get().days_slipped == 2
