"""What waits for a person, from every room that says so, in the working days of where it waits."""

from datetime import date

import pytest

from home.day import bands, day_of, waiting
from planning.models import CalendarException, Plan, WorkCalendar
from projects.models import Project
from records import needing
from records.needing import Band, Need, band_of, feeds, working_days_after
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.home.conftest import milestone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def need(name: str, band: Band, **more) -> Need:
    return Need(band, "inbox", name, f"Do {name}", "because", "/o/acme/", "Do", "/o/acme/", **more)


@pytest.fixture
def told():
    """A room that says three things."""

    @feeds("test")
    def question(*, actor, as_of):
        yield need("Answer", Band.WAITING, due=date(2026, 11, 25))
        yield need("Decide", Band.OVERDUE, due=date(2026, 10, 1), overdue_days=50)
        yield need("Sometime", Band.TODAY)

    yield question
    needing.forget("test")


def test_rooms_are_put_together_in_bands(cast: Cast, bfm: Project, told) -> None:
    with tenant_tx(cast.acme.pk):
        found = day_of(cast.ada.actor(), TODAY)
    assert [one.name for one in found.overdue] == ["Decide", "Evidence <G3>"]
    assert [one.name for one in found.today] == ["Sometime"]
    assert [band.title for band in bands(found)] == ["Overdue", "Today"]
    assert [line.due_text for line in bands(found)[0].work] == ["50 days overdue", "4 days overdue"]
    assert [line.need.name for line in waiting(found).work] == ["Answer"]


def test_the_page_and_its_navigation_count_them(cast: Cast, bfm: Project, told) -> None:
    page = cast.ada.browser().get("/o/acme/").content.decode()
    assert "Do Decide" in page
    assert "Waiting for others" in page
    navigation = page.split("</nav>")[0]
    assert '<span class="n hot">3' in navigation
    inbox = cast.ada.browser().get("/o/acme/inbox/").content.decode().split("</nav>")[0]
    assert '"n hot"' not in inbox, "other pages do not ask"


def test_working_days_are_those_of_the_projects_calendar(cast: Cast, bfm: Project) -> None:
    """A week of holidays from Monday: the fifth working day is a Friday later than usual."""
    with tenant_tx(cast.acme.pk):
        milestone(bfm, "In the second week", date(2026, 12, 4))
        assert "In the second week" not in names(cast)
        calendar = WorkCalendar.objects.create(project=bfm, name="Site", created_at=NOW)
        CalendarException.objects.create(
            calendar=calendar, first_on=date(2026, 11, 23), last_on=date(2026, 11, 27)
        )
        changed = Plan.objects.filter(project=bfm).update(calendar=calendar)
        if not changed:
            Plan.objects.create(project=bfm, client=bfm.client, calendar=calendar, created_at=NOW)
        assert "In the second week" in names(cast)


def names(cast: Cast) -> list[str]:
    return [one.name for one in day_of(cast.ada.actor(), TODAY).soon]


def test_bands_and_working_days() -> None:
    friday = working_days_after(TODAY)
    assert friday == date(2026, 11, 27)
    assert working_days_after(TODAY, 2, is_working=lambda day: day.weekday() == 6) == date(2026, 11, 29)
    days = [None, date(2026, 11, 19), TODAY, date(2026, 11, 27), date(2026, 11, 28)]
    found = [band_of(day, today=TODAY, until=friday) for day in days]
    assert found == [Band.TODAY, Band.OVERDUE, Band.TODAY, Band.SOON, None]
