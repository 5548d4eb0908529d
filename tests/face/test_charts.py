"""A chart has its sentence and its table; a gap is a gap in both."""

import json

import pytest
from django.utils.translation import override

from tests.face.test_components import EVIL, rendered
from toolkit import charts
from toolkit.charts import Branch, Limit, Series
from toolkit.gallery.charts import all_charts

LINES = [Series("on time", [1.5, None, 3]), Series("plan", [1, 2, 3], "plan")]


def test_a_gap_is_null_for_the_script_and_a_dash_in_the_table():
    chart = charts.over_time(["W1", "W2", "W3"], LINES, say="s", first="Week", decimals=1)
    assert chart.data["series"][0]["values"] == [1.5, None, 3.0]
    assert chart.head == ("Week", "on time", "plan")
    assert chart.rows == (("W1", "1.5", "1.0"), ("W2", "–", "2.0"), ("W3", "3.0", "3.0"))


def test_only_bars_of_several_series_need_a_legend():
    assert charts.over_time(["a", "b", "c"], LINES, say="s").legend == ()
    bars = charts.over_time(["a", "b", "c"], LINES, say="s", kind="bar")
    assert bars.legend == (("on time", "c1"), ("plan", "c2"))


def test_a_heat_map_reads_by_line():
    chart = charts.heat_map(["8:00", "9:00"], [("Mon", [1, None])], say="s", first="Day")
    assert chart.data["values"] == [[0, 0, 1.0], [1, 0, None]]
    assert chart.rows == (("Mon", "1", "–"),)


def test_the_widest_cause_stands_on_top_of_a_tornado():
    chart = charts.tornado([("a", -1, 1), ("b", -3, 5)], say="s", first="c", low="l", high="h")
    assert chart.data["x"] == ["b", "a"]
    assert chart.rows == (("b", "−3", "+5"), ("a", "−1", "+1"))


def test_a_tree_as_a_table_names_the_one_above():
    root = Branch("Ada", "lead", (Branch("Ben", "", (Branch("Cy"),)),))
    chart = charts.tree(root, say="s", person="p", role="r", above="a")
    assert chart.rows == (("Ada", "lead", "–"), ("Ben", "–", "Ada"), ("Cy", "–", "Ben"))


def test_control_limits_reach_the_script():
    chart = charts.over_time(["1"], [Series("x", [1])], say="s", kind="control", limits=[Limit(2, "upper")])
    assert chart.data["limits"] == [{"at": 2.0, "label": "upper", "firm": False}]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_kind_has_a_sentence_a_table_and_plain_data(language):
    with override(language):
        made = all_charts()
    kinds = {one["chart"].data["kind"] for one in made}
    assert kinds == {"line", "bar", "control", "heat", "tornado", "scatter", "funnel", "tree"}
    for one in made:
        chart = one["chart"]
        assert chart.say
        assert chart.rows
        assert {len(row) for row in chart.rows} == {len(chart.head)}
        json.dumps(chart.data)


def test_the_component_shows_the_table_and_escapes_names():
    chart = charts.over_time([EVIL], [Series(EVIL, [1])], say=EVIL, first=EVIL)
    page = rendered('<c-chart id="x" :chart="chart" title="Title" export_url="/x.csv" />', chart=chart)
    assert "<img" not in page
    assert 'role="img"' in page
    assert "<table" in page
    assert 'href="/x.csv"' in page
    assert "\\u003Cimg" in page
