"""Jobs that people ask for: waited for, done once, taken over, cancelled, kept for a week."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError

from tenancy.dispatch import dispatch_events
from tenancy.jobs import JobKeyTaken, JobOver, TooManyJobs, cancel_job, start_job
from tenancy.jobs_runner import drop_old_files, run_next_job
from tenancy.models import ApiToken, AuditLine, Event, JobRun, Membership
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.tenancy.jobs.conftest import KIND, Clock, Kettle, stored
from toolkit.errors import Denied


def ask(cast: Cast, **more: Any) -> JobRun:
    return start_job(actor=cast.olga.actor(), kind=KIND, arguments={"cups": 2}, **more)


@pytest.fixture(autouse=True)
def olga_makes_tea(cast: Cast, monkeypatch: pytest.MonkeyPatch, kettle: Kettle) -> None:
    """The kettle's policy, for the administrator too."""
    from tenancy.jobs import JOBS

    JOBS[KIND] = replace(JOBS[KIND], policy="tenancy.add_client")


def run(cast: Cast, clock: Clock) -> JobRun | None:
    return run_next_job(organization_id=cast.acme.pk, clock=clock)


def test_a_job_is_done_and_its_file_is_kept_for_a_week(cast: Cast, kettle: Kettle, clock: Clock) -> None:
    asked = ask(cast)
    assert (asked.state, asked.asked_by_id) == ("queued", cast.olga.person.pk)
    assert run(cast, clock) is not None
    assert run(cast, clock) is None
    done = stored(cast, asked)
    assert (done.state, done.done, done.total, done.percent, done.message) == ("done", 2, 2, 100, "boils")
    assert (done.result_name, done.result_type, done.result_size) == ("tea.csv", "text/csv", 8)
    assert done.result_key.startswith(f"{cast.acme.pk}/2026/")
    assert "tea" not in done.result_key
    assert default_storage.open(done.result_key).read() == b"cup\ncup\n"
    assert done.expires_at == NOW + timedelta(days=7)
    [begun] = kettle.begun
    assert (begun["actor"].person_id, begun["actor"].via) == (cast.olga.person.pk, "job")
    with tenant_tx(cast.acme.pk):
        assert list(AuditLine.objects.order_by("id").values_list("action", flat=True)) == [
            "tenancy.start_job",
            "tenancy.end_job",
        ]
    assert drop_old_files(organization_id=cast.acme.pk, now=NOW + timedelta(days=6)) == 0
    assert drop_old_files(organization_id=cast.acme.pk, now=NOW + timedelta(days=7)) == 1
    assert not default_storage.exists(done.result_key)
    assert not stored(cast, asked).has_file


def test_a_killed_workers_job_is_taken_over_after_its_lease_and_goes_on(
    cast: Cast, kettle: Kettle, clock: Clock
) -> None:
    asked = ask(cast)

    def power_cut(number: int, run: JobRun) -> None:
        raise OperationalError("the server closed the connection")

    kettle.steps = [power_cut]
    with pytest.raises(OperationalError):
        run(cast, clock)
    assert stored(cast, asked).state == "running"
    clock.turn(seconds=119)
    assert run(cast, clock) is None
    clock.turn(seconds=1)
    kettle.steps = []
    assert run(cast, clock) is not None
    assert [(one["attempts"], one["counts"]) for one in kettle.begun] == [(1, {}), (2, {"cup": 1})]
    assert stored(cast, asked).state == "done"


def test_a_worker_that_was_only_slow_is_stopped_and_writes_nothing(
    cast: Cast, kettle: Kettle, clock: Clock
) -> None:
    asked = ask(cast)

    def sleep_through(number: int, run_: JobRun) -> None:
        if run_.attempts == 1 and number == 1:
            clock.turn(seconds=121)
            run(cast, clock)

    kettle.steps = [sleep_through]
    run(cast, clock)
    done = stored(cast, asked)
    assert (done.state, done.attempts) == ("done", 2)
    with tenant_tx(cast.acme.pk):
        assert AuditLine.objects.filter(action="tenancy.end_job").count() == 1


def test_a_job_that_kills_its_workers_ends_as_failed(cast: Cast, clock: Clock, kettle: Kettle) -> None:
    asked = ask(cast)
    with tenant_tx(cast.acme.pk):
        JobRun.objects.update(state="running", attempts=3)
    run(cast, clock)
    assert kettle.begun == []
    assert stored(cast, asked).state == "failed"
    assert "3 times" in stored(cast, asked).error


def test_cancelled_while_it_waits_and_between_its_chunks(cast: Cast, kettle: Kettle, clock: Clock) -> None:
    waiting, running = ask(cast), ask(cast)
    assert cancel_job(actor=cast.olga.actor(), run=waiting).state == "cancelled"

    def change_of_mind(number: int, run_: JobRun) -> None:
        cancel_job(actor=cast.olga.actor(), run=stored(cast, run_))

    kettle.steps = [change_of_mind]
    run(cast, clock)
    assert stored(cast, running).state == "cancelled"
    assert (stored(cast, running).done, len(kettle.begun)) == (1, 1)
    with pytest.raises(JobOver):
        cancel_job(actor=cast.olga.actor(), run=running)
    with pytest.raises(JobOver):
        cancel_job(actor=cast.ada.actor(), run=ask(cast))


@pytest.mark.threat("T-154")
@pytest.mark.parametrize("between", [False, True])
def test_whoever_lost_the_role_is_stopped(cast: Cast, kettle: Kettle, clock: Clock, between: bool) -> None:
    asked = ask(cast)

    def lose(*args: Any) -> None:
        with tenant_tx(cast.acme.pk):
            Membership.objects.filter(person=cast.olga.person).update(ended_at=NOW - timedelta(minutes=1))

    if between:
        kettle.steps = [lose]
    else:
        lose()
    run(cast, clock)
    failed = stored(cast, asked)
    assert (failed.state, failed.result_name) == ("failed", "")
    assert "no more" in failed.error
    assert failed.done == (2 if between else 0), "told, and stopped before the next step"


def test_a_token_gives_its_scopes_and_its_end(cast: Cast, kettle: Kettle, clock: Clock) -> None:
    with tenant_tx(cast.acme.pk):
        token = ApiToken.objects.get()
        actor = replace(cast.olga.actor(), token_id=token.pk, scopes=frozenset({"read", "write"}))
        first = start_job(actor=actor, kind=KIND, arguments={})
        run(cast, clock)
        assert kettle.begun[0]["actor"].scopes == {"read", "write"}
        assert kettle.begun[0]["actor"].token_id == token.pk
        second = start_job(actor=actor, kind=KIND, arguments={})
        ApiToken.objects.update(revoked_at=NOW)
    run(cast, clock)
    assert (stored(cast, first).state, stored(cast, second).state) == ("done", "failed")


def test_our_own_fault_is_logged_and_told_without_details(
    cast: Cast, kettle: Kettle, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    asked = ask(cast)
    kettle.steps = [lambda number, run_: {}["secret detail"]]
    run(cast, clock)
    assert stored(cast, asked).state == "failed"
    assert "secret" not in stored(cast, asked).error
    assert "secret detail" in caplog.text


def test_the_same_key_is_the_same_job(cast: Cast) -> None:
    first, again = ask(cast, idempotency_key="monday"), ask(cast, idempotency_key="monday")
    assert first.pk == again.pk
    with pytest.raises(JobKeyTaken):
        start_job(actor=cast.olga.actor(), kind=KIND, arguments={"cups": 3}, idempotency_key="monday")


def test_five_at_once_and_only_with_the_policy(cast: Cast) -> None:
    for _number in range(5):
        ask(cast)
    with pytest.raises(TooManyJobs):
        ask(cast)
    with pytest.raises(Denied):
        start_job(actor=cast.ben.actor(), kind=KIND, arguments={})


def test_a_letter_tells_only_of_jobs_one_has_waited_for(cast: Cast, kettle: Kettle, clock: Clock) -> None:
    ask(cast)
    run(cast, clock)
    long = ask(cast)
    clock.turn(seconds=20)
    run(cast, clock)
    with tenant_tx(cast.acme.pk):
        [told] = Event.objects.filter(name="tenancy.JobEnded").values_list("payload", flat=True)
    assert (told["job_id"], told["state"]) == (str(long.pk), "done")
    dispatch_events(organization_id=cast.acme.pk, now=clock.now)
    inbox = cast.olga.browser().get("/o/acme/inbox/").content.decode()
    assert "Your job is done: Tea" in inbox
