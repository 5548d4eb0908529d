"""The pages of every register: what a list, a record and an area say, and what they cost."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from exchange import services as exchange
from exchange.lists.reading import ListFile
from projects.registers.areas import card, forget_card, routes_of
from projects.registers.declared import registers
from projects.registers.services import withdraw_record
from records.importing import importable_of
from tenancy.jobs_runner import run_next_job
from tests.cast import NOW
from tests.house.registered import written
from tests.projects.registers.conftest import EVERY

AREAS = {"planning": "planning/", "schedule": "schedule/"}


def queries(browser, url):
    """How many statements a page takes."""
    browser.get(url)
    with CaptureQueriesContext(connections["default"]) as seen:
        assert browser.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("register", EVERY)
def test_an_empty_list_says_what_belongs_here(kept, register):
    page = kept.cast.ada.browser().get(kept.address(register)).content.decode()
    with override("en"):
        named = register.model._meta
        assert f"No {named.verbose_name_plural} yet" in page
        assert f"New {named.verbose_name}" in page
        assert kept.address(register, "add/") in page
        assert f"lists/{register.listed}/" in page


@pytest.mark.parametrize("register", EVERY)
def test_a_list_of_three_costs_what_a_list_of_one_costs(kept, register):
    browser, url = kept.cast.ada.browser(), kept.address(register)
    kept.add(register, 1)
    few = queries(browser, url)
    kept.add(register, 2)
    assert queries(browser, url) == few


@pytest.mark.parametrize("register", EVERY)
def test_a_record_says_its_key_its_title_and_whose_it_is(kept, register):
    (made,) = kept.add(register)
    page = kept.cast.ada.browser().get(kept.address(register, f"{made.number}/")).content.decode()
    assert f"{made.key} Row 1" in page
    owner = kept.one(register).owner
    assert owner is None or owner.name in page


@pytest.mark.parametrize("register", EVERY)
def test_a_file_of_512_rows(kept, register):
    with kept.inside():
        values = written(register, kept.project)
    needed = [name for name, one in register.form.base_fields.items() if one.required]
    heads = ",".join(needed)
    rows = [",".join({**values, "title": f"Row {n}"}[name] for name in needed) for n in range(512)]
    file = ListFile("list.csv", "\n".join([heads, *rows]).encode())
    what = importable_of(register.listed)
    with kept.inside():
        run = exchange.stage_list(actor=kept.ada, what=what, file=file, project=kept.project)
        assert (run.report["rows"], run.report["is_good"]) == (512, True), run.report["faults"]
    if exchange.commit_list(actor=kept.ada, run=run).state == "running":
        run_next_job(organization_id=kept.cast.acme.pk, clock=lambda: NOW)
    with kept.inside():
        found = register.rows().filter(project=kept.project)
        assert found.count() == 512
        assert found.order_by("-number")[0].number == 512


@pytest.mark.parametrize("area", AREAS)
def test_an_area_counts_its_registers_in_one_query(kept, area):
    browser, url = kept.cast.ada.browser(), f"/o/acme/projects/SKY/{AREAS[area]}"
    few = queries(browser, url)
    for register in registers(area):
        kept.add(register, 3)
        withdraw_record(actor=kept.ada, register=register, subject=kept.one(register), reason="twice")
    assert queries(browser, url) == few
    shown = [line["counted"].total for line in browser.get(url).context["lines"]]
    with kept.inside():
        live = [one.rows().live().filter(project=kept.project).count() for one in registers(area)]
    assert shown == live
    assert min(live) >= 2


def test_a_page_that_a_room_names_stands_in_its_area(kept):
    card(
        "planning",
        route="home_overview",
        label="Readiness",
        icon="flag",
        policy="home.view_overview",
        text="What is missing.",
        owns=("home_readiness",),
    )
    page = kept.cast.ada.browser().get("/o/acme/projects/SKY/planning/").content.decode()
    assert "What is missing." in page
    assert "home_readiness" in routes_of("planning")
    forget_card("planning", "home_overview")
    assert "home_readiness" not in routes_of("planning")


@pytest.mark.parametrize("register", EVERY)
def test_the_navigation_stands_on_the_area_of_a_register(kept, register):
    place = AREAS.get(register.area)
    page = kept.cast.ada.browser().get(kept.address(register)).content.decode()
    marked = page.partition('aria-current="page"')[0].rpartition("<a ")[2]
    assert place in marked
