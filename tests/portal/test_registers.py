"""What a client reads of the registers of its projects: shared records, their key, title, state and day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.registers import OBJECTIVES
from portal import registers
from projects.registers.services import add_record, share_record, step_record, withdraw_record
from projects.services import unshare_project
from tenancy.models import User
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import MemberFactory, ProjectFactory

PAGE = "/portal/acme/projects/SKY/records/"
SECRETS = ("Hidden aim", "Cut two sites", "margin 31 %", "Ada")


@pytest.fixture
def sky(cast):
    """A shared project with two objectives, one of them shared."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", visibility="shared")
        MemberFactory(project=project, person=cast.ada.person)
        cast.people["cora"] = add_member(cast.acme, "Cora", "CS", client=cast.skyharp)
    cast.shown = add(cast, project, "Answer in two minutes", "两分钟内应答")
    add(cast, project, "Hidden aim", "")
    same = {"actor": cast.ada.actor(), "register": OBJECTIVES}
    with tenant_tx(cast.acme.pk):
        share_record(**same, subject=cast.shown)
        step_record(**same, subject=cast.shown, step="agree")
    return project


def add(cast, project, title, title_zh):
    with tenant_tx(cast.acme.pk):
        return add_record(
            actor=cast.ada.actor(),
            register=OBJECTIVES,
            project=project,
            title=title,
            title_zh=title_zh,
            level="primary",
            metric="Cut two sites",
            reason="margin 31 %",
            baseline=1,
            target=2,
            due_on=date(2027, 2, 26),
            owner_id=cast.ada.person.pk,
        )


def test_shared_records_stand_there_and_nothing_else_of_them(cast, sky):
    page = cast.cora.browser().get(PAGE).content.decode()
    assert all(text in page for text in ("OB1", "Answer in two minutes", "Agreed", "26 Feb 2027"))
    assert not [text for text in SECRETS if text in page]


def test_a_chinese_reader_reads_the_chinese_title(cast, sky):
    User.objects.filter(pk=cast.cora.user.pk).update(language="zh-hans")
    page = cast.cora.browser().get(PAGE).content.decode()
    assert "两分钟内应答" in page


def test_what_was_withdrawn_is_gone(cast, sky):
    with tenant_tx(cast.acme.pk):
        cast.shown.refresh_from_db()
        withdraw_record(actor=cast.ada.actor(), register=OBJECTIVES, subject=cast.shown, reason="merged")
    page = cast.cora.browser().get(PAGE).content.decode()
    assert "Answer in two minutes" not in page
    assert "No record of this project has been shared yet" in page


def test_nobody_else_reads_it(cast, sky):
    assert cast.carl.browser().get(PAGE).status_code == 404, "another client"
    assert cast.ada.browser().get(PAGE).status_code in (403, 404), "the provider has its own pages"
    with tenant_tx(cast.acme.pk):
        sky.refresh_from_db()
        unshare_project(actor=cast.ada.actor(), project=sky)
    assert cast.cora.browser().get(PAGE).status_code == 404, "the project itself is not shared"


def test_the_number_of_queries_does_not_grow(cast, sky):
    browser = cast.cora.browser()
    few = asked(browser)
    for number in range(3):
        more = add(cast, sky, f"More {number}", "")
        with tenant_tx(cast.acme.pk):
            share_record(actor=cast.ada.actor(), register=OBJECTIVES, subject=more)
    assert asked(browser) == few
    assert "More 2" in browser.get(PAGE).content.decode()


def test_what_does_not_fit_on_a_page_stands_on_the_next(cast, sky, monkeypatch):
    monkeypatch.setattr(registers, "ON_A_PAGE", 2)
    for number in range(2):
        more = add(cast, sky, f"More {number}", "")
        with tenant_tx(cast.acme.pk):
            share_record(actor=cast.ada.actor(), register=OBJECTIVES, subject=more)
    browser = cast.cora.browser()
    first, second = (browser.get(f"{PAGE}?page={n}").content.decode() for n in (1, 2))
    assert "More 0" in first
    assert "More 1" not in first
    assert 'href="?page=2"' in first
    assert "More 1" in second
    assert "More 0" not in second
    assert "page=3" not in second
    assert browser.get(f"{PAGE}?page=x").status_code == 400


def asked(browser):
    """How many statements the page takes."""
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(PAGE).status_code == 200
    return len(seen)
