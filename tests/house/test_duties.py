"""docs/duties.md: what a delivery manager has to do, the page that lets her, and the test that shows it."""

import ast
import re
from dataclasses import dataclass
from functools import cache

import pytest

from tests.house.sources import ROOT, none
from tests.house.world import address, make_world, routes

DUTY = re.compile(r"^\| ([PST]\d\d) \| (.*?) \| (.*?) \| (.*?) \| (.*?) \|$", re.MULTILINE)
AREAS = {"P": 25, "S": 4, "T": 15}
SHOWN = 30


@dataclass(frozen=True)
class Duty:
    """One line of the table."""

    id: str
    what: str
    page: str
    test: str
    later: str

    @property
    def is_shown(self) -> bool:
        return bool(self.page and self.test)


@cache
def duties() -> list[Duty]:
    text = (ROOT / "docs" / "duties.md").read_text()
    return [Duty(*(cell.strip().strip("`") for cell in found)) for found in DUTY.findall(text)]


def shown() -> list[Duty]:
    return [duty for duty in duties() if duty.is_shown]


def test_every_duty_of_planning_and_schedule_has_its_line():
    assert [duty.id for duty in duties()] == [
        f"{area}{number:02}" for area, count in AREAS.items() for number in range(1, count + 1)
    ]


def test_each_is_shown_or_says_what_is_missing():
    none(duty.id for duty in duties() if duty.is_shown == bool(duty.later))
    assert len(shown()) >= SHOWN


@pytest.mark.parametrize("duty", shown(), ids=lambda duty: duty.id)
def test_its_test_exists(duty):
    file, _, names = duty.test.partition("::")
    body: list[ast.stmt] = ast.parse((ROOT / file).read_text()).body
    for name in names.split("::"):
        kinds = ast.FunctionDef | ast.ClassDef
        found = next((node for node in body if isinstance(node, kinds) and node.name == name), None)
        assert found is not None, f"{duty.id}: {duty.test} is nowhere"
        body = found.body


@pytest.mark.django_db(transaction=True)
def test_its_page_answers_whoever_manages_the_project(cast):
    world, browser = make_world(cast), cast.ada.browser()
    known = {route.name: route for route in routes()}
    pages = {duty.page for duty in shown()}
    none(sorted(pages - set(known)))
    answers = {page: browser.get(address(world, known[page])).status_code for page in sorted(pages)}
    none(f"{page}: {status}" for page, status in answers.items() if status != 200)
