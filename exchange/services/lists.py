"""Verbs of lists: stage, settle the columns, bring in all of it or nothing, discard."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exchange.events import ListImported
from exchange.lists.checking import Checked, Fault, Place, check, words_of
from exchange.lists.errors import ListRefused
from exchange.lists.matching import guessed, heads_digest
from exchange.lists.reading import ListFile, read_list
from exchange.lists.sheets import Sheet
from exchange.lists.values import text
from exchange.models import ColumnMemory, ListImport
from exchange.selectors import list_import
from projects.selectors import Project
from records.importing import Brought, Importable, RowRefused, importable_of
from tenancy.actors import Actor
from tenancy.jobs import Progress, job, start_job
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError, Missing

LARGEST = 25 * 1024 * 1024
AT_ONCE = 500  # rows that a page brings in while one waits; more are a job
TRIED = 500  # rows that are tried out before anybody agrees
SHOWN, SHOWN_FAULTS = 10, 200
JOB = "exchange.import_list"


class ListTooLarge(ListRefused):
    """More than a list can be."""

    code = "file_too_large"
    message = _("The file is larger than %(limit)d MB. Leave out what is not part of the list.")
    status = 413


class ListNotReady(DomainError):
    """Something in it is not settled."""

    code = "list_not_ready"
    message = _("%(count)s cells or columns still have to be settled. Nothing was imported.")


class ListEnded(DomainError):
    """Somebody was first."""

    code = "list_ended"
    message = _("This import has ended already, or is under way. Upload the file again.")


class PlaceWrong(BadInput):
    """A column stands somewhere else."""

    code = "place_wrong"
    message = _("%(column)s: the file has no such column, or it stands for another one already.")


@verb
def stage_list(
    *,
    actor: Actor,
    what: Importable,
    project: Project | None = None,
    file: ListFile,
    sheet: str = "",
    has_heads: bool = True,
) -> ListImport:
    """Read a list and say what it would do; nothing else changes.

    The same file again answers the import that waits, or the one that was done. Raises a `ListRefused` that
    names what is wrong with the file.
    """
    require(actor, "exchange.import_list")
    _check_may(actor, what, project)
    if len(file.content) > LARGEST:
        raise ListTooLarge(limit=LARGEST // 1024 // 1024)
    found = read_list(file, sheet=sheet, has_heads=has_heads)
    mapping = _first_mapping(actor, what, found)
    known = _known(actor, what, project, file.digest, sheet, mapping)
    if known is not None:
        return known
    run = _new(actor, what, project, file, heads=list(found.heads), sheet=sheet, has_heads=has_heads)
    _look(actor, what, run, found, mapping)
    run.save(force_insert=True)
    record(actor, "exchange.stage_list", run, after={"file": run.filename, "sha256": run.sha256})
    return run


@verb
def map_columns(
    *, actor: Actor, run: ListImport, mapping: Mapping[str, Place], version: int | None = None
) -> ListImport:
    """Say which column of the file is which, and how it is written; the person's next file starts there.

    Raises `PlaceWrong`, `ListEnded`.
    """
    what = _what(actor, run)
    _check_places(what, run, mapping)
    found = read_list(_file(run), sheet=run.sheet, has_heads=run.has_heads)
    before = run.mapping
    _look(actor, what, run, found, mapping)
    values = {"mapping": run.mapping, "mapping_digest": run.mapping_digest, "report": run.report}
    _move(run, ListImport.State.PREVIEWED, **values)
    _remember(actor, run)
    record(actor, "exchange.map_columns", run, before={"mapping": before}, after={"mapping": run.mapping})
    return run


@verb
def commit_list(*, actor: Actor, run: ListImport, version: int | None = None) -> ListImport:
    """Bring the list in: all rows or none. Long lists are a job; the import then says which.

    The same file with the same columns, done before, answers that import. Raises `ListNotReady`, `ListEnded`.
    """
    what = _what(actor, run)
    if not run.report["is_good"]:
        raise ListNotReady(count=run.report["count"] or 1)
    done = _done_before(run)
    if done is not None:
        _move(run, ListImport.State.DISCARDED, ended_at=actor.now)
        record(actor, "exchange.discard_list", run, after={"same_as": str(done.pk)})
        return done
    if run.report["rows"] <= AT_ONCE or actor.person_id is None:
        return _bring(actor, what, run)
    job_run = start_job(actor=actor, kind=JOB, arguments={"import_id": str(run.pk)})
    _move(run, ListImport.State.RUNNING, job_id=job_run.pk)
    record(actor, "exchange.commit_list", run, after={"job": str(job_run.pk)})
    return run


@verb
def discard_list(*, actor: Actor, run: ListImport, version: int | None = None) -> ListImport:
    """Leave everything as it is; the file and its report stay readable. Raises `ListEnded`."""
    _what(actor, run)
    _move(run, ListImport.State.DISCARDED, ended_at=actor.now)
    record(actor, "exchange.discard_list", run, before={"state": "previewed"}, after={"state": run.state})
    return run


def bring_list(
    *, actor: Actor, what: Importable, file: ListFile, project: Project | None = None, **more: Any
) -> ListImport:
    """Stage, and bring in what needs no question, for doors without a person in front of them."""
    run = stage_list(actor=actor, what=what, project=project, file=file, **more)
    return commit_list(actor=actor, run=run) if run.waits and run.report["is_good"] else run


@job(JOB, policy="exchange.import_list", label=_("Import of a list"))
def import_list(*, actor: Actor, run: Any, progress: Progress, import_id: str) -> None:
    """The rows of a long list, in one transaction."""
    with progress.chunk():
        found = list_import(actor=actor, import_id=UUID(import_id))
        total = found.report["rows"]
    progress(done=0, total=total, message=_("The rows are written; all of them count, or none."))
    try:
        with progress.chunk():
            if found.state == ListImport.State.RUNNING:
                _bring(actor, _what(actor, found), found)
    except DomainError:
        with progress.chunk():
            ListImport.objects.filter(pk=found.pk, state=ListImport.State.RUNNING).update(
                state=ListImport.State.PREVIEWED, report=found.report, version=found.version + 1
            )
        raise
    progress(done=total, total=total, message=_("All rows are in."))


# -- what the verbs share


def _new(actor: Actor, what: Importable, project: Project | None, file: ListFile, **more: Any) -> ListImport:
    return ListImport(
        client_id=project.client_id if project else None,
        project=project,
        what=what.name,
        filename=file.name[-200:],
        size=len(file.content),
        sha256=file.digest,
        content=file.content,
        started_by_id=actor.person_id,
        created_at=actor.now,
        **more,
    )


def _check_may(actor: Actor, what: Importable, project: Project | None) -> None:
    if not actor.may(what.policy, project):
        raise Denied(what.policy, project)


def _what(actor: Actor, run: ListImport) -> Importable:
    """What the import is of, if the actor may bring it in."""
    require(actor, "exchange.import_list")
    what = importable_of(run.what)
    if what is None:
        raise Missing()
    _check_may(actor, what, run.project)
    return what


def _file(run: ListImport) -> ListFile:
    content = ListImport.objects.values_list("content", flat=True).get(pk=run.pk)
    return ListFile(run.filename, bytes(content))


def _first_mapping(actor: Actor, what: Importable, sheet: Sheet) -> dict[str, Place]:
    """As this person put these heads before, else as their names say."""
    same = ColumnMemory.objects.filter(what=what.name, heads_digest=heads_digest(sheet.heads))
    memory = same.filter(Q(person_id=actor.person_id)).first()
    if memory is not None:
        return {name: Place(**place) for name, place in memory.mapping.items()}
    return {name: Place(at) for name, at in guessed(what.columns, sheet.heads).items()}


def _remember(actor: Actor, run: ListImport) -> None:
    if actor.person_id is not None:
        ColumnMemory.objects.update_or_create(
            person_id=actor.person_id,
            what=run.what,
            heads_digest=heads_digest(run.heads),
            defaults={"mapping": run.mapping},
        )


def _check_places(what: Importable, run: ListImport, mapping: Mapping[str, Place]) -> None:
    taken: set[int] = set()
    names = {column.name: column for column in what.columns}
    for name, place in mapping.items():
        if name not in names or not 0 <= place.at < len(run.heads) or place.at in taken:
            raise PlaceWrong(column=names[name].label if name in names else name, field=name)
        taken.add(place.at)


def _known(
    actor: Actor, what: Importable, project: Project | None, digest: str, sheet: str, mapping: Any
) -> ListImport | None:
    """The import of the same file: waiting here for this person, or done with the same columns."""
    same = ListImport.objects.defer("content").filter(
        what=what.name, project=project, sha256=digest, sheet=sheet
    )
    waiting = same.filter(state__in=ListImport.OPEN, started_by_id=actor.person_id)
    done = same.filter(state=ListImport.State.IMPORTED, mapping_digest=_digest(_plain(mapping)))
    return waiting.first() or done.first()


def _done_before(run: ListImport) -> ListImport | None:
    same = ListImport.objects.defer("content").filter(
        what=run.what, project=run.project, sha256=run.sha256, mapping_digest=run.mapping_digest
    )
    return same.filter(state=ListImport.State.IMPORTED).first()


def _plain(mapping: Mapping[str, Place]) -> dict[str, Any]:
    return {name: {"at": place.at, "way": place.way} for name, place in sorted(mapping.items())}


def _digest(plain: Mapping[str, Any]) -> str:
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _move(run: ListImport, state: str, **values: Any) -> None:
    """A conditional update: whoever is second finds no row."""
    waiting = ListImport.objects.filter(pk=run.pk, state=ListImport.State.PREVIEWED, version=run.version)
    if not waiting.update(state=state, version=run.version + 1, **values):
        raise ListEnded()
    run.state, run.version = state, run.version + 1
    for name, value in values.items():
        setattr(run, name, value)


# -- looking and bringing


@dataclass(frozen=True)
class Outcome:
    """What bringing the rows in did, or the faults for which nothing was done."""

    brought: Brought
    faults: list[Fault]


def _checked(
    actor: Actor, what: Importable, run: ListImport, sheet: Sheet, mapped: Mapping[str, Place]
) -> Checked:
    of_project = {"project": run.project} if what.of_project else {}
    words = {
        column.name: words_of(column.choices(actor=actor, **of_project))
        for column in what.columns
        if column.choices and column.name in mapped
    }
    return check(sheet=sheet, what=what, mapped=mapped, words=words)


def _look(
    actor: Actor, what: Importable, run: ListImport, sheet: Sheet, mapping: Mapping[str, Place]
) -> None:
    """Check every cell, try the rows out where they are few, and put what was found into the report."""
    run.mapping = _plain(mapping)
    run.mapping_digest = _digest(run.mapping)
    done = _checked(actor, what, run, sheet, mapping)
    if done.is_good and len(done.rows) <= TRIED:
        for fault in _tried(actor, what, run, done):
            done.add(fault)
    run.report = {
        "rows": len(done.rows),
        "is_good": done.is_good,
        "count": done.count,
        "faults": [vars(fault) for fault in done.faults[:SHOWN_FAULTS]],
        "asks": done.asks,
        "missing": done.missing,
        "how": sheet.how,
        "sheets": list(sheet.names),
        "first": [
            {"row": line.number, "cells": [text(line.at(n))[:80] for n in range(len(sheet.heads))]}
            for line in sheet.lines[:SHOWN]
        ],
    }


def _tried(actor: Actor, what: Importable, run: ListImport, done: Checked) -> list[Fault]:
    """The rows brought in and taken back: the rules of the service, asked before anybody agrees."""
    with transaction.atomic():
        outcome = _rows(actor, what, run, done)
        transaction.set_rollback(True)
    return outcome.faults


def _bring(actor: Actor, what: Importable, run: ListImport) -> ListImport:
    """Everything or nothing: what is refused now is written into the report, and raised."""
    sheet = read_list(_file(run), sheet=run.sheet, has_heads=run.has_heads)
    done = _checked(actor, what, run, sheet, {name: Place(**place) for name, place in run.mapping.items()})
    with transaction.atomic():
        outcome = _rows(actor, what, run, done) if done.is_good else Outcome(Brought(), done.faults)
        if outcome.faults:
            transaction.set_rollback(True)
    if outcome.faults:
        faults = [vars(fault) for fault in outcome.faults[:SHOWN_FAULTS]]
        run.report = {**run.report, "is_good": False, "count": len(outcome.faults), "faults": faults}
        raise ListNotReady(count=len(outcome.faults))
    return _ended(actor, run, outcome.brought)


def _ended(actor: Actor, run: ListImport, brought: Brought) -> ListImport:
    counts = {"created": brought.created, "updated": brought.updated, "unchanged": brought.unchanged}
    values = {"ended_at": actor.now, "report": {**run.report, **counts}}
    open_run = ListImport.objects.filter(pk=run.pk, state__in=ListImport.OPEN, version=run.version)
    if not open_run.update(state=ListImport.State.IMPORTED, version=run.version + 1, **values):
        raise ListEnded()
    run.state, run.version, run.report = ListImport.State.IMPORTED, run.version + 1, values["report"]
    record(actor, "exchange.commit_list", run, after=counts)
    told = (run.project_id, run.pk, run.what, brought.created, brought.updated)
    publish(ListImported(actor.organization.id, *told), actor=actor)
    return run


def _rows(actor: Actor, what: Importable, run: ListImport, done: Checked) -> Outcome:
    of_project = {"project": run.project} if what.of_project else {}
    if what.at_once:
        try:
            return Outcome(what.service(actor=actor, **of_project, rows=done.rows), [])
        except RowRefused as refused:
            return Outcome(
                Brought(), [Fault(done.numbers[refused.position], refused.column, str(refused.message))]
            )
        except DomainError as refused:
            return Outcome(Brought(), [Fault(0, "", str(refused))])
    faults = []
    for number, row in zip(done.numbers, done.rows, strict=True):
        try:
            with transaction.atomic():
                what.service(actor=actor, **of_project, **row)
        except DomainError as refused:
            faults.append(Fault(number, refused.field or "", str(refused)))
        if len(faults) >= SHOWN_FAULTS:
            break
    return Outcome(Brought(created=len(done.rows)), faults)
