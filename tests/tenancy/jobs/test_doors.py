"""Pages and endpoints of jobs, the fact that wakes a worker, and the sweeps."""

from typing import Any

import pytest

from tenancy.dispatch import dispatch_events
from tenancy.jobs import start_job
from tenancy.jobs_runner import run_next_job
from tenancy.models import JobRun
from tenancy.scope import tenant_tx
from tenancy.tasks import HEADER, drop_old_files, run_jobs
from tests.cast import NOW, Cast
from tests.tenancy.jobs.conftest import KIND, Clock, Kettle, stored

PAGES, API = "/o/acme/jobs/", "/api/v1/o/acme/jobs/"


@pytest.fixture
def asked(cast: Cast, kettle: Kettle, monkeypatch: pytest.MonkeyPatch) -> JobRun:
    from dataclasses import replace

    from tenancy.jobs import JOBS

    JOBS[KIND] = replace(JOBS[KIND], policy="tenancy.view_own_jobs", label="Tea")
    return start_job(actor=cast.ida.actor(), kind=KIND, arguments={})


def test_the_page_looks_again_until_it_has_ended(cast: Cast, asked: JobRun, clock: Clock) -> None:
    browser, here = cast.ida.browser(), f"{PAGES}{asked.pk}/"
    waiting = browser.get(here).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    assert f'href="{here}cancel/"' in waiting
    part = browser.get(here, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="job"')
    run_next_job(organization_id=cast.acme.pk, clock=clock)
    done = browser.get(here).content.decode()
    assert "every 2s" not in done
    assert f'href="{here}file/"' in done
    file = browser.get(f"{here}file/")
    assert b"".join(file.streaming_content) == b"cup\ncup\n"  # type: ignore[arg-type]
    assert file["Content-Disposition"] == 'attachment; filename="tea.csv"'
    assert "Tea" in browser.get(PAGES).content.decode()


def test_nobody_else_sees_it(cast: Cast, asked: JobRun, clock: Clock) -> None:
    run_next_job(organization_id=cast.acme.pk, clock=clock)
    for other in (cast.olga, cast.ada, cast.zoe):
        for address in ("", "file/", "cancel/"):
            assert other.browser().get(f"{PAGES}{asked.pk}/{address}").status_code == 404
    assert "Tea" not in cast.olga.browser().get(PAGES).content.decode()


def test_cancel_by_the_page_and_by_the_api(cast: Cast, asked: JobRun, client: Any) -> None:
    cast.ida.browser().post(f"{PAGES}{asked.pk}/cancel/")
    assert stored(cast, asked).state == "cancelled"
    again = client.post(f"{API}{asked.pk}/cancel/", content_type="application/json", **cast.api())
    assert (again.status_code, again.json()["code"]) == (409, "job_over")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    cast: Cast, asked: JobRun, client: Any, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count - 1):
        start_job(actor=cast.ida.actor(), kind=KIND, arguments={})
    with django_assert_num_queries(8):
        answer = client.get(API, **cast.api())
    assert [row["state"] for row in answer.json()["results"]] == ["queued"] * count


def test_the_resource_tells_what_the_page_tells(cast: Cast, asked: JobRun, client: Any, clock: Clock) -> None:
    run_next_job(organization_id=cast.acme.pk, clock=clock)
    row = client.get(f"{API}{asked.pk}/", **cast.api()).json()
    assert (row["state"], row["done"], row["file_name"], row["file_size"]) == ("done", 2, "tea.csv", 8)
    file = client.get(f"{API}{asked.pk}/file/", **cast.api())
    assert b"".join(file.streaming_content) == b"cup\ncup\n"


def test_the_file_stays_closed_to_whoever_lost_the_right(
    cast: Cast, asked: JobRun, clock: Clock, client: Any
) -> None:
    from dataclasses import replace

    from tenancy.jobs import JOBS

    run_next_job(organization_id=cast.acme.pk, clock=clock)
    JOBS[KIND] = replace(JOBS[KIND], policy="tenancy.update_client")
    assert client.get(f"{API}{asked.pk}/file/", **cast.api()).status_code == 403


def test_the_fact_wakes_a_worker(cast: Cast, asked: JobRun, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as rung:
        dispatch_events(organization_id=cast.acme.pk, now=NOW)
    assert [one.__qualname__ for one in rung] == ["ring_jobs.<locals>.<lambda>"]


def test_tasks_work_for_the_organization_of_their_header(cast: Cast, asked: JobRun) -> None:
    run_jobs.apply(headers={HEADER: str(cast.zenith.pk)}, throw=True)
    assert stored(cast, asked).state == "queued"
    run_jobs.apply(headers={HEADER: str(cast.acme.pk)}, throw=True)
    assert stored(cast, asked).state == "done"
    with tenant_tx(cast.acme.pk):
        JobRun.objects.update(expires_at=NOW)
    drop_old_files.apply(headers={HEADER: str(cast.acme.pk)}, throw=True)
    assert not stored(cast, asked).has_file
