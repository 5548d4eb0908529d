"""Verbs of statements of work: writing a version, its way to the signature, and its amendments."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.events import (
    SowAdded,
    SowShared,
    SowUnshared,
    SowVersionBegun,
    SowVersionStateChanged,
    SowVersionWritten,
)
from projects.models import Engagement, PriceRow, Sow, SowItem, SowSite, SowVersion
from projects.policies import membership_day
from projects.services.errors import ReasonMissing, VisibilityUnchanged, step_of
from projects.states import SOW_VERSION
from projects.tags import tags
from records.asking import house
from records.services.asks import take_back
from tenancy.actors import Actor
from tenancy.rules import separate
from tenancy.selectors import people
from tenancy.verbs import publish, record, record_all, require, verb
from tenancy.walls import Visibility
from toolkit.errors import BadInput, DomainError
from toolkit.writing import differences, joined, write

PARTS = tuple(SowItem.Kind.values)
COPIED = (
    *("starts_on", "ends_on", "volume_low", "volume_high", "volume_unit", "languages", "pricing"),
    *("currency", "minimum", "payment_terms", "our_signatory_id", "client_signatory_id"),
)


class SowFixed(DomainError):
    """From the review on, a version stays as it is."""

    code = "sow_fixed"
    message = _("Version %(number)s is no draft any more. Send it back, or begin a new version.")


class NothingToAmend(DomainError):
    """Amended is what counts."""

    code = "nothing_to_amend"
    message = _("Only the version in force is amended, one amendment at a time.")


class SignatoryMissing(BadInput):
    """A signature is somebody's."""

    code = "signatory_missing"
    message = _("Name who signs for us and who signs for the client: in the draft, before it is submitted.")


class BadSignatory(BadInput):
    """Each side signs for itself."""

    code = "bad_signatory"
    message = _("This person does not sign for that side. Choose one of its own people.")


class SowFields(TypedDict, total=False):
    """What a draft says beside its items and prices."""

    starts_on: date
    ends_on: date | None
    volume_low: int | None
    volume_high: int | None
    volume_unit: str
    languages: str
    pricing: str
    currency: str
    minimum: Decimal | None
    payment_terms: str
    our_signatory_id: UUID | None
    client_signatory_id: UUID | None


@verb
def add_sow(
    *,
    actor: Actor,
    engagement: Engagement,
    code: str,
    title: str,
    title_zh: str = "",
    starts_on: date,
    pricing: str,
    currency: str,
) -> Sow:
    """Begin a statement of work under an engagement: the document and the draft of its first version.

    Raises `BadInput` for a number in use.
    """
    require(actor, "projects.add_sow")
    sow = Sow.objects.create(
        client_id=engagement.client_id,
        engagement=engagement,
        code=code,
        title=title,
        title_zh=title_zh,
        created_at=actor.now,
    )
    first = _version(actor, sow, 1, {"starts_on": starts_on, "pricing": pricing, "currency": currency})
    record(actor, "projects.add_sow", sow, after={"code": code, "title": title})
    record(actor, "projects.amend_sow", first, after={"number": 1, "starts_on": starts_on})
    publish(SowAdded(actor.organization.id, sow.pk), actor=actor)
    return sow


@verb
def write_sow(
    *,
    actor: Actor,
    sow_version: SowVersion,
    version: int | None = None,
    items: Mapping[str, Iterable[str]] | None = None,
    sites: Iterable[UUID] | None = None,
    **fields: Unpack[SowFields],
) -> SowVersion:
    """Write the draft of a version: its terms, the lines of its parts (`items`), its sites.

    Parts and sites that are given replace those that stand there. Raises `SowFixed`, `BadSignatory`,
    `LanguageUnknown`, `Stale`.
    """
    require(actor, "projects.write_sow")
    _check_draft(sow_version)
    given: dict[str, Any] = {**fields}
    if "languages" in given:
        given["languages"] = tags(given["languages"])
    _check_signatories(actor, sow_version.sow, given)
    changed = differences(sow_version, given)
    before = write(sow_version, changed, version=version)
    parts = _write_items(sow_version, items or {})
    if sites is not None:
        parts["sites"] = _write_sites(sow_version, list(dict.fromkeys(sites)))
    record(actor, "projects.write_sow", sow_version, before=before, after={**changed, **parts})
    _tell_written(actor, sow_version, joined({**changed, **parts}))
    return sow_version


@verb
def add_price(
    *,
    actor: Actor,
    sow_version: SowVersion,
    unit: str,
    rate: Decimal,
    effective_on: date,
    from_quantity: Decimal = Decimal(0),
    version: int | None = None,
) -> PriceRow:
    """Add a rate to a draft: per unit, from a quantity on, in force from a day on; in its currency.

    Raises `SowFixed`, `BadInput` for a second rate from the same quantity and day, `Stale`.
    """
    require(actor, "projects.write_sow")
    _check_draft(sow_version)
    write(sow_version, {}, version=version)
    price = PriceRow.objects.create(
        sow_version=sow_version,
        unit=unit,
        rate=rate,
        effective_on=effective_on,
        from_quantity=from_quantity,
        currency=sow_version.currency,
    )
    after = {"unit": unit, "rate": str(rate), "from": str(from_quantity), "effective_on": effective_on}
    record(actor, "projects.add_price", sow_version, after=after)
    _tell_written(actor, sow_version, "prices")
    return price


@verb
def remove_price(*, actor: Actor, price: PriceRow, version: int | None = None) -> SowVersion:
    """Take a rate out of a draft. Raises `SowFixed`, `Stale`."""
    require(actor, "projects.write_sow")
    draft = price.sow_version
    _check_draft(draft)
    write(draft, {}, version=version)
    price.delete()
    before = {"unit": price.unit, "rate": str(price.rate), "from": str(price.from_quantity)}
    record(actor, "projects.remove_price", draft, before=before)
    _tell_written(actor, draft, "prices")
    return draft


@verb
def amend_sow(*, actor: Actor, sow: Sow, reason: str, version: int | None = None) -> SowVersion:
    """Begin the next version as a copy of the one in force, which stays in force until the new one is.

    Raises `NothingToAmend` where none is in force or another is on its way, `ReasonMissing`, `Stale`.
    """
    require(actor, "projects.amend_sow")
    if not reason.strip():
        raise ReasonMissing()
    write(sow, {}, version=version)
    last = sow.versions.order_by("-number").first()
    if last is None or last.state != SowVersion.State.ACTIVE:
        raise NothingToAmend()
    made = _version(actor, sow, last.number + 1, {name: getattr(last, name) for name in COPIED}, reason)
    _copy(last, made)
    told = {"number": made.number, "reason": reason}
    record_all(actor, "projects.amend_sow", [(sow, None, told), (made, None, told)])
    publish(SowVersionBegun(actor.organization.id, sow.pk, made.number), actor=actor)
    return made


@verb
def change_sow_state(
    *,
    actor: Actor,
    sow_version: SowVersion,
    step: str,
    reason: str = "",
    signed_on: date | None = None,
    version: int | None = None,
) -> SowVersion:
    """Take a step on the way of a version; bringing it into force replaces the version before.

    Who wrote it does not approve it. Raises `StateRefused`, `SamePerson`, `SignatoryMissing`,
    `ReasonMissing`, `Stale`.
    """
    require(actor, "projects.change_sow_state")
    state = step_of(SOW_VERSION, actor, sow_version, step, reason).to
    changed: dict[str, Any] = {"state": state, **_consequences(actor, sow_version, step, signed_on)}
    if step == "activate":
        _replace(actor, sow_version)
    asked: Any = sow_version.ask
    if step in ("sign", "send_back") and is_waiting(asked):
        take_back(house(actor, "The version went on"), asked, "The version went on.")
    before = write(sow_version, changed, version=version)
    _tell_state(actor, sow_version, before, {**changed, "reason": reason})
    return sow_version


@verb
def share_sow(*, actor: Actor, sow: Sow, version: int | None = None) -> Sow:
    """Let the client's sponsor read that it exists: number and title, no price. Raises `Stale`."""
    require(actor, "projects.share_sow")
    _show(actor, sow, Visibility.SHARED, version)
    publish(SowShared(actor.organization.id, sow.pk), actor=actor)
    return sow


@verb
def unshare_sow(*, actor: Actor, sow: Sow, version: int | None = None) -> Sow:
    """Take it out of the client's sight. Raises `Stale`."""
    require(actor, "projects.share_sow")
    _show(actor, sow, Visibility.INTERNAL, version)
    publish(SowUnshared(actor.organization.id, sow.pk), actor=actor)
    return sow


def is_waiting(ask: Any) -> bool:
    """Whether the client's signatory was asked to sign, and has not answered."""
    return ask is not None and ask.answered_at is None and ask.withdrawn_at is None


def _version(actor: Actor, sow: Sow, number: int, fields: Mapping[str, Any], reason: str = "") -> SowVersion:
    return SowVersion.objects.create(
        sow=sow, number=number, author_id=actor.person_id, reason=reason, created_at=actor.now, **fields
    )


def _copy(old: SowVersion, new: SowVersion) -> None:
    """Items, prices and sites of the version before."""
    parts: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (SowItem, ("kind", "position", "text")),
        (PriceRow, ("unit", "from_quantity", "rate", "currency", "effective_on")),
        (SowSite, ("site_id",)),
    )
    for model, columns in parts:
        rows = model.objects.filter(sow_version=old).values(*columns)
        model.objects.bulk_create(model(sow_version=new, **row) for row in rows)


def _write_items(draft: SowVersion, items: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Put lines in the place of a part's; answers how many each part has."""
    kept = {part: [line.strip() for line in lines if line.strip()] for part, lines in items.items()}
    SowItem.objects.filter(sow_version=draft, kind__in=kept).delete()
    SowItem.objects.bulk_create(
        SowItem(sow_version=draft, kind=part, position=position, text=line)
        for part, lines in kept.items()
        for position, line in enumerate(lines, 1)
    )
    return {part: len(lines) for part, lines in kept.items()}


def _write_sites(draft: SowVersion, sites: list[UUID]) -> int:
    SowSite.objects.filter(sow_version=draft).exclude(site_id__in=sites).delete()
    had = set(SowSite.objects.filter(sow_version=draft).values_list("site_id", flat=True))
    SowSite.objects.bulk_create(SowSite(sow_version=draft, site_id=site) for site in sites if site not in had)
    return len(sites)


def _consequences(actor: Actor, sow_version: SowVersion, step: str, signed_on: date | None) -> dict[str, Any]:
    """What a step writes beside the state."""
    if step == "approve":
        separate(actor, [sow_version.author_id], action="projects.change_sow_state", subject=sow_version)
        return {"approver_id": actor.person_id}
    if step == "sign":
        if not (sow_version.our_signatory_id and sow_version.client_signatory_id):
            raise SignatoryMissing()
        return {"signed_on": signed_on or membership_day(actor)}
    return {"approver_id": None} if step == "send_back" else {}


def _replace(actor: Actor, coming: SowVersion) -> None:
    """The version in force gives way; it stays as it was signed."""
    for old in SowVersion.objects.active().filter(sow_id=coming.sow_id).exclude(pk=coming.pk):
        before = write(old, {"state": SowVersion.State.AMENDED})
        _tell_state(actor, old, before, {"state": old.state, "replaced_by": coming.number})


def _tell_state(actor: Actor, sow_version: SowVersion, before: Any, after: Any) -> None:
    record(actor, "projects.change_sow_state", sow_version, before=before, after=after)
    states = before["state"], sow_version.state
    fact = SowVersionStateChanged(actor.organization.id, sow_version.sow_id, sow_version.number, *states)
    publish(fact, actor=actor)


def _tell_written(actor: Actor, draft: SowVersion, fields: str) -> None:
    fact = SowVersionWritten(actor.organization.id, draft.sow_id, draft.number, fields)
    publish(fact, actor=actor)


def _check_draft(sow_version: SowVersion) -> None:
    if sow_version.state != SowVersion.State.DRAFT:
        raise SowFixed(number=sow_version.number)


def _check_signatories(actor: Actor, sow: Sow, given: Mapping[str, Any]) -> None:
    """Our own people sign for us, the client's for the client."""
    sides = {"our_signatory_id": Q(client=None), "client_signatory_id": Q(client_id=sow.client_id)}
    for name, side in sides.items():
        person_id = given.get(name)
        if person_id and not people(actor=actor).filter(side, pk=person_id).exists():
            raise BadSignatory(field=name)


def _show(actor: Actor, sow: Sow, visibility: str, version: int | None) -> None:
    if sow.visibility == visibility:
        raise VisibilityUnchanged()
    before = write(sow, {"visibility": visibility}, version=version)
    record(actor, "projects.share_sow", sow, before=before, after={"visibility": visibility})
