"""Objectives, the first register: what may be agreed, what serves what, and what every register does."""

from decimal import Decimal

import pytest

from planning.models import Objective
from planning.registers import OBJECTIVES
from planning.registers.objectives import NotSmart, ServesSecondary
from projects.changes import record
from projects.registers.events import RecordAdded
from projects.registers.services import (
    add_record,
    edit_record,
    restore_record,
    share_record,
    step_record,
    withdraw_record,
)
from records.models import Entry
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.errors import Stale

SMART = {"metric": "First-pass yield", "baseline": Decimal(91), "target": Decimal(98)}


@pytest.fixture
def project(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY", visibility="shared")
        MemberFactory(project=project, person=cast.ada.person, role="PM")
        yield project


@pytest.fixture
def ada(cast, project):
    return cast.ada.actor()


def add(actor, project, title="Fewer errors", **more):
    return add_record(actor=actor, register=OBJECTIVES, project=project, title=title, **more)


class TestAgreeing:
    def test_asks_for_what_makes_it_measurable_and_names_what_is_missing(self, cast, ada, project):
        objective = add(ada, project, metric="First-pass yield", owner_id=cast.ada.person.pk)
        with pytest.raises(NotSmart, match="Today, Target, Due") as caught:
            step_record(actor=ada, register=OBJECTIVES, subject=objective, step="agree")
        assert "Measured by" not in str(caught.value)
        assert Objective.objects.get().state == "draft"

    def test_of_a_measurable_one(self, cast, ada, project):
        told = {**SMART, "due_on": "2028-02-29", "owner_id": cast.ada.person.pk}
        objective = add(ada, project, **told)
        step_record(actor=ada, register=OBJECTIVES, subject=objective, step="agree")
        assert Objective.objects.get().state == "agreed"


class TestServing:
    def test_two_levels(self, ada, project):
        primary = add(ada, project)
        secondary = add(ada, project, "Train the team", level="secondary", parent_id=primary.pk)
        assert secondary.parent_id == primary.pk
        for told in ({"parent_id": primary.pk}, {"level": "secondary", "parent_id": secondary.pk}):
            with pytest.raises(ServesSecondary):
                add(ada, project, "Nonsense", **told)


class TestEveryRegister:
    def test_counts_in_its_project_and_keeps_a_trail(self, ada, project):
        before = AuditLine.objects.count(), Event.objects.count()
        assert [add(ada, project, f"Number {n}").key for n in (1, 2, 3)] == ["OB1", "OB2", "OB3"]
        assert (AuditLine.objects.count(), Event.objects.count()) == (before[0] + 3, before[1] + 3)
        assert set(Entry.objects.filter(kind="planning.Objective").values_list("key", flat=True)) == {
            "OB1",
            "OB2",
            "OB3",
        }

    def test_refuses_what_was_seen_too_long_ago(self, ada, project):
        objective = add(ada, project)
        edit_record(actor=ada, register=OBJECTIVES, subject=objective, title="Faster", version=1)
        stale = Objective.objects.get()
        with pytest.raises(Stale):
            edit_record(actor=ada, register=OBJECTIVES, subject=stale, title="Slower", version=1)
        assert Objective.objects.get().title == "Faster"

    def test_shares_withdraws_and_restores(self, cast, ada, project):
        objective = add(ada, project)
        share_record(actor=ada, register=OBJECTIVES, subject=objective)
        withdraw_record(actor=ada, register=OBJECTIVES, subject=objective, reason="written twice")
        assert not Objective.objects.live().exists()
        restore_record(actor=ada, register=OBJECTIVES, subject=objective)
        back = Objective.objects.live().get()
        assert (back.visibility, back.withdrawn_reason, back.withdrawn_by_id) == ("shared", "", None)

    def test_is_told_to_other_systems_by_its_address_only(self, cast, ada, project):
        told = cast.acme.pk, project.pk, add(ada, project).pk
        about = record(RecordAdded(*told, "planning.Objective", "OB1"))
        assert (about.key, about.path) == ("OB1", "/api/v1/o/acme/projects/SKY/objectives/1/")
        assert record(RecordAdded(*told, "planning.Nothing", "NO1")) is None

    @pytest.mark.parametrize("count", [1, 3])
    def test_lists_with_as_many_queries_however_many(
        self, cast, ada, project, count, django_assert_num_queries
    ):
        for number in range(count):
            add(ada, project, f"Number {number}")
        browser = cast.ada.browser()
        with django_assert_num_queries(18):
            answer = browser.get("/o/acme/projects/SKY/objectives/")
        assert answer.status_code == 200
        assert f"OB{count}" in answer.content.decode()
