"""The ends of the chains, noted in a file outside the database."""

import json
import threading
from datetime import timedelta

from tenancy.anchors import Anchor, anchors, append, file_of
from tenancy.services import anchor_audit, seal_audit
from tests.cast import NOW
from toolkit.identifiers import uuid7

OWN = uuid7()


def anchor(day: str = "2026-11-20", number: int = 1) -> Anchor:
    return Anchor(day, number, "a" * 64, "2026-11-20T02:10:00+00:00")


def test_one_line_per_day(anchors_folder):
    assert append(OWN, anchor())
    assert not append(OWN, anchor(number=2))
    assert append(OWN, anchor("2026-11-21", 2))
    assert [one.number for one in anchors(OWN)] == [1, 2]
    lines = file_of(OWN).read_text().splitlines()
    assert json.loads(lines[0]) == {
        "day": "2026-11-20",
        "number": 1,
        "digest": "a" * 64,
        "at": "2026-11-20T02:10:00+00:00",
    }


def test_each_organization_has_its_file(anchors_folder):
    append(OWN, anchor())
    assert anchors(uuid7()) == []
    assert [path.name for path in anchors_folder.iterdir()] == [f"{OWN}.jsonl"]


def test_two_writers_leave_one_line(anchors_folder):
    done = []
    threads = [threading.Thread(target=lambda: done.append(append(OWN, anchor()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(done) == [False] * 7 + [True]
    assert len(anchors(OWN)) == 1


def test_a_line_that_a_power_cut_tore_is_none_and_spoils_no_other(anchors_folder):
    append(OWN, anchor())
    with file_of(OWN).open("a") as file:
        file.write('{"day": "2026-11-2')
    assert append(OWN, anchor("2026-11-22", 5))
    assert [one.number for one in anchors(OWN)] == [1, 5]


def test_nobody_else_on_the_machine_reads_the_folder(anchors_folder):
    append(OWN, anchor())
    assert anchors_folder.stat().st_mode & 0o077 == 0


def test_an_end_is_noted_once_a_day_and_none_of_nothing(cast, write):
    assert anchor_audit(actor=cast.system(), day=NOW.date()) is None
    write(2)
    seal_audit(actor=cast.system())
    noted = anchor_audit(actor=cast.system(), day=NOW.date())
    assert noted is not None
    assert anchors(cast.acme.pk) == [noted]
    assert anchor_audit(actor=cast.system(), day=NOW.date()) is None
    assert anchor_audit(actor=cast.system(), day=NOW.date() + timedelta(days=1)) is not None
