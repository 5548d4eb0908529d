"""Hostile and mistaken files are refused early, cheaply and in words."""

import json
import socket
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from exchange.mspdi import errors
from exchange.mspdi.errors import MppFile, PlanFileRefused, TooLarge, WrongRoot
from exchange.mspdi.guard import MIB, Limits
from exchange.mspdi.reader import read_plan
from tests.exchange.mspdi_files import DECLARATION, NAMESPACE, element, plan, read, task
from tests.exchange.mspdi_hostile import CASES, DTD, ENTITY, FLOOD

CHECKOUT = Path(__file__).parents[2]
REFUSALS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PlanFileRefused)
]
DETAILS = {
    "kind": "ZIP",
    "root": "html",
    "line": 7,
    "target": "x",
    "limit": 9,
    "element": "Task",
    "uid": 3,
    "before": "y",
}


@pytest.fixture(scope="module")
def costs() -> dict[str, dict[str, object]]:
    """What each hostile file cost, measured in processes of their own."""
    command = [sys.executable, "-m", "tests.exchange.mspdi_hostile"]
    lines = subprocess.run(
        command, cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return {row["case"]: row for row in map(json.loads, lines)}


@pytest.mark.threat("T-108", "T-109")
@pytest.mark.parametrize("case", CASES)
def test_a_hostile_file_is_refused_early_and_cheaply(case: str, costs: dict[str, dict[str, object]]) -> None:
    cost = costs[case]
    assert cost["error"] == CASES[case][0]
    assert cost["bytes"] <= MIB
    assert cost["levels"] <= 100
    assert cost["grown"] < 20 * 1024


def test_a_password_protected_mpp_is_named(data_dir: Path) -> None:
    with (
        (data_dir / "mspdi/hostile/PasswordProtected.mpp").open("rb") as source,
        pytest.raises(MppFile) as refused,
    ):
        read_plan(source=source)
    assert str(refused.value).startswith("This is a Microsoft Project .mpp file; save it as XML in Project")
    assert refused.value.bytes_read <= MIB


@pytest.mark.parametrize("name", ["PredecessorCalendar", "TwentyFourHourCalendar"])
def test_a_primavera_file_is_named_by_its_root(data_dir: Path, name: str) -> None:
    with (data_dir / f"mspdi/mpxj/{name}.xml").open("rb") as source, pytest.raises(WrongRoot) as refused:
        read_plan(source=source)
    assert "“APIBusinessObjects”" in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        DTD % 'SYSTEM "http://127.0.0.1:{port}/plan.dtd"',
        ENTITY % ('<!ENTITY h SYSTEM "http://127.0.0.1:{port}/">', "<Title>&h;</Title>"),
        ENTITY % ('<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/"> %p;', ""),
        f'{DECLARATION}<?xml-stylesheet href="http://127.0.0.1:{{port}}/"?><Project xmlns="{NAMESPACE}" '
        'xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:schemaLocation="u http://127.0.0.1:{port}/"/>',
    ],
)
def test_nothing_is_ever_fetched(content: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        source = BytesIO(content.replace("{port}", str(listener.getsockname()[1])).encode())
        with suppress(PlanFileRefused):
            read_plan(source=source)
        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_says_what_is_wrong(kind: type[PlanFileRefused]) -> None:
    words = str(kind(**DETAILS))
    assert "%(" not in words
    assert len(words) > 40


def test_refusals_have_codes_of_their_own() -> None:
    assert len({kind.code for kind in REFUSALS}) == len(REFUSALS)


def test_every_refusal_is_tried() -> None:
    tried = {name for name, _ in CASES.values()} | {"PlanFileRefused", "TooLarge", "WrongOrder"}
    assert {kind.__name__ for kind in REFUSALS} == tried


def test_a_file_that_knows_its_length_is_refused_unread() -> None:
    source = BytesIO(plan(task(1)) + b" " * MIB)
    with pytest.raises(TooLarge) as refused:
        read_plan(source=source, limits=Limits(size=MIB))
    assert refused.value.bytes_read == 0


def test_a_stream_is_refused_when_it_passes_the_limit() -> None:
    limits = Limits(size=MIB, idle=FLOOD, text=FLOOD, record_text=FLOOD)
    with pytest.raises(TooLarge) as refused:
        read_plan(source=CASES["blank space"][1](), limits=limits)
    assert MIB < refused.value.bytes_read <= MIB + 64 * 1024


def test_all_elements_together_have_a_limit() -> None:
    with pytest.raises(errors.TooManyElements):
        read_plan(source=BytesIO(plan(*map(task, range(1, 40)))), limits=Limits(elements=100))


def test_all_text_of_a_record_has_a_limit() -> None:
    content = plan(task(1, Notes="n" * 600, Contact="c" * 600))
    with pytest.raises(errors.ValueTooLong):
        read_plan(source=BytesIO(content), limits=Limits(record_text=1000))


class Drop(BytesIO):
    """A connection that gives one byte at a time."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(1)


def test_a_slow_stream_reads_the_same() -> None:
    content = plan(task(1, Notes="<&>“中文”"))
    assert read_plan(source=Drop(content)).tasks == read(content).tasks


def test_a_slow_hostile_stream_is_refused() -> None:
    with pytest.raises(errors.DtdNotAllowed):
        read_plan(source=Drop((DTD % "[]").encode()))
    with pytest.raises(errors.MppFile):
        read_plan(source=Drop(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
def test_legal_encodings_are_read(encoding: str) -> None:
    declared = "utf-16" if "16" in encoding else encoding.removesuffix("-sig")
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    body = f'{head}<Project xmlns="{NAMESPACE}"><Title>Café</Title></Project>'
    assert read(mark + body.encode(encoding)).project.title == "Café"


def test_prefixes_and_a_missing_namespace_are_read() -> None:
    assert (
        read(f'<p:Project xmlns:p="{NAMESPACE}"><p:Title>A</p:Title></p:Project>'.encode()).project.title
        == "A"
    )
    assert read(b"<Project><Title>B</Title></Project>").project.title == "B"


def test_harmless_markup_is_read() -> None:
    content = "<!-- saved by hand --><?tool x?>" + element("Title").replace(
        "></", "><![CDATA[A & B]]> &#x4e2d;&amp;</"
    )
    assert read(plan(project=content)).project.title == "A & B 中&"


def test_levels_up_to_the_limit_are_read() -> None:
    deepest = "<x>" * 97 + "</x>" * 97
    assert read(plan(task(1, deepest))).elements == 3 + 3 + 97
    with pytest.raises(errors.TooDeep):
        read(plan(task(1, "<x>" + deepest + "</x>")))


def test_an_unknown_kind_of_file_is_called_so() -> None:
    with pytest.raises(errors.NotXml) as refused:
        read(b"UID,Name\n1,Start\n")
    assert str(refused.value).startswith("This is not an XML file (unknown kind).")


def test_text_between_elements_is_not_collected() -> None:
    """Each piece is below every limit; together they would be 12 million characters."""
    loose = " " + "z" * 2000
    found = read_plan(source=BytesIO(plan(*(loose + task(uid) for uid in range(1, 6001)))))
    assert len(found.tasks) == 6000
    assert found.ledger.fields()["Project.Tasks#text"]["example"] == "z" * 80
