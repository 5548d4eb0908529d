"""Two people at one record, and one impatient person."""

import pytest

from planning.models import Task
from tenancy.scope import tenant_tx
from tests.exchange.mspdi_files import plan, task
from tests.journeys.visitor import named, signed_in

PROJECT = "/o/acme/projects/SKY/"


@pytest.fixture
def hiring(ada, sky):
    return ada.open(f"{PROJECT}plan/add/").send(name="Hiring", begin="2026-11-23", duration_minutes="5")


def test_a_stale_form_shows_both_values_and_can_be_sent_again(cast, hiring):
    ida = signed_in(cast.ida).open(f"{PROJECT}tasks/1/edit/")
    hiring.open(f"{PROJECT}tasks/1/edit/").send(name="Hiring, wave 7")
    ida.send(name="Recruiting", status=409)
    [row] = [row for row in ida.rows() if row["Field"] == "Name"]
    assert (row["Saved meanwhile"], row["Yours"]) == ("Hiring, wave 7", "Recruiting")
    assert ida.values()["name"] == "Recruiting"
    with tenant_tx(cast.acme.pk):
        assert Task.objects.get().name == "Hiring, wave 7"
    assert ida.send().title == "T1 Recruiting"


def test_keeping_theirs_opens_the_form_afresh(cast, hiring):
    ida = signed_in(cast.ida).open(f"{PROJECT}tasks/1/edit/")
    hiring.open(f"{PROJECT}tasks/1/edit/").send(name="Hiring, wave 7")
    ida.send(name="Recruiting", status=409).follow("Keep the saved values")
    assert ida.values()["name"] == "Hiring, wave 7"


def test_a_withdrawal_made_from_an_old_page_is_refused(cast, hiring):
    ida = signed_in(cast.ida).open(f"{PROJECT}tasks/1/withdraw/")
    hiring.open(f"{PROJECT}tasks/1/edit/").send(name="Hiring, wave 7")
    ida.send(reason="not needed", status=409)
    with tenant_tx(cast.acme.pk):
        assert Task.objects.live().count() == 1


def test_an_import_is_decided_once_however_often_the_button_is_pressed(cast, ada, sky):
    ada.open(f"{PROJECT}imports/new/").send(file=named("lift.xml", plan(task(1), task(2))))
    url = f"{PROJECT}imports/1/commit/"
    values = ada.open(url).values()
    answers = [ada.browser.post(url, values).status_code for _press in range(3)]
    assert answers == [302] * 3, "the second and third get the answer of the first"
    fresh = ada.browser.post(url, {**values, "once": "another"})
    assert fresh.status_code in {409, 422}
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == 2


def test_a_milestone_is_reached_once(cast, ada, sky):
    ada.open(f"{PROJECT}milestones/add/").send(name="Staffed", due="2026-12-11")
    url = f"{PROJECT}tasks/1/reach/"
    values = {**ada.open(url).values(), "reached_on": "2026-11-19"}
    answers = [ada.browser.post(url, values).status_code for _press in range(2)]
    assert answers == [302, 302]
    assert ada.browser.post(url, {**values, "once": "another"}).status_code in {409, 422}


def test_a_form_from_elsewhere_changes_nothing(cast, hiring):
    url = f"{PROJECT}tasks/1/withdraw/"
    answer = hiring.browser.post(url, {"reason": "forged", "version": "1"})
    assert answer.status_code == 403
    assert "This form cannot be accepted" in answer.content.decode()
    with tenant_tx(cast.acme.pk):
        assert Task.objects.live().count() == 1
