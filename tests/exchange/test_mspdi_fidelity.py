"""Every value of a file is counted once, as kept, changed or dropped."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exchange.mspdi.fidelity import CHANGED, DROPPED, KEPT, Ledger
from exchange.mspdi.reader import read_plan
from tests.exchange.mspdi_files import NAMESPACE, element, fields_of, link, plan, read, task, timephased

EXTRA = "{urn:other}"


def counted(content: bytes) -> tuple[int, int, int]:
    """Leaf elements, attributes and texts between elements, counted by another parser."""
    elements = list(etree.fromstring(content).iter("*"))
    texts = [found for found in elements if len(found) and _own_text(found)]
    return sum(not len(found) for found in elements), sum(len(found.attrib) for found in elements), len(texts)


def _own_text(found: etree._Element) -> str:
    return "".join([found.text or "", *(child.tail or "" for child in found)]).strip()


def reported(content: bytes) -> tuple[int, int, int]:
    """The same three numbers from the fidelity report."""
    rows = read_plan(source=BytesIO(content)).ledger.fields()
    sums = {name: row["kept"] + row["changed"] + row["dropped"] for name, row in rows.items()}
    attributes = sum(number for name, number in sums.items() if "@" in name)
    texts = sum(number for name, number in sums.items() if name.endswith("#text"))
    return sum(sums.values()) - attributes - texts, attributes, texts


def real_plans(data_dir: Path) -> list[Path]:
    return [
        path for path in sorted((data_dir / "mspdi").rglob("*.xml")) if not path.name.endswith("Calendar.xml")
    ]


def test_every_value_of_every_real_plan_is_counted_once(data_dir: Path) -> None:
    paths = real_plans(data_dir)
    assert len(paths) == 24
    for path in paths:
        assert reported(path.read_bytes()) == counted(path.read_bytes()), path.name


def test_real_plans_lose_nothing_but_blank_rows(data_dir: Path) -> None:
    losing = {path.name for path in real_plans(data_dir) if read(path.read_bytes()).ledger.totals()[DROPPED]}
    assert losing == {"mspdinulltasks.xml"}


def test_an_unknown_element_in_a_real_plan_is_dropped(data_dir: Path) -> None:
    content = (data_dir / "mspdi/converted/Residential_Construction.mpp.xml").read_bytes()
    before = fields_of(content)
    marked = content.replace(b"<Task>", b"<Task><Mood>sunny</Mood>", 1)
    marked = marked.replace(
        b"<LagFormat>7</LagFormat>", b"<LagFormat>7</LagFormat><Why><a>1</a><b>2</b></Why>", 1
    )
    after = fields_of(marked)
    assert {name: row for name, row in after.items() if row != before.get(name)} == {
        "Task.Mood": {"kept": 0, "changed": 0, "dropped": 1, "example": "sunny"},
        "Task.PredecessorLink.Why": {"kept": 0, "changed": 0, "dropped": 2, "example": "1"},
    }


MIXED = plan(
    "loose words",
    task(
        1, '<Notes lang="en" x="1">n</Notes>', "<Name>again</Name>", "<o:Name xmlns:o='urn:other'>o</o:Name>"
    ),
    task(
        2,
        link(1, "<Odd/>", LinkLag=15),
        link(1),
        link(9),
        "<Baseline>b<Number>0</Number>b</Baseline><Baseline/>",
    ),
    task(3, level=7, Duration="PT0H0M20S", Start="soon", Finish="", PercentComplete=500, Active="<b>"),
    task(4, "<Manual><deep><er>1</er><er>2</er></deep></Manual>", IsNull=1),
    task(5, element("Project", "<Tasks><Task><UID>1</UID></Task></Tasks>"), IsSubproject=1),
    "<Odd>1</Odd>",
    project='<Title>T</Title><Title>U</Title><New version="2"><a/><b><c/></b></New><OutlineCodes/>',
    calendars=element(
        "Calendar", "<WeekDays><WeekDay><DayType>x</DayType></WeekDay><Day/></WeekDays>", UID=1
    ),
    resources=element("Resource", "<Rates><Rate><CostPerUse>?</CostPerUse></Rate></Rates>", UID=0),
    assignments=element("Assignment", timephased(Type=1, Value="PT8H0M0S", Odd=1), UID=1, TaskUID=1)
    + element("Assignment", UID=2, TaskUID=77),
).replace(b"<Project ", b'<Project a="1" ', 1)


def test_every_value_of_a_strange_plan_is_counted_once() -> None:
    assert reported(MIXED) == counted(MIXED) == (53, 4, 2)


NAMES = st.sampled_from(
    ["Name", "Start", "Duration", "Odd", "PredecessorLink", "Baseline", "Type", "Number", "Work"]
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    inner = st.lists(trees(depth - 1), min_size=1, max_size=4).map("".join) if depth else st.nothing()
    content = draw(st.sampled_from(["", "x", "1", "PT1H0M0S", "PT1S"]) | inner)
    name, attribute = draw(NAMES), draw(st.sampled_from(["", ' k="v"']))
    return f"<{name}{attribute}>{content}</{name}>"


@given(
    st.lists(trees(), max_size=6),
    st.sampled_from(["ExtendedAttribute", "Calendar", "Task", "Resource", "Assignment"]),
)
def test_every_value_of_any_record_is_counted_once(content: list[str], kind: str) -> None:
    body = element(f"{kind}s", element(kind, *content, UID=1), "".join(content))
    whole = f'<Project xmlns="{NAMESPACE}">{"".join(content)}{body}</Project>'.encode()
    assert reported(whole) == counted(whole)


def test_fates_and_examples() -> None:
    rows = fields_of(MIXED)
    assert rows["Task.Name"] == {"kept": 4, "changed": 0, "dropped": 2, "example": "again"}
    assert rows["Task.Duration"] == {"kept": 0, "changed": 1, "dropped": 0, "example": "PT0H0M20S → 0"}
    assert rows["Task.PercentComplete"]["example"] == "500 → 100"
    assert rows["Task.OutlineLevel"]["changed"] == 1
    assert rows["Task.Start"] == {"kept": 0, "changed": 1, "dropped": 0, "example": "soon → ?"}
    assert rows["Task.Finish"]["kept"] == 1
    assert rows["Task.PredecessorLink.LinkLag"] == {
        "kept": 0,
        "changed": 1,
        "dropped": 0,
        "example": "15 → 2",
    }
    assert rows["Task.Notes@lang"] == {"kept": 0, "changed": 0, "dropped": 1, "example": "en"}
    assert rows["Project@a"]["dropped"] == 1
    assert rows["Project.Tasks#text"] == {"kept": 0, "changed": 0, "dropped": 1, "example": "loose words"}
    assert rows["Task.Baseline#text"]["example"] == "bb"
    assert rows["Project.New"]["dropped"] == 2
    assert rows["Project.OutlineCodes"]["kept"] == 1
    assert rows["Task.Project"]["dropped"] == 1
    assert rows[f"Task.{EXTRA}Name"]["dropped"] == 1


def test_what_has_no_typed_field_is_kept_word_for_word() -> None:
    codes = element("OutlineCode", FieldID=1, ValueID=2) + element("OutlineCode", FieldID=3, ValueID=4)
    found = (
        read(plan(task(1, codes, HideBar=" 1 ", Mood="sunny", Duration="PT0H0M20S"))).tasks[0].source_fields
    )
    assert found == {
        "HideBar": " 1 ",
        "Duration": "PT0H0M20S",
        "OutlineCode": [{"FieldID": "1", "ValueID": "2"}, {"FieldID": "3", "ValueID": "4"}],
    }


def test_a_value_that_nobody_understands_stays_with_its_record() -> None:
    rates = element("Rates", element("Rate", RateTable=0), element("Rate", RateTable="A"))
    resource = read(plan(resources=element("Resource", rates, UID=5, Name="Ann"))).resources[0]
    assert [rate.table for rate in resource.rates] == [0, None]
    assert resource.source_fields == {"Rates": {"0": {"Rate": {"1": {"RateTable": "A"}}}}}


@pytest.fixture
def ledger() -> Ledger:
    ledger = Ledger()
    ledger.count("Task.Name", KEPT, "Dig")
    ledger.count("Task.Name", CHANGED, "Dig → D")
    ledger.count("Task.Name", KEPT, "Fill", times=3)
    ledger.count("Task.Baseline.Work", KEPT, "PT1H")
    ledger.count("Task.BaselineX", KEPT)
    return ledger


def test_the_example_is_of_the_worst_fate(ledger: Ledger) -> None:
    assert ledger.fields()["Task.Name"] == {"kept": 4, "changed": 1, "dropped": 0, "example": "Dig → D"}


def test_a_caller_that_stores_less_says_so(ledger: Ledger) -> None:
    assert ledger.move("Task.Baseline", to=DROPPED) == 1
    assert ledger.move("Task.Name", to=CHANGED, example="shortened") == 4
    assert ledger.move("Task.Name", to=KEPT) == 0
    rows = ledger.fields()
    assert rows["Task.Baseline.Work"] == {"kept": 0, "changed": 0, "dropped": 1, "example": "PT1H"}
    assert rows["Task.Name"]["changed"] == 5
    assert rows["Task.BaselineX"]["kept"] == 1
    assert ledger.totals() == {"kept": 1, "changed": 5, "dropped": 1}


def test_examples_are_short(ledger: Ledger) -> None:
    ledger.count("Task.Notes", DROPPED, "long " * 100)
    assert len(ledger.fields()["Task.Notes"]["example"]) <= 80


def test_a_plain_element_that_holds_elements_is_no_value() -> None:
    found = read(plan(task(1, "<Duration>PT1H0M0S<b>x</b></Duration>")))
    assert found.tasks[0].duration_minutes is None
    assert fields_of(found)["Task.Duration"] == {"kept": 0, "changed": 0, "dropped": 1, "example": "x"}


def test_a_second_group_where_one_is_known_is_dropped() -> None:
    weeks = [element("WeekDays", element("WeekDay", DayType=day, DayWorking=1)) for day in (2, 3)]
    found = read(plan(calendars=element("Calendar", *weeks, UID=1)))
    (calendar,) = found.calendars
    assert [day.day for day in calendar.days] == [2]
    assert calendar.source_fields == {}
    assert fields_of(found)["Calendar.WeekDays.WeekDay.DayType"]["dropped"] == 1


def test_empty_groups_lose_nothing() -> None:
    empty = "<WeekDays/><Exceptions/><WorkWeeks></WorkWeeks>"
    week = element("WeekDays", element("WeekDay", "<WorkingTimes/><TimePeriod/>", DayType=1))
    calendars = element("Calendar", empty, UID=1) + element("Calendar", week, UID=2)
    resources = element(
        "Resource", "<Rates/><AvailabilityPeriods/><Baseline/><TimephasedData/>", UID=3, Name="A"
    )
    content = plan(task(1, "<PredecessorLink/><Baseline/>"), calendars=calendars, resources=resources)
    assert read(content).ledger.totals() == {"kept": counted(content)[0], "changed": 0, "dropped": 0}
