"""The project overview: the answer first, figures that lead to their rows, and the way on when empty."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.tiles import late_rows
from kpis.services import roll_up
from planning.models import Task
from planning.selectors import plan_counts, tasks
from planning.services import add_task
from projects.models import Project
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.projects import MemberFactory, ProjectFactory
from tests.home.conftest import milestone, task

pytestmark = pytest.mark.django_db
URL = "/o/acme/projects/BFM/"


def text(client: Client, url: str = URL) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_answer_is_made_of_the_figures(cast: Cast, bfm: Project) -> None:
    page = text(cast.ada.browser())
    assert (
        "1 of 4 milestones are reached. “Evidence <G3>” is 4 days overdue."
        " Next is “Wave 3 live” on 1 Dec, in 11 calendar days. 0 of 2 tasks are done." in page
    )


def test_tiles_lead_to_their_rows(cast: Cast, bfm: Project) -> None:
    roll_up(actor=cast.system(), day=date(2026, 11, 19), now=NOW)
    page = text(cast.ada.browser())
    assert "1 of 2" in page
    assert "50.0%, target ≥ 95%; data to 19 Nov" in page
    for url in (f"{URL}kpis/", f"{URL}plan/", f"{URL}plan/?due_to=2026-11-19&kind=task"):
        assert f'href="{url}' in page


def test_the_overdue_figure_counts_the_rows_it_leads_to(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        task(bfm, "Late", date(2026, 11, 19))
        task(bfm, "Late and done", date(2026, 11, 19), state=Task.State.DONE)
        counted = plan_counts(actor=cast.ada.actor(), project=bfm, as_of=date(2026, 11, 20)).overdue
        filters = late_rows(date(2026, 11, 20))
        shown = tasks(actor=cast.ada.actor(), project=bfm).filter(
            due__lte=filters["due_to"], kind__in=filters["kind"], state__in=filters["state"]
        )
        assert counted == shown.count() == 2
    page = text(cast.ada.browser())
    assert "1 milestone, 1 task" in page


def test_the_link_of_the_overdue_figure_works(cast: Cast, bfm: Project) -> None:
    client = cast.ada.browser()
    url = text(client).split(f'href="{URL}plan/?')[1].split('"')[0]
    answer = client.get(f"{URL}plan/?{url}")
    assert answer.status_code == 200
    assert "Evidence &lt;G3&gt;" in answer.content.decode()


def test_without_readings_the_figure_is_a_dash_and_grey(cast: Cast, bfm: Project) -> None:
    page = text(cast.ada.browser())
    tile = page.split("Milestones on time")[1].split('class="kt"')[0]
    assert "–" in tile
    assert "no reading yet" in tile
    assert "fg-g" not in tile


def test_the_track_shows_the_milestones_around_now(cast: Cast, bfm: Project) -> None:
    with tenant_tx(cast.acme.pk):
        for n in range(1, 10):
            milestone(bfm, f"Old {n}", date(2026, 1, n), date(2026, 1, n))
    page = text(cast.ada.browser())
    track = page.split(">Milestones</h2>")[1].split("Recent changes")[0]
    assert "Old 9" in track
    assert "Old 1" not in track
    assert "Acceptance" in track
    assert track.count('class="mile"') == 8


@pytest.mark.parametrize(
    ("promised", "due", "on", "note", "mark"),
    [
        (None, date(2026, 11, 2), date(2026, 11, 2), "reached on its date", "g"),
        (None, date(2026, 11, 2), date(2026, 11, 3), "reached 1 day late", "a"),
        (date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 2), "reached 7 days later than promised", "a"),
        (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 1), "reached on its date", "g"),
        (date(2026, 11, 2), date(2026, 11, 19), None, "1 day overdue", "r"),
        (None, date(2026, 11, 20), None, "today", "n"),
        (date(2026, 12, 2), date(2026, 12, 1), None, "in 11 calendar days", "n"),
        (date(2026, 11, 24), date(2026, 12, 1), None, "in 11 calendar days, 7 days later than promised", "a"),
        (None, None, None, "no date yet", "n"),
    ],
)
def test_a_milestone_says_how_it_stands(
    cast: Cast, bfm: Project, promised: date, due: date, on: date, note: str, mark: str
) -> None:
    with tenant_tx(cast.acme.pk):
        Task.objects.update(withdrawn_at=NOW)
        milestone(bfm, "This one", due, on, promised=promised)
    row = text(cast.ada.browser()).split(">Milestones</h2>")[1].split('class="mile"')[1]
    assert re.search(rf'<div class="i3 xs">\s*{note}\s*</div>', row)
    assert f"mk-{mark}" in row


def test_without_a_plan_it_says_what_to_do(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="NEW", client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
        MemberFactory(project=project, person=cast.ben.person, role="AG")
    page = text(cast.ada.browser(), "/o/acme/projects/NEW/")
    assert "This project has no plan yet" in page
    assert "/o/acme/projects/NEW/imports/new/" in page
    assert "/imports/new/" not in text(cast.ben.browser(), "/o/acme/projects/NEW/"), "Ben may not import"


def test_recent_changes_are_told_in_words(cast: Cast, bfm: Project) -> None:
    added = add_task(actor=cast.ada.actor(), project=bfm, name="Fix the interface")
    page = text(cast.ada.browser())
    assert f"Ada added {added.key} Fix the interface" in page
    assert f'href="{URL}tasks/{added.number}/"' in page
    assert "more like it" not in page


def test_changes_of_one_kind_in_a_row_stand_together(cast: Cast, bfm: Project) -> None:
    for n in range(5):
        add_task(actor=cast.ada.actor(), project=bfm, name=f"Interface {n}")
    add_task(actor=cast.ada.actor(now=NOW - timedelta(minutes=11)), project=bfm, name="Earlier")
    add_task(actor=cast.system(), project=bfm, name="By the house")
    feed = text(cast.ada.browser()).split("Recent changes")[1]
    assert feed.count("Ada added T") == 2
    assert "and 4 more like it" in feed
    assert feed.count("more like it") == 1
    assert "test added T" in feed


def test_who_may_look(cast: Cast, bfm: Project) -> None:
    answers = {name: getattr(cast, name).browser().get(URL).status_code for name in cast.people}
    assert answers == {"ada": 200, "ben": 200, "olga": 200, "cleo": 404, "carl": 404, "ida": 404, "zoe": 404}


@pytest.mark.parametrize("count", [1, 3])
def test_costs_the_same_with_one_milestone_and_three(cast: Cast, count: int) -> None:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="CNT", client=cast.skyharp)
        MemberFactory(project=project, person=cast.ada.person)
        for n in range(count):
            milestone(project, f"M{n}", date(2026, 11, 16))
    for n in range(count):
        add_task(actor=cast.ada.actor(), project=project, name=f"T{n}")
    client = cast.ada.browser()
    client.get("/o/acme/projects/CNT/")
    with CaptureQueriesContext(connection) as seen:
        client.get("/o/acme/projects/CNT/")
    assert len(seen) == QUERIES


QUERIES = 24
