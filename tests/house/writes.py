"""What a request changed in the database, row by row, and what the trail says of it."""

import ast
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection

from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.house.sources import modules

Name = tuple[str, str]
Row = dict[str, Any]

# Columns that the house computes from other rows, whose change has its line; and counters.
COMPUTED = {
    "planning.Task": frozenset({"position", "wbs"}),
    "planning.Plan": frozenset({"next_number"}),
    "planning.Dependency": frozenset({"withdrawn_with"}),
}
# A summary's own figures are those of the rows below it.
ROLLED_UP = frozenset(
    {"start_at", "finish_at", "due", "due_version", "duration_minutes", "remaining_minutes"}
)

# Tables whose rows need no line, and why.
UNNAMED = {
    "tenancy.AuditLine": "the trail itself",
    "tenancy.UnsealedLine": "the trail itself: what waits for its seal",
    "tenancy.AuditSeal": "the trail itself: its seals",
    "tenancy.AuditHead": "the trail itself: its end",
    "tenancy.AccessLine": "the other log: who has looked",
    "tenancy.Event": "the event log: the fact of a change that has its line",
    "tenancy.Handled": "that a listener has reacted to a fact",
    "tenancy.JobRun": "what the house did by itself, with its own start, end and counts",
    "tenancy.TokenUse": "when a token was used last; the requests have their own lines",
    "records.Entry": "written by the database beside each record, whose own change has its line",
    "records.FileUsage": "how many bytes are kept: the files have their lines",
    "exchange.ColumnMemory": "where a person puts the columns of a list: the import’s line says it too",
    "records.SentForm": "which form was sent already; what the form did has its own lines",
    "records.FirstView": "with which view a list opens for oneself: the view's line tells",
    "records.CustomValues": "what stands in the organization's own fields: the record's line tells",
    "records.Mention": "whom a comment names: the comment's line tells",
    "records.ApprovalStep": "who decides on a request, and what was said: the request's lines tell",
    "records.ApprovalBand": "the rows of a matrix: its line tells them",
    "projects.StageEntry": "on which day a stage began: the line of the move tells",
    "projects.StatusLine": "the dimensions of a confirmed status: its line tells them",
    "projects.SowItem": "the lines of a version: its line tells how many each part has",
    "projects.SowSite": "the sites of a version: its line tells",
    "projects.PriceRow": "the rates of a version: its lines tell what came and went",
    "projects.EngagementAmendment": "what an amendment changed: the engagement's line tells it",
    "projects.ProjectSite": "where a project runs: its line tells all sites and numbers",
    "projects.IntakeCounter": "the last number given out: the request's line tells it",
    "projects.GateEvidence": "what was shown for a criterion: its line tells it",
    "planning.CalendarException": "the days of a calendar that differ: the calendar's line tells them",
    "planning.RequirementTask": "to which tasks a requirement is traced: its line tells",
    "planning.Responsibility": "who has which part in a deliverable or process: its line tells all of them",
    "planning.ScopePrice": "what extra work costs, for few eyes: the item's line says that it has one",
    "schedule.BoardLimit": "the limits of a board: the project's line tells all of them",
    "schedule.ChangeEffect": "what a change does to the plan: the change request's line tells it",
    "schedule.ChecklistItem": "the small steps of a task: the task's line tells all of them",
    "schedule.Collection": "whether and when a project asks for progress: its line tells",
    "schedule.ProgressEntry": "what was reported of a task: the task's line tells it",
    "schedule.Threshold": "what a project tolerates: its line tells",
    "schedule.TimesheetLine": "the hours of a week: the week's line tells each",
    "notifications.Delivery": "the ledger of letters: a record of its own",
    "notifications.WebhookDelivery": "the ledger of webhooks: a record of its own",
    "notifications.InboxLine": "one's own inbox: read and snoozed by oneself",
}
# Rows that are one thing together: a line about any of them tells all.
TOGETHER = {"notifications.Rung": "a ladder's line tells every rung of it"}
# The product's tables outside the tenants' walls that a request may change.
SHARED = ("tenancy.Organization", "tenancy.User")


def watched() -> Iterator[Any]:
    """Every table of a tenant, and those shared ones that people change."""
    for model in apps.get_models():
        label = model._meta.label
        if label in SHARED or (getattr(model, "is_tenant_table", False) and label not in UNNAMED):
            yield model


@dataclass
class Watch:
    """What changed while it looked on: rows by (model, id), and the new lines of the trail."""

    changed: dict[Name, list[str]] = field(default_factory=dict)
    lines: list[AuditLine] = field(default_factory=list)

    @property
    def named(self) -> set[Name]:
        """The records that the new lines name."""
        return {(line.subject_type, str(line.subject_id)) for line in self.lines}

    @property
    def unnamed(self) -> list[Name]:
        """Changed rows of which the trail says nothing."""
        told = {label for label, _pk in self.named} & set(TOGETHER)
        return sorted(name for name in self.changed.keys() - self.named if name[0] not in told)


@contextmanager
def watching(organization_id: UUID) -> Iterator[Watch]:
    """Compare every watched row of an organization before and after."""
    watch, before = Watch(), rows(organization_id)
    known = {line.pk for line in _lines(organization_id)}
    yield watch
    after = rows(organization_id)
    for name in before.keys() | after.keys():
        if columns := changed_columns(name[0], before.get(name), after.get(name)):
            watch.changed[name] = columns
    watch.lines = [line for line in _lines(organization_id) if line.pk not in known]


def _lines(organization_id: UUID) -> list[AuditLine]:
    with tenant_tx(organization_id):
        return list(AuditLine.objects.order_by("id"))


def changed_columns(label: str, before: Row | None, after: Row | None) -> list[str]:
    """The columns that differ, without those that the house computes; a new row and a lost one differ."""
    old, new = before or {}, after or {}
    computed = COMPUTED.get(label, frozenset())
    if new.get("kind") == "summary":
        computed |= ROLLED_UP
    return sorted(name for name in old | new if name not in computed and old.get(name) != new.get(name))


def rows(organization_id: UUID) -> dict[Name, Row]:
    """Every watched row, as the database has it."""
    found = {}
    with tenant_tx(organization_id), connection.cursor() as cursor:
        for model in watched():
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT id::text, to_jsonb(t) FROM {table} t")
            found |= {(model._meta.label, pk): json.loads(row) for pk, row in cursor.fetchall()}
    return found


def verbs_without_record() -> list[str]:
    """Services of the sources that are verbs and reach neither `record` nor `record_all`."""
    functions = [
        (module.name, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    ]
    calls = {(name, node.name): _called(node) for name, node in functions}
    by_name: dict[str, set[str]] = {}
    for (_module, name), called in calls.items():
        by_name.setdefault(name, set()).update(called)
    return sorted(
        f"{name}.{node.name}"
        for name, node in functions
        if "verb" in [ast.unparse(one) for one in node.decorator_list]
        and not _reaches(node.name, by_name.get)
    )


def _called(node: ast.AST) -> set[str]:
    return {
        ast.unparse(call.func).rpartition(".")[2] for call in ast.walk(node) if isinstance(call, ast.Call)
    }


def _reaches(name: str, calls: Callable[[str], set[str] | None]) -> bool:
    seen, waiting = set(), [name]
    while waiting:
        one = waiting.pop()
        if one in ("record", "record_all"):
            return True
        if one not in seen:
            seen.add(one)
            waiting += calls(one) or ()
    return False
