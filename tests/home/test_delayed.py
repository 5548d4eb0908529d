"""A note for administrators while nobody hands facts on."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from tenancy.models import Event
from tenancy.scope import tenant_tx
from tenancy.selectors import delayed_since
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db
NOTE = "Background jobs are delayed"
ENOUGH = timedelta(seconds=4 * settings.MILEPOST_SWEEP_SECONDS)
MOMENT = timedelta(seconds=1)


def waits(cast: Cast, since: datetime, **more: datetime) -> None:
    """A fact that has been due since then."""
    with tenant_tx(cast.acme.pk):
        Event.objects.create(name="test.Waiting", payload={}, occurred_at=since, next_at=since, **more)


@pytest.mark.parametrize(("age", "told"), [(ENOUGH + MOMENT, True), (ENOUGH - MOMENT, False)])
def test_it_counts_once_some_sweeps_have_passed(cast: Cast, age: timedelta, told: bool) -> None:
    waits(cast, NOW - age)
    with tenant_tx(cast.acme.pk):
        assert delayed_since(actor=cast.olga.actor()) == (NOW - age if told else None)


@pytest.mark.parametrize("field", ["done_at", "parked_at"])
def test_what_is_done_or_given_up_delays_nobody(cast: Cast, field: str) -> None:
    waits(cast, NOW - 2 * ENOUGH, **{field: NOW})
    with tenant_tx(cast.acme.pk):
        assert delayed_since(actor=cast.olga.actor()) is None


def test_the_administrator_reads_it_on_her_day_and_the_manager_does_not(cast: Cast) -> None:
    waits(cast, datetime.now(UTC) - 2 * ENOUGH)
    assert NOTE in cast.olga.browser().get("/o/acme/").content.decode()
    assert NOTE not in cast.ada.browser().get("/o/acme/").content.decode()


def test_nobody_reads_it_while_all_is_well(cast: Cast) -> None:
    waits(cast, datetime.now(UTC))
    assert NOTE not in cast.olga.browser().get("/o/acme/").content.decode()
