"""Workbooks: read as they are, refused where they harm."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime

import pytest
from xlsxwriter import Workbook

from exchange.lists.errors import (
    ListEmpty,
    MacroWorkbook,
    SheetMissing,
    TooManyColumns,
    TooManyRows,
    WorkbookRefused,
)
from exchange.lists.guard import DEEPEST
from exchange.lists.workbooks import read_workbook
from tests.toolkit.files_made import MAIN, archive, row, workbook


def book(*rows, **options):
    """A workbook as Excel would write it."""
    buffer = io.BytesIO()
    made = Workbook(buffer, options)
    sheet = made.add_worksheet("List")
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            else:
                sheet.write(number, column, cell)
    made.close()
    return buffer.getvalue()


class TestReading:
    def test_cells_are_what_they_are(self):
        sheet = read_workbook(
            book(["Name", "Amount", "Due", "Done"], [" 张伟 ", 12.5, datetime(2026, 12, 31), True])
        )
        assert sheet.heads == ("Name", "Amount", "Due", "Done")
        assert sheet.lines[0].number == 2
        assert sheet.lines[0].cells == ("张伟", 12.5, date(2026, 12, 31), True)
        assert sheet.names == ("List",)

    @pytest.mark.threat("T-115")
    def test_both_date_systems(self):
        day = datetime(2026, 2, 28)
        for options in ({}, {"date_1904": True}):
            assert read_workbook(book(["Due"], [day], **options)).lines[0].cells == (day.date(),)

    @pytest.mark.threat("T-115")
    def test_the_first_days_of_excel(self):
        """Excel knows a 29 February 1900 that never was; days after it are right."""
        styles = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
        cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>Due</t></is></c></row>'
        cells += '<row r="2"><c r="A2" s="1"><v>61</v></c></row>'
        assert read_workbook(workbook(cells, styles=styles)).lines[0].cells == (date(1900, 3, 1),)

    @pytest.mark.threat("T-114")
    def test_formulas_are_not_computed(self):
        cells = row(1, "Name", "Sum")
        cells += '<row r="2"><c r="A2"><f>1+1</f><v>7</v></c>'
        cells += '<c r="B2" t="str"><f>cmd|x!A1</f><v>kept</v></c></row>'
        assert read_workbook(workbook(cells)).lines[0].cells == (7, "kept")

    def test_numbers_rows_by_the_sheet(self):
        sheet = read_workbook(workbook(row(3, "Name") + row(7, "x")))
        assert [line.number for line in sheet.lines] == [7]

    def test_sheets_by_name(self):
        with pytest.raises(SheetMissing):
            read_workbook(book(["a"], ["b"]), sheet="Other")
        with pytest.raises(ListEmpty):
            read_workbook(book())


def lying(content: bytes) -> bytes:
    """A workbook whose directory says that everything in it is small."""
    real = (1 << 24).to_bytes(4, "little")
    return content.replace(real, (1000).to_bytes(4, "little"))


def shared(length: int, cells: int) -> bytes:
    """One long shared text, named by many cells."""
    strings = f"<si><t>{'x' * length}</t></si>"
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    return workbook(rows, strings=strings)


DEEP = "<x>" * 200_000 + "</x>" * 200_000
DTD = f'<!DOCTYPE w [<!ENTITY a "b">]><worksheet {MAIN}><sheetData/></worksheet>'
HOSTILE = {
    "T-106 bomb": (lambda: workbook("", more={"xl/media/zero": b"\0" * 300_000_000}), "too large"),
    "T-106 dense": (lambda: workbook("", more={"xl/media/zero": b"\0" * 20_000_000}), "densely"),
    "T-106 sheets": (lambda: workbook("", sheets=[f"s{n}" for n in range(51)]), "50 sheets"),
    "T-106 far row": (lambda: workbook('<row r="1"><c r="A1048576"><v>1</v></c></row>'), TooManyRows),
    "T-106 many rows": (lambda: workbook('<row r="100002"/>'), TooManyRows),
    "T-106 far column": (lambda: workbook('<row r="1"><c r="XFD1"><v>1</v></c></row>'), TooManyColumns),
    "T-106 columns unnamed": (lambda: workbook("<row>" + "<c><v>1</v></c>" * 201 + "</row>"), TooManyColumns),
    "T-106 shared text": (lambda: shared(30_000, 3_000), "too much text"),
    "T-106 long cell": (lambda: workbook(row(1, "x" * 40_000)), "32,767"),
    "T-106 no place": (lambda: workbook('<row r="1"><c r="1A"><v>1</v></c></row>'), "no place"),
    "T-107 nested": (lambda: workbook("", more={"xl/more.zip": archive({"a": "b"})}), "archives"),
    "T-107 entries": (lambda: workbook("", more={f"x{n}": "" for n in range(1_000)}), "too many files"),
    "T-107 no workbook": (lambda: archive({"a": "b"}), "no workbook"),
    "T-107 lies": (
        lambda: lying(workbook("", more={"xl/m": b"<a>" + b" " * ((1 << 24) - 3)})),
        "larger than it says|damaged",
    ),
    "T-108 DTD": (lambda: workbook(DTD), "DTD"),
    "T-108 DTD elsewhere": (lambda: workbook("", more={"xl/x.bin": DTD}), "DTD"),
    "T-108 external": (
        lambda: workbook("", more={"docProps/app.xml": '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x"><a/>'}),
        "DTD",
    ),
    "T-109 deep": (lambda: workbook(f"<row>{DEEP}</row>"), "too deeply|densely"),
    "T-109 just too deep": (lambda: workbook("<x>" * DEEPEST + "</x>" * DEEPEST), "too deeply"),
    "T-114 macros": (lambda: workbook("", more={"xl/vbaProject.bin": b"x"}), MacroWorkbook),
    "damaged": (lambda: workbook("<row><c>"), "not well-formed"),
    "no archive": (lambda: b"PK\x03\x04" + b"x" * 100, "cannot be read|damaged"),
}


@pytest.mark.threat("T-106", "T-107", "T-108", "T-109", "T-114")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ones_are_refused(name):
    made, why = HOSTILE[name]
    if isinstance(why, str):
        with pytest.raises(WorkbookRefused, match=why):
            read_workbook(made())
    else:
        with pytest.raises(why):
            read_workbook(made())


@pytest.mark.threat("T-106")
def test_refusing_costs_no_memory():
    """In a process of its own: what the guard adds to a process that has everything imported."""
    said = subprocess.run(
        [sys.executable, "-m", "tests.exchange.lists.memory"], capture_output=True, text=True, check=True
    )
    cost = json.loads(said.stdout.splitlines()[-1])
    assert cost.pop("refused") == len(cost) > 4
    assert max(cost.values()) < 20 * 1024, cost


def test_a_good_one_of_many_rows_passes():
    buffer = io.BytesIO()
    made = Workbook(buffer, {"constant_memory": True})
    sheet = made.add_worksheet()
    for number in range(5_001):
        sheet.write_row(number, 0, [f"Task {number}", number, "a note"])
    made.close()
    assert zipfile.is_zipfile(buffer)
    assert len(read_workbook(buffer.getvalue()).lines) == 5_000
