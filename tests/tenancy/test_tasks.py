"""A task belongs to one organization: refused without one when sent, and again when received."""

from uuid import UUID, uuid4

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import OperationalError

from config.celery import app
from tenancy import tasks
from tenancy.models import Client, Event
from tenancy.scope import NoTenant, bound_to, current_organization_id, current_scope, tenant_tx
from tenancy.tasks import HEADER, for_each_organization, sweep_task, tenant_task

pytestmark = pytest.mark.isolation
SEEN: list[object] = []


@tenant_task
def note_tenant(*, number=0):
    SEEN.append((number, current_organization_id(), current_scope()))


@tenant_task
def count_clients():
    with tenant_tx(current_organization_id()):
        SEEN.append(sorted(Client.objects.values_list("code", flat=True)))


@tenant_task
def flicker():
    SEEN.append(current_organization_id())
    if len(SEEN) < 3:
        raise OperationalError("the database went away")


@sweep_task
def look_everywhere():
    return for_each_organization(note_tenant)


@pytest.fixture(autouse=True)
def fresh():
    SEEN.clear()


@pytest.fixture
def here(settings):
    """Messages are carried out where they are sent, through Celery's own tracer."""
    app.conf.task_always_eager = app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = app.conf.task_eager_propagates = False


@pytest.fixture
def broker():
    """A broker in memory, so that messages take the whole way through a worker."""
    before = app.conf.broker_url
    app.conf.broker_url = "memory://"
    app.conf.broker_transport_options, options = {}, app.conf.broker_transport_options
    app._pool = None
    app.amqp._producer_pool = None
    yield app
    app.conf.broker_url, app.conf.broker_transport_options = before, options
    app._pool = None
    app.amqp._producer_pool = None


@pytest.mark.threat("T-030")
class TestSending:
    def test_without_an_organization_is_refused(self):
        for send in (note_tenant.delay, note_tenant.apply_async):
            with pytest.raises(NoTenant, match="sent without"):
                send()

    def test_takes_the_organization_of_the_transaction_or_the_task(self, cast, here):
        with tenant_tx(cast.acme.pk):
            note_tenant.apply_async(kwargs={"number": 1})
        with bound_to(cast.zenith.pk):
            note_tenant.apply_async(kwargs={"number": 2})
        note_tenant.apply_async(organization_id=cast.zenith.pk)
        assert [(number, tenant) for number, tenant, _scope in SEEN] == [
            (1, cast.acme.pk),
            (2, cast.zenith.pk),
            (0, cast.zenith.pk),
        ]


@pytest.mark.threat("T-030")
class TestReceiving:
    def test_without_an_organization_is_refused(self, here):
        for header in ({}, {HEADER: ""}):
            with pytest.raises(NoTenant, match="received without"):
                note_tenant.apply(headers=header, throw=True)
        assert SEEN == []

    def test_a_call_as_a_plain_function_is_refused_too(self):
        with pytest.raises(NoTenant):
            note_tenant()

    def test_a_header_that_is_no_organization_is_refused(self):
        with pytest.raises(ValueError, match="badly formed"):
            note_tenant.apply(headers={HEADER: "acme' OR true"}, throw=True)

    def test_a_forged_organization_has_no_rows(self, cast):
        count_clients.apply(headers={HEADER: str(uuid4())}, throw=True)
        assert SEEN == [[]]

    def test_is_bound_but_in_no_transaction(self, cast):
        note_tenant.apply(headers={HEADER: str(cast.acme.pk)}, throw=True)
        assert [(0, cast.acme.pk, None)] == SEEN
        assert current_organization_id() is None

    @pytest.mark.threat("T-029")
    def test_sees_its_own_rows_task_after_task(self, cast):
        for organization in (cast.acme, cast.zenith, cast.acme):
            count_clients.apply(headers={HEADER: str(organization.pk)}, throw=True)
        assert SEEN == [["SKY", "TDW"], ["RIV"], ["SKY", "TDW"]]


def test_a_sweep_rings_one_task_for_each_active_organization(cast, here):
    cast.zenith.is_active = False
    cast.zenith.save()
    assert look_everywhere() == 1
    assert [tenant for _number, tenant, _scope in SEEN] == [cast.acme.pk]


@pytest.mark.filterwarnings("ignore")
def test_the_header_travels_in_a_real_message(broker):
    """Sent, serialized, queued, received and traced by a worker."""
    one, two = UUID(int=1), UUID(int=2)
    with start_worker(broker, pool="solo", perform_ping_check=False, shutdown_timeout=30):
        note_tenant.apply_async(kwargs={"number": 1}, organization_id=one)
        note_tenant.apply_async(kwargs={"number": 2}, organization_id=two)
        flicker_until(lambda: len(SEEN) == 2)
    assert [(1, one, None), (2, two, None)] == SEEN


def flicker_until(condition, seconds=20):
    import time

    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, SEEN
        time.sleep(0.02)


class TestTheBell:
    def test_wakes_the_dispatcher_of_that_organization(self, cast, here, monkeypatch):
        rung = []
        monkeypatch.setattr(tasks.dispatch, "dispatch_events", lambda **how: rung.append(how) or 0)
        tasks.ring(cast.acme.pk)
        assert [how["organization_id"] for how in rung] == [cast.acme.pk]

    def test_goes_on_while_whole_batches_wait(self, cast, here, settings):
        from tests.cast import NOW

        settings.MILEPOST_CLAIM_SIZE = 2
        with tenant_tx(cast.acme.pk):
            for _number in range(5):
                Event.objects.create(name="test.Quiet", payload={}, occurred_at=NOW, next_at=NOW)
        tasks.ring(cast.acme.pk)
        with tenant_tx(cast.acme.pk):
            assert Event.objects.filter(done_at=None).count() == 0

    def test_gives_up_at_once_when_the_broker_is_away(self, settings):
        """Kombu would try for six seconds, while somebody waits for her page."""
        options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
        assert options["max_retries"] == 1
        assert options["interval_max"] < 1
