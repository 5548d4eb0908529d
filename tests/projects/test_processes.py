"""The process inventory: path, volume, handling time, systems, complexity, expert, procedure and transfer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from projects import services
from projects.models import Process
from tenancy.scope import tenant_tx

PLACE = "/o/acme/projects/SKY/processes/"
API = "/api/v1/o/acme/projects/SKY/processes/"
SAID = {
    "name": "Payables",
    "channel": "back_office",
    "criticality": "high",
    "path": "Finance › Payables › Invoices › Entry",
}
MEASURED = {"volume": "18500", "aht_seconds": "372", "complexity": "4", "systems": "SAP", "sop": "SOP-02"}


@pytest.fixture
def ada(cast, sky):
    return cast.ada.browser()


def stored(cast, code: str = "P2P") -> Process:
    with tenant_tx(cast.acme.pk):
        return Process.objects.get(code=code)


def test_the_inventory_says_how_far_procedure_and_transfer_are(cast, ada):
    expert = {"expert_id": str(cast.ben.person.pk)}
    sent = {**SAID, **MEASURED, **expert, "sop_status": "reviewed", "kt_status": "reverse"}
    assert ada.post(f"{PLACE}add/", {**sent, "code": "P2P"}).status_code == 302
    made = stored(cast)
    assert (made.sop_status, made.kt_status) == ("reviewed", "reverse")
    whole = (
        "Finance › Payables › Invoices › Entry",
        "18,500",
        "372",
        "SAP",
        "Ben",
        "Reviewed",
        "Reverse shadowing",
    )
    for address in (PLACE, f"{PLACE}P2P/"):
        page = ada.get(address).content.decode()
        for word in whole:
            assert word in page, (address, word)
    assert "P2P" in ada.get(f"{PLACE}?sop_status=reviewed&kt_status=reverse").content.decode()
    assert "Payables" not in ada.get(f"{PLACE}?sop_status=approved").content.decode()


def test_whoever_names_no_status_changes_none(cast, ada):
    ada.post(f"{PLACE}add/", {**SAID, "code": "P2P", "sop_status": "drafted", "kt_status": "shadowing"})
    assert ada.post(f"{PLACE}P2P/edit/", {**SAID, "name": "Payables, EU", "version": "1"}).status_code == 302
    made = stored(cast)
    assert (made.name, made.sop_status, made.kt_status) == ("Payables, EU", "drafted", "shadowing")


def test_a_new_one_has_neither(cast, sky):
    with tenant_tx(cast.acme.pk):
        about = {"actor": cast.ada.actor(), "project": sky, "code": "P2P", "name": "x", "channel": "voice"}
        made = services.add_process(**about)
        assert (made.sop_status, made.kt_status) == ("none", "not_started")


def test_systems_write_and_read_them(cast, ada):
    sent = {"name": "Payables", "channel": "voice", "code": "P2P", "sop_status": "approved"}
    made = ada.post(API, sent, content_type="application/json")
    assert (made.status_code, made.json()["sop_status"], made.json()["kt_status"]) == (
        201,
        "approved",
        "not_started",
    )
    changed = {"data": {"kt_status": "certified"}, "content_type": "application/json"}
    assert ada.post(API, {**sent, "code": "X", "kt_status": "so-so"}, "application/json").status_code == 422
    answer = ada.patch(f"{API}P2P/", **changed, headers={"If-Match": '"1"'})
    assert answer.json()["kt_status"] == "certified"


def test_a_list_brings_them_in(cast, ada):
    rows = "Code,Name,Channel,SOP status,KT status\nR2R,Close,back_office,Outdated,Shadowing\n"
    file = SimpleUploadedFile("processes.csv", rows.encode(), content_type="text/csv")
    staged = ada.post("/o/acme/projects/SKY/lists/processes/", {"file": file, "has_heads": "on"})
    assert staged.status_code == 302, staged.content.decode()
    assert ada.post(f"{staged.url}commit/", {"version": "1"}).status_code == 302
    assert (stored(cast, "R2R").sop_status, stored(cast, "R2R").kt_status) == ("outdated", "shadowing")
