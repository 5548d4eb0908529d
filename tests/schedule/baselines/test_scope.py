"""The scope as a part of what is promised: kept, shown and compared; work outside it is logged and priced."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planning import services as planning
from planning.models import ScopePrice
from planning.registers import DELIVERABLES, REQUIREMENTS, SCOPE_ITEMS
from projects.registers.services import add_record, edit_record, step_record, withdraw_record
from projects.services import add_process, add_site, set_project_sites
from schedule import selectors, services
from schedule.baselining import NothingInScope
from schedule.comparing import ScopeDifference, compare_scope
from schedule.models import Baseline
from tenancy.scope import tenant_tx

PLACE = "/o/acme/projects/SKY/"
API = "/api/v1/o/acme/projects/SKY/"


class Scope:
    """The scope under test: records by title, written by Ada."""

    def __init__(self, cast: Any, project: Any) -> None:
        self.actor, self.project = cast.ada.actor(), project

    def add(self, register: Any, title: str, **more: Any) -> Any:
        about = {"actor": self.actor, "register": register, "project": self.project}
        return add_record(**about, title=title, **more)

    def edit(self, item: Any, **more: Any) -> Any:
        return edit_record(actor=self.actor, register=SCOPE_ITEMS, subject=item, **more)

    def propose(self, kind: str = "scope", **more: Any) -> Baseline:
        return services.propose_baseline(actor=self.actor, project=self.project, kind=kind, **more)

    def differences(self, before: Baseline, after: Baseline | None = None) -> list[ScopeDifference]:
        found = selectors.scope_differences(actor=self.actor, baseline=before, other=after)
        assert found is not None
        return found


@pytest.fixture
def scope(cast, waves) -> Scope:
    return Scope(cast, waves.project)


@pytest.fixture
def tagged(cast, scope):
    """One line of the scope with all its tags."""
    olga = cast.olga.actor()
    with tenant_tx(cast.acme.pk):
        site = add_site(actor=olga, code="KRK", name="Kraków", zone="Europe/Warsaw", currency="PLN")
        set_project_sites(actor=scope.actor, project=scope.project, sites={site.pk: None})
        process = add_process(
            actor=scope.actor, project=scope.project, code="AP", name="Payables", channel="back_office"
        )
        tags = {
            "lob": "Finance",
            "department": "Group accounting",
            "site_id": site.pk,
            "process_id": process.pk,
        }
        return scope.add(SCOPE_ITEMS, "Invoices", kind="in", clause="§ 3.1", **tags)


def test_a_scope_baseline_holds_the_scope_with_its_tags_and_what_changes_is_shown(cast, head, scope, tagged):
    with tenant_tx(cast.acme.pk):
        scope.add(SCOPE_ITEMS, "Tax filings", kind="out")
        scope.add(SCOPE_ITEMS, "Roles within five days", kind="assumption")
        first = scope.propose(title="Scope at signature")
        services.approve_baseline(actor=head.actor(), baseline=first)
        extra = scope.add(SCOPE_ITEMS, "Paper backlog", kind="extra", title_zh="纸质积压")
        told = {"amount": Decimal("6900.00"), "currency": "USD", "note": "2,300 at 3.00"}
        planning.price_scope_item(actor=scope.actor, item=extra, **told)
        scope.edit(tagged, department="Treasury")
        step_record(actor=scope.actor, register=SCOPE_ITEMS, subject=extra, step="agree")
        scope.propose(title="Scope with the backlog")
    browser = cast.ada.browser()
    page = browser.get(f"{PLACE}baselines/1/").content.decode()
    for word in ("3 scope items", "Invoices", "Finance", "Group accounting", "KRK", "AP", "Out of scope"):
        assert word in page
    assert "Paper backlog" not in page
    for against in ("", "2/"):
        compared = browser.get(f"{PLACE}baselines/1/compare/{against}").content.decode()
        for word in ("1 row added", "1 changed", "Paper backlog", "Group accounting → Treasury"):
            assert word in compared
    with tenant_tx(cast.acme.pk):
        assert ScopePrice.objects.get().amount == Decimal("6900.00")


def test_what_is_gone_is_a_difference_and_so_is_what_is_delivered(cast, scope):
    with tenant_tx(cast.acme.pk):
        gone = scope.add(SCOPE_ITEMS, "Invoices", kind="in")
        before = scope.propose()
        withdraw_record(actor=scope.actor, register=SCOPE_ITEMS, subject=gone, reason="moved")
        made = scope.add(DELIVERABLES, "Handbook", due_on=date(2026, 12, 1))
        scope.add(REQUIREMENTS, "One handbook", deliverable_id=made.pk)
        found = scope.differences(before)
    assert [(one.change, one.part, one.title) for one in found] == [
        ("removed", "items", "Invoices"),
        ("added", "deliverables", "Handbook"),
        ("added", "requirements", "One handbook"),
    ]


def test_a_scope_baseline_needs_a_line_but_no_milestone(cast, sky):
    with tenant_tx(cast.acme.pk):
        scope = Scope(cast, sky)
        with pytest.raises(NothingInScope):
            scope.propose()
        scope.add(SCOPE_ITEMS, "Invoices")
        assert scope.propose().state == "submitted"


def test_a_price_is_not_in_what_more_people_read(cast, scope):
    with tenant_tx(cast.acme.pk):
        extra = scope.add(SCOPE_ITEMS, "Paper backlog", kind="extra")
        planning.price_scope_item(actor=scope.actor, item=extra, amount=Decimal("6900.00"), currency="USD")
        assert "6900" not in str(scope.propose().snapshot["scope"])


def test_one_that_was_taken_without_the_scope_says_so(cast, scope):
    with tenant_tx(cast.acme.pk):
        made = scope.propose("schedule")
        kept = {"planning": made.snapshot["planning"]}
        Baseline.objects.filter(pk=made.pk).update(snapshot=kept)
    page = cast.ada.browser().get(f"{PLACE}baselines/1/compare/").content.decode()
    assert "before baselines kept the scope" in page
    with tenant_tx(cast.acme.pk):
        later = scope.propose("schedule")
        assert (
            selectors.scope_differences(
                actor=scope.actor, baseline=later, other=Baseline.objects.get(number=1)
            )
            is None
        )


def test_a_field_that_one_side_did_not_know_yet_is_no_change():
    row = {"number": 1, "title": "Invoices", "title_zh": "", "kind": "in"}
    assert compare_scope({"items": [row]}, {"items": [{**row, "lob": "Finance"}]}) == []
    (found,) = compare_scope({"items": [row]}, {"items": [{**row, "kind": "out"}]})
    assert (found.was, found.now) == ({"kind": "in"}, {"kind": "out"})


def test_systems_read_the_differences(cast, scope):
    with tenant_tx(cast.acme.pk):
        scope.add(SCOPE_ITEMS, "Invoices")
        scope.propose()
        scope.add(SCOPE_ITEMS, "Backlog", kind="extra")
    browser = cast.ada.browser()
    (found,) = browser.get(f"{API}baselines/1/compare/").json()["scope"]
    assert (found["change"], found["title"]) == ("added", "Backlog")
