"""The search page, the way to what was withdrawn, and back."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client as Browser

from planning.services import withdraw_task
from projects.models import Project
from records.services import index_entries
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory
from tests.home.conftest import task

pytestmark = pytest.mark.django_db
URL = "/o/acme/search/"


def read(cast: Cast) -> None:
    index_entries(actor=cast.system())


def text(browser: Browser, query: str, **headers: str) -> str:
    answer = browser.get(f"{URL}?{query}", **headers)
    assert answer.status_code == 200, answer.content
    return unescape(answer.content.decode())


def test_it_says_what_to_write_what_was_found_and_what_to_try(cast: Cast, bfm: Project) -> None:
    read(cast)
    ada = cast.ada.browser()
    assert "What are you looking for?" in text(ada, "")
    page = text(ada, "q=wave")
    assert "2 records for “wave”." in page
    assert "<mark>Wave</mark> 1 live" in page
    assert "/o/acme/projects/BFM/tasks/" in page
    assert "Nothing was found for “waterfall”" in text(ada, "q=waterfall")
    part = text(ada, "q=wave", headers={"HX-Request": "true"})
    assert "<html" not in part
    assert "<mark>Wave</mark>" in part


def test_titles_are_text_and_the_other_language_is_shown_where_it_was_met(cast: Cast, bfm: Project) -> None:
    read(cast)
    page = cast.ada.browser().get(f"{URL}?q=evidence+g3").content.decode()
    assert "<mark>Evidence</mark> &lt;<mark>G3</mark>&gt;" in page
    page = text(cast.ada.browser(), "q=明湾")
    assert "Brightfjord F&A" in page
    assert "<mark>明湾</mark>财务" in page


def test_it_narrows_by_type_project_and_state(cast: Cast, bfm: Project) -> None:
    read(cast)
    ada = cast.ada.browser()
    assert "Nothing was found" in text(ada, "q=wave&kind=tenancy.Client")
    assert "2 records" in text(ada, f"q=wave&kind=planning.Task&project={bfm.pk}")
    assert "Nothing was found" in text(ada, "q=wave&withdrawn=true")
    for wrong in ("q=wave&kind=nothing", "q=wave&project=x", "q=wave&else=1", f"q={'x' * 201}"):
        assert ada.get(f"{URL}?{wrong}").status_code == 400, wrong


def test_long_groups_lead_on(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        for number in range(13):
            task(bfm, f"Crate {number}", NOW.date())
    ada = cast.ada.browser()
    page = text(ada, "q=crate")
    assert page.count("<mark>Crate</mark>") == 10
    assert "Show 3 more" in page
    assert text(ada, "q=crate&kind=planning.Task").count("<mark>Crate</mark>") == 13


def test_who_may_search(cast: Cast, bfm: Project) -> None:
    assert cast.cleo.browser().get(URL).status_code == 404
    assert cast.zoe.browser().get(URL).status_code == 404
    assert (
        "Evidence" not in text(cast.ida.browser(), "q=evidence").split('id="found"')[1].split("“evidence”")[1]
    )


def test_the_api_answers_the_same(cast: Cast, bfm: Project) -> None:
    read(cast)
    assert ida(cast, "?q=wave").json() == {"results": []}, "Ida is no member"
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=bfm, person=cast.ida.person)
    rows = ida(cast, "?q=wave&fields=key,title,withdrawn").json()["results"]
    assert sorted(row["title"] for row in rows) == ["Wave 1 live", "Wave 3 live"]
    assert {row["withdrawn"] for row in rows} == {False}
    [project] = ida(cast, "?q=brightfjord").json()["results"]
    assert (project["kind"], project["key"]) == ("projects.Project", "BFM")
    assert project["url"] == "/o/acme/projects/BFM/"
    assert ida(cast, "?q=wave&fields=nothing").status_code == 400
    assert ida(cast, f"?q={'x' * 201}").status_code == 400


def test_the_api_lists_the_withdrawn_and_restores_them(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        MemberFactory(project=bfm, person=cast.ida.person)
        gone, old = task(bfm, "Gone", NOW.date()), task(bfm, "Long gone", NOW.date())
    withdraw_task(actor=cast.ada.actor(), task=gone, reason="Doubled")
    withdraw_task(actor=cast.ada.actor(now=NOW - timedelta(days=31)), task=old, reason="Old")
    found = {row["title"]: row for row in ida(cast, "", "withdrawn").json()["results"]}
    assert (found["Gone"]["may_restore"], found["Long gone"]["may_restore"]) == (True, False)
    assert (found["Gone"]["key"], found["Gone"]["reason"]) == (f"BFM-T{gone.number}", "Doubled")
    post = {"content_type": "application/json", **cast.api()}
    refused = Browser().post(found["Long gone"]["restore_url"], "{}", **post)
    assert (refused.status_code, refused.json()["code"]) == (409, "restore_too_late")
    assert Browser().post(found["Gone"]["restore_url"], "{}", **post).status_code == 204
    assert Browser().post(found["Gone"]["restore_url"], "{}", **post).status_code == 404
    assert {row["title"] for row in ida(cast, "", "withdrawn").json()["results"]} == {"Long gone"}


def ida(cast: Cast, query: str, place: str = "search"):
    return Browser().get(f"/api/v1/o/acme/{place}/{query}", **cast.api())


def test_the_withdrawn_are_listed_found_and_restored(cast: Cast, bfm: Project) -> None:
    ada = cast.ada.browser()
    assert "Nothing was withdrawn" in ada.get("/o/acme/withdrawn/").content.decode()
    with tenant_tx(cast.acme.pk):
        gone = task(bfm, "Gone astray", NOW.date())
    withdraw_task(actor=cast.ada.actor(), task=gone, reason="Doubled")
    read(cast)
    for url in (
        "/o/acme/withdrawn/",
        "/o/acme/projects/BFM/withdrawn/",
        f"/o/acme/withdrawn/?project={bfm.pk}",
    ):
        page = unescape(ada.get(url).content.decode())
        assert "Gone astray" in page, url
        assert "Doubled" in page
        assert "restorable until 20 Dec" in page
        assert f"/o/acme/projects/BFM/tasks/{gone.number}/restore/" in page
    assert "/restore/" not in cast.ben.browser().get("/o/acme/withdrawn/").content.decode()
    assert "Gone astray" not in cast.olga.browser().get("/o/acme/withdrawn/").content.decode(), (
        "may not open tasks"
    )
    assert "astray" in text(ada, "q=astray&withdrawn=true").split('id="found"')[1]
    assert "Nothing was found" in text(ada, "q=astray")
