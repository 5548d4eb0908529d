"""What is wrong with a plan: each fault by a plan that has it, and a sound plan that has none."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.checks import findings
from planning.models import Dependency, Task
from tenancy.scope import tenant_tx
from tests.planning.schedule.conftest import MONDAY

pytestmark = pytest.mark.django_db
PAGE = "/o/acme/projects/SKY/plan/check/"
SATURDAY = datetime(2026, 11, 28, 9, tzinfo=UTC)


@pytest.fixture
def sound(cast, chain):
    """A plan with nothing to say against."""
    with tenant_tx(cast.acme.pk):
        Task.objects.update(owner=cast.ben.person)
        chain.link("Notes", "Review")
    return chain


@pytest.fixture
def found(cast, sky):
    def look():
        with tenant_tx(cast.acme.pk):
            return {(one.code, one.name) for one in findings(actor=cast.ada.actor(), project=sky)}

    return look


def change(cast, name, **values):
    with tenant_tx(cast.acme.pk):
        Task.objects.filter(name=name).update(**values)


def test_a_sound_plan_has_nothing_to_look_at(sound, found):
    assert found() == set()


def test_missing_dates_and_owners(cast, sound, found):
    change(cast, "Notes", start_at=None, owner=None)
    change(cast, "Done", finish_at=None, start_at=None, due=None)
    assert found() >= {("no_dates", "Notes"), ("no_owner", "Notes"), ("no_dates", "Done")}


def test_what_has_ended_is_not_looked_at(cast, sound, found):
    change(cast, "Draft", owner=None, state="done")
    assert found() == set()


@pytest.mark.parametrize(
    ("kind", "wrong"), [("FS", True), ("SS", False), ("FF", False), ("SF", False)], ids=str
)
def test_a_row_planned_before_its_predecessor_allows(cast, sound, found, kind, wrong):
    with tenant_tx(cast.acme.pk):
        Dependency.objects.filter(predecessor__name="Draft").update(kind=kind)
        review = Task.objects.get(name="Review")
        Task.objects.filter(name="Review").update(start_at=review.start_at - timedelta(days=1))
    assert (("before_predecessor", "Review") in found()) is wrong


def test_a_circle_names_each_row_in_it(cast, sound, found):
    with tenant_tx(cast.acme.pk):
        Dependency.objects.create(
            project=sound.project,
            client=sound.project.client,
            predecessor=sound["Review"],
            successor=sound["Draft"],
            created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    assert {name for code, name in found() if code == "circle"} == {"Draft", "Review"}


@pytest.mark.parametrize(
    ("kind", "days", "broken"),
    [
        ("SNET", 1, True),
        ("SNET", -1, False),
        ("SNLT", -1, True),
        ("FNLT", 9, False),
        ("FNET", 9, True),
        ("MSO", 0, False),
        ("MFO", 1, True),
    ],
)
def test_constraints_that_dates_do_not_keep(cast, sound, found, kind, days, broken):
    with tenant_tx(cast.acme.pk):
        at = Task.objects.get(name="Notes").start_at + timedelta(days=days)
    change(cast, "Notes", constraint_type=kind, constraint_at=at)
    assert (("constraint", "Notes") in found()) is broken


def test_deadlines_and_days_off(cast, sound, found):
    change(cast, "Notes", deadline_at=datetime(2026, 11, 20, tzinfo=UTC))
    change(cast, "Done", start_at=SATURDAY, finish_at=SATURDAY, due=SATURDAY.date())
    assert found() >= {("deadline", "Notes"), ("day_off", "Done")}


def test_loose_ends(cast, sound, found):
    with tenant_tx(cast.acme.pk):
        sound.add("Alone", begin=date(2026, 11, 24), duration_minutes=480)
    assert {code for code, name in found() if name == "Alone"} == {
        "no_owner",
        "no_predecessor",
        "no_successor",
    }


def test_a_link_of_a_summary_holds_for_what_is_below(cast, sound, found):
    with tenant_tx(cast.acme.pk):
        sound.add("Prepare", begin=MONDAY, duration_minutes=480)
        Task.objects.filter(name="Prepare").update(owner=cast.ben.person)
        sound.link("Prepare", "Work")
    assert ("no_predecessor", "Draft") not in found()


@pytest.mark.parametrize(
    "values",
    [
        {"work_minutes": 99},
        {"finish_at": datetime(2026, 12, 24, 16, tzinfo=UTC)},
        {"start_at": datetime(2026, 11, 2, 7, tzinfo=UTC)},
    ],
    ids=str,
)
def test_a_summary_is_the_sum_of_what_is_below(cast, sound, found, values):
    change(cast, "Work", **values)
    assert found() == {("not_whole", "Work")}


def test_one_row_alone_is_no_breakdown(cast, sound, found):
    with tenant_tx(cast.acme.pk):
        sound.add("Phase")
        sound.add("Step", "Phase", begin=MONDAY, duration_minutes=480)
    assert ("one_below", "Phase") in found()


def test_the_page_leads_to_each_row_and_narrows(cast, sound):
    change(cast, "Notes", owner=None)
    change(cast, "Done", owner=None, deadline_at=datetime(2026, 11, 20, tzinfo=UTC))
    browser = cast.ada.browser()
    page = browser.get(PAGE).text
    assert "3 faults" in " ".join(page.split())
    assert 'href="/o/acme/projects/SKY/tasks/5/"' in page
    narrowed = browser.get(f"{PAGE}?code=deadline").text
    assert 'href="/o/acme/projects/SKY/tasks/4/"' in narrowed
    assert 'href="/o/acme/projects/SKY/tasks/5/"' not in narrowed
    assert browser.get(f"{PAGE}?code=nonsense").status_code == 400
    lines = browser.get(f"{PAGE}?format=csv").content.decode("utf-8-sig").splitlines()
    assert len([line for line in lines if line.startswith("Fault")]) == 3


def test_the_endpoint_says_the_same(cast, sound):
    change(cast, "Notes", owner=None)
    told = cast.ada.browser().get("/api/v1/o/acme/projects/SKY/plan/check/").json()["findings"]
    assert [(one["number"], one["code"], one["level"]) for one in told] == [(5, "no_owner", "fault")]
    assert cast.zoe.browser().get(PAGE).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_the_rows(cast, sound, count):
    with tenant_tx(cast.acme.pk):
        for number in range(count):
            sound.add(f"Row {number}", begin=MONDAY, duration_minutes=480)
    browser = cast.ada.browser()
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(PAGE).text
    assert page.count("No owner") >= count
    assert len(queries) == 23
