"""The board: columns by state, limits that hold, cards that move, checklists."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.services import change_state
from projects.services import ReasonMissing
from schedule.models import ChecklistItem, ProgressEntry
from schedule.selectors.boards import board, checklist_counts
from schedule.services import boards
from schedule.services.limits import ColumnFull
from schedule.services.progress import report_progress, step_task
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied, Missing

BOARD = "/o/acme/projects/SKY/board/"


def columns(cast, team, who="ada", **more):
    """The board in words: state to names of its cards."""
    found = board(actor=getattr(cast, who).actor(), project=team.project, as_of=NOW.date(), **more)
    return {one.state: one for one in found}


def move(cast, team, name, column, who="ben", **more):
    actor = getattr(cast, who).actor()
    return boards.move_card(actor=actor, task=team.task(name), column=column, **more)


@pytest.mark.usefixtures("inside")
def test_cards_stand_in_the_columns_of_their_states_with_their_days_late(cast, team):
    move(cast, team, "Train wave 1", "in_progress")
    found = columns(cast, team)
    assert [one.task.name for one in found["in_progress"].cards] == ["Train wave 1"]
    assert [(one.task.name, one.days_late) for one in found["not_started"].cards] == [("Write the SOP", 1)]
    assert list(found) == ["not_started", "ready", "in_progress", "blocked", "in_review", "done"]


@pytest.mark.usefixtures("inside")
def test_a_move_takes_the_step_of_the_table_or_none(cast, team):
    with pytest.raises(boards.MoveImpossible):
        move(cast, team, "Train wave 1", "done")
    with pytest.raises(boards.ColumnUnknown):
        move(cast, team, "Train wave 1", "cancelled")
    move(cast, team, "Train wave 1", "in_progress")
    with pytest.raises(ReasonMissing):
        move(cast, team, "Train wave 1", "blocked")
    move(cast, team, "Train wave 1", "blocked", reason="No access")
    assert team.task("Train wave 1").state == "blocked"
    assert ProgressEntry.objects.count() == 2


@pytest.mark.usefixtures("inside")
def test_members_move_their_own_cards_only(cast, team):
    team.add("Tim's", cast.tim)
    with pytest.raises(Denied):
        move(cast, team, "Tim's", "in_progress")
    cards = {one.task.name: one for one in columns(cast, team, "ben")["not_started"].cards}
    assert cards["Tim's"].moves == []
    assert cards["Train wave 1"].moves


@pytest.mark.usefixtures("inside")
def test_a_soft_limit_is_told_and_a_hard_one_holds_every_way_in(cast, team):
    ada = cast.ada.actor()
    boards.set_limits(actor=ada, project=team.project, limits={"in_progress": (1, False)})
    move(cast, team, "Train wave 1", "in_progress")
    move(cast, team, "Write the SOP", "in_progress")
    assert columns(cast, team)["in_progress"].is_over
    boards.set_limits(actor=ada, project=team.project, limits={"in_progress": (2, True)})
    team.add("Third", cast.ben)
    for try_it in (
        lambda task: move(cast, team, task.name, "in_progress"),
        lambda task: step_task(actor=cast.ben.actor(), task=task, step="start"),
        lambda task: report_progress(actor=cast.ben.actor(), task=task, percent_complete=10),
    ):
        with pytest.raises(ColumnFull, match="2"):
            try_it(team.task("Third"))
    assert team.task("Third").state == "not_started"
    boards.set_limits(actor=ada, project=team.project, limits={"in_progress": (None, False)})
    move(cast, team, "Third", "in_progress")


@pytest.mark.usefixtures("inside")
def test_only_leaders_set_limits(cast, team):
    with pytest.raises(Denied):
        boards.set_limits(actor=cast.ben.actor(), project=team.project, limits={"ready": (1, False)})
    with pytest.raises(boards.ColumnUnknown):
        boards.set_limits(actor=cast.tim.actor(), project=team.project, limits={"cancelled": (1, False)})


@pytest.mark.usefixtures("inside")
def test_a_checklist_is_written_ticked_and_shortened(cast, team):
    ben, task = cast.ben.actor(), team.task("Train wave 1")
    boards.write_checklist(actor=ben, task=task, done=[], text=" Book the room ")
    boards.write_checklist(actor=ben, task=task, done=[], text="发邀请")
    first, second = ChecklistItem.objects.order_by("position")
    boards.write_checklist(actor=ben, task=task, done=[first.pk])
    assert checklist_counts(task_ids=[task.pk]) == {task.pk: (1, 2)}
    assert columns(cast, team)["not_started"].cards[1].ticked == 1
    boards.write_checklist(actor=ben, task=task, done=[], removed=[second.pk])
    assert checklist_counts(task_ids=[task.pk]) == {task.pk: (0, 1)}
    other = team.task("Write the SOP")
    with pytest.raises(Missing):
        boards.write_checklist(actor=ben, task=other, done=[first.pk])


@pytest.mark.usefixtures("inside")
def test_a_checklist_has_an_end(cast, team):
    task = team.task("Train wave 1")
    for n in range(boards.MANY):
        boards.write_checklist(actor=cast.ben.actor(), task=task, done=[], text=f"Step {n}")
    with pytest.raises(boards.ChecklistFull):
        boards.write_checklist(actor=cast.ben.actor(), task=task, done=[], text="One more")


def test_the_board_shows_what_others_did_without_a_reload(cast, team):
    ada, task = cast.ada.browser(), team.task("Train wave 1")
    page = ada.get(BOARD).content.decode()
    assert 'hx-trigger="every 15s"' in page
    with tenant_tx(cast.acme.pk):
        change_state(actor=cast.ben.actor(), task=task, step="start")
    part = ada.get(BOARD, HTTP_HX_REQUEST="true").content.decode()
    assert "<html" not in part
    before, after = part.split('data-board-column="in_progress"')
    assert "Train wave 1" not in before
    assert "Train wave 1" in after


def test_a_card_is_moved_through_its_menu(cast, team):
    ben, task = cast.ben.browser(), team.task("Train wave 1")
    to = f"/o/acme/projects/SKY/tasks/{task.number}/column/in_progress/"
    assert f'action="{to}"' in ben.get(BOARD).content.decode()
    answer = ben.post(to, {"version": task.version})
    assert (answer.status_code, answer["Location"]) == (302, BOARD)
    assert team.task("Train wave 1").state == "in_progress"
    assert ben.get(to.replace("in_progress", "nowhere")).status_code == 404


def test_the_board_is_narrowed_to_one_person(cast, team):
    team.add("Tim's", cast.tim)
    page = cast.ada.browser().get(f"{BOARD}?owner={cast.tim.person.pk}").content.decode()
    assert "Tim&#x27;s" in page
    assert "Train wave 1" not in page
    assert cast.ada.browser().get(f"{BOARD}?owner=nobody").status_code == 400


def test_limits_and_checklists_through_their_pages(cast, team):
    ada, task = cast.ada.browser(), team.task("Train wave 1")
    assert ada.post(f"{BOARD}limits/", {"in_progress": "3", "in_progress_hard": "on"}).status_code == 302
    assert "/ 3" in ada.get(BOARD).content.decode()
    address = f"/o/acme/projects/SKY/tasks/{task.number}/checklist/"
    assert cast.ben.browser().post(address, {"text": "Book the room"}).status_code == 302
    assert "Book the room" in ada.get(f"/o/acme/projects/SKY/tasks/{task.number}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_costs_the_same_queries_whatever_the_rows(cast, team, rows):
    for n in range(rows):
        team.add(f"More {n}", cast.ben)
    ada = cast.ada.browser()
    ada.get(BOARD)
    with CaptureQueriesContext(connection) as queries:
        answer = ada.get(BOARD)
    assert answer.content.count(b"data-board-card") == rows + 2
    assert len(queries) == 19
