"""Looking for records: by their key, by words, by ear.

The database answers at most 200 identifiers of the organization (`records.sql.search`); the records behind
them are then read through their own kind's `rows(actor=…)` and its policy for reading. So search shows
what the lists show, and counts nothing else.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils.module_loading import import_string

from records.keys import parse_key
from records.kinds import Kind, kinds
from records.models import Entry
from records.selectors.entries import entries
from records.words import Wanted, wanted
from tenancy.actors import Actor
from tenancy.rules import ORGANIZATION_WIDE, PLATFORM
from toolkit.formats import is_chinese

MOST = 200
KEYED = 20
CALL = "SELECT entry_id, score FROM records_search(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Hit:
    """One record that was found. `key` has its project's key in front. Its text is not shortened."""

    entry: Entry
    kind: Kind
    record: Any
    key: str
    project_key: str
    url: str

    @property
    def id(self) -> UUID:
        return self.entry.pk

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        own = self.entry
        return (is_chinese() and own.title_zh) or own.title or own.title_zh


@dataclass(frozen=True)
class Among:
    """Where to look: kinds by their labels (none: all), one project (None: all), withdrawn or live."""

    labels: Collection[str] = ()
    project_id: UUID | None = None
    withdrawn: bool = False

    @property
    def kinds(self) -> list[Kind]:
        found = [one for one in kinds() if not self.labels or one.label in self.labels]
        return [one for one in found if one.back] if self.withdrawn else found


EVERYWHERE = Among()


def search(*, actor: Actor, text: str, among: Among = EVERYWHERE, at_most: int = MOST) -> list[Hit]:
    """Records that the text means, the best first: by key, by title, by words, by ear, then by likeness.

    Three queries (five where nothing is met exactly) and one for each kind among the hits.
    """
    asked = wanted(text)
    keyed = list(_keyed(actor, text, among)[:KEYED])
    ids = _found(actor, asked, among) if asked else []
    if asked and not ids and not keyed:
        ids = _found(actor, asked, among, loosely=True)
    return _readable(actor, [*(one.pk for one in keyed), *ids], among)[:at_most]


def by_key(*, actor: Actor, text: str, project_id: UUID | None = None) -> list[Hit]:
    """Records of a human key, those of the project first: `T98` inside one, `BFM-T98`, or a project's key."""
    found = list(_keyed(actor, text, EVERYWHERE, near=project_id)[:KEYED])
    return _readable(actor, [one.pk for one in found], EVERYWHERE)


def _keyed(actor: Actor, text: str, among: Among, *, near: UUID | None = None) -> QuerySet[Entry]:
    plain, key = text.strip().upper(), parse_key(text)
    if not plain or len(plain) > 40 or "\0" in plain:
        return Entry.objects.none()
    meant = Q(key=plain)
    if key and key.project:
        meant |= Q(key=f"{key.kind}{key.number}", project__key=key.project)
    rows = entries(actor=actor).filter(meant, withdrawn=among.withdrawn)
    if among.project_id:
        rows = rows.filter(project_id=among.project_id)
    elif near is None and (mine := _projects(actor)) is not None:
        rows = rows.filter(Q(project_id__in=mine) | Q(project_id=None))
    first = Case(When(project_id=near, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(first, "-pk")


def _found(actor: Actor, asked: Wanted, among: Among, *, loosely: bool = False) -> list[UUID]:
    """The identifiers that the database answers, best first; only of projects that the actor may know."""
    labels = [one.label for one in among.kinds]
    mine = _projects(actor) if among.project_id is None else [among.project_id]
    outside = among.project_id is None
    pieces: list[Any] = [asked.query, asked.phrase, list(asked.terms), asked.longest, loosely]
    with connection.cursor() as cursor:
        cursor.execute(CALL, [*pieces, labels, mine, outside, among.withdrawn, MOST])
        return [row[0] for row in cursor.fetchall()]


def _projects(actor: Actor) -> list[UUID] | None:
    """The projects the actor may know of, so that others' do not take the places; None for all."""
    if actor.is_system or actor.roles & (ORGANIZATION_WIDE | {PLATFORM}):
        return None
    if "records.projects" not in actor.memo:
        rows = import_string(settings.MILEPOST_PROJECTS)(actor=actor)
        actor.memo["records.projects"] = list(rows.values_list("pk", flat=True))
    found: list[UUID] = actor.memo["records.projects"]
    return found


def _readable(actor: Actor, ids: Sequence[UUID], among: Among) -> list[Hit]:
    """Those that the actor may read, in the same order."""
    wanted_ids = dict.fromkeys(ids)
    rows = entries(actor=actor).filter(pk__in=wanted_ids).select_related("project")
    found = {entry.pk: entry for entry in rows} if wanted_ids else {}
    hits: dict[UUID, Hit] = {}
    for kind in among.kinds:
        own = [entry for entry in found.values() if entry.kind == kind.label]
        hits |= {hit.id: hit for hit in _hits(actor, kind, own, among)}
    return [hits[pk] for pk in wanted_ids if pk in hits]


def _hits(actor: Actor, kind: Kind, own: Sequence[Entry], among: Among) -> Iterable[Hit]:
    if not own:
        return
    rows = kind.back.rows if among.withdrawn and kind.back else kind.rows
    read = rows(actor=actor).select_related(*kind.related).filter(pk__in=[entry.pk for entry in own])
    records = {record.pk: record for record in read}
    for entry in own:
        record = records.get(entry.pk)
        if record is not None and actor.may(kind.view, record):
            yield _hit(actor, kind, entry, record, among)


def _hit(actor: Actor, kind: Kind, entry: Entry, record: Any, among: Among) -> Hit:
    project: Any = entry.project
    front = project.key if project is not None and project.pk != entry.pk else ""
    key = f"{front}-{entry.key}" if front and entry.key else entry.key
    url = "" if among.withdrawn else kind.url(record, org=actor.organization.slug)
    return Hit(entry, kind, record, key, front, url)
