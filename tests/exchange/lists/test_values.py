"""Cells: read exactly, and asked about where they can mean two things."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from exchange.lists.matching import folded, guessed, heads_digest
from exchange.lists.values import Unread, day, flag, number, percent, readings, whole
from records.importing import Column


@pytest.mark.threat("T-115")
class TestDays:
    @pytest.mark.parametrize(
        ("cell", "way", "read"),
        [
            ("2026-12-31", "", date(2026, 12, 31)),
            ("2026/1/2", "dmy", date(2026, 1, 2)),
            ("31/12/2026", "dmy", date(2026, 12, 31)),
            ("12/31/2026", "mdy", date(2026, 12, 31)),
            ("03.04.2026", "dmy", date(2026, 4, 3)),
            ("2026年11月20日", "", date(2026, 11, 20)),
            ("2026-12-31 17:00", "", date(2026, 12, 31)),
            (datetime(2026, 12, 31, 17), "", date(2026, 12, 31)),
            (date(2026, 12, 31), "mdy", date(2026, 12, 31)),
        ],
    )
    def test_read(self, cell, way, read):
        assert day(cell, way) == read

    @pytest.mark.parametrize(
        "cell",
        ["31/12/26", "2026-02-30", "soon", "1899-12-31", "2200-01-01", "46000", 46000, "12-2026", True],
    )
    def test_not_read(self, cell):
        with pytest.raises(Unread):
            day(cell, "dmy")

    @pytest.mark.parametrize(
        ("cells", "ways"),
        [
            (["03/04/2026", "05/06/2026"], ["dmy", "mdy"]),
            (["03/04/2026", "25/06/2026"], ["dmy"]),
            (["03/04/2026", "06/25/2026"], ["mdy"]),
            (["05/05/2026"], ["dmy"]),
            (["2026-03-04", "03/04/2026", date(2026, 1, 1)], ["dmy", "mdy"]),
            (["2026-03-04", None, ""], ["dmy"]),
            (["25/06/2026", "06/25/2026", "01/02/2026"], ["dmy", "mdy"]),
            (["25/06/2026", "26/06/2026", "06/25/2026"], ["dmy"]),
            (["soon"], ["dmy"]),
            ([date(2026, 1, 2)], [""]),
        ],
    )
    def test_what_is_asked(self, cells, ways):
        """One way is a proof, two are a question; nothing is guessed."""
        assert readings("day", cells) == ways


class TestNumbers:
    @pytest.mark.parametrize(
        ("cell", "way", "read"),
        [
            ("1,234.56", "point", "1234.56"),
            ("1.234,56", "comma", "1234.56"),
            ("1 234,56", "comma", "1234.56"),
            ("1'234.56", "point", "1234.56"),
            ("−5", "", "-5"),
            ("0.1", "point", "0.1"),
            (0.1, "", "0.1"),
            (1234, "comma", "1234"),
        ],
    )
    def test_read(self, cell, way, read):
        assert number(cell, way) == Decimal(read)

    @pytest.mark.parametrize(
        "cell", ["1,23.4", "12,34,567", "1e5", "NaN", "=1+1", "1234567890123456", "", True]
    )
    def test_not_read(self, cell):
        with pytest.raises(Unread):
            number(cell, "point")

    @pytest.mark.parametrize(
        ("cells", "ways"),
        [
            (["1,234"], ["point", "comma"]),
            (["1,234", "1,234.5"], ["point"]),
            (["1.234,56"], ["comma"]),
            (["12", "7"], ["point"]),
            (["0,5"], ["comma"]),
        ],
    )
    def test_what_is_asked(self, cells, ways):
        assert readings("number", cells) == ways

    def test_whole_percent_and_flags(self):
        assert (whole("12"), percent("40 %"), flag("是"), flag("No")) == (12, 40, True, False)
        for read, cell in ((whole, "1.5"), (percent, 0.4), (percent, "101"), (flag, "maybe")):
            with pytest.raises(Unread):
                read(cell)


class TestHeads:
    columns = (
        Column("name", "Name", also=("任务名称",)),
        Column("start", "Start", also=("开始", "start date")),
        Column("finish", "Finish", also=("due",)),
    )

    def test_guessed_in_both_languages(self):
        assert guessed(self.columns, ["开始", "任务名称", "Budget"]) == {"start": 0, "name": 1}
        assert guessed(self.columns, ["START_DATE", " Due: ", "name*"]) == {
            "start": 0,
            "finish": 1,
            "name": 2,
        }

    def test_one_head_is_one_column(self):
        twice = (Column("a", "Due"), Column("b", "Due date", also=("due",)))
        assert guessed(twice, ["Due"]) == {"a": 0}

    def test_what_is_compared(self):
        assert folded("Ｓtart (Date)") == "startdate"
        assert heads_digest(["A b", "c"]) == heads_digest(["a-B", "C"]) != heads_digest(["c", "A b"])
