"""Which row of an approval matrix a decision falls into, and who decides by the house's own matrix.

Pure: no Django models, no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

IN_ORDER, TOGETHER, ANY = "in_order", "together", "any"
SPONSOR = "CS"


@dataclass(frozen=True)
class Band:
    """One row: up to so much money (None: any) and so many days (None: any), these decide."""

    amount_up_to: Decimal | None
    days_up_to: int | None
    roles: tuple[str, ...] = ()
    person_id: UUID | None = None
    manner: str = IN_ORDER

    def holds(self, amount: Decimal, days: int) -> bool:
        """Whether both the money and the days stay within this row; the limits themselves belong to it."""
        money = self.amount_up_to is None or amount <= self.amount_up_to
        return money and (self.days_up_to is None or days <= self.days_up_to)


# DOMAIN 2.8, in US dollars: what is small the project's manager decides, what is large the client's sponsor
# and the delivery head.
HOUSE_CURRENCY = "USD"
HOUSE = (
    Band(Decimal(5_000), 3, ("PM",)),
    Band(Decimal(50_000), 15, ("DH",)),
    Band(None, None, ("DH", SPONSOR)),
)
INTERNAL = (Band(None, None, ("DH",)),)


def fitting(
    bands: Sequence[Band], *, amount: Decimal | None, currency: str, days: int | None, counted_in: str
) -> Band:
    """The first row that holds both figures; the last one where none does.

    `amount` in `currency`, `days` whole days; None counts as nothing, and what is saved counts like what is
    spent. Money in another currency than `counted_in` is not converted: it falls into the last row. `bands`
    in their order, at least one.
    """
    if amount and currency != counted_in:
        return bands[-1]
    money, time = abs(amount or Decimal(0)), abs(days or 0)
    return next((band for band in bands if band.holds(money, time)), bands[-1])
