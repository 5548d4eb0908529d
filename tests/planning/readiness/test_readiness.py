"""The readiness board, its colours, and what it says to gates."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.models import ReadinessItem
from planning.readiness import board
from planning.registers import READINESS_ITEMS
from projects.gates import criteria
from projects.registers.services import add_record, step_record
from tenancy.scope import tenant_tx

TODAY, BOARD = date(2026, 11, 20), "/o/acme/projects/SKY/readiness/"
CASES = [
    # state, needed by, expected on, colour
    ("not_started", date(2026, 11, 20), None, "grey"),
    ("not_started", date(2026, 11, 19), None, "red"),
    ("on_track", date(2026, 11, 20), date(2026, 11, 20), "green"),
    ("on_track", date(2026, 12, 1), date(2026, 12, 2), "red"),
    ("at_risk", date(2026, 12, 1), date(2026, 12, 1), "amber"),
    ("at_risk", date(2026, 11, 19), None, "red"),
    ("late", date(2026, 12, 1), None, "red"),
    ("ready", date(2026, 11, 1), date(2026, 12, 1), "green"),
]


@pytest.fixture
def add(cast, plan):
    def added(title: str = "Seats", *, state: str = "not_started", **values) -> ReadinessItem:
        given = {"kind": "facility", "need_by": date(2026, 12, 1), **values}
        with tenant_tx(cast.acme.pk):
            made = add_record(
                actor=cast.ada.actor(), register=READINESS_ITEMS, project=plan.project, title=title, **given
            )
            ReadinessItem.objects.filter(pk=made.pk).update(state=state)
            return ReadinessItem.objects.select_related("project").get(pk=made.pk)

    return added


@pytest.mark.parametrize(("state", "need_by", "forecast", "colour"), CASES)
def test_the_colour_is_red_when_late_and_the_query_agrees(cast, add, state, need_by, forecast, colour):
    item = add(state=state, need_by=need_by, forecast_on=forecast)
    assert item.colour(TODAY) == colour
    with tenant_tx(cast.acme.pk):
        assert ReadinessItem.objects.red(as_of=TODAY).exists() is (colour == "red")
        assert ReadinessItem.objects.amber(as_of=TODAY).exists() is (colour == "amber")


def test_the_board_groups_by_type_and_counts(cast, plan, add):
    add("Seats", need_by=date(2026, 11, 1))
    add("Lockers", state="ready")
    add("Budget of the wave", kind="funds", state="at_risk")
    with tenant_tx(cast.acme.pk):
        groups = board(actor=cast.ada.actor(), project=plan.project, as_of=TODAY)
    assert [(one.kind, one.worst, one.ready, len(one.items)) for one in groups] == [
        ("facility", "red", 1, 2),
        ("funds", "amber", 0, 1),
    ]


def test_the_board_is_red_when_something_is_late(cast, add):
    """Need-by date beside the expected date, per thing; red where it is late."""
    add("Seats in Pune", need_by=date(2020, 1, 1), forecast_on=date(2020, 2, 1))
    page = cast.ada.browser().get(BOARD).content.decode()
    assert "0 of 1 in place · 1 late · 0 at risk" in page
    assert "Seats in Pune" in page
    assert "fg-r" in page


def test_an_empty_board_says_what_belongs_there(cast, plan):
    assert "Nothing to get ready yet" in cast.ada.browser().get(BOARD).content.decode()


def test_the_board_asks_as_often_with_more_items(cast, add):
    browser = cast.ada.browser()
    add("One")
    browser.get(BOARD)
    with CaptureQueriesContext(connection) as one:
        browser.get(BOARD)
    add("Two")
    add("Three", kind="funds")
    with CaptureQueriesContext(connection) as three:
        browser.get(BOARD)
    assert len(one) == len(three)


def test_what_is_ready_keeps_its_day_until_it_is_opened_again(cast, add):
    item = add(state="on_track")
    acting = {"actor": cast.ada.actor(), "register": READINESS_ITEMS, "subject": item}
    with tenant_tx(cast.acme.pk):
        assert step_record(**acting, step="finish").ready_on == TODAY
        assert step_record(**acting, step="reopen", reason="One is broken").ready_on is None


@pytest.mark.parametrize("gate", ["G2", "G3", "G4"])
def test_gates_ask_whether_anything_that_is_needed_is_late(cast, plan, add, gate):
    def answered():
        with tenant_tx(cast.acme.pk):
            asked = {"actor": cast.ada.actor(), "project": plan.project, "as_of": TODAY}
            return criteria(gate=gate, **asked).get("planning.readiness")

    assert answered() is None
    add("Chairs", need_by=date(2026, 11, 1), mandatory=False)
    assert answered() is None
    add("Lines")
    assert answered().met
    add("Seats", need_by=date(2026, 11, 1))
    assert not answered().met
    assert "Seats" in str(answered().why_not)
