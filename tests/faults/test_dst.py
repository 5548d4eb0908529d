"""The clocks change while the house sweeps in UTC: every day is told and rolled up once. F-15."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kpis.services import roll_up_due
from planning.models import MilestoneAlert
from planning.services import raise_overdue_milestones
from tenancy.models import Client, JobRun, Organization
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.planning import MilestoneFactory
from tests.factories.projects import ProjectFactory

pytestmark = [pytest.mark.faults, pytest.mark.django_db]
STEP = timedelta(hours=1)
# The night each zone changes its clocks forth and back; Shanghai does not, and is swept on the same nights.
NIGHTS = {
    "Europe/Warsaw": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/St_Johns": (date(2026, 3, 8), date(2026, 11, 1)),
    "Australia/Sydney": (date(2026, 10, 4), date(2026, 4, 5)),
    "Asia/Shanghai": (date(2026, 3, 29), date(2026, 10, 25)),
}
CASES = [(zone, night) for zone, nights in NIGHTS.items() for night in nights]


def end_of(day: date, zone: str) -> datetime:
    """The first instant of the next day there."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def slots(day: date, zone: str) -> list[datetime]:
    """Full hours, in UTC, from before that day until well after it."""
    first = (end_of(day, zone) - timedelta(hours=30)).replace(minute=0)
    return [first + number * STEP for number in range(36)]


def tenant(zone: str, due: date) -> Organization:
    """A provider of that zone, with a project there and a milestone due that day."""
    organization = Organization.objects.create(slug="far", name="Far", zone=zone)
    with tenant_tx(organization.pk):
        client = Client.objects.create(code="FAR", name="Far client")
        MilestoneFactory(project=ProjectFactory(client=client, zone=zone), due=due)
    return organization


def test_the_nights_are_those_of_the_change() -> None:
    lengths = {
        zone: [(end_of(night, zone) - end_of(night - timedelta(days=1), zone)) / STEP for night in nights]
        for zone, nights in NIGHTS.items()
    }
    assert lengths.pop("Asia/Shanghai") == [24, 24]
    assert set(map(tuple, lengths.values())) == {(23, 25)}


@pytest.mark.parametrize(("zone", "night"), CASES)
def test_f15_a_milestone_is_overdue_once_when_its_day_is_over(cast: Cast, zone: str, night: date) -> None:
    organization = tenant(zone, night)
    said = {
        now: raise_overdue_milestones(actor=cast.system(now, organization), now=now)
        for now in slots(night, zone)
        for _beat in ("one", "two")
    }
    first = next(now for now in slots(night, zone) if now >= end_of(night, zone))
    assert sum(said.values()) == 0, "the second beat of each slot finds nothing new"
    with tenant_tx(organization.pk):
        assert list(MilestoneAlert.objects.values_list("created_at", "due")) == [(first, night)]


@pytest.mark.parametrize(("zone", "night"), CASES)
def test_f15_a_day_is_rolled_up_once_when_it_is_over(cast: Cast, zone: str, night: date) -> None:
    organization = tenant(zone, night)
    for now in slots(night, zone):
        roll_up_due(actor=cast.system(now, organization), now=now)
    with tenant_tx(organization.pk):
        runs = Counter(JobRun.objects.values_list("slot", flat=True))
        [run] = JobRun.objects.filter(slot=night.isoformat())
    assert set(runs.values()) == {1}
    assert run.started_at == next(now for now in slots(night, zone) if now >= end_of(night, zone))
