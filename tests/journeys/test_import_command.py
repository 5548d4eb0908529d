"""`manage.py import_plan`: one JSON document on standard output, or one clear line."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.db import connections

from planning.models import Dependency, Task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import make_cast
from tests.exchange.mspdi_files import plan, task
from tests.journeys.conftest import RESIDENCE

KINDS = {"tasks", "links", "calendars", "resources", "assignments", "baselines"}
OUTLINE = ("uid", "outline_level", "percent_complete")
BOMB = b'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "ha">]><Project>&a;</Project>'


def import_plan(file, *words, org="acme", project="HOUSE"):
    out = StringIO()
    call_command("import_plan", str(file), "--org", org, "--project", project, *words, stdout=out)
    return json.loads(out.getvalue())


def refused(file, **where):
    with pytest.raises(CommandError) as caught:
        import_plan(file, **where)
    return caught.value.returncode, str(caught.value)


def test_the_project_is_made_and_the_plan_comes_in(cast, data_dir):
    report = import_plan(data_dir / RESIDENCE)
    assert set(report) >= {"created", "updated", "unchanged", "fields", "warnings"}
    assert set(report["created"]) == set(report["updated"]) == set(report["unchanged"]) == KINDS
    assert (report["created"]["tasks"], report["created"]["links"]) == (108, 118)
    assert all(set(row) == {"kept", "changed", "dropped", "example"} for row in report["fields"].values())
    with tenant_tx(cast.acme.pk):
        project = Project.objects.get()
        assert (project.key, project.client.code) == ("HOUSE", "OWN")
        assert (Task.objects.live().count(), Dependency.objects.live().count()) == (108, 118)


def test_again_nothing_is_created(cast, data_dir):
    import_plan(data_dir / RESIDENCE)
    report = import_plan(data_dir / RESIDENCE)
    assert set(report["created"].values()) | set(report["updated"].values()) == {0}
    assert (report["unchanged"]["tasks"], report["unchanged"]["links"]) == (108, 118)


def test_a_dry_run_leaves_nothing(cast, data_dir):
    assert import_plan(data_dir / RESIDENCE, "--dry-run")["created"]["tasks"] == 108
    with tenant_tx(cast.acme.pk):
        assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("name", "oracle"),
    [
        ("mpxj/mspditimephased.xml", "mspditimephased.xml"),
        ("converted/sample.mpp.xml", "sample.mpp"),
        ("converted/Residential_Construction.mpp.xml", "Residential_Construction.mpp"),
    ],
)
def test_plans_come_in_whole(cast, data_dir, name, oracle):
    """Row for row as Microsoft's own table has them, and nothing dropped."""
    with (data_dir / f"mspdi/expected/{oracle}.expected.csv").open() as lines:
        expected = list(csv.DictReader(lines))
    report = import_plan(data_dir / "mspdi" / name)
    assert report["created"]["tasks"] == len(expected)
    assert not {name: row for name, row in report["fields"].items() if row["dropped"]}
    with tenant_tx(cast.acme.pk):
        rows = (
            Task.objects.live().order_by("position").values_list("external_id", "level", "percent_complete")
        )
        assert [tuple(map(str, row)) for row in rows] == [
            tuple(row[name] for name in OUTLINE) for row in expected
        ]
        assert Dependency.objects.live().count() == report["created"]["links"]


def test_an_unknown_element_is_reported_as_dropped(cast, tmp_path):
    file = tmp_path / "odd.xml"
    file.write_bytes(plan(task(1, Mood="bright"), task(2)))
    fields = import_plan(file)["fields"]
    assert fields["Task.Mood"] == {"kept": 0, "changed": 0, "dropped": 1, "example": "bright"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "DTD not allowed"),
        (b"", "empty"),
        (b"%PDF-1.7 ...", "bad.xml"),
        (b"<Project><Tasks>", "bad.xml"),
    ],
    ids=["entities", "empty", "wrong type", "cut off"],
)
def test_a_bad_file_is_refused_in_one_line(cast, tmp_path, content, words):
    file = tmp_path / "bad.xml"
    file.write_bytes(content)
    code, line = refused(file)
    assert code == 2
    assert words in line
    assert "\n" not in line
    with tenant_tx(cast.acme.pk):
        assert not Project.objects.exists()


def test_a_missing_file_and_an_unknown_organization(cast, tmp_path):
    assert refused(tmp_path / "none.xml") == (2, f"{tmp_path}/none.xml: No such file or directory")
    file = tmp_path / "plan.xml"
    file.write_bytes(plan(task(1)))
    assert refused(file, org="nobody") == (2, "There is no organization “nobody”.")


class TestAsAProcess:
    """As another program calls it: the exit code, and nothing but the document on standard output."""

    def run(self, *words):
        return subprocess.run(
            [sys.executable, "manage.py", "import_plan", *words],
            cwd=house.ROOT,
            env={**os.environ, "DATABASE_URL": address_of_the_test_database(), "MILEPOST_PROCESS": "command"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @pytest.mark.django_db(transaction=True)
    def test_the_document_alone_is_on_standard_output(self, transactional_db, tmp_path):
        cast = make_cast()
        file = tmp_path / "plan.xml"
        file.write_bytes(plan(task(1), task(2)))
        done = self.run(str(file), "--org", cast.acme.slug, "--project", "HOUSE")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["created"]["tasks"] == 2

    @pytest.mark.django_db(transaction=True)
    def test_a_bad_file_ends_with_two_and_one_line(self, transactional_db, tmp_path):
        make_cast()
        file = tmp_path / "bomb.xml"
        file.write_bytes(BOMB)
        done = self.run(str(file), "--org", "acme", "--project", "HOUSE")
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.strip().splitlines()) == 1
        assert "bomb.xml" in done.stderr


def address_of_the_test_database() -> str:
    its = connections["default"].settings_dict
    return (
        f"postgresql://{its['USER']}:{its['PASSWORD']}@/{its['NAME']}?host={its['HOST']}&port={its['PORT']}"
    )
