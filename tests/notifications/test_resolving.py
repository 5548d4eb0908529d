"""Every combination of what person, project and house say."""

from itertools import product

import pytest

from notifications.resolving import Default, Way, resolve

PEOPLE = (None, *Way)
PROJECTS = (None, True, False)
WAYS = tuple(Way)


@pytest.mark.parametrize(
    ("person", "project", "way", "on"), [*product(PEOPLE, PROJECTS, WAYS, (True, False))]
)
def test_a_locked_rule_is_what_it_is(person: Way | None, project: bool | None, way: Way, on: bool) -> None:
    assert resolve(person, project, Default(way, on, locked=True)) == way


@pytest.mark.parametrize(("person", "way"), [*product(PEOPLE, WAYS)])
def test_a_project_that_turned_it_off_is_not_spoken_of(person: Way | None, way: Way) -> None:
    assert resolve(person, False, Default(way)) == Way.OFF
    assert resolve(person, None, Default(way, on=False)) == Way.OFF


@pytest.mark.parametrize(("person", "project", "on"), [*product(PEOPLE, (None, True), (True, False))])
def test_where_it_speaks_the_person_chooses_how(person: Way | None, project: bool | None, on: bool) -> None:
    speaks = on or project
    expected = (person or Way.DIGEST) if speaks else Way.OFF
    assert resolve(person, project, Default(Way.DIGEST, on)) == expected
