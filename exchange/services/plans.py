"""Verbs of imports."""

import io
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from exchange.events import PlanImported
from exchange.models import ImportRun
from exchange.mspdi.reader import Plan, read_plan
from exchange.plan_rows import plan_rows
from exchange.reports import Report, report_of
from planning.loading import LoadOptions
from planning.services import load_plan
from projects.selectors import Project
from tenancy.actors import Actor
from tenancy.scope import JOB_TIMEOUT, tenant_tx
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError

LARGEST = 64 * 1024 * 1024


class FileTooLarge(BadInput):
    """More than a plan can be."""

    code = "file_too_large"
    message = _("The file is larger than %(limit)d MB. Save the plan without its reports and views.")
    field = "file"


class ImportEnded(DomainError):
    """Somebody was first: the import is done or discarded."""

    code = "import_ended"
    message = _("This import has ended already. Open its report, or upload the file again.")


@dataclass(frozen=True)
class PlanFile:
    """A file as it came through a door."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        return sha256(self.content).hexdigest()


@verb
def stage_import(*, actor: Actor, project: Project, file: PlanFile) -> ImportRun:
    """Read a plan file and say what it would do; nothing in the plan changes.

    Raises `PlanFileRefused` (named by what is wrong with the file) and `FileTooLarge`.
    """
    require(actor, "exchange.stage_import", project)
    _check_size(file)
    plan = read_plan(source=io.BytesIO(file.content))
    report = _load(actor, project, plan, dry_run=True)
    last = ImportRun.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    run = ImportRun.objects.create(
        client_id=project.client_id,
        project=project,
        number=last + 1,
        filename=file.name[-200:],
        size=len(file.content),
        sha256=file.digest,
        content=file.content,
        report=report,
        started_by_id=actor.person_id,
        created_at=actor.now,
    )
    record(actor, "exchange.stage_import", run, after={"file": run.filename, "sha256": run.sha256})
    return run


@verb
def commit_import(*, actor: Actor, run: ImportRun, version: int | None = None) -> ImportRun:
    """Bring the previewed file into the plan, all of it or nothing. Raises `ImportEnded`."""
    require(actor, "exchange.commit_import", run)
    _end(actor, run, ImportRun.State.IMPORTED)
    content = bytes(ImportRun.objects.values_list("content", flat=True).get(pk=run.pk))
    run.report = dict(_load(actor, run.project, read_plan(source=io.BytesIO(content)), dry_run=False))
    run.save(update_fields=["report"])
    counts = {kind: run.report[kind] for kind in ("created", "updated")}
    record(actor, "exchange.commit_import", run, after=counts)
    totals = [sum(counts[kind].values()) for kind in ("created", "updated")]
    publish(PlanImported(actor.organization.id, run.project_id, run.pk, *totals), actor=actor)
    return run


@verb
def discard_import(*, actor: Actor, run: ImportRun, version: int | None = None) -> ImportRun:
    """Leave the plan as it is. The file and its report stay readable. Raises `ImportEnded`."""
    require(actor, "exchange.discard_import", run)
    _end(actor, run, ImportRun.State.DISCARDED)
    record(actor, "exchange.discard_import", run, before={"state": "previewed"}, after={"state": run.state})
    return run


def import_plan(*, actor: Actor, project: Project, file: PlanFile, dry_run: bool = False) -> ImportRun:
    """Preview and import in one go, for doors without a person in front of them.

    With `dry_run` it ends at the preview, and the run waits for a decision.
    """
    with tenant_tx(actor.organization.id, timeout=JOB_TIMEOUT):
        run = stage_import(actor=actor, project=project, file=file)
        return run if dry_run else commit_import(actor=actor, run=run)


def _check_size(file: PlanFile) -> None:
    if len(file.content) > LARGEST:
        raise FileTooLarge(limit=LARGEST // 1024 // 1024)


def _load(actor: Actor, project: Project, plan: Plan, *, dry_run: bool) -> Report:
    result = load_plan(
        actor=actor, project=project, plan=plan_rows(plan), options=LoadOptions(dry_run=dry_run)
    )
    return report_of(plan, result)


def _end(actor: Actor, run: ImportRun, state: str) -> None:
    """A conditional update: whoever is second finds no row."""
    waiting = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.PREVIEWED)
    if not waiting.update(state=state, ended_at=actor.now, version=run.version + 1):
        raise ImportEnded()
    run.state, run.ended_at, run.version = state, actor.now, run.version + 1
