"""Pages and endpoints of contracts, sites, processes, programmes, requests and statuses."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import services
from projects.events import EngagementExpiring
from projects.models import (
    Engagement,
    IntakeRequest,
    Process,
    Programme,
    Project,
    Site,
    Sow,
    SowVersion,
    StatusReport,
)
from projects.notices import engagement_expiring
from tenancy.scope import tenant_tx

ORG = "/o/acme/"
API = "/api/v1/o/acme/"
FIRST = date(2026, 1, 1)


def fill(cast: Any, head: Any, sky: Project, count: int) -> None:
    """So many of each."""
    actor, of = head.actor(), {"client_id": cast.skyharp.pk}
    for n in range(count):
        site = services.add_site(actor=actor, code=f"S{n}", name=f"Łódź {n}", zone="UTC", currency="PLN")
        services.add_process(actor=actor, project=sky, code=f"P{n}", name=f"Process {n}", channel="voice")
        programme = services.add_programme(actor=actor, code=f"G{n}", name=f"Programme {n}")
        made = services.add_engagement(actor=actor, code=f"M{n}", title=f"MSA {n}", starts_on=FIRST, **of)
        services.add_sow(
            actor=actor,
            engagement=made,
            code=f"W{n}",
            title=f"Work {n}",
            starts_on=FIRST,
            pricing="fte",
            currency="EUR",
        )
        services.request_project(actor=actor, title=f"Wish {n}", why="x", **of)
        services.confirm_status(actor=actor, project=sky, summary=f"Steady {n}.")
        if n:
            project = services.create_project(actor=actor, key=f"N{n}", name=f"New {n}", currency="EUR", **of)
            services.set_programme_projects(actor=actor, programme=programme, project_ids=[project.pk])
        services.set_project_sites(actor=actor, project=sky, sites={site.pk: None})


LISTS = {
    "sites/": "Łódź",
    "projects/SKY/processes/": "Process",
    "programmes/": "Programme",
    "engagements/": "MSA",
    "sows/": "Work",
    "requests/": "Wish",
    "projects/SKY/statuses/": "Steady",
    "portfolio/": "/projects/",
}


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_the_same_for_one_and_for_three(cast, head, sky, path):
    asked = []
    browser = head.browser()
    browser.get(ORG)
    for count in (1, 3):
        with tenant_tx(cast.acme.pk):
            if count == 3:
                Project.objects.exclude(key="SKY").delete()
            fill_more(cast, head, sky, count)
        with CaptureQueriesContext(connection) as seen:
            page = browser.get(f"{ORG}{path}")
        assert page.status_code == 200
        assert LISTS[path] in page.content.decode()
        asked.append(len(seen))
    assert asked[0] == asked[1]


def fill_more(cast: Any, head: Any, sky: Project, count: int) -> None:
    """One at first; two more later."""
    if count == 1:
        fill(cast, head, sky, 1)
        return
    actor = head.actor()
    for n in (7, 8):
        services.add_site(actor=actor, code=f"S{n}", name=f"Łódź {n}", zone="UTC", currency="PLN")
        services.add_process(actor=actor, project=sky, code=f"P{n}", name=f"Process {n}", channel="voice")
        services.add_programme(actor=actor, code=f"G{n}", name=f"Programme {n}")
        made = services.add_engagement(
            actor=actor, client_id=cast.skyharp.pk, code=f"M{n}", title=f"MSA {n}", starts_on=FIRST
        )
        services.add_sow(
            actor=actor,
            engagement=made,
            code=f"W{n}",
            title=f"Work {n}",
            starts_on=FIRST,
            pricing="fte",
            currency="EUR",
        )
        services.request_project(actor=actor, title=f"Wish {n}", why="x", client_id=cast.skyharp.pk)
        services.confirm_status(actor=actor, project=sky, summary=f"Steady {n}.")
        services.create_project(
            actor=actor, client_id=cast.skyharp.pk, key=f"N{n}", name=f"New {n}", currency="EUR"
        )


def test_from_a_request_to_a_project_by_hand(cast, head, sky):
    ada, dora = cast.ada.browser(), head.browser()
    asked = ada.post(
        f"{ORG}requests/add/",
        {
            "title": "Loyalty desk",
            "client_id": cast.skyharp.pk,
            "kind": "run",
            "why": "They ask.",
            "value": "1180000.50",
            "currency": "usd",
        },
    )
    assert asked.url == f"{ORG}requests/1/"
    assert "Take into triage" not in ada.get(f"{ORG}requests/1/state/").content.decode()
    for version, step in ((1, "take_up"), (2, "approve")):
        dora.post(f"{ORG}requests/1/state/", {"step": step, "reason": "", "version": version})
    opened = dora.post(
        f"{ORG}requests/1/open/",
        {
            "key": "loy",
            "name": "Loyalty desk",
            "client_id": cast.skyharp.pk,
            "manager_id": cast.ada.person.pk,
            "zone": "Europe/Warsaw",
            "currency": "USD",
            "version": 3,
        },
    )
    assert opened.url == f"{ORG}projects/LOY/"
    with tenant_tx(cast.acme.pk):
        assert IntakeRequest.objects.get().opened.key == "LOY"
    assert "LOY" in ada.get(f"{ORG}requests/1/").content.decode()


def test_a_status_is_confirmed_by_hand_and_an_override_needs_its_reason(cast, head, sky):
    ada = cast.ada.browser()
    with tenant_tx(cast.acme.pk):
        services.change_state(actor=head.actor(), project=sky, step="hold", reason="x")
        Project.objects.update(state="active")
    page = ada.post(f"{ORG}projects/SKY/statuses/confirm/", {"status_cost": "amber"})
    assert page.status_code == 302
    overview = ada.get(f"{ORG}projects/SKY/").content.decode()
    assert "confirmed by Ada, today" in overview
    with tenant_tx(cast.acme.pk):
        assert StatusReport.objects.get().overall == "amber"


def test_a_statement_of_work_is_written_and_compared(cast, head, sky):
    with tenant_tx(cast.acme.pk):
        fill(cast, head, sky, 1)
    ada = cast.ada.browser()
    with tenant_tx(cast.acme.pk):
        version = SowVersion.objects.get().version
    saved = ada.post(
        f"{ORG}sows/W0/v1/write/",
        {
            "starts_on": "2026-01-01",
            "ends_on": "2028-02-29",
            "in_scope": "Voice\n\nChat",
            "pricing": "hour",
            "currency": "usd",
            "minimum": "420000.10",
            "version": version,
        },
    )
    assert saved.status_code == 302
    page = ada.get(f"{ORG}sows/W0/v1/").content.decode()
    assert "<li>Voice</li>" in page
    assert "420,000.10" in page or "420,000" in page
    assert "Both versions say the same." in ada.get(f"{ORG}sows/W0/v1/against/v1/").content.decode()
    assert cast.ben.browser().get(f"{ORG}sows/W0/").status_code == 403
    assert cast.zoe.browser().get("/o/acme/sows/W0/").status_code == 404


def test_the_api_says_the_same(cast, head, sky):
    with tenant_tx(cast.acme.pk):
        fill(cast, head, sky, 1)
        Project.objects.filter(key="SKY").update(visibility="shared")
    client = cast.ada.browser()
    headers = cast.api()
    with tenant_tx(cast.acme.pk):
        services.add_member(actor=head.actor(), project=sky, person_id=cast.ida.person.pk, role="PM")
    for path, member in (
        ("sites/S0/", "zone"),
        ("engagements/M0/", "liability_cap"),
        ("sows/W0/", "title"),
        ("sows/W0/versions/1/", "pricing"),
        ("projects/SKY/processes/P0/", "channel"),
        ("programmes/G0/", "name"),
    ):
        answer = client.get(f"{API}{path}", **headers)
        assert answer.status_code == 200, path
        assert member in answer.json()
    price = client.post(
        f"{API}sows/W0/versions/1/prices/",
        {"unit": "hour", "rate": "18.4000", "effective_on": "2028-02-29"},
        content_type="application/json",
        **headers,
    )
    assert price.json()["rate"] == "18.4000"
    said = client.post(
        f"{API}projects/SKY/statuses/",
        {"said": [{"dimension": "cost", "status": "red"}]},
        content_type="application/json",
        **headers,
    )
    assert (said.status_code, said.json()["overall"]) == (201, "red")
    stages = client.get(f"{API}projects/SKY/stages/", **headers).json()["results"]
    assert stages == []


def test_a_client_reads_no_contract_in_the_workspace(cast, head, sky):
    with tenant_tx(cast.acme.pk):
        fill(cast, head, sky, 1)
    for path in ("engagements/", "sows/W0/", "portfolio/", "requests/", "sites/"):
        assert cast.cleo.browser().get(f"{ORG}{path}").status_code == 404


def test_another_organization_sees_nothing(cast, head, sky):
    with tenant_tx(cast.acme.pk):
        fill(cast, head, sky, 1)
    with tenant_tx(cast.zenith.pk):
        for model in (Engagement, IntakeRequest, Process, Programme, Site, Sow, SowVersion, StatusReport):
            assert not model.objects.exists()


def test_a_letter_goes_to_who_looks_after_contracts(cast, head, sky):
    now = datetime(2027, 8, 20, 9, tzinfo=UTC)
    with tenant_tx(cast.acme.pk):
        made = services.add_engagement(
            actor=cast.system(),
            client_id=cast.skyharp.pk,
            code="M0",
            title="MSA",
            starts_on=FIRST,
            notice_on=date(2027, 8, 31),
            owner_id=cast.ada.person.pk,
        )
        services.change_engagement_state(actor=cast.system(), engagement=made, step="sign")
        services.keep_terms(actor=cast.system(now=now), now=now)
        fact = EngagementExpiring(cast.acme.pk, made.pk, date(2027, 8, 31))
        letter = engagement_expiring(fact)
        assert set(letter.people) == {cast.ada.person.pk, head.person.pk}
        made.refresh_from_db()
        services.change_engagement_state(actor=cast.system(), engagement=made, step="renew", reason="x")
        assert engagement_expiring(fact) is None
