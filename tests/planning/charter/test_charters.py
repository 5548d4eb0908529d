"""A charter: four blocks, approved by somebody else, one in force, frozen once it is submitted."""

from decimal import Decimal

import pytest

from planning.registers.charters import CharterIncomplete
from planning.services.versions import NotInForceYet, VersionBegun, begin_version
from projects.registers.services import RecordFrozen
from tenancy.models import AuditLine
from tenancy.rules import SamePerson
from tests.planning.charter.pages import paths
from toolkit.errors import BadInput, Denied

pytestmark = pytest.mark.usefixtures("inside")
EMPTY = {
    "objectives": "",
    "scope": "",
    "starts_on": "",
    "finishes_on": "",
    "budget_from": "",
    "budget_to": "",
    "currency": "",
}


class TestFourBlocks:
    def test_what_is_missing_is_named_and_nothing_is_submitted(self, desk):
        charter = desk.add("charter", **EMPTY)
        with pytest.raises(CharterIncomplete) as caught:
            desk.step(charter, "submit")
        assert str(caught.value) == (
            "CH1 cannot be submitted yet. Fill in: Objectives, Scope, Timetable, Budget."
        )
        assert desk.fresh(charter).state == "draft"

    @pytest.mark.parametrize(
        ("name", "block"),
        [
            ("objectives", "Objectives"),
            ("scope", "Scope"),
            ("finishes_on", "Timetable"),
            ("budget_to", "Budget"),
            ("currency", "Budget"),
        ],
    )
    def test_each_of_them_is_needed(self, desk, name, block):
        with pytest.raises(CharterIncomplete) as caught:
            desk.step(desk.add("charter", **{name: ""}), "submit")
        assert str(caught.value).endswith(f"Fill in: {block}.")

    def test_with_all_four_it_is_submitted(self, desk):
        assert desk.step(desk.add("charter"), "submit").state == "submitted"

    def test_budget_and_days_run_forward(self, desk):
        with pytest.raises(BadInput, match="budget ends below"):
            desk.add("charter", budget_from="2", budget_to="1")
        with pytest.raises(BadInput, match="finish is before the start"):
            desk.add("charter", starts_on="2027-01-02", finishes_on="2027-01-01")


class TestApproval:
    def test_the_author_does_not_approve_even_as_delivery_head(self, desk):
        charter = desk.add("charter", desk.dana)
        desk.step(charter, "submit", desk.dana)
        with pytest.raises(SamePerson):
            desk.step(charter, "approve", desk.dana)
        assert desk.fresh(charter).state == "submitted"

    def test_the_manager_does_not_approve_at_all(self, desk):
        charter = desk.step(desk.add("charter", desk.dana), "submit")
        with pytest.raises(Denied):
            desk.step(charter, "approve", desk.cast.ada)

    def test_it_gets_its_version_by_whom_and_when(self, desk):
        charter = desk.fresh(desk.approved())
        assert (charter.edition, charter.approved_by_id) == (1, desk.dana.person.pk)
        assert charter.approved_at == desk.dana.actor().now

    def test_the_one_before_is_superseded_in_the_same_transaction(self, desk):
        first = desk.approved()
        second = desk.approved(title="The second")
        assert (desk.fresh(first).state, desk.fresh(second).edition) == ("superseded", 2)
        line = AuditLine.objects.get(subject_id=first.pk, after__state="superseded")
        assert (line.after["reason"], line.actor_name) == (
            "Superseded by CH2.",
            "Another version was approved",
        )

    def test_a_refused_approval_leaves_the_one_in_force(self, desk):
        first = desk.approved()
        second = desk.step(desk.add("charter", desk.dana), "submit")
        with pytest.raises(SamePerson):
            desk.step(second, "approve", desk.dana)
        assert desk.fresh(first).state == "approved"

    def test_nothing_changes_once_it_is_submitted(self, desk):
        charter = desk.step(desk.add("charter"), "submit")
        with pytest.raises(RecordFrozen):
            desk.edit(charter, budget_to=Decimal("1.00"))
        desk.step(charter, "send_back", reason="The budget is too low.")
        assert desk.edit(charter, budget_to=Decimal("200000.00")).budget_to == Decimal("200000.00")


class TestVersions:
    def test_a_new_version_begins_with_the_text_and_the_old_one_stays_in_force(self, desk):
        first = desk.approved(success_factors="Access in week one")
        second = begin_version(actor=desk.cast.ada.actor(), subject=first)
        assert (second.state, second.edition, second.success_factors) == ("draft", None, "Access in week one")
        assert (second.budget_to, second.ask_id) == (first.budget_to, None)
        assert desk.fresh(first).state == "approved"

    def test_only_one_is_written_at_a_time(self, desk):
        ada, first = desk.cast.ada.actor(), desk.approved()
        begin_version(actor=ada, subject=first)
        with pytest.raises(VersionBegun, match="CH2 is the next version"):
            begin_version(actor=ada, subject=first)

    def test_a_draft_has_no_next_version(self, desk):
        with pytest.raises(NotInForceYet):
            begin_version(actor=desk.cast.ada.actor(), subject=desk.add("charter"))


def test_critical_success_factors_are_a_list(desk):
    charter = desk.add(
        "charter", success_factors="- Access in week one\n\n• One process owner \n  Parallel run"
    )
    assert charter.success_factor_list == ["Access in week one", "One process owner", "Parallel run"]


def test_critical_success_factors_stand_on_the_page_as_a_list(desk):
    charter = desk.add("charter", success_factors="Access in week one\nOne process owner")
    page = desk.cast.ada.browser().get(paths(charter)).content.decode()
    assert "<li>Access in week one</li><li>One process owner</li>" in page.replace("\n", "").replace("  ", "")
    assert "<h2>Critical success factors</h2>" in page


def test_the_page_reads_like_a_document(desk):
    page = desk.cast.ada.browser().get(paths(desk.add("charter"))).content.decode()
    heads = ["<h2>Objectives</h2>", "<h2>Scope</h2>", "<h2>Timetable</h2>", "<h2>Budget</h2>"]
    places = [page.index(head) for head in [*heads, "<h2>Critical success factors</h2>"]]
    assert places == sorted(places)
    assert "EUR 100,000.00 – EUR 120,000.00" in page
