"""Two roll-ups of one organization at the same moment leave one reading each."""

import threading
from datetime import date

import pytest
from django.db import connections

from kpis.models import KPIDefinition, KPIReading
from kpis.services import RollUp, roll_up
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast, make_cast
from tests.factories.projects import ProjectFactory
from tests.kpis.conftest import THURSDAY, reached


def at_once(cast: Cast, count: int) -> list[RollUp]:
    """The same day, computed by several workers that start together."""
    start, results = threading.Barrier(count), []

    def work() -> None:
        start.wait(10)
        try:
            results.append(roll_up(actor=cast.system(), day=THURSDAY, now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True)
def test_workers_that_start_together_write_each_reading_once() -> None:
    cast = make_cast()
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp)
        reached(project, date(2026, 11, 10), None)
    results = at_once(cast, 4)
    assert sorted(result.written for result in results) == [0, 0, 0, 2]
    with tenant_tx(cast.acme.pk):
        assert KPIDefinition.objects.count() == 2
        assert KPIReading.objects.count() == 2
        KPIReading.objects.update(numerator=1, denominator=2)
    results = at_once(cast, 4)
    assert sorted(result.superseded for result in results) == [0, 0, 0, 2]
    with tenant_tx(cast.acme.pk):
        assert KPIReading.objects.current().count() == 2
