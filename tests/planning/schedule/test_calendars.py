"""Working calendars of a project: hours, exceptions, a country's holidays, and what the plan counts by."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.calendars import load_calendars
from planning.models import CalendarException, Plan, WorkCalendar
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.factories.projects import ProjectFactory
from tests.planning.schedule.calendars import MADE, calendar_with_holiday
from tests.planning.schedule.conftest import MONDAY
from toolkit.errors import Denied, Missing

pytestmark = pytest.mark.django_db
BASE = "/o/acme/projects/SKY/calendars/"
API = f"/api/v1{BASE}"
NIGHT = [[[0, 360], [1320, 1440]]] * 5 + [[], []]


@pytest.fixture
def ada(cast):
    return cast.ada.actor()


@pytest.fixture
def calendar(cast, sky, ada):
    return services.add_calendar(actor=ada, project=sky, name="Dalian", week=NIGHT)


def days_of(cast, calendar):
    with tenant_tx(cast.acme.pk):
        return {one.first_on: one for one in calendar.exceptions.all()}


def test_a_night_shift_counts_both_ends_of_the_day(cast, calendar):
    with tenant_tx(cast.acme.pk):
        assert load_calendars([calendar.pk])[calendar.pk].minutes(MONDAY) == 480


@pytest.mark.parametrize(
    "day", [[[600, 480]], [[480, 720], [700, 1020]], [[480, 1500]], [[480, 480]]], ids=str
)
def test_hours_that_cannot_be_are_refused(cast, sky, ada, day):
    with pytest.raises(services.HoursInvalid):
        services.add_calendar(actor=ada, project=sky, name="Odd", week=[day] * 7)


def test_a_calendar_without_any_hour_is_refused(cast, sky, ada):
    with pytest.raises(services.HoursInvalid):
        services.add_calendar(actor=ada, project=sky, name="Never", week=[[]] * 7)


def test_chinese_holidays_bring_the_swapped_weekends(cast, calendar, ada):
    made = services.add_holidays(actor=ada, calendar=calendar, country="CN", year=2026)
    found = days_of(cast, calendar)
    assert len(found) == len(made)
    assert found[date(2026, 2, 17)].spans == []
    assert found[date(2026, 2, 14)].spans == [[480, 720], [780, 1020]], "a Saturday worked in exchange"
    assert "春节" in found[date(2026, 2, 17)].source_fields["name_zh"]


def test_a_day_that_is_there_stays_as_it_is(cast, calendar, ada):
    services.add_exception(
        actor=ada, calendar=calendar, name="Skeleton crew", first_on=date(2026, 10, 1), spans=[[600, 720]]
    )
    made = services.add_holidays(actor=ada, calendar=calendar, country="CN", year=2026)
    assert date(2026, 10, 1) not in {one.first_on for one in made}
    assert days_of(cast, calendar)[date(2026, 10, 1)].name == "Skeleton crew"
    assert services.add_holidays(actor=ada, calendar=calendar, country="CN", year=2026) == []


def test_nobody_knows_the_holidays_of_nowhere(cast, calendar, ada):
    with pytest.raises(services.NoHolidaysKnown):
        services.add_holidays(actor=ada, calendar=calendar, country="XX", year=2026)
    with pytest.raises(services.NoHolidaysKnown):
        services.add_holidays(actor=ada, calendar=calendar, country="IN", year=2026, subdivision="QQ")


def test_the_plan_counts_by_the_chosen_calendar_and_says_that_dates_may_move(cast, chain, ada, due):
    calendar = services.add_calendar(actor=ada, project=chain.project, name="K", week=[[[480, 960]]] * 7)
    services.add_exception(actor=ada, calendar=calendar, name="Feast", first_on=MONDAY)
    with tenant_tx(cast.acme.pk):
        Plan.objects.update(settled=True)
    plan = services.use_calendar(actor=ada, project=chain.project, calendar_id=calendar.pk)
    assert plan.calendar_id == calendar.pk
    assert due("Review") == date(2026, 11, 25), "no date moves by itself"
    with tenant_tx(cast.acme.pk):
        assert not Plan.objects.get().settled
    services.reschedule(actor=ada, project=chain.project, as_of=date(2026, 11, 22))
    assert due("Review") == date(2026, 11, 26)


def test_only_who_answers_for_the_plan_changes_them(cast, sky, calendar):
    for name in ("tim", "ben"):
        with pytest.raises(Denied):
            services.add_exception(
                actor=cast.people[name].actor(), calendar=calendar, name="Off", first_on=MONDAY
            )
    with pytest.raises(Missing):
        services.add_exception(actor=cast.zoe.actor(), calendar=calendar, name="Off", first_on=MONDAY)


def test_a_calendar_of_the_organization_is_used_but_not_changed_here(cast, chain, ada):
    with tenant_tx(cast.acme.pk):
        house = WorkCalendar.objects.create(name="House", created_at=MADE)
    services.use_calendar(actor=ada, project=chain.project, calendar_id=house.pk)
    with pytest.raises((services.CalendarOfHouse, Denied)):
        services.add_exception(actor=ada, calendar=house, name="Off", first_on=MONDAY)
    page = cast.ada.browser().get(f"{BASE}{house.pk}/").text
    assert "The plan counts by this calendar." in page
    assert "holidays/" not in page


def test_another_projects_calendar_is_not_there(cast, sky, ada):
    with tenant_tx(cast.acme.pk):
        other = calendar_with_holiday(ProjectFactory(client=cast.skyharp, key="HID"), MONDAY)
    with pytest.raises(Missing):
        services.use_calendar(actor=ada, project=sky, calendar_id=other.pk)
    assert cast.ada.browser().get(f"{BASE}{other.pk}/").status_code == 404


def test_hours_through_the_pages(cast, sky):
    browser = cast.ada.browser()
    hours = {"begin": "09:00", "end": "18:00", "break_begin": "12:00", "break_end": "13:00"}
    answer = browser.post(f"{BASE}add/", {"name": "Pune", "days": ["0", "1", "2", "3", "4", "5"], **hours})
    assert answer.status_code == 302
    page = browser.get(answer["Location"]).text
    assert page.count("09:00–12:00, 13:00–18:00") == 6
    with tenant_tx(cast.acme.pk):
        pune = WorkCalendar.objects.get(name="Pune")
    form = browser.get(f"{BASE}{pune.pk}/edit/").text
    assert 'value="13:00"' in form
    changed = {"name": "Pune", "days": ["0"], "begin": "18:00", "end": "00:00", "version": "1"}
    assert browser.post(f"{BASE}{pune.pk}/edit/", changed).status_code == 302
    with tenant_tx(cast.acme.pk):
        pune.refresh_from_db()
    assert (pune.week[0], pune.week[1], pune.version) == ([[1080, 1440]], [], 2)
    stale = {**changed, "name": "Poona"}
    assert browser.post(f"{BASE}{pune.pk}/edit/", stale).status_code == 409


def test_exceptions_through_the_pages(cast, calendar):
    browser, about = cast.ada.browser(), f"{BASE}{calendar.pk}/"
    given = {"name": "Inventory", "first_on": "2026-12-05", "last_on": "", "works": "on"}
    assert "Write from when to when" in browser.post(f"{about}exceptions/add/", given).text
    done = browser.post(f"{about}exceptions/add/", {**given, "begin": "08:00", "end": "12:00"})
    assert done.status_code == 302
    page = browser.get(about).text
    assert "08:00–12:00" in page
    remove = re.search(r'href="([^"]+/remove/)"', page)[1]
    assert browser.post(remove, {}).status_code == 302
    with tenant_tx(cast.acme.pk):
        assert not CalendarException.objects.filter(calendar=calendar).exists()
        assert AuditLine.objects.filter(action="planning.edit_calendar").count() == 3


def test_holidays_are_shown_before_they_are_added(cast, calendar):
    browser, page = cast.ada.browser(), f"{BASE}{calendar.pk}/holidays/"
    chosen = {"country": "CN", "subdivision": "", "year": "2026", "seen": ""}
    shown = browser.post(page, chosen).text
    assert "worked in exchange" in shown
    assert days_of(cast, calendar) == {}
    other = browser.post(page, {**chosen, "country": "PL", "seen": "CN--2026"})
    assert days_of(cast, calendar) == {}, "what was shown was another country"
    assert other.status_code == 200
    seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    assert browser.post(page, {**chosen, "seen": seen}).status_code == 302
    assert date(2026, 10, 1) in days_of(cast, calendar)
    assert "there already" in browser.post(page, chosen).text
    assert "The notice for this year is not out yet" in browser.post(page, {**chosen, "year": "2040"}).text


def test_the_list_says_which_one_counts(cast, chain, calendar, ada):
    browser = cast.ada.browser()
    services.use_calendar(actor=ada, project=chain.project, calendar_id=calendar.pk)
    page = browser.get(BASE).text
    assert "The plan&#x27;s calendar" in page
    assert "40 h" in page
    assert cast.zoe.browser().get(BASE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_whatever_the_rows(cast, sky, ada, count):
    for number in range(count):
        services.add_calendar(actor=ada, project=sky, name=f"Site {number}", week=NIGHT)
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(BASE).text.count("Site ") >= count
    assert len(queries) == 20


def test_the_api(cast, sky):
    client = cast.ada.browser()

    def send(method, path, data=None, **more):
        return getattr(client, method)(path, json.dumps(data or {}), content_type="application/json", **more)

    made = send("post", API, {"name": "Pune", "week": NIGHT})
    assert made.status_code == 201, made.content
    about = made["Location"]
    assert client.get(about).json()["week"][0] == [[0, 360], [1320, 1440]]
    assert send("patch", about, {"name": "Pune nights"}, headers={"If-Match": '"1"'}).status_code == 200
    look = send("post", f"{about}holidays/", {"country": "IN", "year": 2026, "preview": True}).json()["days"]
    assert {"2026-01-26"} <= {one["first_on"] for one in look}
    assert len(send("post", f"{about}holidays/", {"country": "IN", "year": 2026}).json()["days"]) == len(look)
    listed = client.get(f"{about}exceptions/").json()["results"]
    assert len(listed) == len(look)
    assert client.delete(f"{about}exceptions/{listed[0]['id']}/").status_code == 204
    assert send("post", f"{about}use/").status_code == 204
    with tenant_tx(cast.acme.pk):
        assert Plan.objects.get().calendar.name == "Pune nights"
