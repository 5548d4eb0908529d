"""How a project is: rules propose, a person confirms, an override says why, old ones are shown as old."""

from dataclasses import replace
from datetime import timedelta

import pytest

from home.portfolio import projects_with_status
from home.selectors import standings
from projects import selectors, services
from projects.models import Project, StatusLine, StatusReport
from projects.proposals import Proposal, forget_rule, proposals_of, proposes, worst
from projects.services import Said
from tests.cast import NOW
from tests.factories.planning import MilestoneFactory
from toolkit.errors import Denied

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def late(sky):
    """A milestone that was due yesterday: the rule says red."""
    return MilestoneFactory(project=sky, due=NOW.date() - timedelta(days=1))


def confirm(cast, project, **said):
    lines = {name: Said(*given) for name, given in said.items()}
    return services.confirm_status(actor=cast.ada.actor(), project=project, said=lines)


def test_what_nobody_speaks_for_is_grey(cast, sky, late):
    found = proposals_of(actor=cast.ada.actor(), project=sky)
    assert found["schedule"].status == "red"
    assert {one.status for name, one in found.items() if name != "schedule"} == {"grey"}


@pytest.mark.parametrize(
    ("due", "promised", "status"),
    [(-1, None, "red"), (5, 3, "amber"), (5, 5, "green"), (5, None, "green")],
)
def test_the_rule_of_the_schedule(cast, sky, due, promised, status):
    day = NOW.date()
    MilestoneFactory(
        project=sky,
        due=day + timedelta(days=due),
        promised=None if promised is None else day + timedelta(days=promised),
    )
    actor = cast.ada.actor()
    assert proposals_of(actor=actor, project=sky)["schedule"].status == status
    assert standings(actor=actor)[0].status == status
    assert projects_with_status(actor=actor).values_list("status", flat=True).get() == status


def test_a_room_can_speak_for_a_dimension(cast, sky):
    @proposes("cost")
    def cost(*, actor, project_ids):
        return {one: Proposal("amber", "over budget") for one in project_ids}

    try:
        assert proposals_of(actor=cast.ada.actor(), project=sky)["cost"].status == "amber"
    finally:
        forget_rule("cost")
    assert proposals_of(actor=cast.ada.actor(), project=sky)["cost"].status == "grey"


def test_left_alone_it_is_as_proposed(cast, sky, late):
    report = confirm(cast, sky)
    assert (report.overall, report.proposed) == ("red", "red")


def test_another_colour_than_the_rules_says_why(cast, sky, late):
    with pytest.raises(services.OverrideUnexplained) as refused:
        confirm(cast, sky, schedule=("green", " "))
    assert refused.value.field == "reason_schedule"
    report = confirm(cast, sky, schedule=("green", "agreed with the client"))
    assert (report.overall, report.proposed) == ("green", "red")
    line = StatusLine.objects.get(report=report, dimension="schedule")
    assert (line.proposed, line.stated, line.reason) == ("red", "green", "agreed with the client")


def test_grey_is_filled_in_without_a_reason(cast, sky):
    assert confirm(cast, sky, cost=("amber", "")).overall == "amber"


def test_both_colours_are_shown_and_one_answer_everywhere(cast, sky, late):
    confirm(cast, sky, schedule=("green", "agreed"))
    actor = cast.ada.actor()
    found = standings(actor=actor)[0]
    assert (found.status, found.health.proposed, found.health.is_override) == ("green", "red", True)
    assert found.health.by == "Ada"
    row = projects_with_status(actor=actor).values("status", "proposed").get()
    assert row == {"status": "green", "proposed": "red"}


@pytest.mark.parametrize(("days", "is_stale"), [(7, False), (8, True)])
def test_a_status_grows_old(cast, sky, days, is_stale):
    confirm(cast, sky)
    later = replace(cast.ada.actor(), now=NOW + timedelta(days=days))
    found = standings(actor=later)[0].health
    assert (found.age, found.is_stale) == (days, is_stale)


def test_at_rest_nothing_is_claimed(cast, sky, late):
    confirm(cast, sky)
    Project.objects.update(state="on_hold")
    assert standings(actor=cast.ada.actor())[0].status == "grey"
    assert projects_with_status(actor=cast.ada.actor()).values_list("status", flat=True).get() == "grey"
    Project.objects.update(state="closed")
    with pytest.raises(services.ProjectEnded):
        confirm(cast, Project.objects.get())


def test_the_client_sees_what_was_shared(cast, sky):
    Project.objects.update(visibility="shared")
    confirm(cast, sky, cost=("red", ""))
    cleo = cast.cleo.actor()

    def seen():
        rows = selectors.with_report(selectors.projects(actor=cleo), actor=cleo)
        return rows.values_list("report", flat=True).get()

    assert seen() is None
    services.confirm_status(actor=cast.ada.actor(), project=sky, summary="On our way.", share=True)
    assert (seen()["stated"], seen()["summary"]) == ("grey", "On our way.")
    assert "by" not in seen()


def test_who_may(cast, sky):
    with pytest.raises(Denied):
        services.confirm_status(actor=cast.ben.actor(), project=sky)
    assert not StatusReport.objects.exists()


def test_the_worst_counts_and_grey_only_alone():
    assert worst(["green", "grey", "amber"]) == "amber"
    assert worst(["grey", "green"]) == "green"
    assert worst(["grey", "grey"]) == worst([]) == "grey"


def test_stages_are_dated(cast, head):
    ada = cast.ada.actor()
    project = services.create_project(
        actor=ada, client_id=cast.skyharp.pk, key="NEW", name="New", currency="EUR"
    )
    later = replace(ada, now=NOW + timedelta(days=30))
    services.set_stage(actor=later, project=project, stage="L1")
    services.set_stage(actor=later, project=project, stage="L3", reason="no transfer needed")
    found = selectors.stage_days(actor=later, project_ids=[project.pk])[project.pk]
    day = NOW.date() + timedelta(days=30)
    assert found == {"L0": NOW.date(), "L1": day, "L3": day}
    Project.objects.update(state="closed")
    with pytest.raises(services.ProjectEnded):
        services.set_stage(actor=later, project=Project.objects.get(), stage="L4")
