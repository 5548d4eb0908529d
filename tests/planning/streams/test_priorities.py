"""The rule by which priorities of work-streams collide."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.priorities import HIGH, ORDER, PERSON, Work, clashes

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)
VOICE = Work(1, "Train", 1, 1, HIGH, MONDAY, MONDAY + 4 * DAY, frozenset({"Ben", "Tim"}))
CHAT = Work(2, "Pilot", 2, 2, HIGH, MONDAY + 2 * DAY, MONDAY + 6 * DAY, frozenset({"Ben"}))


def hours(start: datetime, finish: datetime) -> int:
    return int((finish - start).total_seconds() // 60)


def found(*work: Work, links: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, int, int]]:
    return [(one.kind, one.one.number, one.other.number) for one in clashes(work, links, working=hours)]


def test_the_same_person_is_wanted_at_the_same_time():
    (clash,) = clashes([CHAT, VOICE], (), working=hours)
    assert (clash.kind, clash.one, clash.other) == (PERSON, VOICE, CHAT)
    assert (clash.people, clash.minutes, clash.key) == (("Ben",), 2 * 1440, "person-1-2")


@pytest.mark.parametrize(
    "other",
    [
        replace(CHAT, priority=HIGH - 1),
        replace(CHAT, stream=1),
        replace(CHAT, people=frozenset({"Cleo"})),
        replace(CHAT, start=MONDAY + 4 * DAY),
        replace(CHAT, start=None),
    ],
    ids=["not both high", "one stream", "other people", "one after the other", "no dates"],
)
def test_there_is_no_conflict_where_one_condition_is_missing(other):
    assert found(VOICE, other) == []


def test_time_in_which_nobody_works_is_no_overlap():
    assert clashes([VOICE, CHAT], (), working=lambda start, finish: 0) == []


def test_a_lower_stream_that_comes_first_holds_the_higher_one_up():
    alone = replace(CHAT, people=frozenset())
    assert found(VOICE, alone, links=((2, 1),)) == [(ORDER, 1, 2)]
    assert found(VOICE, alone, links=((1, 2),)) == []
    assert found(VOICE, replace(alone, rank=1), links=((2, 1),)) == []
    assert found(VOICE, replace(alone, priority=HIGH + 1), links=((2, 1),)) == []
    assert found(VOICE, links=((2, 1),)) == []


def test_the_highest_streams_come_first():
    third = replace(VOICE, number=3, stream=3, rank=3)
    assert found(third, CHAT, VOICE) == [(PERSON, 1, 2), (PERSON, 1, 3), (PERSON, 2, 3)]


WORK = st.builds(
    Work,
    number=st.integers(1, 6),
    name=st.just("x"),
    stream=st.integers(1, 3),
    rank=st.integers(1, 3),
    priority=st.integers(0, 1000),
    start=st.just(MONDAY),
    finish=st.just(MONDAY + DAY),
    people=st.frozensets(st.sampled_from(["Ben", "Tim"])),
)


@given(
    st.lists(WORK, unique_by=lambda one: one.number),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6))),
)
def test_no_pair_collides_twice_in_the_same_way(work, links):
    keys = [one.key for one in clashes(work, links, working=hours)]
    assert len(keys) == len(set(keys))
    assert all(one.one.rank <= one.other.rank for one in clashes(work, links, working=hours))
