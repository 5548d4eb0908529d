"""The small pictures drawn on the server: gaps stay gaps, marks lie where the numbers say."""

import re

import pytest

from toolkit.sketches import Pin, Position, Step, Target, bullet, matrix, sparkline, waterfall

EVIL = '"><script>window.__xss=1</script>'


def places(svg, css):
    """x of every mark of a class."""
    return [float(x) for x in re.findall(rf'class="{css}" (?:cx|x)="([\d.-]+)"', svg)]


class TestSparkline:
    def test_a_gap_parts_the_line(self):
        assert sparkline([1, 2, None, 3, 4]).count("<polyline") == 2
        assert sparkline([1, 2, 2, 3, 4]).count("<polyline") == 1

    def test_a_point_between_gaps_shows_itself(self):
        svg = sparkline([1, 2, None, 5, None, 3, 4])
        assert svg.count("<polyline") == 2
        assert svg.count('class="lone"') == 1

    def test_it_shows_the_last_thirteen_periods(self):
        assert sparkline(range(20)) == sparkline(range(7, 20))

    def test_the_last_point_wears_the_status_or_is_hollow(self):
        assert 'class="spark r"' in sparkline([1, 2], status="red")
        assert 'class="last"' in sparkline([1, 2], status="red")
        assert 'class="hollow"' in sparkline([1, 2], provisional=True)

    def test_without_any_value_there_is_nothing(self):
        assert sparkline([None, None], target=5) == ""

    def test_all_the_same_is_a_line_in_the_middle(self):
        ys = {
            point.split(",")[1] for point in re.search(r'points="([^"]+)"', sparkline([5, 5, 5]))[1].split()
        }
        assert ys == {"15.0"}

    def test_what_it_says_is_escaped(self):
        assert "<script" not in sparkline([1, 2], label=EVIL)
        assert 'aria-hidden="true"' in sparkline([1, 2])


class TestBullet:
    @pytest.mark.parametrize(
        ("direction", "zone"),
        [("higher", ("59.0", "59.0")), ("lower", ("0.0", "59.0")), ("range", ("29.5", "59.0"))],
    )
    def test_the_zone_lies_where_a_value_is_green(self, direction, zone):
        svg = bullet(Target(0, 100, 50, direction, least=25, most=75), 60, "green")
        assert re.search(r'class="zone" x="([\d.]+)" y="3" width="([\d.]+)"', svg).groups() == zone

    def test_a_value_beyond_the_scale_stands_at_its_end(self):
        target = Target(0, 100, 50)
        assert places(bullet(target, 500, "red"), "dot") == [118.0]
        assert places(bullet(target, -5, "red"), "dot") == [0.0]

    def test_no_value_has_no_dot(self):
        assert "dot" not in bullet(Target(0, 100, 50), None, "grey")


class TestWaterfall:
    STEPS = (Step("Access", 5, "+5 d"), Step("Retest", 3, "+3 d"), Step("Second tester", -2, "−2 d"))

    def drawn(self, **more):
        return waterfall("Approved", self.STEPS, "Forecast", label="say", **more)

    def test_each_bar_begins_where_the_one_before_ended(self):
        bars = re.findall(r'x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', self.drawn())
        (first, width), (second, more), (third, back) = [(float(x), float(w)) for x, w in bars]
        assert second == pytest.approx(first + width, abs=0.2)
        assert third + back == pytest.approx(second + more, abs=0.2)

    def test_more_is_bad_unless_less_is(self):
        assert (self.drawn().count('"worse"'), self.drawn().count('"better"')) == (2, 1)
        assert (self.drawn(bad="less").count('"worse"'), self.drawn(bad="less").count('"better"')) == (1, 2)

    def test_names_are_escaped_and_shortened(self):
        svg = waterfall(
            EVIL, [Step(EVIL, 1, EVIL), Step("欧阳雪晴的权限清理与复核", 1, "")], EVIL, label=EVIL
        )
        assert "<script" not in svg
        assert "欧阳雪晴的权限清…" in svg


class TestMatrix:
    @staticmethod
    def made(count):
        pins = [Pin(f"R-{at}", "name", Position(2, 5)) for at in range(count)]
        labels = ("a", "b", "c", "d", "e")
        return matrix(
            pins,
            rows=labels,
            columns=labels,
            score=lambda at: str(at.row * at.column),
            tone=lambda at: "g",
            url=lambda at: f"?p={at.row}&i={at.column}",
            chosen=Position(5, 1),
        )

    def test_row_five_stands_on_top(self):
        assert [row.number for row in self.made(0).rows] == [5, 4, 3, 2, 1]
        assert [cell.score for cell in self.made(0).rows[0].cells] == ["5", "10", "15", "20", "25"]

    def test_up_to_three_pins_are_shown_and_more_become_a_number(self):
        assert [len(self.made(n).rows[3].cells[4].shown) for n in (1, 3, 4)] == [1, 3, 0]
        assert [self.made(n).rows[3].cells[4].more for n in (1, 3, 4)] == [0, 0, 4]

    def test_one_field_is_chosen(self):
        chosen = [cell for row in self.made(0).rows for cell in row.cells if cell.chosen]
        assert [(cell.row, cell.column) for cell in chosen] == [(5, 1)]
