"""The board, the readings behind it, their export, and the API."""

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kpis.models import KPIReading
from kpis.services import roll_up
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.kpis import DefinitionFactory, ReadingFactory
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.kpis.conftest import THURSDAY

pytestmark = pytest.mark.django_db
BOARD = "/o/acme/projects/SKY/kpis/"
READINGS = "/o/acme/projects/SKY/kpis/readings/"
API = "/api/v1/o/acme/projects/SKY/kpis/"


@pytest.fixture
def ada(cast: Cast, sky: Project, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Ada at the door on 20 November 2026."""
    return cast.ada.browser()


@pytest.fixture(autouse=True)
def friday(time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)


def rolled(cast: Cast, *days: date) -> None:
    for day in days:
        roll_up(actor=cast.system(), day=day, now=NOW)


def test_the_board_answers_in_a_sentence(cast: Cast, ada: Client) -> None:
    rolled(cast, THURSDAY)
    page = unescape(ada.get(BOARD).content.decode())
    assert "0 of 2 indicators reach their target." in page
    assert "Milestones on time stands at 66.7%, minimum 80%." in page
    assert "2 / 3" in page
    assert "Below minimum" in page


def test_the_chart_keeps_gaps_and_the_target_of_each_day(cast: Cast, ada: Client) -> None:
    rolled(cast, THURSDAY, THURSDAY - timedelta(days=2))
    page = ada.get(BOARD).content.decode()
    block = page.split('<script id="trend-milestones_on_time" type="application/json">')[1].split("</")[0]
    actual, target = json.loads(block)["series"]
    assert len(actual["values"]) == 90
    assert actual["values"][-3:] == [66.6667, None, 66.6667]
    assert target["values"] == [95.0] * 90


def test_no_data_is_grey_and_never_green(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="NEW", client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
    rolled(cast, THURSDAY)
    page = cast.ada.browser().get("/o/acme/projects/NEW/kpis/").content.decode()
    assert "There is nothing to judge yet" in page
    assert page.count('class="mp-rag n') >= 2
    assert 'class="mp-rag g' not in page


def test_before_the_first_run_the_board_says_when_it_comes(ada: Client) -> None:
    page = ada.get(BOARD).content.decode()
    assert "No readings yet" in page
    assert "Europe/Warsaw" in page


def test_chinese_names(cast: Cast, ada: Client) -> None:
    rolled(cast, THURSDAY)
    ada.cookies["django_language"] = "zh-hans"
    assert "里程碑准时率" in ada.get(BOARD).content.decode()


@pytest.mark.parametrize("url", [BOARD, READINGS])
def test_who_may_look(cast: Cast, sky: Project, url: str) -> None:
    """Members; the administrator knows the project but not its figures; to everybody else it is missing."""
    answers = {name: getattr(cast, name).browser().get(url).status_code for name in cast.people}
    assert answers == {"ada": 200, "ben": 404, "olga": 403, "cleo": 404, "carl": 404, "ida": 404, "zoe": 404}


def test_a_foreign_project_answers_like_a_missing_one(cast: Cast, sky: Project) -> None:
    zoe = cast.zoe.browser()
    foreign, missing = (zoe.get(f"/o/zenith/projects/{key}/kpis/") for key in ("SKY", "NONE"))
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert plain(foreign).replace("SKY", "NONE") == plain(missing)


def plain(response: Any) -> str:
    """A page without what differs in every answer."""
    return re.sub(
        r'(csrfmiddlewaretoken" value|csrf-token"\s+content)="[^"]*"', "", response.content.decode()
    )


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("rows", [1, 3])
def test_readings_cost_the_same_at_one_and_three_rows(
    cast: Cast, sky: Project, ada: Client, rows: int
) -> None:
    with tenant_tx(cast.acme.pk):
        definition = DefinitionFactory()
        for back in range(rows):
            ReadingFactory(project=sky, definition=definition, day=THURSDAY - timedelta(days=back))
    assert queries(ada, READINGS) == READINGS_QUERIES


READINGS_QUERIES = 17


@pytest.mark.parametrize("rows", [1, 3])
def test_the_endpoint_costs_the_same_at_one_and_three_rows(cast: Cast, sky: Project, rows: int) -> None:
    with tenant_tx(cast.acme.pk):
        definition = DefinitionFactory()
        for back in range(rows):
            ReadingFactory(project=sky, definition=definition, day=THURSDAY - timedelta(days=back))
    assert queries(cast.ada.browser(), API) == API_QUERIES


API_QUERIES = 12


def test_readings_are_exported_with_their_counts(cast: Cast, ada: Client) -> None:
    rolled(cast, THURSDAY)
    answer = ada.get(f"{READINGS}?format=csv&indicator=milestones_on_time")
    head, line = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Day,Indicator,Value,Numerator,Denominator,Target,Status")
    assert line.startswith("2026-11-19,Milestones on time,66.6667,2,3,95.0000,Below minimum")


def test_the_api_answers_counts_and_targets(cast: Cast, sky: Project) -> None:
    rolled(cast, THURSDAY)
    answer = cast.ada.browser().get(f"{API}?indicator=task_completion").json()
    assert answer["next"] is None
    [row] = answer["results"]
    wanted = {
        "day": "2026-11-19",
        "indicator": "task_completion",
        "version": 1,
        "unit": "percent",
        "direction": "higher",
        "target": "90.0000",
        "cut_off": "2026-11-19T23:00:00Z",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_the_api_shows_no_foreign_project(cast: Cast, sky: Project) -> None:
    rolled(cast, THURSDAY)
    assert cast.zoe.browser().get("/api/v1/o/acme/projects/SKY/kpis/").status_code == 404
    assert cast.cleo.browser().get("/api/v1/o/acme/projects/SKY/kpis/").status_code == 404
    token = Client().get(API, **cast.api())
    assert token.status_code == 404, "Ida is not a member of the project"


def test_superseded_readings_are_not_shown(cast: Cast, sky: Project, ada: Client) -> None:
    rolled(cast, THURSDAY)
    with tenant_tx(cast.acme.pk):
        KPIReading.objects.update(superseded_at=NOW)
    assert ada.get(READINGS).content.decode().count("66.7%") == 0
