"""Pages of projects, through HTTP."""

from datetime import date

import pytest
from django.test import Client as Browser
from django.urls import reverse

from projects.models import Project, ProjectMember
from tenancy.models import AuditLine, Client
from tenancy.scope import tenant_tx
from tests.cast import add_member
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.house.masking import masked

LIST, SKY = "/o/acme/projects/", "/o/acme/projects/SKY/"
PAGES = ["settings/", "edit/", "stage/", "state/", "share/", "unshare/", "members/", "members/add/"]
VERBS = [page for page in PAGES if page not in ("settings/", "members/")]
NEW = {
    "key": "bfm",
    "name": "Brightfjord",
    "kind": "fixed_scope",
    "stage": "L1",
    "zone": "Asia/Shanghai",
    "currency": "usd",
    "planned_start": "2026-12-01",
    "planned_finish": "2027-06-30",
}


@pytest.fixture
def ada(cast, sky) -> Browser:
    return cast.ada.browser()


@pytest.fixture
def ben(cast, sky) -> ProjectMember:
    """Ben's membership of SKY."""
    return inside(cast, lambda: ProjectMember.objects.get(role="AG"))


def inside(cast, question):
    with tenant_tx(cast.acme.pk):
        return question()


def stored(cast, key="SKY") -> Project:
    return inside(cast, lambda: Project.objects.get(key=key))


def chinese(member) -> Browser:
    member.user.language = "zh-hans"
    member.user.save()
    return member.browser()


# --- the portfolio


def test_the_portfolio_says_what_each_project_is(cast, ada):
    inside(cast, lambda: Project.objects.update(planned_finish=date(2020, 1, 31), state="on_hold"))
    page = ada.get(LIST)
    assert page.status_code == 200
    assert f'<a href="{SKY}">Customer care</a>' in page.text
    for words in ("Skyharp Airlines", "L0 Solution and due diligence", "31 Jan 2020", "Ada"):
        assert words in page.text
    assert "1 project · On hold 1" in page.text
    assert 'class="nw fg-a"' in page.text
    assert "fg-r" in page.text, "a planned finish that has passed"


@pytest.mark.parametrize(("name", "seen"), [("ben", 1), ("ida", 0), ("olga", 2)])
def test_everybody_sees_their_own(cast, sky, tdw, name, seen):
    page = getattr(cast, name).browser().get(LIST).text
    assert sum(name in page for name in ("Customer care", "Annotation")) == seen
    if not seen:
        assert "No project yet" in page


def test_only_those_who_may_are_offered_to_open_one(cast, ada):
    assert f"{LIST}add/" in ada.get(LIST).text
    assert f"{LIST}add/" not in cast.ben.browser().get(LIST).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "SKY TDW"),
        ("q=annot", "TDW"),
        ("q=skyharp", "SKY"),
        ("q=天弦", "SKY"),
        ("stage=L4", "TDW"),
        ("stage=L0&stage=L4", "SKY TDW"),
        ("state=draft", "TDW"),
        ("q=nothing", ""),
        ("order=-key", "TDW SKY"),
    ],
)
def test_the_portfolio_is_narrowed_and_sorted(cast, sky, tdw, query, found):
    inside(cast, lambda: Project.objects.filter(key="TDW").update(stage="L4", state="draft"))
    page = cast.olga.browser().get(f"{LIST}?{query}&format=csv")
    assert " ".join(line.split(",")[0] for line in page.text.splitlines()[1:]) == found


def test_the_client_filter_offers_the_clients_of_visible_projects(cast, ada, tdw):
    page = ada.get(LIST)
    assert f'value="{cast.skyharp.pk}"' in page.text
    assert "Tidewell" not in page.text
    assert "Customer care" in ada.get(f"{LIST}?client={cast.skyharp.pk}").text
    for client in (cast.tidewell, cast.rival_client):
        assert ada.get(f"{LIST}?client={client.pk}").status_code == 400


def test_the_portfolio_as_csv(cast, ada):
    answer = ada.get(f"{LIST}?format=csv")
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head == "Key,Project,Client,Stage,State,Visibility,Planned finish,Project manager"
    assert row == "SKY,Customer care,Skyharp Airlines,L0 Solution and due diligence,Active,,,Ada"


def test_chinese_readers_read_chinese_names(cast, sky, tdw):
    inside(cast, lambda: Project.objects.filter(key="SKY").update(name_zh="客户服务"))
    browser = chinese(cast.olga)
    page = browser.get(LIST).text
    assert f'<a href="{SKY}">客户服务</a>' in page
    assert "天弦航空" in page
    assert "Customer care" not in page
    assert "Annotation" in page, "without a Chinese name the other one stands"
    export = browser.get(f"{LIST}?format=csv").content.decode("utf-8-sig")
    assert "SKY,客户服务,天弦航空" in export
    assert "天弦航空" in browser.get(f"{SKY}settings/").text


QUERIES = 14


@pytest.mark.parametrize("count", [1, 3])
def test_the_portfolio_asks_the_same_for_one_and_for_three(cast, ada, count, django_assert_num_queries):
    with tenant_tx(cast.acme.pk):
        for n in range(1, count):
            MemberFactory(project=ProjectFactory(client=cast.tidewell, key=f"P{n}"), person=cast.ada.person)
    ada.get(LIST)
    with django_assert_num_queries(QUERIES):
        assert ada.get(LIST).text.count('class="mp-key"') == count


# --- opening one


def test_a_manager_opens_a_project_and_manages_it(cast):
    browser = cast.ada.browser()
    page = browser.get(f"{LIST}add/")
    assert page.status_code == 200
    assert "manager_id" not in page.text
    assert '<option value="Europe/Warsaw" selected>Warsaw</option>' in page.text

    answer = browser.post(f"{LIST}add/", {**NEW, "client_id": cast.skyharp.pk})

    assert (answer.status_code, answer["Location"]) == (302, "/o/acme/projects/BFM/")
    made = stored(cast, "BFM")
    assert (made.zone, made.currency, made.stage, made.state) == ("Asia/Shanghai", "USD", "L1", "draft")
    assert (made.client_id, made.planned_finish) == (cast.skyharp.pk, date(2027, 6, 30))
    assert inside(cast, lambda: ProjectMember.objects.get().person_id) == cast.ada.person.pk


def test_a_delivery_head_names_the_manager(cast, head):
    browser = head.browser()
    fields = {**NEW, "client_id": cast.skyharp.pk}
    assert browser.post(f"{LIST}add/", fields).status_code == 422, "somebody has to manage it"
    assert browser.post(f"{LIST}add/", {**fields, "manager_id": cast.ben.person.pk}).status_code == 302
    assert inside(cast, lambda: ProjectMember.objects.get().person_id) == cast.ben.person.pk


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"key": "1X"}, "Write the key as 2 to 10 capital letters and digits, a letter first."),
        ({"key": "SKY"}, "Another project has this key. Choose a different one."),
        ({"currency": "dollar"}, "Write the currency as three capital letters, such as USD."),
        ({"planned_finish": "2026-11-30"}, "The planned finish is before the planned start."),
        ({"planned_finish": "tomorrow"}, "Write a day like 2026-11-20."),
        ({"client_id": ""}, "Choose one."),
    ],
)
def test_what_is_wrong_is_said_in_the_form(cast, ada, change, words):
    answer = ada.post(f"{LIST}add/", {**NEW, "client_id": cast.skyharp.pk, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert inside(cast, Project.objects.count) == 1


def test_a_foreign_client_cannot_be_chosen(cast, ada):
    answer = ada.post(f"{LIST}add/", {**NEW, "client_id": cast.rival_client.pk})
    assert answer.status_code == 422
    assert inside(cast, Project.objects.count) == 1


def test_without_a_client_the_page_says_what_to_do(cast):
    inside(cast, lambda: Client.objects.update(state="ended"))
    page = cast.ada.browser().get(f"{LIST}add/")
    assert "Ask an administrator of your organization to add the client first." in page.text
    assert "<form class=" not in page.text


@pytest.mark.parametrize("name", ["ben", "olga"])
def test_others_open_none(cast, name):
    browser = getattr(cast, name).browser()
    assert browser.get(f"{LIST}add/").status_code == 403
    assert browser.post(f"{LIST}add/", {**NEW, "client_id": cast.skyharp.pk}).status_code == 403
    assert inside(cast, Project.objects.count) == 0


# --- its settings and verbs


def test_the_settings_say_what_it_is_and_what_happened(cast, ada):
    ada.post(f"{SKY}stage/", {"stage": "L3", "reason": "The pilot runs already", "version": 1})
    ada.post(f"{SKY}state/", {"step": "hold", "reason": "Client’s freeze", "version": 2})
    page = ada.get(f"{SKY}settings/").text
    for words in ("Europe/Warsaw", "EUR", "L3 Pilot", "On hold", "Nothing", "Skyharp Airlines"):
        assert words in page
    for words in ("moved it to stage L3 Pilot", "The pilot runs already", "set its state to On hold"):
        assert words in page
    assert f"{SKY}share/" in page
    assert f"{SKY}unshare/" not in page


def test_members_without_verbs_read_the_settings(cast, sky):
    for member in (cast.ben, cast.olga):
        page = member.browser().get(f"{SKY}settings/")
        assert page.status_code == 200
        assert f"{SKY}edit/" not in page.text


def test_edit(cast, ada):
    assert 'value="Customer care"' in ada.get(f"{SKY}edit/").text
    fields = {"name": "Care", "name_zh": "客服", "kind": "run", "zone": "UTC", "currency": "PLN"}
    answer = ada.post(f"{SKY}edit/", {**fields, "version": 1}, follow=True)
    assert "SKY is saved." in answer.text
    assert "changed: name, Chinese name, type, time zone, currency" in answer.text
    now = stored(cast)
    assert (now.name, now.name_zh, now.zone, now.version) == ("Care", "客服", "UTC", 2)


def test_who_was_second_sees_both_values(cast, ada):
    inside(cast, lambda: Project.objects.update(name="First", version=2))
    fields = {"name": "Second", "kind": "run", "zone": "UTC", "currency": "PLN", "version": 1}
    answer = ada.post(f"{SKY}edit/", fields)
    assert answer.status_code == 409
    assert "<td>First</td>" in answer.text
    assert "<td>Second</td>" in answer.text
    assert 'name="version" value="2"' in answer.text
    assert stored(cast).name == "First"


def test_a_zone_outside_the_list_stays(cast, ada):
    inside(cast, lambda: Project.objects.update(zone="US/Eastern"))
    assert '<option value="US/Eastern" selected>' in ada.get(f"{SKY}edit/").text


def test_the_stage_moves_and_skipping_needs_a_reason(cast, ada):
    assert 'value="L1" ' in ada.get(f"{SKY}stage/").text.split("checked")[0].rsplit("<input", 1)[1]
    answer = ada.post(f"{SKY}stage/", {"stage": "L2", "version": 1})
    assert answer.status_code == 422
    assert "Write the reason: others will read it in the history." in answer.text
    assert ada.post(f"{SKY}stage/", {"stage": "L0", "version": 1}).status_code == 422
    answer = ada.post(f"{SKY}stage/", {"stage": "L1", "version": 1}, follow=True)
    assert "SKY is at stage L1." in answer.text
    assert stored(cast).stage == "L1"


def test_the_state_page_offers_the_steps_of_the_table(cast, ada):
    page = ada.get(f"{SKY}state/").text
    assert [step for step in ("hold", "resume", "begin_closing", "cancel") if f'value="{step}"' in page] == [
        "hold",
        "begin_closing",
    ], "a project manager does not cancel: that is for the delivery head"
    answer = ada.post(f"{SKY}state/", {"step": "resume", "version": 1})
    assert answer.status_code == 422
    assert "This step is not possible in the present state." in answer.text
    assert ada.post(f"{SKY}state/", {"step": "hold", "version": 1}).status_code == 422
    answer = ada.post(f"{SKY}state/", {"step": "begin_closing", "version": 1}, follow=True)
    assert "SKY: Closing" in answer.text


def test_an_ended_project_offers_no_step(cast, ada):
    inside(cast, lambda: Project.objects.update(state="closed"))
    assert "No step is open to you" in ada.get(f"{SKY}state/").text
    assert f"{SKY}state/" not in ada.get(f"{SKY}settings/").text


def test_sharing_and_taking_back(cast, ada):
    assert "see its name, stage and state" in ada.get(f"{SKY}share/").text
    answer = ada.post(f"{SKY}share/", {"version": 1}, follow=True)
    assert "SKY is shared with the client." in answer.text
    assert stored(cast).visibility == "shared"
    assert "Shared</span>" in ada.get(LIST).text
    assert ada.post(f"{SKY}share/", {"version": 2}).status_code == 422
    assert ada.post(f"{SKY}unshare/", {"version": 1}).status_code == 409
    assert ada.post(f"{SKY}unshare/", {"version": 2}).status_code == 302
    assert stored(cast).visibility == "internal"


# --- members


def test_members_with_their_roles_and_days(cast, ada):
    with tenant_tx(cast.acme.pk):
        ProjectMember.objects.filter(role="AG").update(ends_on=date(2026, 1, 2))
        MemberFactory(project_id=stored(cast).pk, person=cast.ida.person, role="QA", starts_on="2199-01-01")
    page = ada.get(f"{SKY}members/").text
    for words in ("Ada", "Project manager", "Ben", "Team member", "Ended", "Quality analyst", "Not yet"):
        assert words in page
    assert f"{SKY}members/add/" in page
    assert f"{SKY}members/add/" not in cast.olga.browser().get(f"{SKY}members/").text


def test_the_members_as_csv(cast, ada):
    export = ada.get(f"{SKY}members/?format=csv").content.decode("utf-8-sig").splitlines()
    assert export == [
        "Person,Role,First day,Last day,Membership",
        "Ada,Project manager,2026-01-01,,",
        "Ben,Team member,2026-01-01,,",
    ]


def test_add_a_member(cast, ada):
    page = ada.get(f"{SKY}members/add/").text
    assert "Ida" in page
    assert "Cleo" not in page, "clients' people work on no project"
    fields = {"person_id": cast.ida.person.pk, "role": "TL", "starts_on": "2026-11-20"}
    answer = ada.post(f"{SKY}members/add/", fields, follow=True)
    assert "Ida is a member." in answer.text
    answer = ada.post(f"{SKY}members/add/", fields)
    assert answer.status_code == 422
    assert "This person has this role here already. Change its dates instead." in answer.text


@pytest.mark.parametrize("name", ["cleo", "zoe"])
def test_clients_people_and_strangers_cannot_be_members(cast, ada, name):
    person = getattr(cast, name).person
    fields = {"person_id": person.pk, "role": "TL", "starts_on": "2026-11-20"}
    assert ada.post(f"{SKY}members/add/", fields).status_code == 422
    assert inside(cast, ProjectMember.objects.count) == 2


def test_change_the_days_of_a_member(cast, ada, ben):
    url = f"{SKY}members/{ben.pk}/edit/"
    assert "Ben, Team member" in ada.get(url).text
    fields = {"starts_on": "2026-01-01", "ends_on": "2025-12-31", "version": 1}
    assert "The last day is before the first." in ada.post(url, fields).text
    fields["ends_on"] = "2026-12-31"
    assert "The days of Ben are saved." in ada.post(url, fields, follow=True).text
    assert ada.post(url, {**fields, "ends_on": "2026-12-30"}).status_code == 409


def test_remove_a_member(cast, ada, ben):
    url = f"{SKY}members/{ben.pk}/remove/"
    assert "Remove Ben from the project?" in ada.get(url).text
    assert ada.post(url, {"version": 1}).status_code == 422
    answer = ada.post(url, {"version": 1, "reason": "Left the team"}, follow=True)
    assert "Ben is no longer a member in this role." in answer.text
    assert ada.get(url).status_code == 404
    assert cast.ben.browser().get(f"{SKY}settings/").status_code == 404


def test_who_leaves_goes_on_to_the_list(cast, ada):
    mine = inside(cast, lambda: ProjectMember.objects.get(role="PM"))
    answer = ada.post(f"{SKY}members/{mine.pk}/remove/", {"version": 1, "reason": "Handed over"})
    assert (answer.status_code, answer["Location"]) == (302, LIST)


MEMBER_QUERIES = 16


@pytest.mark.parametrize("count", [1, 3])
def test_the_members_ask_the_same_for_one_and_for_three(cast, ada, count, django_assert_num_queries):
    with tenant_tx(cast.acme.pk):
        ProjectMember.objects.filter(role="AG").delete()
        for n in range(1, count):
            member = add_member(cast.acme, f"More{n}", "AG")
            MemberFactory(project_id=stored(cast).pk, person=member.person, role="AG")
    ada.get(f"{SKY}members/")
    with django_assert_num_queries(MEMBER_QUERIES):
        assert ada.get(f"{SKY}members/").text.count('class="mp-avatar s"') == count


# --- walls


@pytest.mark.parametrize("page", VERBS)
@pytest.mark.parametrize("name", ["ben", "olga"])
def test_verbs_are_refused_to_other_roles(cast, sky, page, name):
    browser = getattr(cast, name).browser()
    assert browser.get(SKY + page).status_code == 403
    assert browser.post(SKY + page, {"version": 1}).status_code == 403
    assert not inside(cast, AuditLine.objects.exists)


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_in_it_finds_nothing(cast, sky, page):
    for name in ("ida", "cleo", "zoe"):
        browser = getattr(cast, name).browser()
        assert browser.get(SKY + page).status_code == 404
        assert browser.post(SKY + page, {"version": 1}).status_code in (404, 405)
    assert cast.zoe.browser().get(f"/o/zenith/projects/SKY/{page}").status_code == 404
    assert Browser().get(SKY + page).status_code == 302


def test_a_foreign_project_answers_like_a_missing_one(cast, sky, tdw):
    browser = cast.ada.browser()
    addresses = [f"{LIST}{key}/settings/" for key in ("TDW", "NONE")]
    hidden, missing = (masked(browser.get(address), address) for address in addresses)
    assert hidden == missing
    assert hidden[0] == 404


def test_members_are_found_below_their_own_project_only(cast, ada, tdw, head):
    with tenant_tx(cast.acme.pk):
        other = MemberFactory(project=tdw, person=cast.ida.person)
    for page in ("edit", "remove"):
        assert head.browser().get(f"{SKY}members/{other.pk}/{page}/").status_code == 404


def test_add_is_no_key(cast):
    assert reverse("projects_add", kwargs={"org": "acme"}) == f"{LIST}add/"
    assert "Open a project" in cast.ada.browser().get(f"{LIST}add/").text
