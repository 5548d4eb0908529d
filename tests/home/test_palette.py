"""The command palette offers what one may do here, where one may go, and what one may find."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from django.utils import translation

from home.commands import COMMANDS
from home.palette import is_meant
from projects.models import Project
from records.services import index_entries
from records.words import wanted
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.home.conftest import task
from toolkit.registry import routes

pytestmark = pytest.mark.django_db
URL = "/o/acme/palette/"
PLAN = "/o/acme/projects/BFM/plan/"


def offered(browser: Browser, **query: str) -> dict[str, list[str]]:
    """The lines by their heads, marks as asterisks."""
    answer = browser.get(URL, query, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    page = unescape(answer.content.decode())
    found: dict[str, list[str]] = {}
    for group in re.split(r'<div class="sort"', page)[1:]:
        title = re.search(r'aria-label="([^"]*)"', group)[1]
        lines = re.findall(r'<span class="cut">(.*?)</span>', group, re.DOTALL)
        found[title] = [re.sub(r"</?mark>", "*", line).strip() for line in lines]
    return found


def urls(browser: Browser, **query: str) -> list[str]:
    return re.findall(
        r'href="([^"]*)"', unescape(browser.get(URL, query, headers={"HX-Request": "true"}).content.decode())
    )


def test_an_empty_question_offers_what_one_does_here(cast: Cast, bfm: Project) -> None:
    found = offered(cast.ada.browser(), at=PLAN)
    assert list(found) == ["Do", "Go to"]
    assert found["Do"][:3] == ["Add task", "Add milestone", "Import a plan"]
    assert found["Go to"][:2] == ["Overview", "Plan"]
    away = offered(cast.ada.browser())
    assert away["Do"] == ["Open a project", "Issue an API token", "Choose which letters come"]


def test_only_what_policy_allows(cast: Cast, bfm: Project) -> None:
    assert "Add task" not in str(offered(cast.ben.browser(), at=PLAN))
    assert offered(cast.ben.browser(), q="invite") == {"Find": ["Search everywhere for “invite”"]}
    assert offered(cast.olga.browser(), q="invite")["Do"] == ["*Invite* somebody"]
    assert "Add task" not in str(offered(cast.ida.browser(), at=PLAN)), "no member of that project"
    assert cast.zoe.browser().get(URL).status_code == 404
    assert cast.cleo.browser().get(URL).status_code == 404


def test_another_place_is_nowhere(cast: Cast, bfm: Project) -> None:
    for path in (
        "/o/zenith/projects/BFM/plan/",
        "/api/v1/o/acme/projects/BFM/tasks/",
        "//evil.test/",
        "nonsense",
    ):
        assert "Add task" not in str(offered(cast.ada.browser(), at=path)), path


def test_keys_jump_and_names_are_found_in_any_spelling(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        task(bfm, "Readiness review", NOW.date(), number=98)
    index_entries(actor=cast.system())
    ada = cast.ada.browser()
    for key, at in (("T98", PLAN), ("bfm-t98", "")):
        assert offered(ada, q=key, at=at)["Jump to"] == ["Readiness review"]
        assert urls(ada, q=key, at=at)[0] == "/o/acme/projects/BFM/tasks/98/"
    assert offered(ada, q="BFM")["Jump to"] == ["Brightfjord F&A"]
    assert offered(ada, q="readi")["Find"] == ["*Readi*ness review", "Search everywhere for “readi”"]
    assert offered(ada, q="mwcw")["Go to"] == ["Brightfjord F&A"], "明湾财务 by its first letters"
    assert offered(ada, q="🚀") == {}


def test_labels_are_meant_in_both_languages_and_by_ear() -> None:
    label = next(one.label for one in COMMANDS if one.route == "notifications_choices")
    with translation.override("zh-hans"):
        chinese = str(label)
    assert is_meant(label, wanted("letters"))
    assert is_meant(label, wanted(chinese))
    assert not is_meant(label, wanted("nothing"))


def test_a_task_page_offers_what_one_does_with_the_task(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        task(bfm, "Readiness review", NOW.date(), number=98, owner=cast.ben.person)
    ben = offered(cast.ben.browser(), at="/o/acme/projects/BFM/tasks/98/")
    assert ben["Do"][0] == "Report progress"
    assert "Withdraw this task" not in ben["Do"]


def test_every_command_has_the_policy_of_its_page() -> None:
    pages = {route.name: route.door for route in routes(get_resolver()) if route.door}
    for command in COMMANDS:
        assert command.policy in set(pages[command.route].policies.values()), command.route


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_what_is_found(cast: Cast, bfm: Project, rows: int) -> None:
    with tenant_tx(cast.acme.pk):
        for number in range(rows):
            task(bfm, f"Steady {number}", NOW.date())
    index_entries(actor=cast.system())
    ada = cast.ada.browser()
    offered(ada, q="steady", at=PLAN)
    with CaptureQueriesContext(connection) as seen:
        found = offered(ada, q="steady", at=PLAN)
    assert len(found["Find"]) == rows + 1
    assert len(seen) == QUERIES, [one["sql"][:90] for one in seen]


QUERIES = 19
