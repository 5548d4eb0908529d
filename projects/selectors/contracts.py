"""Questions about engagements and statements of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from projects.models import (
    Engagement,
    EngagementAmendment,
    EngagementQuerySet,
    PriceRow,
    Project,
    Sow,
    SowItem,
    SowSite,
    SowVersion,
)
from projects.policies import visible_contracts
from projects.selectors.projects import projects
from tenancy.actors import Actor
from tenancy.rules import CLIENT_ROLES
from toolkit.errors import Denied, Missing

VIEW = "projects.view_contracts"


def engagements(*, actor: Actor) -> EngagementQuerySet:
    """The engagements that the actor may know of, by number; no client ever does."""
    if actor.roles & CLIENT_ROLES:
        return Engagement.objects.none()
    return Engagement.objects.filter(visible_contracts(actor)).order_by("code")


def engagement_register(*, actor: Actor) -> QuerySet[Engagement]:
    """`engagements` with how many statements of work and projects stand under each."""
    running = Project.objects.live().filter(engagement_id=OuterRef("pk")).order_by()
    counted = running.values("engagement").annotate(n=Count("pk")).values("n")
    return engagements(actor=actor).annotate(sow_count=Count("sows"), project_count=Subquery(counted))


def engagement_by_code(*, actor: Actor, code: str) -> Engagement:
    """One engagement with its client. Raises `Denied` for whoever reads no contracts, `Missing`."""
    if not actor.may(VIEW):
        raise Denied(VIEW)
    found = engagements(actor=actor).filter(code=code).select_related("client", "owner").first()
    if found is None:
        raise Missing()
    return found


def amendments(*, actor: Actor, engagement: Engagement) -> QuerySet[EngagementAmendment]:
    """How an engagement was amended, the latest first."""
    rows = EngagementAmendment.objects.filter(engagement=engagement)
    return rows.filter(engagement__in=engagements(actor=actor)).order_by("-number")


def sows(*, actor: Actor) -> QuerySet[Sow]:
    """The statements of work that the actor may know of, by number; to a client its shared ones."""
    return Sow.objects.filter(visible_contracts(actor)).order_by("code")


def sow_register(*, actor: Actor) -> QuerySet[Sow]:
    """`sows` with the version in force (`number_now`) and the latest one (`number_last`, `state_last`)."""
    versions = SowVersion.objects.filter(sow_id=OuterRef("pk"))
    last = versions.order_by("-number")
    return sows(actor=actor).annotate(
        number_now=Subquery(versions.active().values("number")[:1]),
        ends_on=Subquery(versions.active().values("ends_on")[:1]),
        number_last=Subquery(last.values("number")[:1]),
        state_last=Subquery(last.values("state")[:1]),
    )


def sows_under(*, actor: Actor, engagement: Engagement) -> QuerySet[Sow]:
    """The statements of work under an engagement."""
    return sows(actor=actor).filter(engagement=engagement)


def sow_by_code(*, actor: Actor, code: str) -> Sow:
    """One statement of work with client and engagement. Raises `Denied`, `Missing`."""
    if not actor.may(VIEW):
        raise Denied(VIEW)
    found = sows(actor=actor).filter(code=code).select_related("client", "engagement").first()
    if found is None:
        raise Missing()
    return found


def sow_versions(*, actor: Actor, sow: Sow) -> QuerySet[SowVersion]:
    """The versions of a statement of work, the latest first."""
    return SowVersion.objects.filter(sow=sow, sow__in=sows(actor=actor)).order_by("-number")


def sow_version(*, actor: Actor, sow: Sow, number: int) -> SowVersion:
    """One version with its people; raises `Missing`."""
    people = ("author", "approver", "our_signatory", "client_signatory")
    rows = sow_versions(actor=actor, sow=sow).select_related("sow__client", "sow__engagement", "ask", *people)
    found = rows.filter(number=number).first()
    if found is None:
        raise Missing()
    return found


def prices(*, sow_version: SowVersion) -> QuerySet[PriceRow]:
    """The rates of a version, by unit, day and quantity; for who was given the version."""
    return PriceRow.objects.filter(sow_version=sow_version).order_by("unit", "effective_on", "from_quantity")


def price_by_id(*, sow_version: SowVersion, price_id: Any) -> PriceRow:
    """One rate of a version; raises `Missing`."""
    found = prices(sow_version=sow_version).filter(pk=price_id).select_related("sow_version__sow").first()
    if found is None:
        raise Missing()
    return found


def sow_prices(*, actor: Actor, sow_version: SowVersion) -> QuerySet[PriceRow]:
    """The rates of a version, for whom it is known."""
    return prices(sow_version=sow_version).filter(sow_version__sow__in=sows(actor=actor))


def sow_items(*, actor: Actor, sow_version: SowVersion) -> QuerySet[SowItem]:
    """The lines of a version, for whom it is known."""
    return SowItem.objects.filter(sow_version=sow_version, sow_version__sow__in=sows(actor=actor))


def items_of(*, sow_version: SowVersion) -> dict[str, list[str]]:
    """The lines of a version's parts, in the order of the parts; parts without lines are empty."""
    found: dict[str, list[str]] = {part: [] for part in SowItem.Kind.values}
    for part, text in SowItem.objects.filter(sow_version=sow_version).values_list("kind", "text"):
        found[part].append(text)
    return found


def sites_of_sow(*, sow_version: SowVersion) -> QuerySet[SowSite]:
    """From which sites a version is served."""
    return SowSite.objects.filter(sow_version=sow_version).select_related("site").order_by("site__name")


def projects_under(*, actor: Actor, **contract: Any) -> QuerySet[Project]:
    """The projects under an engagement or a statement of work, among those the actor may know of."""
    return projects(actor=actor).filter(**contract).order_by("key")


@dataclass(frozen=True)
class Charge:
    """What a quantity costs: the amount, and the bands by which it was found (from, quantity, rate)."""

    amount: Decimal
    currency: str
    bands: tuple[tuple[Decimal, Decimal, Decimal], ...]


def rates_on(*, sow_version: SowVersion, unit: str, day: date) -> list[PriceRow]:
    """The bands of a unit in force on a day: of the latest day on which rates began, by quantity."""
    rows = prices(sow_version=sow_version).filter(unit=unit, effective_on__lte=day)
    begun = rows.order_by("-effective_on").values_list("effective_on", flat=True).first()
    return list(rows.filter(effective_on=begun).order_by("from_quantity")) if begun else []


def charge(*, sow_version: SowVersion, unit: str, quantity: Decimal, day: date) -> Charge:
    """What a quantity of a unit costs at the rates in force on a day, each band at its own rate.

    A band covers the quantity from its own to the next one's `from_quantity`; what lies below the first
    band is free. Nothing is rounded. Raises `Missing` where no rate is in force.
    """
    rows = rates_on(sow_version=sow_version, unit=unit, day=day)
    if not rows:
        raise Missing()
    ends = [row.from_quantity for row in rows[1:]] + [max(quantity, rows[-1].from_quantity)]
    bands = tuple(
        (row.from_quantity, min(quantity, end) - row.from_quantity, row.rate)
        for row, end in zip(rows, ends, strict=True)
        if quantity > row.from_quantity
    )
    amount = sum((part * rate for _start, part, rate in bands), Decimal(0))
    return Charge(amount, rows[0].currency, bands)


@dataclass(frozen=True)
class Change:
    """One difference between two versions: what it is about, how it was, how it is."""

    kind: str
    about: str
    before: Any
    after: Any


TERMS = (
    *("starts_on", "ends_on", "volume_low", "volume_high", "volume_unit", "languages", "pricing"),
    *("currency", "minimum", "payment_terms"),
)


def differences_of(*, old: SowVersion, new: SowVersion) -> list[Change]:
    """What a version says otherwise than an older one: terms, lines added and struck, sites, prices."""
    terms = [
        Change("term", name, getattr(old, name), getattr(new, name))
        for name in TERMS
        if getattr(old, name) != getattr(new, name)
    ]
    before, after = items_of(sow_version=old), items_of(sow_version=new)
    lines = [change for part in before for change in _lines(part, before[part], after[part])]
    places = _lines("site", _places(old), _places(new))
    return [*terms, *lines, *places, *_rates(_priced(old), _priced(new))]


def _lines(part: str, before: list[str], after: list[str]) -> list[Change]:
    struck = [Change(part, "", line, None) for line in before if line not in after]
    return struck + [Change(part, "", None, line) for line in after if line not in before]


def _places(version: SowVersion) -> list[str]:
    return [row.site.name for row in sites_of_sow(sow_version=version)]


def _priced(version: SowVersion) -> dict[tuple[str, Decimal, date], PriceRow]:
    rows = prices(sow_version=version)
    return {(row.unit, row.from_quantity, row.effective_on): row for row in rows}


def _rates(before: Mapping[Any, PriceRow], after: Mapping[Any, PriceRow]) -> list[Change]:
    keys = sorted({*before, *after}, key=lambda key: (key[0], key[2], key[1]))
    pairs = [(before.get(key), after.get(key)) for key in keys]
    return [
        Change("price", "", old, new)
        for old, new in pairs
        if not (old and new and (old.rate, old.currency) == (new.rate, new.currency))
    ]
