"""Every threat up to T-154 has a test or a reason, and the page that says so is the one in docs."""

import pytest

from tests.house.sources import none
from tests.house.threats import COMPLETE_TO, PAGE, UNUSED, answers, page, threats


def test_every_threat_has_a_test_or_a_reason():
    known, found = threats(), answers()
    numbers = {f"T-{number:03d}" for number in range(1, COMPLETE_TO + 1)} - UNUSED
    none(numbers - set(known))
    none(number for number in numbers if number not in found and not known[number][1])


def test_none_has_both():
    known, found = threats(), answers()
    none(number for number in found if known.get(number, ("", ""))[1])


def test_no_test_names_a_threat_that_is_not_listed():
    none(set(answers()) - set(threats()))


def test_the_page_is_written_from_the_marks():
    assert PAGE.read_text() == page(), "run: python -m tests.house.threats"


def test_pytest_sees_the_marks_that_the_page_was_written_from(request):
    """The page reads the sources; here pytest's own collection says the same, for the files of this run."""
    collected: dict[str, set[str]] = {}
    for item in request.session.items:
        name = item.nodeid.partition("[")[0]
        for mark in item.iter_markers("threat"):
            collected.setdefault(name, set()).update(mark.args)
    written: dict[str, set[str]] = {}
    for number, names in answers().items():
        for name in names:
            written.setdefault(name, set()).add(number)
    none(name for name in collected if collected[name] != written.get(name))
    files = {item.nodeid.partition("::")[0] for item in request.session.items}
    whole = {name for name in written if name.partition("::")[0] in files}
    if (
        not request.config.option.keyword
        and not request.config.option.markexpr
        and "::" not in str(request.config.args)
    ):
        none(whole - set(collected))


@pytest.mark.parametrize("wrong", ["T-999", "nothing"])
def test_an_unknown_number_would_be_found(wrong):
    assert wrong not in threats()
