"""Socket: which decisions are approved, of which records, and what happens when they are.

A room's `records.py` says which kinds of decision it has, and which of its records they are about:

    decision("change_request", _("Change request"))
    approvable("schedule.ChangeRequest", decision="change_request", on_granted=services.apply_change,
               authors=lambda record: [record.requester_id],
               measure=lambda record: Measure(record.cost, record.currency, record.days))

Any record may be asked about under a kind that is declared for every record. `on_granted(actor=…,
approval=…, record=…)` and `on_refused` run inside the transaction of the last decision, as the house: the
effect and the approval are one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.matrix import HOUSE, HOUSE_CURRENCY, INTERNAL, Band

Text = str | Promise
GENERAL, CHANGE = "general", "change_request"


@dataclass(frozen=True)
class Decision:
    """One kind of decision, a part of the settings of approvals. `bands`: who decides unless they say."""

    key: str
    name: Text
    bands: tuple[Band, ...] = HOUSE
    currency: str = HOUSE_CURRENCY


@dataclass(frozen=True)
class Measure:
    """What decides on the row of the matrix: money and days, as far as there are any."""

    amount: Decimal | None = None
    currency: str = ""
    days: int | None = None


def nothing_measured(record: Any) -> Measure:
    """Neither money nor days."""
    return Measure()


def no_authors(record: Any) -> Collection[UUID | None]:
    """Nobody beside whoever asks."""
    return ()


def editable(record: Any) -> Mapping[str, Any]:
    """What people can change of a record, by column: the fingerprint of what was asked about."""
    found = [one for one in record._meta.concrete_fields if one.editable]
    return {one.attname: getattr(record, one.attname) for one in found}


def no_effect(*, actor: Any, approval: Any, record: Any) -> None:
    """Nothing follows but the fact."""


@dataclass(frozen=True)
class Approvable:
    """One kind of decision about one kind of record.

    `authors`: who made it, beside whoever asks. `measure`: its money and days. `content`: what must not
    change between asking and deciding. `on_granted`, `on_refused`: what follows, in the same transaction.
    """

    label: str
    decision: str
    authors: Callable[[Any], Collection[UUID | None]] = no_authors
    measure: Callable[[Any], Measure] = nothing_measured
    content: Callable[[Any], Mapping[str, Any]] = editable
    on_granted: Callable[..., None] = no_effect
    on_refused: Callable[..., None] = no_effect


@dataclass
class Registry:
    """What the rooms declared."""

    decisions: dict[str, Decision] = field(default_factory=dict)
    approvables: dict[tuple[str, str], Approvable] = field(default_factory=dict)


_known = Registry()


def decision(key: str, name: Text, *, bands: Sequence[Band] = HOUSE) -> Decision:
    """Declare a kind of decision. Its key is stored, so it never changes."""
    _known.decisions[key] = Decision(key, name, tuple(bands))
    return _known.decisions[key]


def approvable(label: str, *, decision: str, **more: Any) -> Approvable:
    """Declare that records of this model (`room.Model`) are decided on (`more`: fields of `Approvable`)."""
    made = Approvable(label, decision, **more)
    _known.approvables[label, decision] = made
    return made


def decisions() -> list[Decision]:
    """All kinds, in the order in which they were declared."""
    return list(_known.decisions.values())


def decision_of(key: str) -> Decision:
    """A kind by its key; one that this version does not know is decided on as the largest of the house."""
    return _known.decisions.get(key) or Decision(key, key, HOUSE[-1:])


def offered(label: str) -> list[Decision]:
    """The kinds that records of this model may be asked about: their own, else those of any record."""
    own = [key for model, key in _known.approvables if model == label]
    return [decision_of(key) for key in own or (GENERAL, CHANGE)]


def approvable_of(label: str, key: str) -> Approvable:
    """How a kind of decision is made about records of this model."""
    return _known.approvables.get((label, key)) or Approvable(label, key)


def content_of(approvable: Approvable, record: Any) -> str:
    """The fingerprint of a record as it stands: SHA-256 of its content."""
    return fingerprint(approvable.content(record))


def fingerprint(values: Mapping[str, Any]) -> str:
    """SHA-256 of values, whatever their order; the same for the same words, figures, days and instants."""
    text = ENCODER.encode({name: _plain(value) for name, value in values.items()})
    return sha256(text.encode()).hexdigest()


ENCODER = DjangoJSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A figure reads the same with two decimals as with three."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if hasattr(value, "isoformat") else value


decision(GENERAL, _("Any decision"), bands=INTERNAL)
decision(CHANGE, _("Change request"))
decision("baseline", _("Baseline"))
decision("plan", _("Plan"), bands=(Band(None, None, ("DH",)),))
decision("intake", _("New project"), bands=(Band(None, None, ("DH",)),))
decision("report", _("Report"), bands=INTERNAL)
