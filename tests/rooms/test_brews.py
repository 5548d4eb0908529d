"""What the room has without a line of its own for it."""

import io
import json

import pytest
from python_calamine import load_workbook

from records.models import Entry
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.cast import Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.rooms.tea.models import Brew
from tests.rooms.tea.services import add_brew

pytestmark = pytest.mark.django_db
URL, API = "/o/acme/projects/SKY/brews/", "/api/v1/o/acme/projects/SKY/brews/"


@pytest.fixture
def project(cast: Cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="SKY", client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ida.person)
    return project


@pytest.fixture
def brew(cast: Cast, project) -> Brew:
    return add_brew(
        actor=cast.ada.actor(), project=project, code="B1", name="Oolong", name_zh="乌龙茶", minutes=4
    )


def test_a_list_with_search_filters_order_and_exports(cast, project, brew):
    browser = cast.ada.browser()
    page = browser.get(URL).content.decode()
    assert "Oolong" in page
    assert "Oolong" in browser.get(f"{URL}?q=乌龙").content.decode()
    assert "Oolong" not in browser.get(f"{URL}?state=served").content.decode()
    assert browser.get(f"{URL}?nothing=1").status_code == 400
    assert "B1,Oolong,4" in browser.get(f"{URL}?format=csv").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(browser.get(f"{URL}?format=xlsx").content))
    assert book.get_sheet_by_index(0).to_python()[1][:3] == ["B1", "Oolong", 4]
    assert browser.get(f"{URL}?format=pdf").content.startswith(b"%PDF")
    assert browser.get(f"{URL}?format=docx").content.startswith(b"PK")


def test_a_form_a_detail_and_an_action(cast, project):
    browser = cast.ada.browser()
    answer = browser.post(f"{URL}add/", {"code": "B2", "name": "Sencha", "minutes": "0"})
    assert answer.status_code == 422
    answer = browser.post(f"{URL}add/", {"code": "B2", "name": "Sencha", "minutes": "2"})
    assert (answer.status_code, answer.url) == (302, f"{URL}B2/")
    assert "Sencha" in browser.get(answer.url).content.decode()
    assert browser.get(f"{answer.url}?format=pdf").content.startswith(b"%PDF")
    assert browser.get(f"{answer.url}?format=docx").content.startswith(b"PK")
    assert browser.get(f"{answer.url}?format=gif").status_code == 400
    stale = {"code": "B2", "name": "Gyokuro", "minutes": "3", "version": "7"}
    assert browser.post(f"{URL}B2/edit/", stale).status_code == 409
    assert browser.post(f"{URL}B2/serve/", {"version": "1"}).status_code == 302
    assert browser.post(f"{URL}B2/serve/", {"version": "2"}).status_code in (409, 422)


def test_an_api_with_versions(cast, project, brew):
    api = cast.ida.browser()
    headers = {**cast.api(), "content_type": "application/json"}
    [row] = api.get(API, **cast.api()).json()["results"]
    assert (row["code"], row["name_zh"]) == ("B1", "乌龙茶")
    body = json.dumps({"name": "Oolong 2"})
    assert api.patch(f"{API}B1/", body, **headers).status_code == 428
    assert api.patch(f"{API}B1/", body, **headers, HTTP_IF_MATCH='"1"').status_code == 200
    assert api.patch(f"{API}B1/", body, **headers, HTTP_IF_MATCH='"1"').status_code == 412


def test_an_entry_by_which_it_is_found_and_talked_about(cast, brew):
    with tenant_tx(cast.acme.pk):
        entry = Entry.objects.get(pk=brew.pk)
        assert (entry.kind, entry.key, entry.title_zh) == ("tea.Brew", "B1", "乌龙茶")
        assert AuditLine.objects.filter(subject_id=brew.pk, action="tea.add_brew").exists()
