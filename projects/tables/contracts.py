"""Columns of engagements, statements of work, their versions and prices."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from projects.models import Engagement, SowItem, SowVersion
from projects.selectors import Change
from projects.tables.projects import SHARED
from toolkit import formats
from toolkit.links import Link
from toolkit.markup import Row
from toolkit.reading import Reader
from toolkit.tables import (
    Action,
    Actions,
    Badge,
    Choice,
    Day,
    Instant,
    Key,
    Money,
    Name,
    Number,
    Person,
    Table,
    Text,
)

AMOUNT, DAY = re.compile(r"\d+(\.\d+)?"), re.compile(r"\d{4}-\d\d-\d\d")
ENGAGEMENT, SOW = Link("projects_engagement", engagement="code"), Link("projects_sow", sow="code")
VERSION = Link("projects_sow_version", edition="number")
ENGAGEMENT_STATES, VERSION_STATES = dict(Engagement.State.choices), dict(SowVersion.State.choices)
PRICINGS, PARTS = dict(SowVersion.Pricing.choices), dict(SowItem.Kind.choices)


def nearing(row: Row, reader: Reader) -> str:
    """The notice day has come near, or has passed."""
    if row["state"] != Engagement.State.EXPIRING or not row["notice_on"]:
        return ""
    return "r" if row["notice_on"] < reader.as_of else "a"


class EngagementTable(Table):
    """Master agreements."""

    caption = _("Engagements")
    code = Key(_("Number"), link=ENGAGEMENT)
    title = Name(_("Engagement"), link=ENGAGEMENT)
    client = Name(_("Client"), source="client__name", priority=2)
    state = Choice(_("State"), mapping=ENGAGEMENT_STATES)
    starts_on = Day(_("First day"), priority=3)
    ends_on = Day(_("Last day"), priority=2)
    notice_on = Day(_("Renewal notice by"), tone=nearing, needs=("state",), priority=2)
    sow_count = Number(_("Statements of work"), priority=3)
    project_count = Number(_("Projects"), priority=3)


class EngagementFacts(Table):
    """The terms of an engagement."""

    code = Text(_("Number"))
    client = Name(_("Client"), source="client__name")
    state = Choice(_("State"), mapping=ENGAGEMENT_STATES)
    signed_on = Day(_("Signed on"))
    starts_on = Day(_("First day"))
    ends_on = Day(_("Last day"))
    notice_on = Day(_("Renewal notice by"))
    owner = Person(_("Owner"), source="owner__name")
    governing_law = Text(_("Governing law"))
    liability_cap = Money(_("Liability cap"), currency="currency")
    exit_clause = Text(_("Exit clause"))


class AmendmentTable(Table):
    """How an engagement was amended."""

    caption = _("Amendments")
    number = Number(_("No."))
    effective_on = Day(_("Effective from"))
    told = Text(_("What changed"))
    reason = Text(_("Reason"))
    author = Person(_("Recorded by"), source="author__name")


def amendment_row(row: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """An amendment with its changes in words: name: before → after."""
    told = [
        f"{words.get(name, name)}: {_kept(row['before'].get(name))} → {_kept(value)}"
        for name, value in row["after"].items()
    ]
    return {**row, "told": "; ".join(told)}


def _kept(value: Any) -> str:
    """A term as JSON keeps it, as people read it: amounts with separators, days as days."""
    if value is None or value == "":
        return formats.NOTHING
    text = str(value)
    if AMOUNT.fullmatch(text):
        return formats.number(Decimal(text), decimals=2)
    found = parse_date(text) if DAY.fullmatch(text) else None
    return formats.day(found) if found else text


class SowTable(Table):
    """Statements of work."""

    caption = _("Statements of work")
    code = Key(_("Number"), link=SOW)
    title = Name(_("Statement of work"), link=SOW)
    client = Name(_("Client"), source="client__name", priority=2)
    engagement = Key(_("Engagement"), source="engagement__code", priority=3)
    number_now = Number(_("In force"))
    ends_on = Day(_("Last day"), priority=2)
    state_last = Choice(_("Latest version"), mapping=VERSION_STATES, priority=2)
    visibility = Badge(_("Visibility"), mapping=SHARED, sort=False, silent=True, priority=3)


class SowFacts(Table):
    """What a statement of work is."""

    code = Text(_("Number"))
    client = Name(_("Client"), source="client__name")
    engagement = Text(_("Engagement"), source="engagement__code")
    visibility = Badge(_("Visibility"), mapping=SHARED)


class VersionTable(Table):
    """The versions of a statement of work."""

    caption = _("Versions")
    number = Key(_("Version"), prefix="v", link=VERSION)
    state = Choice(_("State"), mapping=VERSION_STATES)
    reason = Text(_("Why"), priority=2)
    starts_on = Day(_("First day"), priority=2)
    ends_on = Day(_("Last day"), priority=2)
    signed_on = Day(_("Signed on"))
    author = Person(_("Written by"), source="author__name", priority=3)
    approver = Person(_("Approved by"), source="approver__name", priority=3)


class VersionFacts(Table):
    """The terms of a version."""

    state = Choice(_("State"), mapping=VERSION_STATES)
    reason = Text(_("Why there is this version"))
    starts_on = Day(_("First day"))
    ends_on = Day(_("Last day"))
    volume_low = Number(_("Volume from"))
    volume_high = Number(_("Volume to"))
    volume_unit = Text(_("Volume of"))
    languages = Text(_("Languages"))
    pricing = Choice(_("Pricing model"), mapping=PRICINGS)
    minimum = Money(_("Minimum commitment a month"), currency="currency")
    payment_terms = Text(_("Payment terms"))
    author = Person(_("Written by"), source="author__name")
    approver = Person(_("Approved by"), source="approver__name")
    our_signatory = Person(_("Signs for us"), source="our_signatory__name")
    client_signatory = Person(_("Signs for the client"), source="client_signatory__name")
    signed_on = Day(_("Signed on"))
    signed_at = Instant(_("Signed by answer"))
    text_hash = Text(_("Fingerprint of the text"))
    receipt = Text(_("Receipt"))


class PriceTable(Table):
    """The rates of a version."""

    caption = _("Price schedule")
    unit = Text(_("Unit"))
    from_quantity = Number(_("From quantity"))
    rate = Money(_("Rate"), currency="currency", decimals=4)
    effective_on = Day(_("In force from"))


class DraftPriceTable(PriceTable):
    """The rates of a draft, which may still be taken out."""

    actions = Actions(
        Action(
            _("Remove the rate"),
            Link("projects_remove_price", price="id"),
            policy="projects.write_sow",
            icon="trash",
        )
    )


class ChangeTable(Table):
    """What one version says otherwise than another."""

    caption = _("Differences")
    about = Text(_("Part"), sort=False)
    before = Text(_("Before"), sort=False)
    after = Text(_("After"), sort=False)


def change_row(change: Change, reader: Reader) -> dict[str, Any]:
    """A difference in words."""
    terms: Any = {field.name: field.verbose_name for field in SowVersion._meta.concrete_fields}
    kinds = {**PARTS, "site": _("Sites"), "price": _("Price")}
    about = terms[change.about] if change.kind == "term" else kinds[change.kind]
    words = (_written(value, change.about, reader) for value in (change.before, change.after))
    return {"about": capfirst(about), **dict(zip(("before", "after"), words, strict=True))}


def _written(value: Any, name: str, reader: Reader) -> str:
    if value is None:
        return ""
    if name == "pricing":
        return str(PRICINGS[value])
    if hasattr(value, "rate"):
        facts = {"unit": value.unit, "from": value.from_quantity.normalize(), "rate": value.rate.normalize()}
        day, currency = reader.day(value.effective_on, "short"), value.currency
        return f"{facts['unit']} ≥ {facts['from']:f}: {facts['rate']:f} {currency}, {day}"
    if isinstance(value, (int, Decimal)):
        return formats.number(value)
    return str(reader.day(value, "short") if hasattr(value, "isoformat") else value)
