"""A change request as the text that is decided on and signed: plain, complete, in the active language."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from schedule.models import ChangeRequest
from schedule.performing import words_of
from toolkit.formats import day, delta_days, money, number


def paper(change: ChangeRequest, *, as_of: date) -> str:
    """The whole of it; the last paragraph says what is done to the plan."""
    return "\n\n".join(_parts(change, as_of))


def _parts(change: ChangeRequest, as_of: date) -> Iterator[str]:
    yield f"{change.key} {change.title} ({change.get_type_display()}, {change.get_priority_display()})"
    if change.reason:
        yield change.reason
    yield "\n".join(f"{label}: {value}" for label, value in impact(change) if value)
    yield from _choices(change)
    rows = [words_of(one, get_language() or "en", as_of) for one in change.effects.all()]
    yield "\n".join([_("What is done to the plan:"), *rows]) if rows else _("The plan stays as it is.")
    if change.finish_before and change.finish_after:
        yield finish_in_words(change, as_of)


def impact(change: ChangeRequest) -> list[tuple[str, str]]:
    """Each dimension with its value in words; empty where nobody has said anything."""
    cost, monthly = (_amount(change, value) for value in (change.cost_once, change.cost_monthly))
    heads = "" if change.headcount is None else number(change.headcount)
    return [
        (_("Scope"), change.scope_impact),
        (_("Time"), _days(change.days)),
        (_("One-off cost"), cost),
        (_("Cost a month"), monthly),
        (_("Quality"), change.quality_impact),
        (_("Risk"), change.risk_impact),
        (_("SLA"), change.sla_impact),
        (_("Headcount in FTE"), heads),
        (_("Contract"), change.contract_impact),
    ]


def finish_in_words(change: ChangeRequest, as_of: date) -> str:
    """Both ends of the plan and the difference in calendar days."""
    assert change.finish_before is not None
    assert change.finish_after is not None
    told = {
        "before": day(change.finish_before, as_of=as_of),
        "after": day(change.finish_after, as_of=as_of),
        "delta": delta_days((change.finish_after - change.finish_before).days),
    }
    return _("The plan ends on %(after)s instead of %(before)s (%(delta)s in calendar days).") % told


def _choices(change: ChangeRequest) -> Iterator[str]:
    for label, text in (
        (_("Options considered"), change.options),
        (_("What happens if nothing is done"), change.do_nothing),
        (_("Implementation plan"), change.implementation),
    ):
        if text:
            yield f"{label}: {text}"


def _amount(change: ChangeRequest, value: Any) -> str:
    return "" if value is None else money(value, change.currency)


def _days(days: int | None) -> str:
    return "" if days is None else _("%(days)s in working days") % {"days": delta_days(days)}
