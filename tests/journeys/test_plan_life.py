"""A project begins, a plan that Microsoft Project wrote comes in, and people work on it in the table."""

import pytest

from planning.models import Dependency, Task
from projects.models import ProjectMember
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.exchange.mspdi_files import plan, task
from tests.journeys.visitor import named, signed_in

PLAN = "/o/acme/projects/SKY/plan/"


def shown(ada):
    """The outline on the page: a key, the name and its work days."""
    return [f"{row['Key']} {row['WBS']} {row['Task']}" for row in ada.open(PLAN).rows()]


def acts(cast):
    """What the trail says was done, in order."""
    with tenant_tx(cast.acme.pk):
        return list(AuditLine.objects.order_by("id").values_list("actor_name", "via", "action"))


def add(ada, name, **values):
    return ada.open(f"{PLAN}add/").send(name=name, **values)


@pytest.fixture
def outline(ada, sky):
    """`T1 Peak season (T2 Hiring, T3 Nesting)`, `T4 Peak staffing in place`."""
    add(ada, "Peak season")
    add(ada, "Hiring", parent="T1", begin="2026-11-23", duration_minutes="5")
    add(ada, "Nesting", parent="T1", begin="2026-11-30", due="2026-12-04")
    add(ada, "Peak staffing in place", kind="milestone", due="2026-12-11")
    return ada


def test_a_project_is_opened_by_page(cast, ada):
    form = ada.open("/o/acme/projects/").follow("Open a project")
    assert form.values()["zone"] == "Europe/Warsaw"
    ada.send(client_id=cast.skyharp.pk, key="house", name="Residential construction", currency="usd")
    assert ada.url == "/o/acme/projects/HOUSE/"
    assert "HOUSE Residential construction is open." in ada.text
    assert [row["Key"] for row in ada.open("/o/acme/projects/").rows()] == ["HOUSE"]
    with tenant_tx(cast.acme.pk):
        member = ProjectMember.objects.get()
        assert (member.person_id, member.role) == (cast.ada.person.pk, "PM")
    assert acts(cast) == [
        ("Ada", "page", "projects.create_project"),
        ("Ada", "page", "projects.add_member"),
    ]


def test_a_plan_of_microsoft_project_comes_in_by_page(cast, ada, sky, residence):
    report = ada.open(PLAN).follow("Import").send(file=residence())
    assert report.url == "/o/acme/projects/SKY/imports/1/"
    assert "108 tasks would be new, 0 would change, 0 stay as they are." in report.text
    kinds = {row["Kind"]: row["New"] for row in report.rows()}
    assert (kinds["Tasks"], kinds["Dependencies"]) == ("108", "118")
    with tenant_tx(cast.acme.pk):
        assert not Task.objects.exists()

    done = report.follow("Import into the plan").send()
    assert "Residential_Construction.mpp.xml is in the plan." in done.text
    with tenant_tx(cast.acme.pk):
        assert (Task.objects.live().count(), Dependency.objects.live().count()) == (108, 118)
        leaves = Task.objects.live().exclude(kind=Task.Kind.SUMMARY).count()
    assert leaves == 89

    rows = done.follow("Open the plan").rows()
    assert len(rows) == 100
    assert len(ada.open(f"{PLAN}?page=2").rows()) == 8


def test_the_same_file_again_changes_nothing(cast, ada, sky, residence):
    for number in (1, 2):
        ada.open("/o/acme/projects/SKY/imports/new/").send(file=residence())
        ada.open(f"/o/acme/projects/SKY/imports/{number}/commit/").send()
    assert "108 tasks, and none of them differs." in ada.text
    [tasks, links, *_rest] = ada.rows()
    assert [tasks[name] for name in ("New", "Changed", "As before")] == ["0", "0", "108"]
    assert [links[name] for name in ("New", "Changed", "As before")] == ["0", "0", "118"]
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == 108


def test_an_import_can_be_left_alone(cast, ada, sky):
    ada.open("/o/acme/projects/SKY/imports/new/").send(file=named("lift.xml", plan(task(1, name="Lift"))))
    ada.follow("Discard").send()
    assert "The plan is unchanged." in ada.text
    assert ada.open(PLAN).title == "Plan"
    assert "The plan is empty" in ada.text


def test_a_file_that_is_no_plan_is_refused_in_words(ada, sky):
    ada.open("/o/acme/projects/SKY/imports/new/")
    ada.send(status=422)
    assert "One thing to correct" in ada.text
    ada.send(file=named("notes.xml", b"dear diary"), status=422)
    assert "Microsoft Project" in ada.text
    bomb = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "ha">]><Project>&a;</Project>'
    ada.send(file=named("bomb.xml", bomb), status=422)
    assert ada.open("/o/acme/projects/SKY/imports/").text.count("bomb.xml") == 0


def test_rows_are_added_where_they_belong(outline):
    assert shown(outline) == [
        "T1 1 Peak season",
        "T2 1.1 Hiring",
        "T3 1.2 Nesting",
        "T4 2 Peak staffing in place",
    ]
    [season, hiring, nesting, staffed] = outline.rows()
    assert (hiring["Work days"], hiring["Start"], hiring["Finish"]) == ("5 d", "23 Nov", "27 Nov")
    assert (nesting["Work days"], nesting["Finish"]) == ("5 d", "4 Dec")
    assert (season["Start"], season["Finish"]) == ("23 Nov", "4 Dec")
    assert staffed["Finish"] == "11 Dec"


def test_a_row_is_edited_and_the_trail_says_what_changed(outline):
    outline.open("/o/acme/projects/SKY/tasks/2/edit/")
    assert outline.values()["name"] == "Hiring"
    outline.send(name="Hiring, wave 7", due="2026-12-02")
    assert outline.title == "T2 Hiring, wave 7"
    assert "T2 is saved." in outline.text
    [history] = outline.page.xpath("//a[contains(@href, '/history/')]/@href")[:1]
    assert "changed" in outline.open(history).text
    assert outline.open(PLAN).rows()[1]["Finish"] == "2 Dec"


def test_a_row_moves_and_its_summary_follows(outline):
    outline.open("/o/acme/projects/SKY/tasks/4/move/").send(step="place", parent="T1")
    assert shown(outline)[3] == "T4 1.3 Peak staffing in place"
    assert outline.rows()[0]["Finish"] == "11 Dec"
    outline.open("/o/acme/projects/SKY/tasks/4/move/").send(step="up")
    outline.open("/o/acme/projects/SKY/tasks/2/move/").send(step="outdent")
    assert shown(outline) == [
        "T1 1 Peak season",
        "T4 1.1 Peak staffing in place",
        "T3 1.2 Nesting",
        "T2 2 Hiring",
    ]
    refused = outline.open("/o/acme/projects/SKY/tasks/1/move/").send(step="up", status=422)
    assert "T1 has no neighbour in that direction at its level." in refused.text


def test_a_row_is_withdrawn_with_a_reason_and_comes_back(outline):
    outline.open("/o/acme/projects/SKY/tasks/1/withdraw/").send(status=422)
    outline.send(reason="The client hires by itself.")
    assert shown(outline) == ["T4 1 Peak staffing in place"]
    outline.open("/o/acme/projects/SKY/tasks/2/", status=404)
    [gone] = outline.open(f"{PLAN}withdrawn/").rows()
    assert (gone["Task"], gone["Reason"], gone["By"][-3:]) == (
        "Peak season",
        "The client hires by itself.",
        "Ada",
    )
    outline.open("/o/acme/projects/SKY/tasks/1/restore/").send()
    assert shown(outline)[:3] == ["T1 1 Peak season", "T2 1.1 Hiring", "T3 1.2 Nesting"]


def test_a_member_of_the_team_reads_and_may_not_write(cast, outline):
    ben = signed_in(cast.ben).open(PLAN)
    assert len(ben.rows()) == 4
    assert "Add task" not in ben.links()
    ben.open(f"{PLAN}add/", status=403)
    ben.open("/o/acme/projects/SKY/tasks/2/edit/", status=403)


def test_the_plan_leaves_as_a_table(outline):
    answer = outline.browser.get(f"{PLAN}?format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "Peak staffing in place" in lines[4]
