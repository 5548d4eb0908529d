"""Plans that Microsoft Project saved, computed anew: its own dates, slack and critical rows."""

import csv
import json
import re
import tarfile
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from exchange.psplib import scheduled_instance
from exchange.scheduling import scheduled
from planning.engine.activities import NetworkInvalid
from tests.exchange.mspdi_files import plan

PLANS = {
    "converted/Residential_Construction.mpp.xml": "Residential_Construction.mpp",
    "converted/sample.mpp.xml": "sample.mpp",
    "converted/input.mpp.xml": "input.mpp",
    "converted/mpp14baseline.mpp.xml": "mpp14baseline.mpp",
    "converted/mpp14recurring.mpp.xml": "mpp14recurring.mpp",
    **{
        f"mpxj/{name}": name
        for name in (
            "task-links-project2003-mspdi.xml",
            "task-links-project2013-mspdi.xml",
            "mspdirelations.xml",
            "task-baselines-project2003-mspdi.xml",
            "task-text-project2010-mspdi.xml",
            "assignment-text-project2007-mspdi.xml",
            "caltest.xml",
            "mspdinulltasks.xml",
            "baselines.xml",
            "enterprise.xml",
        )
    },
}
MOMENTS = ("early_start", "early_finish", "late_start", "late_finish")
NIGHT = timedelta(days=4, hours=18)


def same_instant(one: str, other: str) -> bool:
    """Equal, or apart by a night or a weekend in which nobody works."""
    early, late = sorted(map(datetime.fromisoformat, (one, other)))
    return early == late or (early.hour >= 16 and late.hour <= 9 and late - early <= NIGHT)


def differing(found: dict[str, Any], row: dict[str, str]) -> list[str]:
    """What differs from the stored values of one task; an empty cell says nothing."""
    names = [name for name in MOMENTS if row[name] and not same_instant(found[name], row[name])]
    if row["total_slack_min"] and abs(found["total_slack"] - float(row["total_slack_min"])) >= 1:
        names.append("total_slack")
    if row["critical"] and bool(int(row["critical"])) != found["critical"]:
        names.append("critical")
    return [f"{row['uid']} {name}: {found.get(name)}" for name in names]


@pytest.mark.parametrize("file", PLANS)
def test_every_date_is_the_one_that_microsoft_project_stored(data_dir: Path, file: str) -> None:
    expected = data_dir / "mspdi" / "expected" / f"{PLANS[file]}.expected.csv"
    with (data_dir / "mspdi" / file).open("rb") as source, expected.open() as oracle:
        rows = {task["uid"]: task for task in scheduled(source)["tasks"]}
        leaves = [row for row in csv.DictReader(oracle) if row["summary"] == "0"]
    assert leaves
    assert not [line for row in leaves for line in differing(rows[int(row["uid"])], row)]


def test_the_oracle_can_tell_a_difference(data_dir: Path) -> None:
    """The same plan begun a week later differs in every row."""
    file = data_dir / "mspdi" / "converted" / "Residential_Construction.mpp.xml"
    moved = file.read_bytes().replace(b"<StartDate>2013-08-28", b"<StartDate>2013-09-04")
    path = file.parent.parent / "expected" / "Residential_Construction.mpp.expected.csv"
    with path.open() as oracle:
        leaves = [row for row in csv.DictReader(oracle) if row["summary"] == "0"]
    rows = {task["uid"]: task for task in scheduled(BytesIO(moved))["tasks"]}
    assert len({line.split()[0] for row in leaves for line in differing(rows[int(row["uid"])], row)}) > 50


def test_every_benchmark_network_has_the_makespan_of_its_header(data_dir: Path) -> None:
    with tarfile.open(data_dir / "psplib" / "j30.tar.gz") as packed:
        instances = [
            packed.extractfile(one).read() for one in packed if one.isfile() and one.name.endswith(".sm")
        ]  # type: ignore[union-attr]
    assert len(instances) == 480
    wrong = [
        content
        for content in instances
        if makespan(content) != scheduled_instance(content)["project"]["makespan"]
    ]
    assert not wrong


def makespan(content: bytes) -> int:
    found = re.search(rb"MPM-Time\s*\n\s*((?:\d+\s+)+)", content)
    assert found
    return int(found[1].split()[-1])


def test_the_command_answers_one_document(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("schedule_plan", str(data_dir / "mspdi" / "mpxj" / "mspdirelations.xml"))
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"project", "tasks"}
    assert set(answer["tasks"][0]) == {
        *("uid", "name", "start", "finish", *MOMENTS, "total_slack", "free_slack", "critical")
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", answer["project"]["finish"])


@pytest.mark.parametrize("content", [b"", b"<html/>", b"**** PRECEDENCE RELATIONS:\n1 1 3 2\n", plan()])
def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "plan.xml"
    file.write_bytes(content)
    with pytest.raises(CommandError) as error:
        call_command("schedule_plan", str(file))
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)


def test_a_plan_from_its_finish_is_not_guessed() -> None:
    text = plan(project="<ScheduleFromStart>0</ScheduleFromStart>")
    with pytest.raises(NetworkInvalid, match="backwards"):
        scheduled(BytesIO(text))
