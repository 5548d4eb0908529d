"""Plan files on their way in."""

import json
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from exchange import services
from exchange.models import ImportRun
from exchange.services import ImportEnded, PlanFile
from planning.models import Dependency, Task, TaskBaseline
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Denied, Missing

HOUSE = "mspdi/converted/Residential_Construction.mpp.xml"
BASE = "/o/acme/projects/SKY/imports/"
BOMB = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "ha">]><Project>&a;</Project>'


@pytest.fixture
def sky(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", zone="Europe/Warsaw")
        for member in (cast.ada, cast.ida):
            MemberFactory(project=project, person=member.person, role="PM")
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    return project


def plan_file(data_dir, path: str = HOUSE) -> PlanFile:
    return PlanFile(path.rpartition("/")[2], (data_dir / path).read_bytes())


def test_a_second_import_changes_nothing(cast, sky, data_dir):
    ada, file = cast.ada.actor(), plan_file(data_dir)
    first = services.import_plan(actor=ada, project=sky, file=file).report
    assert (first["created"]["tasks"], first["created"]["links"]) == (108, 118)
    with tenant_tx(cast.acme.pk):
        before = list(Task.objects.order_by("number").values())
    second = services.import_plan(actor=ada, project=sky, file=file).report
    assert set(second["created"].values()) | set(second["updated"].values()) == {0}
    assert (second["unchanged"]["tasks"], second["unchanged"]["links"]) == (108, 118)
    with tenant_tx(cast.acme.pk):
        assert list(Task.objects.order_by("number").values()) == before
        assert Dependency.objects.live().count() == 118


def test_a_preview_changes_nothing_and_is_decided_once(cast, sky, data_dir):
    ada = cast.ada.actor()
    run = services.stage_import(actor=ada, project=sky, file=plan_file(data_dir))
    with tenant_tx(cast.acme.pk):
        assert not Task.objects.exists()
        assert (run.state, run.report["created"]["tasks"]) == ("previewed", 108)
        again = ImportRun.objects.get(pk=run.pk)
    services.commit_import(actor=ada, run=run)
    for verb in (services.commit_import, services.discard_import):
        with pytest.raises(ImportEnded):
            verb(actor=ada, run=again)
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == 108


def test_baselines_of_the_file_are_kept(cast, sky, data_dir):
    file = plan_file(data_dir, "mspdi/converted/mpp14baseline.mpp.xml")
    report = services.import_plan(actor=cast.ada.actor(), project=sky, file=file).report
    with tenant_tx(cast.acme.pk):
        assert TaskBaseline.objects.count() == report["created"]["baselines"] == 7


@pytest.mark.parametrize("path", ["mspdi/mpxj/mspditimephased.xml", "mspdi/converted/sample.mpp.xml"])
def test_other_plans_come_in_whole(cast, sky, data_dir, path):
    report = services.import_plan(actor=cast.ada.actor(), project=sky, file=plan_file(data_dir, path)).report
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == report["created"]["tasks"] > 0
        assert Dependency.objects.live().count() == report["created"]["links"]
    assert not [name for name, row in report["fields"].items() if row["dropped"]]


def test_an_unknown_element_is_found_under_dropped(cast, sky, data_dir):
    file = plan_file(data_dir)
    odd = file.content.replace(b"<Task>", b"<Task><Mood>bright</Mood>", 1)
    report = services.stage_import(actor=cast.ada.actor(), project=sky, file=PlanFile("odd.xml", odd)).report
    [(name, row)] = [(name, row) for name, row in report["fields"].items() if row["dropped"]]
    assert (name, row["dropped"], row["example"]) == ("Task.Mood", 1, "bright")


def test_only_planners_import(cast, sky, data_dir):
    for name, refusal in (("ben", Denied), ("olga", Denied), ("zoe", Missing), ("cleo", Missing)):
        with pytest.raises(refusal):
            services.stage_import(
                actor=getattr(cast, name).actor(), project=sky, file=PlanFile("a.xml", BOMB)
            )


def test_upload_report_and_decision_by_page(cast, sky, data_dir):
    ada, content = cast.ada.browser(), (data_dir / HOUSE).read_bytes()
    answer = ada.post(f"{BASE}new/", {"file": SimpleUploadedFile("house.xml", content)})
    assert answer.status_code == 302
    report = ada.get(answer["Location"])
    assert report.status_code == 200
    assert "108 tasks would be new" in report.content.decode()
    assert ada.post(f"{BASE}1/commit/", {"version": "1"}).status_code == 302
    assert ada.post(f"{BASE}1/commit/", {"version": "1"}).status_code in (409, 422)
    with tenant_tx(cast.acme.pk):
        assert Task.objects.count() == 108


def test_a_hostile_file_is_refused_in_words(cast, sky):
    answer = cast.ada.browser().post(f"{BASE}new/", {"file": SimpleUploadedFile("bomb.xml", BOMB)})
    assert answer.status_code == 422
    with tenant_tx(cast.acme.pk):
        assert not ImportRun.objects.exists()


def test_import_by_api(cast, sky, data_dir, client):
    url, content = "/api/v1/o/acme/projects/SKY/imports/", (data_dir / HOUSE).read_bytes()
    made = client.post(url, {"file": SimpleUploadedFile("house.xml", content)}, **cast.api())
    assert made.status_code == 201, made.content
    assert made.json()["report"]["created"]["tasks"] == 108
    again = client.post(
        url, {"file": SimpleUploadedFile("house.xml", content), "dry_run": "true"}, **cast.api()
    )
    assert again.json()["state"] == "previewed"
    assert again.json()["report"]["unchanged"]["tasks"] == 108
    refused = client.post(url, {"file": SimpleUploadedFile("bomb.xml", BOMB)}, **cast.api())
    assert (refused.status_code, refused["Content-Type"]) == (422, "application/problem+json")


def run_command(*arguments: str) -> dict:
    out = StringIO()
    call_command("import_plan", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_makes_the_project_and_answers_one_document(cast, data_dir):
    arguments = (str(data_dir / HOUSE), "--org", "acme", "--project", "HOUSE")
    preview = run_command(*arguments, "--dry-run")
    first, second = run_command(*arguments), run_command(*arguments)
    assert preview["created"]["tasks"] == first["created"]["tasks"] == 108
    assert first["created"]["links"] == second["unchanged"]["links"] == 118
    assert second["created"]["tasks"] == 0
    assert {"created", "updated", "unchanged", "fields", "warnings"} <= set(first)


@pytest.mark.parametrize(
    ("content", "org"), [(BOMB, "acme"), (b"", "acme"), (b"not xml", "acme"), (b"<Project/>", "nowhere")]
)
def test_the_command_says_in_one_line_what_is_wrong(cast, tmp_path, content, org):
    file = tmp_path / "plan.xml"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run_command(str(file), "--org", org, "--project", "HOUSE")
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
