"""The weekly question: once a person, project and week, on the project's own day."""

from datetime import datetime, timedelta

import pytest

from records.models import Ask
from schedule.models import ProgressAsk, ProgressEntry
from schedule.services import collecting
from tests.cast import NOW
from tests.records.asking import answer
from toolkit.errors import Denied

FRIDAY = 5
WEEK = timedelta(days=7)


@pytest.fixture
def asking(cast, team, inside):
    """The project asks on Fridays; NOW is one."""
    collecting.set_collection(actor=cast.ada.actor(), project=team.project, on=True, weekday=FRIDAY)
    return team


def collect(cast, now: datetime = NOW) -> int:
    return collecting.collect_progress(actor=cast.system(now=now))


def test_each_owner_is_asked_once_a_week(cast, asking):
    asking.add("Tim's", cast.tim)
    assert collect(cast) == 2
    assert collect(cast, NOW + timedelta(hours=3)) == 0
    assert collect(cast, NOW + timedelta(days=1)) == 0
    assert collect(cast, NOW + WEEK) == 2
    assert ProgressAsk.objects.count() == Ask.objects.count() == 4
    ask = Ask.objects.get(person=cast.tim.person, created_at=NOW)
    assert (ask.answers, "Tim's: 0% done" in ask.text, "Train wave 1" in ask.text) == (
        "schedule.progress",
        True,
        False,
    )


@pytest.mark.usefixtures("asking")
def test_the_day_is_the_project_s_own_and_the_switch_counts(cast, team):
    assert collect(cast, NOW - timedelta(days=1)) == 0
    collecting.set_collection(actor=cast.ada.actor(), project=team.project, on=False, weekday=FRIDAY)
    assert collect(cast) == 0


@pytest.mark.usefixtures("asking")
def test_all_as_planned_is_a_report_on_each_task_of_the_question(cast, team):
    collect(cast)
    team.add("Came later", cast.ben)
    ask = Ask.objects.get(person=cast.ben.person)
    answer(ask, "as_planned")
    lines = ProgressEntry.objects.order_by("task__number")
    assert list(lines.values_list("task__name", "percent_after", "person_id")) == [
        ("Write the SOP", 0, cast.ben.person.pk),
        ("Train wave 1", 0, cast.ben.person.pk),
    ]


@pytest.mark.usefixtures("asking")
def test_something_changed_writes_nothing_by_itself(cast):
    collect(cast)
    ask = Ask.objects.get(person=cast.ben.person)
    answer(ask, "changed")
    assert not ProgressEntry.objects.exists()


@pytest.mark.usefixtures("inside")
def test_only_the_manager_chooses(cast, team):
    with pytest.raises(Denied):
        collecting.set_collection(actor=cast.ben.actor(), project=team.project, on=True, weekday=1)
    with pytest.raises(collecting.WeekdayUnknown):
        collecting.set_collection(actor=cast.ada.actor(), project=team.project, on=True, weekday=8)


def test_the_page_keeps_the_choice(cast, team):
    ada, address = cast.ada.browser(), "/o/acme/projects/SKY/board/collect/"
    assert ada.post(address, {"on": "on", "weekday": "3"}).status_code == 302
    assert 'value="3" selected' in ada.get(address).content.decode()
