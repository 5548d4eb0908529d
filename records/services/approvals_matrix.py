"""Verb of approval matrices: from a day on, others decide."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from records.approving import decisions
from records.events import MatrixChanged
from records.matrix import ANY, IN_ORDER, SPONSOR, TOGETHER, Band
from records.models import ApprovalBand, ApprovalMatrix
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput

CHANGE = "records.change_matrix"
DECIDING = ("DH", "PM", "TL", "QA", "WF", "FI", SPONSOR)
MOST = 6


class BandsRise(BadInput):
    """A row that nobody can reach decides nothing."""

    code = "bands_rise"
    message = _("Each row has to allow more than the one before, and the last one has no limit.")


class BandWithoutDecider(BadInput):
    """Each row says who decides."""

    code = "band_without_decider"
    message = _("Say in each row who decides.")


class MatrixPast(BadInput):
    """What was decided was decided by the rules of its day."""

    code = "matrix_past"
    message = _("Choose a day from today on: what is past was decided by the rules of its day.")
    field = "starts_on"


class KindUnknown(BadInput):
    """No room declares such a kind of decision."""

    code = "decision_kind_unknown"
    message = _("There is no such kind of decision.")
    field = "decision"


@verb
def change_matrix(
    *, actor: Actor, decision: str, currency: str, starts_on: date, bands: Sequence[Band]
) -> ApprovalMatrix:
    """Say who decides on a kind of decision from a day on. A matrix that has not begun is replaced.

    Requests that are open keep the deciders that they have. Raises `KindUnknown`, `MatrixPast`,
    `BandsRise`, `BandWithoutDecider`.
    """
    require(actor, CHANGE)
    if decision not in {one.key for one in decisions()}:
        raise KindUnknown()
    today = actor.today(actor.organization.zone)
    if starts_on < today:
        raise MatrixPast()
    _check(actor, bands)
    own = ApprovalMatrix.objects.filter(decision=decision, starts_on=starts_on)
    if starts_on > today:
        own.delete()
    matrix = ApprovalMatrix.objects.create(
        decision=decision,
        currency=currency.upper(),
        starts_on=starts_on,
        made_by_id=actor.person_id,
        created_at=actor.now,
    )
    ApprovalBand.objects.bulk_create(_row(matrix, n, band) for n, band in enumerate(bands, 1))
    after = {"decision": decision, "starts_on": starts_on, "currency": matrix.currency}
    record(actor, CHANGE, matrix, after={**after, "rows": [said(band) for band in bands]})
    publish(MatrixChanged(actor.organization.id, decision, starts_on), actor=actor)
    return matrix


def said(band: Band) -> str:
    """A row for the trail."""
    who = "+".join([*band.roles, *([str(band.person_id)] if band.person_id else [])])
    return f"{band.amount_up_to or '∞'} / {band.days_up_to or '∞'} d: {who} ({band.manner})"


def _row(matrix: ApprovalMatrix, position: int, band: Band) -> ApprovalBand:
    return ApprovalBand(
        matrix=matrix,
        position=position,
        amount_up_to=band.amount_up_to,
        days_up_to=band.days_up_to,
        roles=list(band.roles),
        person_id=band.person_id,
        manner=band.manner,
    )


def _check(actor: Actor, bands: Sequence[Band]) -> None:
    last = bands[-1] if bands else None
    if last is None or len(bands) > MOST or last.amount_up_to is not None or last.days_up_to is not None:
        raise BandsRise()
    if not all(_rises(low, high) for low, high in pairwise(bands)):
        raise BandsRise()
    named = {band.person_id for band in bands if band.person_id}
    known = people(actor=actor).present().filter(pk__in=named, client__isnull=True, user__isnull=False)
    for band in bands:
        wrong = set(band.roles) - set(DECIDING) or band.manner not in (IN_ORDER, TOGETHER, ANY)
        if wrong or not (band.roles or band.person_id):
            raise BandWithoutDecider()
    if known.count() != len(named):
        raise BandWithoutDecider()


def _rises(low: Band, high: Band) -> bool:
    """Whether the later row allows at least as much of both, and more of one."""
    pairs = ((low.amount_up_to, high.amount_up_to), (low.days_up_to, high.days_up_to))
    at_least = all(top is None or (bottom is not None and bottom <= top) for bottom, top in pairs)
    return at_least and any(bottom != top for bottom, top in pairs)
