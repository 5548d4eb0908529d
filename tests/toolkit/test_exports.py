"""Rows as files: text stays text, numbers stay numbers, and nothing runs in a spreadsheet."""

import csv
import datetime as dt
import io
import tracemalloc
import zipfile
from decimal import Decimal

import pytest
from defusedxml import ElementTree
from hypothesis import given
from hypothesis import strategies as st

from tests.toolkit.test_tables import READER
from toolkit.exports import STARTS_FORMULA, Origin, csv_bytes, safe_cell, xlsx_bytes, xlsx_sheets
from toolkit.tables import Actions, Number, Table, Text

ORIGIN = Origin("Books & <more>", "Ada & Ben", "20 Nov, 14:00 UTC")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Books(Table):
    title = Text("=Title")
    size = Number("Size")
    actions = Actions()


ROWS = [{"title": "+1", "size": -3}, {"title": None, "size": Decimal("-0.50")}]


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data, part="xl/worksheets/sheet1.xml"):
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))


def cells(data):
    """(type, value) of every cell, row by row."""
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row]
        for row in read_xlsx(data).iter(f"{SHEET}row")
    ]


def test_csv_leaves_actions_out_and_numbers_numbers():
    data = csv_bytes(Books(READER).exported(ROWS), ORIGIN)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == [["'=Title", "Size"], ["'+1", "-3"], ["", "-0.50"]]


@pytest.mark.threat("T-087")
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"])
def test_every_start_of_a_formula_is_defused(start):
    assert safe_cell(start + "1") == f"'{start}1"


@pytest.mark.threat("T-087")
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_no_text_of_a_csv_starts_a_formula(rows):
    back = read_csv(csv_bytes(rows, ORIGIN))
    assert [len(row) for row in back] == [2] * len(rows)
    for given_row, row in zip(rows, back, strict=True):
        for value, cell in zip(given_row, row, strict=True):
            assert cell.removeprefix("'") == value.removeprefix("'")
            assert not cell or cell[0] not in STARTS_FORMULA


@pytest.mark.threat("T-087")
def test_a_workbook_keeps_text_as_text_and_numbers_as_numbers():
    data = xlsx_bytes(Books(READER).exported(ROWS), ORIGIN)
    assert cells(data) == [
        [("inlineStr", "=Title"), ("inlineStr", "Size")],
        [("inlineStr", "+1"), ("n", "-3")],
        [("n", "-0.50")],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "{=1}", "http://evil.test", "＝1"]
)
def test_a_workbook_holds_no_formula_and_no_link(text):
    sheet = xlsx_bytes([[text]], ORIGIN)
    assert not list(read_xlsx(sheet).iter(f"{SHEET}f"))
    assert not list(read_xlsx(sheet).iter(f"{SHEET}hyperlink"))
    assert cells(sheet) == [[("inlineStr", text)]]


def test_a_workbook_holds_days_as_days_and_long_numbers_as_text():
    """Fifteen digits are what a spreadsheet keeps: more would come back as another number."""
    data = xlsx_bytes([["Day"], [dt.date(2028, 2, 29)], [12345678901234567890], [Decimal("NaN")]], ORIGIN)
    assert cells(data)[1:] == [
        [("n", "46812")],
        [("inlineStr", "12345678901234567890")],
        [("inlineStr", "NaN")],
    ]


def test_a_workbook_says_who_took_it_and_when():
    data = xlsx_bytes([["Name"], ["欧阳雪晴"]], ORIGIN)
    said = "".join(read_xlsx(data, "docProps/core.xml").itertext())
    assert "Books & <more>" in said
    assert "Ada & Ben, 20 Nov, 14:00 UTC" in said
    assert "&LAda && Ben, 20 Nov" in "".join(read_xlsx(data).find(f"{SHEET}headerFooter").itertext())


def test_the_memory_of_a_workbook_does_not_grow_with_its_rows():
    def peak(count):
        tracemalloc.start()
        xlsx_bytes(([f"Row {number}", number] for number in range(count)), ORIGIN)
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(10_000) < 2 * peak(1_000) + 2_000_000


def test_a_workbook_of_several_sheets_has_a_name_for_each():
    data = xlsx_sheets([("Plan: now / then?", [["A"], [1]]), ("里程碑", [["B"], ["=1"]])], ORIGIN)
    names = [sheet.get("name") for sheet in read_xlsx(data, "xl/workbook.xml").iter(f"{SHEET}sheet")]
    assert names == ["Plan  now   then", "里程碑"]
    second = read_xlsx(data, "xl/worksheets/sheet2.xml")
    assert ["".join(cell.itertext()) for cell in second.iter(f"{SHEET}c")] == ["B", "=1"]
    assert not list(second.iter(f"{SHEET}f")), "a text is never a formula"
