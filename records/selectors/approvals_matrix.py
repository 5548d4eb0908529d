"""Questions about who decides on what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from records.approving import Decision, decision_of, decisions
from records.matrix import Band
from records.models import ApprovalBand, ApprovalMatrix
from tenancy.actors import Actor
from toolkit.errors import Missing


@dataclass(frozen=True)
class InForce:
    """The matrix of one kind of decision on a day. `since` is None for the house's own."""

    decision: Decision
    currency: str
    bands: tuple[Band, ...]
    people: tuple[str, ...]
    since: date | None = None
    version: int = 0
    next_on: date | None = None


def matrices(*, actor: Actor) -> QuerySet[ApprovalMatrix]:
    """Every matrix that the organization ever made, past and future ones included."""
    return ApprovalMatrix.objects.all()


def matrix_in_force(*, actor: Actor, decision: str, on: date) -> InForce:
    """Who decides on a kind of decision on a day: the organization's own matrix, else the house's."""
    found = matrices(actor=actor).filter(decision=decision).in_force(on=on).first()  # type: ignore[attr-defined]
    return _read(decision_of(decision), found, _bands([found.pk]) if found else [])


def matrices_in_force(*, actor: Actor, on: date) -> list[InForce]:
    """Of every kind of decision, in the order in which they were declared; three queries."""
    found = {one.decision: one for one in ApprovalMatrix.objects.in_force(on=on)}
    rows = _bands([one.pk for one in found.values()])
    coming = dict(
        ApprovalMatrix.objects.filter(starts_on__gt=on)
        .order_by("-starts_on")
        .values_list("decision", "starts_on")
    )
    return [_read(one, found.get(one.key), rows, coming.get(one.key)) for one in decisions()]


def matrix_kind(*, actor: Actor, decision: str, on: date) -> InForce:
    """As `matrix_in_force`; raises `Missing` for a kind that no room declares."""
    if decision not in {one.key for one in decisions()}:
        raise Missing()
    return matrix_in_force(actor=actor, decision=decision, on=on)


def _bands(matrices: list[UUID]) -> list[ApprovalBand]:
    rows = ApprovalBand.objects.filter(matrix_id__in=matrices).select_related("person")
    return list(rows.order_by("matrix_id", "position"))


def _read(
    kind: Decision, matrix: ApprovalMatrix | None, rows: list[ApprovalBand], coming: date | None = None
) -> InForce:
    if matrix is None:
        names = ("",) * len(kind.bands)
        return InForce(kind, kind.currency, kind.bands, names, next_on=coming)
    own = [row for row in rows if row.matrix_id == matrix.pk]
    bands = tuple(
        Band(row.amount_up_to, row.days_up_to, tuple(row.roles), row.person_id, row.manner) for row in own
    )
    people = tuple(row.person.name if row.person else "" for row in own)
    return InForce(kind, matrix.currency, bands, people, matrix.starts_on, matrix.version, coming)
