"""Fields that an organization adds: asked for by forms, shown by pages and lists, kept by machines too."""

import csv
import io

import pytest

from planning.models import Task
from planning.services import add_task
from records.models import CustomField, CustomValues
from records.services import fields as services
from records.services.fields import FieldRefused
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied

SKY = "/o/acme/projects/SKY/"
REGIONS = [{"value": "eu", "en": "Europe", "zh": "欧洲"}, {"value": "as", "en": "Asia", "zh": "亚洲"}]


@pytest.fixture
def staged(cast):
    with tenant_tx(cast.acme.pk):
        cast.project = ProjectFactory(client=cast.skyharp, key="SKY")
        for name, role in (("ada", "PM"), ("ida", "PM"), ("ben", "AG")):
            MemberFactory(project=cast.project, person=getattr(cast, name).person, role=role)
    return cast


def define(cast, code, type, **more):
    more = {"label": code.title(), **more}
    return services.add_field(actor=cast.olga.actor(), kind="planning.Task", code=code, type=type, **more)


@pytest.fixture
def fields(staged):
    """One of each type."""
    return {
        "region": define(staged, "region", "choice", choices=REGIONS, label_zh="区域", required=True),
        "budget": define(staged, "budget", "money", currency="USD"),
        "weight": define(staged, "weight", "number"),
        "agreed": define(staged, "agreed", "date"),
        "sponsor": define(staged, "sponsor", "person"),
        "remote": define(staged, "remote", "boolean"),
        "contract": define(staged, "contract", "url"),
        "remark": define(staged, "remark", "text"),
    }


def given(cast, **more):
    return {
        "custom_region": "eu",
        "custom_budget": "1200.50",
        "custom_weight": "2.5",
        "custom_agreed": "2026-11-20",
        "custom_sponsor": str(cast.ben.person.pk),
        "custom_remote": "true",
        "custom_contract": "https://example.test/c/7",
        "custom_remark": "<b>brisk</b>",
        **more,
    }


def kept(cast):
    with tenant_tx(cast.acme.pk):
        return CustomValues.objects.values_list("values", flat=True).first()


def test_a_form_of_the_kind_asks_for_them_and_keeps_them_with_the_record(staged, fields):
    browser = staged.ada.browser()
    page = browser.get(f"{SKY}plan/add/").content.decode()
    assert all(f'name="custom_{code}"' in page for code in fields)
    task = {"name": "Hiring", "kind": "task"}
    refused = browser.post(f"{SKY}plan/add/", {**task, "custom_weight": "heavy"})
    assert refused.status_code == 422
    assert b'id="id_custom_region_error"' in refused.content
    with tenant_tx(staged.acme.pk):
        assert not Task.objects.exists()
    assert browser.post(f"{SKY}plan/add/", {**task, **given(staged)}).status_code == 302
    assert kept(staged) == {
        "region": "eu",
        "budget": "1200.5",
        "weight": "2.5",
        "agreed": "2026-11-20",
        "sponsor": str(staged.ben.person.pk),
        "remote": True,
        "contract": "https://example.test/c/7",
        "remark": "<b>brisk</b>",
    }
    page = browser.get(f"{SKY}tasks/1/").content.decode()
    for said in (
        "Europe",
        "USD 1,200.50",
        "20 Nov",
        "Ben",
        "&lt;b&gt;brisk",
        'href="https://example.test/c/7"',
    ):
        assert said in page, said
    with tenant_tx(staged.acme.pk):
        line = AuditLine.objects.get(action="records.write_fields")
        assert (line.after["region"], line.before["region"]) == ("eu", None)


def test_two_people_at_one_field_lose_nothing(staged, fields):
    browser, url = staged.ada.browser(), f"{SKY}tasks/1/edit/"
    browser.post(f"{SKY}plan/add/", {"name": "Hiring", "kind": "task", **given(staged)})
    with tenant_tx(staged.acme.pk):
        seen = Task.objects.get().version
    own = {"name": "Hiring", "version": str(seen)}
    staged.ida.browser().post(url, {**own, **given(staged, custom_weight="3")})
    answer = browser.post(url, {**own, **given(staged, custom_weight="4", custom_remark="")})
    page = "".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "<td>3</td><td>4</td>" in page
    again = {"version": str(seen + 1), "keep.custom_weight": "theirs"}
    sent = {**own, **given(staged, custom_weight="4", custom_remark=""), **again}
    assert browser.post(url, sent).status_code == 302
    assert kept(staged)["weight"] == "3"
    assert "remark" not in kept(staged)


def test_lists_show_narrow_sort_and_export_them_where_somebody_chose_them(
    staged, fields, django_assert_num_queries
):
    browser = staged.ada.browser()
    for name, weight, region in (("One", "10", "eu"), ("Two", "9", "as"), ("Three", "", "as")):
        more = given(staged, custom_weight=weight, custom_region=region)
        browser.post(f"{SKY}plan/add/", {"name": name, "kind": "task", **more})
    plain = browser.get(f"{SKY}plan/").content.decode()
    assert "custom_" not in plain.replace("part=columns", "")
    chooser = browser.get(f"{SKY}plan/?part=columns", headers={"HX-Request": "true"}).content.decode()
    assert 'value="custom_region"' in chooser
    url = f"{SKY}plan/?columns=name,custom_region,custom_weight&order=custom_weight"
    with django_assert_num_queries(21):
        page = browser.get(url).content.decode()
    assert page.index("Two") < page.index(">One")
    assert "Asia" in page
    rows = list(csv.reader(io.StringIO(browser.get(f"{url}&format=csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["Task", "Region", "Weight"]
    assert [row[0] for row in rows[1:]] == ["Two", "One", "Three"]
    for query, found in (
        ("custom_region=eu", {"One"}),
        ("custom_weight_from=9.5", {"One"}),
        ("custom_remark=brisk&custom_remote=true", {"One", "Two", "Three"}),
        ("custom_agreed_to=2026-11-19", set()),
    ):
        page = browser.get(f"{SKY}plan/?{query}&format=csv").content.decode()
        assert {name for name in ("One", "Two", "Three") if f",{name}," in page} == found, query
    for wrong in ("custom_gone=1", "columns=custom_gone", "custom_region=xx", "custom_weight_from=heavy"):
        assert browser.get(f"{SKY}plan/?{wrong}").status_code == 400, wrong


def test_only_administrators_say_what_is_asked_for(staged, fields):
    olga = staged.olga.browser()
    with pytest.raises(Denied):
        services.edit_field(actor=staged.ada.actor(), field=fields["region"], label="Mine")
    sent = {"kind": "planning.Task", "code": "tier", "label": "Tier", "type": "choice", "position": "1"}
    assert olga.post("/o/acme/settings/fields/add/", sent).status_code == 422
    lines = "a = Gold = 金\nb = Silver"
    assert olga.post("/o/acme/settings/fields/add/", {**sent, "choices": lines}).status_code == 302
    with tenant_tx(staged.acme.pk):
        tier = CustomField.objects.get(code="tier")
    assert tier.words("zh-hans") == [("a", "金"), ("b", "Silver")]
    assert olga.post("/o/acme/settings/fields/add/", {**sent, "choices": lines}).status_code == 422
    olga.post(f"/o/acme/settings/fields/{tier.pk}/withdraw/", {"version": "1"})
    assert b"custom_tier" not in staged.ada.browser().get(f"{SKY}plan/add/").content
    assert "Tier" in olga.get("/o/acme/settings/fields/").content.decode()


def test_machines_read_and_write_them(staged, fields):
    with tenant_tx(staged.acme.pk):
        task = add_task(actor=staged.ada.actor(), project=staged.project, name="By machine")
    browser, url = staged.ida.browser(), f"/api/v1/o/acme/records/{task.pk}/custom/"
    first = browser.get(url, **staged.api())
    assert first.json()["custom"]["region"] is None
    body = {"custom": {"region": "as", "weight": 7, "remote": False}}
    about = {"content_type": "application/json", **staged.api()}
    done = browser.patch(url, body, HTTP_IF_MATCH=first["ETag"], **about)
    assert done.status_code == 200
    assert (done.json()["custom"]["weight"], done.json()["custom"]["remote"]) == ("7", False)
    assert browser.patch(url, body, HTTP_IF_MATCH=first["ETag"], **about).status_code == 412
    listed = browser.get(f"/api/v1{SKY}tasks/?expand=custom", **staged.api()).json()["results"]
    assert listed[0]["expanded"]["custom"]["values"] == {"region": "as", "weight": "7", "remote": False}
    for wrong in ({"gone": 1}, {"weight": "heavy"}, {"region": "xx"}, {"contract": "javascript:alert(1)"}):
        answer = browser.patch(url, {"custom": wrong}, HTTP_IF_MATCH=done["ETag"], **about)
        assert answer.status_code in (409, 422), wrong
        assert answer.json()["code"] == "field_refused"
    with tenant_tx(staged.acme.pk), pytest.raises(FieldRefused):
        services.write_fields(
            actor=staged.ada.actor(), subject=task, kind="planning.Task", values={"region": None}
        )
    assert [row["code"] for row in browser.get("/api/v1/o/acme/fields/", **staged.api()).json()["results"]]
