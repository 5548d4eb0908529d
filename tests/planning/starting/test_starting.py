"""An empty plan begins: with a usual plan, or as another project's plan is; all of it or nothing."""

from datetime import date

import pytest
from django.test import Client as Browser

from planning import services
from planning.models import CalendarException, Dependency, Plan, Task, WorkCalendar
from planning.services.starting import PlanNotEmpty
from planning.starting import TemplateUnknown
from planning.starting.usual import TRANSITION, USUAL
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied

pytestmark = pytest.mark.django_db
PAGE = "/o/acme/projects/SKY/plan/start/"
API = "/api/v1/o/acme/projects/SKY/plan/start/"
HOLIDAY = date(2026, 10, 1)


@pytest.fixture
def chinese(cast, sky):
    """The calendar of the project's own site, with China's holidays and swapped weekends of 2026."""
    with tenant_tx(cast.acme.pk):
        made = WorkCalendar.objects.create(project=sky, name="Dalian", created_at=NOW)
        services.add_holidays(actor=cast.ada.actor(), calendar=made, country="CN", year=2026)
    return made


def start(cast, project, member=None, **given):
    about = {"template": "transition", "start_on": HOLIDAY, **given}
    with tenant_tx(cast.acme.pk):
        return services.start_from_template(actor=(member or cast.ada).actor(), project=project, **about)


def rows(cast, project):
    with tenant_tx(cast.acme.pk):
        found = Task.objects.live().filter(project=project).order_by("position")
        return {row.name: row for row in found}


def works(chinese, row):
    """Whether its calendar works on the days on which a row begins and ends."""
    off = set(CalendarException.objects.filter(calendar=chinese, spans=[]).values_list("first_on", flat=True))
    extra = set(
        CalendarException.objects.filter(calendar=chinese)
        .exclude(spans=[])
        .values_list("first_on", flat=True)
    )
    days = {row.start_at.date(), row.due}
    return all(day in extra or (day.weekday() < 5 and day not in off) for day in days)


@pytest.mark.parametrize("code", USUAL)
def test_every_date_of_a_usual_plan_is_a_working_day(cast, sky, chinese, code):
    made = start(cast, sky, template=code, calendar_id=chinese.pk)
    found = rows(cast, sky)
    assert made.rows == len(found) == len(USUAL[code].steps)
    assert made.starts_on == date(2026, 10, 8)
    assert made.ends_on == max(row.due for row in found.values())
    with tenant_tx(cast.acme.pk):
        assert [name for name, row in found.items() if not works(chinese, row)] == []


def test_links_decide_over_the_saturday_that_is_worked(cast, sky, chinese):
    start(cast, sky, calendar_id=chinese.pk)
    found = rows(cast, sky)
    assert found["Kick-off with the client"].due == date(2026, 10, 8)
    # Friday 9, Saturday 10 (worked in exchange), Monday 12, Tuesday 13, Wednesday 14 October.
    assert found["Agree governance and the rhythm of meetings"].due == date(2026, 10, 14)
    assert found["Mobilise and plan"].kind == "summary"
    assert found["Mobilise and plan"].start_at == found["Kick-off with the client"].start_at
    assert found["G7 Transition closed"].critical
    with tenant_tx(cast.acme.pk):
        assert Plan.objects.get(project=sky).settled
        assert services.reschedule(actor=cast.ada.actor(), project=sky, as_of=HOLIDAY).moved == 0


def test_it_is_told_and_written_down(cast, sky):
    made = start(cast, sky)
    with tenant_tx(cast.acme.pk):
        told = Event.objects.get(name="planning.PlanStarted")
        assert told.payload["template"] == "transition"
        lines = AuditLine.objects.filter(action="planning.start_plan")
        assert [line.after for line in lines] == [{"template": "transition", "start_on": "2026-10-01"}]
        assert AuditLine.objects.filter(action="planning.load_plan").count() > made.rows


def test_a_plan_that_has_rows_is_not_laid_over(cast, plan):
    plan.add("Mine")
    with pytest.raises(PlanNotEmpty):
        start(cast, plan.project)
    assert list(rows(cast, plan.project)) == ["Mine"]


def test_rows_that_were_withdrawn_do_not_stand_in_its_way(cast, sky):
    start(cast, sky, template="wave")
    with tenant_tx(cast.acme.pk):
        for top in Task.objects.live().filter(parent=None).select_related("project"):
            services.withdraw_task(actor=cast.ada.actor(), task=top, reason="Again, from Monday.")
    assert start(cast, sky, template="wave").rows == len(rows(cast, sky)) == len(USUAL["wave"].steps)


@pytest.mark.parametrize("who", ["tim", "ben"])
def test_only_who_writes_plans_starts_one(cast, sky, who):
    with pytest.raises(Denied):
        start(cast, sky, getattr(cast, who))
    assert rows(cast, sky) == {}


class TestCopies:
    """Another project of the organization: its rows, links and durations, and nothing that is its own."""

    @pytest.fixture
    def pilot(self, cast):
        with tenant_tx(cast.acme.pk):
            project = ProjectFactory(client=cast.skyharp, key="PIL", name="Pilot in Pune")
            MemberFactory(project=project, person=cast.ada.person, role="PM")
        return project

    def test_rows_links_and_distances_come_along(self, cast, plan, pilot):
        monday = date(2026, 9, 7)
        with tenant_tx(cast.acme.pk):
            plan.add("Work")
            plan.add("Draft", "Work", begin=monday, duration_minutes=960, notes="Ask Kim")
            plan.add("Review", "Work", begin=date(2026, 9, 9), duration_minutes=480)
            plan.add("Decide", kind="milestone", due=date(2026, 9, 12))
            plan.link("Draft", "Review", lag_minutes=480)
            services.record_progress(actor=cast.ada.actor(), task=plan["Draft"], percent_complete=50)
        made = start(cast, pilot, template="SKY", start_on=date(2026, 11, 2))
        found = rows(cast, pilot)
        assert made.rows == 4
        assert [(row.name, row.level, row.kind) for row in found.values()] == [
            ("Work", 1, "summary"),
            ("Draft", 2, "task"),
            ("Review", 2, "task"),
            ("Decide", 1, "milestone"),
        ]
        draft, review = found["Draft"], found["Review"]
        assert (draft.notes, draft.percent_complete, draft.state) == ("", 0, "not_started")
        assert (draft.start_at.date(), draft.due) == (date(2026, 11, 2), date(2026, 11, 3))
        assert (review.start_at.date(), review.due) == (date(2026, 11, 5), date(2026, 11, 5))
        # Five days after the beginning is a Saturday.
        assert found["Decide"].due == date(2026, 11, 9)
        with tenant_tx(cast.acme.pk):
            assert Dependency.objects.get(project=pilot).lag_minutes == 480

    def test_what_was_cancelled_stays_behind(self, cast, plan, pilot):
        with tenant_tx(cast.acme.pk):
            for name in ("Keep", "Drop"):
                plan.add(name, begin=date(2026, 9, 7), duration_minutes=480)
            plan.link("Drop", "Keep")
            services.change_state(actor=cast.ada.actor(), task=plan["Drop"], step="cancel", reason="No.")
        start(cast, pilot, template="SKY")
        assert list(rows(cast, pilot)) == ["Keep"]

    @pytest.mark.parametrize("template", ["PIL", "HID", "NOPE", "SKY", ""])
    def test_nothing_is_copied_from_what_is_empty_hidden_unknown_or_itself(self, cast, plan, pilot, template):
        with tenant_tx(cast.acme.pk):
            hidden = ProjectFactory(client=cast.skyharp, key="HID")
            services.add_task(actor=cast.system(), project=hidden, name="Secret")
        with pytest.raises(TemplateUnknown):
            start(cast, plan.project, template=template)


class TestDoors:
    def test_the_empty_plan_offers_it_and_the_page_lays_it(self, cast, sky, chinese):
        browser = cast.ada.browser()
        assert PAGE in browser.get("/o/acme/projects/SKY/plan/").text
        shown = browser.get(PAGE).text
        assert str(TRANSITION.name) in shown
        assert "G7 Transition closed" in shown
        sent = {"template": "transition", "start_on": "2026-10-01", "calendar_id": str(chinese.pk)}
        answer = browser.post(PAGE, sent)
        assert answer.status_code == 302
        page = browser.get(answer["Location"]).text
        assert f"{len(TRANSITION.steps)} rows are in the plan. It runs from" in page
        assert PAGE not in page
        refused = browser.post(PAGE, sent)
        assert refused.status_code == 422
        assert "This plan has rows already." in refused.text

    def test_a_project_that_is_not_mine_is_not_offered(self, cast, plan):
        with tenant_tx(cast.acme.pk):
            mine = ProjectFactory(client=cast.skyharp, key="PIL", name="Pilot in Pune")
            MemberFactory(project=mine, person=cast.ada.person, role="PM")
            hidden = ProjectFactory(client=cast.skyharp, key="HID", name="Hidden")
            for project in (mine, hidden):
                services.add_task(actor=cast.system(), project=project, name="Row")
        shown = cast.ada.browser().get(PAGE).text
        assert "PIL · Pilot in Pune" in shown
        assert "Hidden" not in shown

    def test_by_machine(self, cast, sky):
        with tenant_tx(cast.acme.pk):
            MemberFactory(project=sky, person=cast.ida.person)
        send = {"data": {"template": "wave", "start_on": "2026-11-02"}, "content_type": "application/json"}
        answer = Browser().post(API, **send, **cast.api())
        assert answer.status_code == 201, answer.content
        told = answer.json()
        assert (told["rows"], told["starts_on"]) == (len(USUAL["wave"].steps), "2026-11-02")
        again = Browser().post(API, **send, **cast.api())
        assert (again.status_code, again.json()["code"]) == (409, "plan_not_empty")

    @pytest.mark.parametrize("copied", [1, 3])
    def test_statements_do_not_grow_with_the_rows(self, cast, plan, copied, django_assert_num_queries):
        for number in range(copied):
            plan.add(f"Row {number}", begin=date(2026, 9, 7), duration_minutes=480)
        with tenant_tx(cast.acme.pk):
            pilot = ProjectFactory(client=cast.skyharp, key="PIL")
            MemberFactory(project=pilot, person=cast.ada.person, role="PM")
            actor = cast.ada.actor()
            with django_assert_num_queries(41):
                services.start_from_template(
                    actor=actor, project=pilot, template="SKY", start_on=date(2026, 11, 2)
                )
