"""Questions about the trail and its chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from tenancy.actors import Actor
from tenancy.chain import End, Link
from tenancy.models import AuditHead, AuditLine, AuditSeal, JobRun, UnsealedLine
from tenancy.sql.audit import texts
from toolkit.errors import Missing

EVERY_LINE = frozenset({"TA", "AU", "platform", "system"})
CHECK, ANCHOR = "check_audit", "anchor_audit"
LATE = timedelta(minutes=2)
CHUNK = 5_000

LINKS = f"""
SELECT s.number, s.digest, {", ".join(texts(number="s.number", sealed_at="s.sealed_at"))}
FROM tenancy_auditseal s
LEFT JOIN tenancy_auditline line ON line.organization_id = s.organization_id AND line.id = s.line_id
WHERE s.organization_id = %s AND s.number > %s AND s.number <= %s ORDER BY s.number LIMIT %s
"""  # noqa: S608 - the expressions are ours

ENDS = """
SELECT h.number, h.digest, (SELECT max(s.number) FROM tenancy_auditseal s
  WHERE s.organization_id = %(own)s)
FROM (SELECT %(own)s::uuid AS own) o
LEFT JOIN tenancy_audithead h ON h.organization_id = o.own
"""

LOOSE = """
SELECT count(*), count(*) FILTER (WHERE s.id IS NULL AND w.id IS NULL), max(line.id::text)
FROM (SELECT id, organization_id FROM tenancy_auditline
  WHERE organization_id = %s AND id > %s ORDER BY id LIMIT %s) line
LEFT JOIN tenancy_auditseal s ON s.organization_id = line.organization_id AND s.line_id = line.id
LEFT JOIN tenancy_unsealedline w ON w.organization_id = line.organization_id AND w.id = line.id
"""


@dataclass(frozen=True)
class ChainState:
    """How the trail stands: what is sealed, what waits, and what the last check found.

    `late`: lines that have waited for their seal longer than two minutes. `found`: the last check's counts.
    """

    sealed: int
    sealed_at: datetime | None
    waiting: int
    late: int
    checked_at: datetime | None
    found: dict[str, Any]
    anchored_on: date | None

    @property
    def lines(self) -> int:
        """All lines of the trail."""
        return self.sealed + self.waiting

    @property
    def broken(self) -> list[dict[str, Any]]:
        """What the last check found: number and fault of each."""
        return list(self.found.get("breaks", []))


def visible_lines(actor: Actor) -> Q:
    """The lines, of the trail or of the access log, that an actor may read: all, or those of projects."""
    if actor.roles & EVERY_LINE:
        return Q()
    return Q(project__isnull=False) if "DH" in actor.roles else Q(pk__in=[])


def audit_lines(*, actor: Actor) -> QuerySet[AuditLine]:
    """The organization's trail, as far as the actor may read it, with the keys of projects."""
    return AuditLine.objects.filter(visible_lines(actor)).annotate(project_key=project_key())


def sealed_lines(*, actor: Actor) -> QuerySet[AuditLine]:
    """The same with number, digest and instant of each line's seal, for machines that check the chain."""
    seal = AuditSeal.objects.filter(line_id=OuterRef("pk"))
    return audit_lines(actor=actor).annotate(
        number=Subquery(seal.values("number")[:1]),
        digest=Subquery(seal.values("digest")[:1]),
        sealed_at=Subquery(seal.values("sealed_at")[:1]),
    )


def project_key() -> Subquery:
    """The key of a line's project; this floor knows that table by its name in the settings only."""
    return Subquery(_projects().filter(pk=OuterRef("project")).values("key")[:1])


def project_keys(*, actor: Actor) -> list[tuple[UUID, str]]:
    """Every project and its key, for those who may read the trail."""
    return list(_projects().order_by("key").values_list("pk", "key"))


def _projects() -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(settings.MILEPOST_PROJECT_MODEL)._default_manager.all()
    return rows


def audit_line(*, actor: Actor, pk: UUID) -> AuditLine:
    """One line with its seal; raises `Missing`."""
    found = sealed_lines(actor=actor).filter(pk=pk).first()
    if found is None:
        raise Missing()
    return found


def chain_state(*, actor: Actor) -> ChainState:
    """How the trail stands now."""
    head = AuditHead.objects.first()
    waiting, late = waiting_lines(now=actor.now)
    runs = JobRun.objects.filter(state=JobRun.State.DONE)
    check = runs.filter(kind=CHECK).order_by("-started_at").first()
    anchored = runs.filter(kind=ANCHOR).order_by("-started_at").values_list("slot", flat=True).first()
    return ChainState(
        sealed=head.number if head else 0,
        sealed_at=head.sealed_at if head else None,
        waiting=waiting,
        late=late,
        checked_at=check.finished_at if check else None,
        found=check.counts if check else {},
        anchored_on=date.fromisoformat(anchored) if anchored else None,
    )


def waiting_lines(*, now: datetime) -> tuple[int, int]:
    """How many lines wait for their seal, and how many of them longer than two minutes."""
    ids = UnsealedLine.objects.values("pk")
    found = AuditLine.objects.filter(pk__in=ids).aggregate(
        all=Count("pk"), late=Count("pk", filter=Q(at__lt=now - LATE))
    )
    return found["all"], found["late"]


def head_and_last(*, organization_id: UUID) -> tuple[End, int]:
    """Where the head says that the chain ends, and the last number there is, in one look."""
    with connection.cursor() as cursor:
        cursor.execute(ENDS, {"own": organization_id})
        number, digest, last = cursor.fetchone()
    return (End(number, digest) if digest else End()), last or 0


def links(*, organization_id: UUID, after: int, upto: int, size: int = CHUNK) -> Iterator[Link]:
    """The sealed lines with numbers above `after`, at most `size`, in the order of their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(LINKS, [organization_id, after, upto, size])
        for number, digest, *fields in cursor.fetchall():
            yield Link(number, digest, fields)


def loose_lines(*, organization_id: UUID, after: UUID, size: int = CHUNK) -> tuple[int, int, UUID | None]:
    """Of the next `size` lines: how many there are, how many no seal knows and none waits for, the last."""
    with connection.cursor() as cursor:
        cursor.execute(LOOSE, [organization_id, after, size])
        read, loose, last = cursor.fetchone()
    return read, loose, UUID(last) if last else None


def digests(*, numbers: list[int]) -> dict[int, str]:
    """The digests at these numbers of the chain."""
    return dict(AuditSeal.objects.filter(number__in=numbers).values_list("number", "digest"))
