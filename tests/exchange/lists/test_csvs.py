"""CSV in every spelling, and what is wrong with it by its row."""

import contextlib
import random

import pytest

from exchange.lists.csvs import read_csv
from exchange.lists.errors import ListEmpty, ListRefused, NoList, RowUnreadable, TooManyColumns, TooManyRows
from exchange.lists.sheets import MOST_ROWS, letters

TEXT = "编号,Name,Note\n1,张伟,ok\n2,Łukasz,fine\n"
pytestmark = pytest.mark.threat("T-110")


def rows(content, **more):
    return [line.cells for line in read_csv(content, **more).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_spellings(encoding):
    sheet = read_csv(TEXT.encode(encoding))
    assert sheet.heads == ("编号", "Name", "Note")
    assert sheet.lines[0].cells == ("1", "张伟", "ok")


def test_windows_spelling_is_not_taken_for_chinese():
    sheet = read_csv("Name;Größe\nMüller & Söhne;5\n".encode("cp1252"))
    assert sheet.heads == ("Name", "Größe")
    assert sheet.how == "Windows-1252, separated by ;"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(separator):
    content = f"a{separator}b{separator}c\n1{separator}two words, really{separator}3\n".encode()
    if separator == ",":
        content = b'a,b,c\n1,"two words, really",3\n'
    assert rows(content) == [("1", "two words, really", "3")]


def test_rows_are_numbered_as_people_see_them():
    sheet = read_csv(b'a,b\n\n1,"x\ny"\n2,z\n')
    assert [(line.number, line.cells) for line in sheet.lines] == [(3, ("1", "x\ny")), (5, ("2", "z"))]


def test_without_heads():
    sheet = read_csv(b"1,2\n3,4\n", has_heads=False)
    assert (sheet.heads, len(sheet.lines)) == (("A", "B"), 2)
    assert letters(26) == "AA"


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b'a,b\n1,2\n3,"open\n', 3),
        (b'a,b\n1,2\n3,"x"y\n', 3),
        (b"a,b\n1,2\n3,\x00\n", 3),
        (b"a,b\n" + b"x" * 1_000_000 + b",2\n", 2),
        (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', 2),
        (b"x" * 20_000_000, 1),
    ],
)
def test_a_broken_row_is_named(content, row):
    with pytest.raises(RowUnreadable) as refused:
        read_csv(content)
    assert refused.value.details["row"] == row


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", ListEmpty),
        (b"a,b,c\n", ListEmpty),
        (b"\n\n\n", ListEmpty),
        (b",".join(b"c" for _ in range(10_000)) + b"\n1\n", TooManyColumns),
        (b"a\n" + b"1\n" * (MOST_ROWS + 1), TooManyRows),
        (b"\x81\xff\x8d\x9d" * 50, NoList),
    ],
)
def test_what_is_no_list(content, error):
    with pytest.raises(error):
        read_csv(content)


@pytest.mark.parametrize("seed", range(40))
def test_rubbish_never_fails(seed):
    """Whatever comes, it is read or refused in words."""
    random_bytes = random.Random(seed).randbytes(2000)
    for content in (random_bytes, b"a,b\n" + random_bytes, random_bytes.replace(b"\0", b",")):
        with contextlib.suppress(ListRefused):
            read_csv(content)
