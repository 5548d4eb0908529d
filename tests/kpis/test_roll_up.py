"""The daily roll-up: once per day, the same when repeated, superseded when the facts were corrected."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from kpis.models import KPIDefinition, KPIReading
from kpis.selectors import days_due
from kpis.services import ensure_definitions, roll_up, roll_up_due
from planning.models import Task
from projects.models import Project
from tenancy.models import AuditLine, Event, JobRun
from tenancy.scope import tenant_tx
from tests.cast import NOW, Cast
from tests.factories.kpis import DefinitionFactory, ReadingFactory
from tests.factories.projects import ProjectFactory
from tests.kpis.conftest import LONG_AGO, THURSDAY, reached
from toolkit.errors import Denied

pytestmark = pytest.mark.django_db


def current() -> dict[tuple[str, str, date], tuple[int, int]]:
    rows = KPIReading.objects.current().values_list(
        "project__key", "definition__code", "day", "numerator", "denominator"
    )
    return {(key, code, day): (numerator, denominator) for key, code, day, numerator, denominator in rows}


def test_first_run_writes_each_indicator_of_each_project(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        result = roll_up(actor=cast.system(), day=THURSDAY, now=NOW)
        assert (result.projects, result.written, result.superseded, result.not_ended) == (1, 2, 0, 0)
        assert current()["SKY", "milestones_on_time", THURSDAY] == (2, 3)
        row = KPIReading.objects.first()
        assert row.cut_off == datetime(2026, 11, 19, 23, tzinfo=UTC)
        assert (row.client_id, row.visibility, row.source) == (cast.skyharp.pk, "internal", "planning")


def test_the_same_past_day_again_gives_the_same_and_writes_nothing(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        roll_up(actor=cast.system(), day=THURSDAY, now=NOW)
        before = list(KPIReading.objects.values()), AuditLine.objects.count(), Event.objects.count()
        later = roll_up(actor=cast.system(), day=THURSDAY, now=NOW + timedelta(days=40))
        assert (later.written, later.unchanged) == (0, 2)
        after = list(KPIReading.objects.values()), AuditLine.objects.count(), Event.objects.count()
    assert after == before


def test_a_past_day_does_not_know_what_came_after_it(cast: Cast, sky: Project) -> None:
    """The milestone of 2 November was open on 31 October; reached since, the day's answer stays."""
    with tenant_tx(cast.acme.pk):
        roll_up(actor=cast.system(), day=date(2026, 10, 31), now=NOW)
        assert current()["SKY", "milestones_on_time", date(2026, 10, 31)] == (1, 1)
        Task.objects.filter(due=date(2026, 11, 10)).update(
            state=Task.State.ACHIEVED, actual_finish_at=NOW, percent_complete=100
        )
        again = roll_up(actor=cast.system(), day=THURSDAY, now=NOW)
        assert again.written == 2
        assert current()["SKY", "milestones_on_time", THURSDAY] == (2, 3)


def test_corrected_facts_supersede_with_a_reason(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        roll_up(actor=cast.system(), day=THURSDAY, now=NOW)
        Task.objects.filter(due=date(2026, 11, 10)).update(
            state=Task.State.ACHIEVED, actual_finish_at=datetime(2026, 11, 10, 9, tzinfo=UTC)
        )
        result = roll_up(actor=cast.system(), day=THURSDAY, now=NOW + timedelta(hours=1))
        assert (result.written, result.superseded, result.unchanged) == (1, 1, 1)
        assert current()["SKY", "milestones_on_time", THURSDAY] == (3, 3)
        old = KPIReading.objects.get(superseded_at__isnull=False)
        assert (old.numerator, old.denominator) == (2, 3)
        assert old.superseded_at == NOW + timedelta(hours=1)
        assert old.superseded_reason
        assert KPIReading.objects.get(replaces=old).numerator == 3
        line = AuditLine.objects.filter(action="kpis.roll_up", subject_type="kpis.KPIReading").get()
        assert (line.before["counts"], line.after["counts"], line.project) == ("2/3", "3/3", sky.pk)


def test_the_database_holds_one_current_reading_per_day(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        first = ReadingFactory(project=sky, definition=DefinitionFactory())
        with pytest.raises(IntegrityError, match="kpis_kpireading_current"), tenant_tx(cast.acme.pk):
            ReadingFactory(project=sky, definition=first.definition)
        KPIReading.objects.update(superseded_at=NOW)
        ReadingFactory(project=sky, definition=first.definition)


def test_nothing_due_is_no_data_and_is_not_computed_again(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="NEW", client=cast.skyharp, created_at=LONG_AGO)
        roll_up(actor=cast.system(), day=THURSDAY, now=NOW)
        row = KPIReading.objects.filter(project=project).first()
        assert (row.numerator, row.denominator, row.ratio().value()) == (0, 0, None)
        assert row.definition.goal().status(row.ratio().value(100)) == "grey"
        assert THURSDAY not in days_due(actor=cast.system(), now=NOW)


def test_a_day_that_has_not_ended_in_its_zone_is_left_out(cast: Cast) -> None:
    """At 03:00 UTC on the 20th Thursday is over in Manila, not in New York."""
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    with tenant_tx(cast.acme.pk):
        ProjectFactory(key="MNL", client=cast.skyharp, zone="Asia/Manila")
        ProjectFactory(key="NYC", client=cast.skyharp, zone="America/New_York")
        result = roll_up(actor=cast.system(now), day=THURSDAY, now=now)
        assert (result.projects, result.not_ended) == (1, 1)
        assert {key for key, _code, _day in current()} == {"MNL"}


@pytest.mark.parametrize(
    ("zone", "day", "now", "ends"),
    [
        (
            "Europe/Warsaw",
            date(2026, 10, 25),
            datetime(2026, 10, 26, tzinfo=UTC),
            datetime(2026, 10, 25, 23, tzinfo=UTC),
        ),
        (
            "Europe/Warsaw",
            date(2026, 3, 29),
            datetime(2026, 3, 30, tzinfo=UTC),
            datetime(2026, 3, 29, 22, tzinfo=UTC),
        ),
        (
            "Asia/Kolkata",
            date(2028, 2, 29),
            datetime(2028, 3, 1, tzinfo=UTC),
            datetime(2028, 2, 29, 18, 30, tzinfo=UTC),
        ),
    ],
)
def test_clock_changes_and_leap_days(cast: Cast, zone: str, day: date, now: datetime, ends: datetime) -> None:
    """A milestone reached late on its last day counts for it, in the project's own zone."""
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(key="ZON", client=cast.skyharp, zone=zone)
        created = datetime(2025, 1, 1, tzinfo=UTC)
        reached(project, day, day, actual_finish_at=ends - timedelta(minutes=1), created_at=created)
        reached(project, day, day, actual_finish_at=ends, created_at=created)
        roll_up(actor=cast.system(now), day=day, now=now)
        assert KPIReading.objects.filter(cut_off=ends).count() == 2
        assert current()["ZON", "milestones_on_time", day] == (1, 2)


def test_held_projects_stand_still(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        Project.objects.filter(pk=sky.pk).update(state=Project.State.ON_HOLD)
        assert roll_up(actor=cast.system(), day=THURSDAY, now=NOW).projects == 0


def test_only_the_house_rolls_up(cast: Cast, sky: Project) -> None:
    for who in (cast.ada, cast.olga, cast.cleo):
        with pytest.raises(Denied):
            roll_up(actor=who.actor(), day=THURSDAY, now=NOW)


def test_other_organizations_are_not_touched(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.zenith.pk):
        ProjectFactory(key="RIV", client=cast.rival_client)
    with tenant_tx(cast.acme.pk):
        assert roll_up(actor=cast.system(), day=THURSDAY, now=NOW).projects == 1
    with tenant_tx(cast.zenith.pk):
        assert not KPIReading.objects.exists()


def queries_of_a_roll_up(cast: Cast, day: date) -> int:
    with tenant_tx(cast.acme.pk), CaptureQueriesContext(connection) as seen:
        roll_up(actor=cast.system(), day=day, now=NOW)
    return len(seen)


def test_queries_do_not_grow_with_projects(cast: Cast, sky: Project) -> None:
    with tenant_tx(cast.acme.pk):
        ensure_definitions(actor=cast.system())
    assert queries_of_a_roll_up(cast, THURSDAY) == ROLL_UP_QUERIES
    with tenant_tx(cast.acme.pk):
        for _n in range(2):
            reached(ProjectFactory(client=cast.tidewell), date(2026, 11, 10), None)
    assert queries_of_a_roll_up(cast, THURSDAY - timedelta(days=1)) == ROLL_UP_QUERIES


ROLL_UP_QUERIES = 10


def test_definitions_are_made_once(cast: Cast) -> None:
    with tenant_tx(cast.acme.pk):
        assert {one.code for one in ensure_definitions(actor=cast.system())} == {
            "milestones_on_time",
            "task_completion",
        }
        assert ensure_definitions(actor=cast.system()) == []
        assert KPIDefinition.objects.count() == 2
        assert Event.objects.filter(name="kpis.KpiDefined").count() == 2


def test_the_sweep_catches_up_a_week_and_no_more(cast: Cast, sky: Project) -> None:
    results = roll_up_due(actor=cast.system(), now=NOW)
    assert [result.day for result in results] == [THURSDAY - timedelta(days=n) for n in range(6, -1, -1)]
    assert all(result.written == 2 for result in results)
    assert roll_up_due(actor=cast.system(), now=NOW + timedelta(hours=1)) == []
    with tenant_tx(cast.acme.pk):
        assert JobRun.objects.filter(kind="kpis.roll_up", state="done").count() == 7


def test_the_sweep_fills_holes(cast: Cast, sky: Project) -> None:
    roll_up_due(actor=cast.system(), now=NOW)
    with tenant_tx(cast.acme.pk):
        KPIReading.objects.filter(day=date(2026, 11, 16)).update(superseded_at=NOW)
        assert days_due(actor=cast.system(), now=NOW) == {date(2026, 11, 16): [sky.pk]}


def test_the_sweep_takes_each_project_s_own_yesterday(cast: Cast) -> None:
    now = datetime(2026, 11, 20, 3, tzinfo=UTC)
    with tenant_tx(cast.acme.pk):
        manila = ProjectFactory(client=cast.skyharp, zone="Asia/Manila")
        new_york = ProjectFactory(client=cast.skyharp, zone="America/New_York")
        due = days_due(actor=cast.system(), now=now)
    assert due[THURSDAY] == [manila.pk]
    assert set(due[THURSDAY - timedelta(days=1)]) == {manila.pk, new_york.pk}
    assert due[THURSDAY - timedelta(days=7)] == [new_york.pk]


def test_a_new_target_leaves_what_was_measured_under_the_old_one(cast: Cast, sky: Project) -> None:
    """Trap 7 of DOMAIN 8.1: a target changed mid-year does not rewrite history."""
    with tenant_tx(cast.acme.pk):
        ensure_definitions(actor=cast.system())
        old = KPIDefinition.objects.get(code="milestones_on_time")
        KPIDefinition.objects.filter(pk=old.pk).update(effective_to=date(2026, 11, 18))
        facts = {name: getattr(old, name) for name in ("code", "name", "formula", "created_at")}
        new = KPIDefinition.objects.create(version=2, target=60, effective_from=THURSDAY, **facts)
        for day in (date(2026, 11, 18), THURSDAY):
            roll_up(actor=cast.system(), day=day, now=NOW)
        held = dict(KPIReading.objects.filter(definition__code=old.code).values_list("day", "definition_id"))
    assert held == {date(2026, 11, 18): old.pk, THURSDAY: new.pk}
