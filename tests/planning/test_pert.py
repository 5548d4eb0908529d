"""Three-point estimates against published values, and what must hold for any of them."""

import json
import math
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from planning.engine.pert import Duration, Estimate, EstimateInvalid, PathInvalid, along, network
from tests.conftest import missing
from toolkit.calculators import areas, calculate

TIMES = st.floats(0, 1000, allow_nan=False)
ESTIMATES = st.tuples(TIMES, TIMES, TIMES).map(sorted).map(lambda given: Estimate(*given))


def same(found, expected, rel: float) -> bool:
    """Whether everything expected is there; more may be."""
    if isinstance(expected, dict):
        return all(name in found and same(found[name], value, rel) for name, value in expected.items())
    return found == expected if isinstance(expected, str) else math.isclose(found, expected, rel_tol=rel)


def test_every_published_case_of_our_areas(data_dir: Path) -> None:
    file = data_dir.parent / "reference_values.json"
    if not file.exists():
        missing(f"the reference values {file}")
    cases = [case for case in json.loads(file.read_text()) if case["area"] in areas()]
    assert {"pert", "pert_network"} <= {case["area"] for case in cases}
    for case, answer in zip(cases, calculate(cases), strict=True):
        assert same(answer["outputs"], case["expected"], case["rel_tol"]), case["id"]


def test_the_sum_is_of_exact_values_not_of_rounded_ones() -> None:
    estimates = {
        "A": Estimate(2, 4, 6),
        "C": Estimate(4, 5, 7),
        "E": Estimate(4, 5, 7),
        "G": Estimate(3, 5, 8),
    }
    assert along("ACEG", estimates).mean == pytest.approx(19.5)


def test_of_two_critical_paths_the_more_uncertain_one_counts() -> None:
    estimates = {"A": Estimate(4, 4, 4), "B": Estimate(1, 4, 7), "C": Estimate(2, 2, 2)}
    found = network(estimates, {"C": ["A", "B"]})
    assert (found.whole, found.critical) == (Duration(6, 1), ("A", "B", "C"))
    assert network({}, {}).whole == Duration(0, 0)


@given(st.lists(ESTIMATES, min_size=1, max_size=8), st.data())
def test_any_network(estimates, data) -> None:
    names = range(len(estimates))
    before = {n: data.draw(st.sets(st.integers(0, n - 1))) if n else set() for n in names}
    found = network(dict(enumerate(estimates)), before)
    means = [one.mean for one in estimates]
    assert max(means) <= found.whole.mean + 1e-6
    assert found.whole.mean <= sum(means) + 1e-6
    assert found.critical, "something is always critical"
    assert all(value >= 0 for value in found.slack.values())
    assert 0 <= found.whole.chance_within(found.whole.mean) <= 1
    assert found.whole.chance_within(math.inf) == 1


@pytest.mark.parametrize("wrong", [(3, 2, 4), (1, 5, 4), (-1, 0, 1), (0, 1, math.inf), (math.nan, 1, 2)])
def test_an_estimate_out_of_order_is_refused(wrong) -> None:
    with pytest.raises(EstimateInvalid):
        Estimate(*wrong)


def test_a_circle_and_a_stranger_are_named() -> None:
    one = Estimate(1, 1, 1)
    with pytest.raises(PathInvalid, match="circle"):
        network({"A": one, "B": one}, {"A": ["B"], "B": ["A"]})
    with pytest.raises(PathInvalid, match="'Z'"):
        network({"A": one}, {"A": ["Z"]})
    with pytest.raises(PathInvalid, match="'Z'"):
        along(["Z"], {"A": one})


def test_the_command_answers_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [
        {"id": "1", "area": "pert", "inputs": {"acts": {"A": [1, 2, 3]}, "path": ["A"], "deadline": None}},
        {"id": "2", "area": "pert", "inputs": {"acts": {"A": [3, 2, 1]}, "path": ["A"]}},
        {"id": "3", "area": "tea leaves", "inputs": {}},
    ]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    call_command("calc", str(tmp_path / "cases.json"))
    first, second, third = json.loads(capsys.readouterr().out)
    assert first == {"id": "1", "outputs": {"mean": 2, "var": pytest.approx(1 / 9)}}
    assert second["error"].startswith("EstimateInvalid")
    assert "tea leaves" in third["error"]


@pytest.mark.parametrize("content", ["{", "{}", "[1]"])
def test_the_command_says_in_one_line_what_is_wrong(tmp_path: Path, content: str) -> None:
    (tmp_path / "cases.json").write_text(content)
    with pytest.raises(CommandError) as error:
        call_command("calc", str(tmp_path / "cases.json"))
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)
