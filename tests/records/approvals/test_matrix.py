"""Which row of a matrix a decision falls into, and who then decides."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from records import services
from records.matrix import HOUSE, INTERNAL, Band, fitting
from records.models import ApprovalMatrix
from records.selectors import matrix_in_force
from records.services.approvals_matrix import BandsRise, BandWithoutDecider, KindUnknown, MatrixPast
from tenancy.models import AuditLine, Event
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied

TODAY = NOW.date()
SMALL, MIDDLE, LARGE = HOUSE


def row(amount, days, currency="USD"):
    given = None if amount is None else Decimal(amount)
    return fitting(HOUSE, amount=given, currency=currency, days=days, counted_in="USD")


@pytest.mark.parametrize(
    ("amount", "days", "band"),
    [
        (None, None, SMALL),
        ("5000", 3, SMALL),
        ("5000.01", 3, MIDDLE),
        ("5000", 4, MIDDLE),
        ("50000", 15, MIDDLE),
        ("50000.01", 1, LARGE),
        ("1", 16, LARGE),
        ("-50000.01", 0, LARGE),
        ("0", -16, LARGE),
        ("999999999", 9999, LARGE),
    ],
)
def test_the_first_row_that_holds_money_and_days_decides(amount, days, band):
    assert row(amount, days) is band


def test_other_money_is_not_converted_but_decided_on_at_the_top():
    assert row("1", 1, "EUR") is LARGE
    assert row("0", 1, "EUR") is SMALL


def test_the_last_row_decides_where_no_row_holds():
    bands = (Band(Decimal(1), 1, ("PM",)), Band(Decimal(2), 2, ("DH",)))
    assert fitting(bands, amount=Decimal(9), currency="USD", days=9, counted_in="USD") is bands[1]


OWN = (Band(Decimal(100), 1, ("TL",)), Band(None, None, ("DH", "CS"), None, "together"))


def change(cast, *, on=TODAY, bands=OWN, **more):
    about = {"decision": "change_request", "currency": "eur", "starts_on": on, "bands": bands, **more}
    return services.change_matrix(actor=cast.olga.actor(), **about)


def in_force(cast, on, decision="change_request"):
    with tenant_tx(cast.acme.pk):
        return matrix_in_force(actor=cast.ada.actor(), decision=decision, on=on)


def test_an_organizations_own_matrix_counts_from_its_day_on(cast):
    tomorrow = TODAY + timedelta(days=1)
    change(cast, on=tomorrow)
    change(cast, on=date(2028, 2, 29), bands=OWN[1:])
    assert (in_force(cast, TODAY).bands, in_force(cast, TODAY).since) == (HOUSE, None)
    own = in_force(cast, tomorrow)
    assert (own.bands, own.currency, own.since) == (OWN, "EUR", tomorrow)
    assert in_force(cast, date(2028, 2, 28)).bands == OWN
    assert in_force(cast, date(2028, 2, 29)).bands == OWN[1:]
    assert in_force(cast, tomorrow, "general").bands == INTERNAL
    with tenant_tx(cast.acme.pk):
        assert AuditLine.objects.filter(action="records.change_matrix").count() == 2
        assert Event.objects.filter(name="records.MatrixChanged").count() == 2


def test_what_has_not_begun_is_replaced_and_what_has_begun_stays(cast):
    tomorrow = TODAY + timedelta(days=1)
    change(cast, on=tomorrow)
    change(cast, on=tomorrow, bands=OWN[1:])
    assert in_force(cast, tomorrow).bands == OWN[1:]
    change(cast)
    with pytest.raises(Exception, match="begins on this day"):
        change(cast)
    with tenant_tx(cast.acme.pk):
        assert ApprovalMatrix.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"on": TODAY - timedelta(days=1)}, MatrixPast),
        ({"decision": "lunch"}, KindUnknown),
        ({"bands": ()}, BandsRise),
        ({"bands": OWN[:1]}, BandsRise),
        ({"bands": (OWN[0], OWN[0], OWN[1])}, BandsRise),
        ({"bands": (Band(Decimal(9), 1, ("PM",)), Band(Decimal(8), 2, ("PM",)), OWN[1])}, BandsRise),
        ({"bands": (Band(None, None),)}, BandWithoutDecider),
        ({"bands": (Band(None, None, ("AU",)),)}, BandWithoutDecider),
        ({"bands": (Band(None, None, ("PM",), None, "by lot"),)}, BandWithoutDecider),
    ],
)
def test_a_matrix_that_decides_nothing_is_refused(cast, wrong, error):
    with pytest.raises(error):
        change(cast, **wrong)
    with tenant_tx(cast.acme.pk):
        assert not ApprovalMatrix.objects.exists()


def test_a_named_decider_is_one_of_our_own_with_a_login(cast):
    for person in (cast.cleo.person, cast.zoe.person):
        with pytest.raises(BandWithoutDecider):
            change(cast, bands=(Band(None, None, (), person.pk),))
    change(cast, bands=(Band(None, None, (), cast.ben.person.pk),))
    assert in_force(cast, TODAY).people == ("Ben",)


def test_only_administrators_change_it(cast):
    for name in ("ada", "ben"):
        with pytest.raises(Denied):
            services.change_matrix(
                actor=getattr(cast, name).actor(),
                decision="change_request",
                currency="EUR",
                starts_on=TODAY,
                bands=OWN,
            )
