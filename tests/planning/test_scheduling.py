"""The critical path: each rule by a small case, and what holds for any network."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.engine.activities import KINDS, Activity, Link, NetworkInvalid
from planning.engine.calendar import Calendar, Shared, Special
from planning.engine.scheduling import schedule

STANDARD = Calendar()
MONDAY = datetime(2026, 11, 16, 8)
DAY = 480


def at(day: int, hour: int = 8, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour)


def row(key, days=1.0, **more):
    return Activity(key=key, minutes=int(days * DAY), calendars=more.pop("calendars", (STANDARD,)), **more)


def placed(*rows, links=(), start=MONDAY):
    made = [Link(predecessor=one[0], successor=one[1], **(one[2] if len(one) > 2 else {})) for one in links]
    return schedule(activities=rows, links=made, start=start)


def test_a_chain_with_a_short_side_way():
    found = placed(row("A", 2), row("B", 3), row("C", 1), row("D", 1), links=["AB", "AC", "BD", "CD"])
    assert found.finish == at(23, 17)
    assert [key for key in "ABCD" if found.rows[key].critical] == ["A", "B", "D"]
    c = found.rows["C"]
    assert (c.early_start, c.late_start) == (at(18), at(20))
    assert (c.total_slack, c.free_slack) == (2 * DAY, 2 * DAY)


@pytest.mark.parametrize(
    ("kind", "start", "finish"),
    [
        ("FS", at(18), at(18, 17)),
        ("SS", at(16), at(16, 17)),
        ("FF", at(17), at(17, 17)),
        ("SF", at(16), at(16, 17)),
    ],
)
def test_each_kind_of_link(kind, start, finish):
    found = placed(row("A", 2), row("B", 1), links=[("A", "B", {"kind": kind})]).rows["B"]
    if kind == "SF":  # it would end before the plan begins: the start of the plan holds
        assert found.early_start == start
    else:
        assert (found.early_start, found.early_finish) == (start, finish)


def test_lags_count_on_the_successors_calendar_or_by_the_clock():
    friday_off = Calendar(specials=[Special(at(20).date(), at(20).date())])
    rows = row("A", 3), row("B", 1, calendars=(friday_off,))
    assert placed(*rows, links=[("A", "B", {"lag": DAY})]).rows["B"].early_start == at(23)
    assert placed(*rows, links=[("A", "B", {"lag": 1440, "elapsed": True})]).rows["B"].early_start == at(23)
    assert placed(row("A", 3), row("B", 1), links=[("A", "B", {"lag": -DAY})]).rows["B"].early_start == at(18)


def test_a_milestone_stays_at_the_end_of_the_day_and_work_moves_to_the_next():
    found = placed(row("A", 1), row("M", 0), row("B", 1), links=["AM", "MB"])
    assert found.rows["M"].early_start == at(16, 17)
    assert found.rows["B"].early_start == at(17)


def test_constraints():
    def one(constraint, when, days=1.0):
        return placed(
            row("A", 2), row("B", days, constraint=constraint, constraint_at=when), links=["AB"]
        ).rows["B"]

    assert one("SNET", at(23)).early_start == at(23)
    assert one("SNET", at(10)).early_start == at(18), "the predecessor is later"
    assert one("FNET", at(24, 17)).early_start == at(24)
    assert one("MSO", at(17)).early_start == at(17), "it holds whatever the predecessor says"
    assert one("MSO", at(17)).total_slack == -DAY
    assert one("FNLT", at(17, 17)).total_slack == -DAY
    assert one("MFO", at(26, 17)).early_finish == at(26, 17)
    assert placed(row("A", 1, constraint="SNET", constraint_at=at(9))).rows["A"].early_start == at(9)
    late = placed(row("A", 5), row("B", 1, constraint="ALAP"))
    assert (late.rows["B"].early_start, late.rows["B"].start) == (at(16), at(20))


def test_a_deadline_takes_slack_and_moves_nothing():
    found = placed(row("A", 3), row("B", 5), row("C", 1, deadline=at(16, 17)))
    assert found.rows["C"].early_start == at(16)
    assert (found.rows["C"].total_slack, found.rows["C"].critical) == (0, True)
    assert found.rows["A"].total_slack == 2 * DAY


def test_what_is_done_stays_and_the_rest_resumes():
    done = row("A", 2, actual_start=at(16), actual_finish=at(19, 12), remaining=0)
    half = row("B", 2, actual_start=at(17), resume=at(23), remaining=DAY)
    found = placed(done, half, row("C", 1), links=["AB", "BC"])
    assert (found.rows["A"].early_finish, found.rows["A"].total_slack, found.rows["A"].critical) == (
        at(19, 12),
        0,
        False,
    )
    assert (found.rows["B"].early_start, found.rows["B"].early_finish) == (at(17), at(23, 17))
    assert found.rows["C"].early_start == at(24)


def test_levelling_puts_a_row_off_by_the_clock():
    found = placed(row("A", 1), row("B", 1, delay=2 * 1440), links=["AB"])
    assert found.rows["B"].early_start == at(18, 17) + timedelta(hours=15)
    assert found.rows["A"].total_slack == 0


def test_a_link_of_a_summary_holds_for_all_below_it():
    rows = row("A", 2), row("S"), row("B", 1, parent="S"), row("C", 2, parent="S"), row("D", 1)
    found = placed(*rows, links=["AS", "SD"])
    assert found.rows["B"].early_start == found.rows["C"].early_start == at(18)
    assert (found.rows["S"].early_start, found.rows["S"].early_finish) == (at(18), at(19, 17))
    assert found.rows["D"].early_start == at(20)
    assert (found.rows["B"].total_slack, found.rows["C"].critical) == (DAY, True)


def test_several_who_work_take_as_long_as_the_slowest_and_a_tasks_own_calendar_is_shared():
    mornings = Calendar(week=(((480, 720),),) * 5 + ((), ()))
    assert placed(row("A", 1, calendars=(STANDARD, mornings))).rows["A"].early_finish == at(17, 12)
    assert placed(row("A", 1, calendars=(Shared(STANDARD, mornings),))).rows["A"].early_finish == at(17, 12)


def test_a_circle_and_a_stranger_are_refused():
    with pytest.raises(NetworkInvalid, match="each other"):
        placed(row("A"), row("B"), links=["AB", "BA"])
    with pytest.raises(NetworkInvalid, match="'Z'"):
        placed(row("A"), links=["AZ"])
    with pytest.raises(NetworkInvalid, match="kind"):
        Link(predecessor="A", successor="B", kind="XX")
    assert placed().finish == MONDAY


NETWORKS = st.integers(1, 12).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(0, 5 * DAY), min_size=count, max_size=count),
        st.lists(
            st.tuples(
                st.integers(0, count - 1),
                st.integers(0, count - 1),
                st.sampled_from(KINDS),
                st.integers(0, DAY),
            ),
            max_size=20,
        ),
    )
)


@settings(deadline=None)
@given(NETWORKS)
def test_any_network(given_network):
    lengths, drawn = given_network
    rows = [Activity(key=n, minutes=length, calendars=(STANDARD,)) for n, length in enumerate(lengths)]
    links = [
        Link(predecessor=min(a, b), successor=max(a, b), kind=kind, lag=lag)
        for a, b, kind, lag in drawn
        if a != b
    ]
    found = schedule(activities=rows, links=links, start=MONDAY)
    for one in rows:
        dates = found.rows[one.key]
        assert MONDAY <= dates.early_start <= dates.early_finish <= found.finish
        assert STANDARD.between(dates.early_start, dates.early_finish) == one.minutes
        assert dates.free_slack >= 0
        assert dates.total_slack >= 0
        assert dates.critical == (dates.total_slack == 0)
    for link in links:
        if link.kind == "FS":
            gap = STANDARD.between(
                found.rows[link.predecessor].early_finish, found.rows[link.successor].early_start
            )
            assert gap >= link.lag
    assert any(dates.critical for dates in found.rows.values())
    again = schedule(activities=list(reversed(rows)), links=list(reversed(links)), start=MONDAY)
    assert again.rows == found.rows, "the order in which rows and links come does not matter"


@settings(deadline=None)
@given(NETWORKS, st.integers(1, 3 * DAY))
def test_a_row_that_takes_its_slack_longer_ends_the_plan_no_later(given_network, more):
    lengths, drawn = given_network
    links = [Link(predecessor=min(a, b), successor=max(a, b)) for a, b, _kind, _lag in drawn if a != b]

    def run(extra):
        rows = [
            Activity(key=n, minutes=m + extra.get(n, 0), calendars=(STANDARD,)) for n, m in enumerate(lengths)
        ]
        return schedule(activities=rows, links=links, start=MONDAY)

    before = run({})
    for key, dates in before.rows.items():
        after = run({key: more}).finish
        worked = STANDARD.between(before.finish, after)
        assert worked == max(0, more - dates.total_slack) or not lengths[key]
