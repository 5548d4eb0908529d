"""What is in scope and what is not, and what extra work costs."""

from decimal import Decimal

import pytest

from planning import services
from planning.models import ScopePrice
from planning.registers.scope import ExtraUnpriced
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from toolkit.errors import Denied

BASE = "/o/acme/projects/SKY/scope-items/1/"


def price(cast, item, by="ada", amount="4200.00"):
    with tenant_tx(cast.acme.pk):
        services.price_scope_item(
            actor=getattr(cast, by).actor(), item=item, amount=Decimal(amount), currency="usd", note="70 h"
        )


def test_extra_work_is_agreed_with_its_price(cast, scope):
    made = scope.extra()
    with pytest.raises(ExtraUnpriced):
        scope.step(made, "agree")
    price(cast, made)
    assert scope.step(made, "agree").state == "agreed"
    with pytest.raises(services.PriceAgreed):
        price(cast, scope.fresh(made))


def test_what_the_contract_covers_has_no_price_of_its_own(cast, scope):
    made = scope.extra(kind="in")
    with pytest.raises(services.NotExtra):
        price(cast, made)
    assert scope.step(made, "agree").state == "agreed"


def test_each_price_stays_and_the_last_counts(cast, scope):
    made = scope.extra()
    price(cast, made)
    price(cast, scope.fresh(made), amount="3900.00")
    with tenant_tx(cast.acme.pk):
        said = ScopePrice.objects.order_by("pk").values_list("amount", "currency")
        assert list(said) == [(Decimal("4200.00"), "USD"), (Decimal("3900.00"), "USD")]


def test_only_some_see_what_it_costs(cast, scope):
    made = scope.extra()
    price(cast, made)
    assert b"4,200" in cast.ada.browser().get(BASE).content
    assert b"4,200" not in cast.tim.browser().get(BASE).content
    with tenant_tx(cast.acme.pk):
        trail = AuditLine.objects.filter(subject_id=made.pk)
        assert not [line for line in trail if "4200" in f"{line.before}{line.after}"]


def test_only_some_say_what_it_costs(cast, scope):
    with pytest.raises(Denied):
        price(cast, scope.extra(), by="tim")
