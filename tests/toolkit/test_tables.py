"""Tables over plain rows."""

import datetime as dt
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.urls import NoReverseMatch
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from toolkit.tables import (
    Action,
    Actions,
    Badge,
    Choice,
    Custom,
    Day,
    Delta,
    Duration,
    Instant,
    Key,
    Link,
    Money,
    Number,
    Percent,
    Person,
    Reader,
    Status,
    Table,
    Text,
    Tree,
)

READER = Reader(zone=dt.UTC, as_of=dt.date(2026, 11, 20), arguments={"org": "acme"}, may=lambda *_: True)
NASTY = '<b onclick="x">&\'%s {{ x }}\0'


def only(column, row, *, reader=READER):
    """The one cell of a one-column table."""
    table = type("One", (Table,), {"value": column})
    return table(reader).body([row])


class Cells(HTMLParser):
    """Tags and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize(
    ("column", "value", "html", "exported"),
    [
        (Text("x"), "a<b", "<td>a&lt;b</td>", "a<b"),
        (Text("x"), None, "<td>–</td>", ""),
        (Text("x", strong=True), "a", '<td><span class="b6">a</span></td>', "a"),
        (Text("x", css="w-1", priority=3), "a", '<td class="w-1 p3">a</td>', "a"),
        (Key("x", prefix="T"), 42, '<td class="tight"><span class="mp-key">T42</span></td>', "T42"),
        (Number("x"), -1234, '<td class="num">−1,234</td>', -1234),
        (Number("x", decimals=2), Decimal("0.9"), '<td class="num">0.90</td>', Decimal("0.9")),
        (Delta("x"), 5, '<td class="num">+5 d</td>', 5),
        (Delta("x", unit=""), 5, '<td class="num">+5</td>', 5),
        (Money("x", currency="USD"), 5, '<td class="num">USD 5.00</td>', 5),
        (Duration("x"), 1200, '<td class="num">2.5 d</td>', 2.5),
        (Percent("x"), 40, '<td class="num">40.0%</td>', 40),
        (Day("x"), dt.date(2026, 11, 20), '<td class="nw">20 Nov</td>', dt.date(2026, 11, 20)),
        (Day("x", style="tight"), dt.date(2027, 1, 5), '<td class="nw">5 Jan 27</td>', dt.date(2027, 1, 5)),
        (Day("x"), None, '<td class="nw">–</td>', ""),
        (
            Instant("x"),
            dt.datetime(2026, 11, 20, 14, tzinfo=dt.UTC),
            '<td class="nw">20 Nov, 14:00 UTC</td>',
            "2026-11-20T14:00+00:00",
        ),
        (Badge("x"), "draft", '<td><span class="mp-badge">draft</span></td>', "draft"),
        (Badge("x", mapping={1: "One"}), 2, "<td></td>", ""),
        (Choice("x", mapping={1: "One"}), 1, "<td>One</td>", "One"),
        (Choice("x", mapping={1: "One"}), 2, "<td>–</td>", ""),
        (Person("x"), None, "<td>–</td>", ""),
    ],
)
def test_column(column, value, html, exported):
    assert only(column, {"value": value}) == f"<tr>{html}</tr>"
    assert column.export({"value": value}, READER) == exported


def test_column_of_two_paths():
    row = {"value": 3, "total": 8, "currency": "JPY"}
    assert ">37.5%<" in only(Percent("x", of="total"), row)
    assert ">–<" in only(Percent("x", of="total"), {**row, "total": 0})
    assert ">JPY 3<" in only(Money("x", currency="currency"), row)
    assert Money("x", currency="currency", source="a").fields == ("a", "currency")
    assert Percent("x", of="total", source="a").fields == ("a", "total")
    assert Percent("x", of="total", source="value").export(row, READER) == Decimal("37.5")


def test_status_is_shape_and_word():
    column = Status("x", mapping={"late": ("Late <1 d", "red")})
    cell = Cells(only(column, {"value": "late"}))
    assert cell.text == "Late <1 d"
    assert ("use", {"href": "/static/build/icons.svg#rag-r"}) in cell.tags
    assert only(column, {"value": "<new>"}) == "<tr><td>&lt;new&gt;</td></tr>"
    assert column.export({"value": "late"}, READER) == "Late <1 d"


@given(st.text())
def test_no_column_lets_markup_through(value):
    row = {"value": value, "id": value, "level": 1}
    plain = (
        Text("x"),
        Key("x"),
        Badge("x"),
        Person("x"),
        Status("x", mapping={}),
        Custom("x", render=lambda r, _: r["value"]),
    )
    for column in plain:
        tags = {tag for tag, _attrs in Cells(only(column, row)).tags}
        assert tags <= {"tr", "td", "span"}, column
    table = type(
        "T",
        (Table,),
        {
            "value": Text("x"),
            "row_attributes": {"data-x": "value"},
            "row_class": staticmethod(lambda r: r["value"]),
        },
    )
    _tag, attrs = Cells(table(READER).body([row])).tags[0]
    assert set(attrs) <= {"data-x", "class"}


def test_percent_signs_and_braces_stay():
    assert Cells(only(Text("x", css="w-100%"), {"value": NASTY})).text.startswith("<b onclick=")
    assert "{{ x }}" in only(Text("x"), {"value": NASTY})


def test_custom_keeps_html_and_escapes_text():
    assert (
        only(Custom("x", render=lambda row, reader: format_html("<i>{}</i>", "<")), {})
        == "<tr><td><i>&lt;</i></td></tr>"
    )
    assert (
        only(Custom("x", render=lambda row, reader: reader.day(row["due"]), needs=("due",)), {"due": None})
        == "<tr><td>–</td></tr>"
    )
    assert Custom("x", render=str, needs=("due",)).fields == ("due",)
    assert not Custom("x", render=str).sortable


def test_tone_colours_the_cell():
    column = Day("x", tone=lambda row, reader: "r" if row["value"] < reader.as_of else "")
    assert only(column, {"value": dt.date(2026, 11, 19)}) == '<tr><td class="nw fg-r">19 Nov</td></tr>'
    assert only(column, {"value": dt.date(2026, 11, 20)}) == '<tr><td class="nw">20 Nov</td></tr>'


def test_rows_carry_attributes_and_classes():
    class Rows(Table):
        name = Text("Name")
        row_attributes = {"data-id": "pk", "data-odd": lambda row: row["pk"] % 2 or None}
        row_class = lambda row: "late" if row["pk"] > 1 else ""  # noqa: E731
        needs = ("state",)

    assert Rows.fields() == ("name", "pk", "state")
    html = Rows(READER).body([{"name": "a", "pk": 1}, {"name": "b", "pk": 2}])
    assert html == '<tr data-id="1" data-odd="1"><td>a</td></tr><tr data-id="2" class="late"><td>b</td></tr>'


def test_tree_column_makes_a_tree_grid():
    class Plan(Table):
        name = Text("Name", tree=Tree(branch=lambda row: row["kind"] == "summary", needs=("kind",)))

    assert Plan.fields() == ("name", "level", "id", "kind")
    shown = Plan(READER).shown(
        [
            {"id": 7, "name": "Build", "level": 1, "kind": "summary"},
            {"id": 8, "name": "Test", "level": 2, "kind": "task"},
            {"id": 9, "name": "Deep", "level": 30, "kind": "task"},
        ]
    )
    assert (shown.role, shown.css, shown.empty) == ("treegrid", "mp-tree", False)
    tags = Cells(shown.rows[0]).tags
    assert tags[0] == (
        "tr",
        {
            "data-id": "7",
            "data-level": "1",
            "aria-level": "1",
            "aria-expanded": "true",
            "tabindex": "-1",
            "class": "sum",
        },
    )
    rows = [attrs for tag, attrs in tags if tag == "tr"]
    assert rows[1] == {"data-id": "8", "data-level": "2", "aria-level": "2", "tabindex": "-1"}
    assert [attrs["class"] for tag, attrs in tags if tag == "div"] == ["tree lv-1", "tree lv-2", "tree lv-9"]
    assert [tag for tag, _attrs in tags].count("button") == 1


def test_head_sorts_and_turns():
    class Books(Table):
        title = Text("Title")
        due = Day("Due", sort=("due", "title"), priority=2)
        note = Text("Note", sort=False)
        size = Number("Size")

    assert Books.orders() == {"title": ("title",), "due": ("due", "title"), "size": ("size",)}
    head = {one.key: one for one in Books(READER).head("due", QueryDict("q=x&page=3&order=due"))}
    assert (head["due"].sorted, head["due"].sort_url, head["due"].priority) == ("asc", "?q=x&order=-due", 2)
    assert (head["title"].sorted, head["title"].sort_url) == ("", "?q=x&order=title")
    assert (head["note"].sort_url, head["size"].numeric) == ("", True)
    assert Books(READER).head("-due", QueryDict())[1].sorted == "desc"
    assert [one.sort_url for one in Books(READER).head()] == ["", "", "", ""]


def test_tables_inherit_and_drop_columns():
    class Base(Table):
        a = Text("A")
        b = Text("B")

    class Child(Base):
        b = None
        c = Text("C")

    assert list(Base.columns) == ["a", "b"]
    assert list(Child.columns) == ["a", "c"]


def test_facts():
    class Facts(Table):
        name = Text("Name")
        due = Day("Due")
        actions = Actions()

    facts = Facts(READER).facts({"name": "<a>", "due": None})
    assert [(label, str(value)) for label, value in facts] == [("Name", "&lt;a&gt;"), ("Due", "–")]


def test_actions_ask_once_and_fit_the_row(site):
    asked = []

    def may(policy, record=None):
        asked.append(policy)
        return policy != "b"

    class Books(Table):
        actions = Actions(
            Action("Edit", Link("edit_book", number="n"), policy="a", icon="edit"),
            Action("Discard", Link("discard_book", number="n"), policy="b"),
            Action("Open", Link("book", number="n"), policy="c", when=lambda row: row["n"] > 1),
        )

    html = Books(Reader(arguments={"org": "acme"}, may=may)).body([{"n": 1}, {"n": 2}])
    links = [attrs["href"] for tag, attrs in Cells(html).tags if tag == "a"]
    assert links == ["/o/acme/books/1/edit/", "/o/acme/books/2/edit/", "/o/acme/books/2/"]
    assert asked == ["a", "b", "c"]
    assert Books.fields() == ("n",)


def test_links_fill_from_row_and_page(site):
    assert Link("book", number="n").builder({"org": "acme", "more": 1})({"n": 7}) == "/o/acme/books/7/"
    assert Link("book", org="slug", number="n").builder({})({"n": 7, "slug": "a-b"}) == "/o/a-b/books/7/"
    assert Link("books").builder({"org": "acme", "number": 1})({}) == "/o/acme/books/"
    assert Link("book", number="n").url({"org": "acme", "number": 3}, {"n": 7}) == "/o/acme/books/7/"
    assert Link("book").url({"org": "acme", "number": 3}) == "/o/acme/books/3/"
    assert Link("books", org="slug").builder({})({"slug": '"><script>'}) == "/o/%22%3E%3Cscript%3E/books/"
    with pytest.raises(NoReverseMatch):
        Link("nowhere", n="n").builder({})
