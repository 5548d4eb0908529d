"""Statements of work: written, approved by somebody else, signed, amended by versions, never overwritten."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from projects import selectors, services
from projects.models import PriceRow, Sow, SowItem, SowVersion
from tenancy.rules import SamePerson
from tests.cast import add_member
from toolkit.errors import BadInput, Denied, Missing, Stale

pytestmark = pytest.mark.usefixtures("inside")
FIRST = date(2026, 1, 1)


@pytest.fixture
def sow(cast, head, sky) -> Sow:
    engagement = services.add_engagement(
        actor=head.actor(), client_id=cast.skyharp.pk, code="MSA", title="Agreement", starts_on=FIRST
    )
    made = services.add_sow(
        actor=head.actor(),
        engagement=engagement,
        code="SOW-1",
        title="Customer care",
        starts_on=FIRST,
        pricing="hour",
        currency="USD",
    )
    write(cast, made.versions.get())
    return made


def write(cast: Any, draft: SowVersion) -> SowVersion:
    """Ada writes it: who signs, two lines of scope, three rates."""
    ada = cast.ada.actor()
    services.write_sow(
        actor=ada,
        sow_version=draft,
        items={"in_scope": ["Voice", " Chat ", ""], "assumption": ["Forecast ±10%"]},
        our_signatory_id=cast.ada.person.pk,
        client_signatory_id=cast.cleo.person.pk,
        minimum=Decimal("420000.10"),
    )
    for quantity, rate in (("0", "18.4000"), ("20000", "17.6500"), ("32000", "16.9000")):
        services.add_price(
            actor=ada,
            sow_version=draft,
            unit="hour",
            from_quantity=Decimal(quantity),
            rate=Decimal(rate),
            effective_on=FIRST,
        )
    SowVersion.objects.filter(pk=draft.pk).update(author=cast.ada.person)
    return draft


def current(sow: Sow, number: int = 1) -> SowVersion:
    return SowVersion.objects.select_related("sow").get(sow=sow, number=number)


def take(actor: Any, sow: Sow, *steps: str, number: int = 1) -> SowVersion:
    for step in steps:
        version = current(sow, number)
        services.change_sow_state(actor=actor, sow_version=version, step=step, reason="because")
    return current(sow, number)


def amended(cast: Any, head: Any, sow: Sow) -> SowVersion:
    """A second version beside the first, which is in force."""
    take(cast.ada.actor(), sow, "submit")
    take(head.actor(), sow, "approve", "sign", "activate")
    return services.amend_sow(actor=cast.ada.actor(), sow=Sow.objects.get(), reason="CR-14")


def test_lines_stand_in_their_order_without_empty_ones(sow):
    found = selectors.items_of(sow_version=current(sow))
    assert (found["in_scope"], found["out_of_scope"]) == (["Voice", "Chat"], [])
    assert current(sow).minimum == Decimal("420000.10")


def test_who_wrote_it_does_not_approve_it(cast, sow):
    writing_head = add_member(cast.acme, "Hilda", "DH")
    SowVersion.objects.update(author=writing_head.person)
    SowVersion.objects.update(state="internal_review")
    with pytest.raises(Denied):
        take(cast.ada.actor(), sow, "approve")
    with pytest.raises(SamePerson):
        take(writing_head.actor(), sow, "approve")
    assert current(sow).state == "internal_review"


def test_of_two_approvers_one_is_first(cast, head, sow):
    other = add_member(cast.acme, "Hilda", "DH")
    take(cast.ada.actor(), sow, "submit")
    mine, theirs = current(sow), current(sow)
    services.change_sow_state(actor=head.actor(), sow_version=mine, step="approve")
    with pytest.raises(Stale):
        services.change_sow_state(actor=other.actor(), sow_version=theirs, step="approve")
    assert current(sow).approver_id == head.person.pk


def test_it_is_signed_by_somebody_for_each_side(cast, head, sow):
    SowVersion.objects.update(client_signatory=None)
    take(cast.ada.actor(), sow, "submit")
    take(head.actor(), sow, "approve")
    with pytest.raises(services.SignatoryMissing):
        take(head.actor(), sow, "sign")
    take(cast.ada.actor(), sow, "send_back")
    with pytest.raises(services.BadSignatory):
        services.write_sow(
            actor=cast.ada.actor(), sow_version=current(sow), client_signatory_id=cast.carl.person.pk
        )


def test_from_the_review_on_nothing_it_says_changes(cast, sow):
    version = take(cast.ada.actor(), sow, "submit")
    for change in (
        lambda: services.write_sow(actor=cast.ada.actor(), sow_version=version, languages="en"),
        lambda: services.remove_price(actor=cast.ada.actor(), price=PriceRow.objects.first()),
    ):
        with pytest.raises(services.SowFixed):
            change()


@pytest.mark.parametrize(
    "overwrite",
    [
        lambda: SowVersion.objects.update(currency="EUR"),
        lambda: SowVersion.objects.all().delete(),
        lambda: SowItem.objects.update(text="more"),
        lambda: SowItem.objects.all().delete(),
        lambda: PriceRow.objects.update(rate=1),
        lambda: PriceRow.objects.all().delete(),
    ],
)
def test_the_database_keeps_it_too(cast, sow, overwrite):
    take(cast.ada.actor(), sow, "submit")
    with pytest.raises(IntegrityError), transaction.atomic():
        overwrite()


def test_an_amendment_is_a_copy_and_replaces_the_version_in_force(cast, head, sow):
    draft = amended(cast, head, sow)
    assert (draft.number, draft.state, current(sow).state) == (2, "draft", "active")
    assert PriceRow.objects.filter(sow_version=draft).count() == 3
    services.write_sow(actor=cast.ada.actor(), sow_version=draft, items={"in_scope": ["Voice", "WhatsApp"]})
    take(cast.ada.actor(), sow, "submit", number=2)
    take(head.actor(), sow, "approve", "sign", "activate", number=2)
    assert (current(sow).state, current(sow, 2).state) == ("amended", "active")
    assert selectors.items_of(sow_version=current(sow))["in_scope"] == ["Voice", "Chat"]


def test_only_what_is_in_force_is_amended_and_once_at_a_time(cast, head, sow):
    with pytest.raises(services.NothingToAmend):
        services.amend_sow(actor=cast.ada.actor(), sow=sow, reason="early")
    seen = Sow.objects.get()
    amended(cast, head, sow)
    with pytest.raises(Stale):
        services.amend_sow(actor=cast.ada.actor(), sow=seen, reason="at the same time")
    with pytest.raises(services.NothingToAmend):
        services.amend_sow(actor=cast.ada.actor(), sow=Sow.objects.get(), reason="again")


def test_what_differs_is_told(cast, head, sow):
    draft = amended(cast, head, sow)
    ada = cast.ada.actor()
    services.write_sow(
        actor=ada, sow_version=draft, items={"in_scope": ["Voice", "WhatsApp"]}, languages="en"
    )
    old = PriceRow.objects.get(sow_version=draft, from_quantity=32000)
    services.remove_price(actor=ada, price=old)
    told = selectors.differences_of(old=current(sow), new=current(sow, 2))
    assert [(one.kind, one.about, one.before, one.after) for one in told[:3]] == [
        ("term", "languages", "", "en"),
        ("in_scope", "", "Chat", None),
        ("in_scope", "", None, "WhatsApp"),
    ]
    assert [(one.kind, one.before.rate, one.after) for one in told[3:]] == [("price", Decimal("16.9"), None)]
    assert selectors.differences_of(old=current(sow), new=current(sow)) == []


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        ("0", "0"),
        ("19999.99", "367999.8160"),
        ("20000", "368000.0000"),
        ("40000", "715000.0000"),
    ],
)
def test_each_band_counts_at_its_own_rate(sow, quantity, amount):
    """40 000 hours: 20 000 × 18.40 + 12 000 × 17.65 + 8 000 × 16.90."""
    found = selectors.charge(
        sow_version=current(sow), unit="hour", quantity=Decimal(quantity), day=date(2026, 2, 28)
    )
    assert (found.amount, found.currency) == (Decimal(amount), "USD")


def test_rates_count_from_their_day_on(cast, sow):
    version = current(sow)
    services.add_price(
        actor=cast.ada.actor(),
        sow_version=version,
        unit="hour",
        rate=Decimal("20"),
        effective_on=date(2028, 2, 29),
    )
    asked = {"sow_version": version, "unit": "hour", "quantity": Decimal(10)}
    assert selectors.charge(**asked, day=date(2028, 2, 28)).amount == Decimal(184)
    assert selectors.charge(**asked, day=date(2028, 2, 29)).amount == Decimal(200)
    with pytest.raises(Missing):
        selectors.charge(**asked, day=date(2025, 12, 31))


def test_one_rate_from_a_quantity_and_a_day(cast, sow):
    told = {"unit": "hour", "from_quantity": Decimal(0), "rate": Decimal(1), "effective_on": FIRST}
    with pytest.raises(BadInput, match="has a rate"):
        services.add_price(actor=cast.ada.actor(), sow_version=current(sow), **told)


def test_the_client_reads_of_it_once_it_is_shared(cast, sow):
    assert not selectors.sows(actor=cast.cleo.actor()).exists()
    services.share_sow(actor=cast.ada.actor(), sow=Sow.objects.get())
    assert [one.code for one in selectors.sows(actor=cast.cleo.actor())] == ["SOW-1"]
    assert not selectors.sows(actor=cast.carl.actor()).exists()
    with pytest.raises(services.VisibilityUnchanged):
        services.share_sow(actor=cast.ada.actor(), sow=Sow.objects.get())
