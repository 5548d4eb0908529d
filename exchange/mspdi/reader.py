"""Reads a whole plan: the guard's pieces in, a frozen `Plan` out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from exchange.mspdi import resources, tasks
from exchange.mspdi.assignments import Assignment, read_assignment
from exchange.mspdi.calendars import Calendar, read_calendar
from exchange.mspdi.custom_fields import CustomField, read_definition
from exchange.mspdi.errors import DuplicateUid, PlanFileRefused, WrongOrder
from exchange.mspdi.fidelity import KEPT, Ledger
from exchange.mspdi.guard import Guard, Limits, Node, Piece
from exchange.mspdi.links import Link, Links
from exchange.mspdi.project import Project, read_project
from exchange.mspdi.records import Record, count_unknown
from exchange.mspdi.remarks import Remark, Remarks
from exchange.mspdi.resources import Resource, read_resource
from exchange.mspdi.schema import PROJECT_SHAPE, RECORD_NAMES, RECORDS, REPEATED
from exchange.mspdi.tasks import ROOT, Outline, Place, Task, read_task

ORDER = tuple(RECORDS)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A plan as Microsoft Project saved it.

    `tasks` are in document order without the project summary task (UID 0), which is `summary`; `unassigned`
    is the nameless resource with UID 0; `summary_assignments` are totals on the project summary task.
    `ledger` says what became of every value in the file, `remarks` what people should know.
    """

    project: Project
    summary: Task | None
    custom_fields: tuple[CustomField, ...]
    calendars: tuple[Calendar, ...]
    tasks: tuple[Task, ...]
    links: tuple[Link, ...]
    resources: tuple[Resource, ...]
    unassigned: Resource | None
    assignments: tuple[Assignment, ...]
    summary_assignments: tuple[Assignment, ...]
    remarks: tuple[Remark, ...]
    ledger: Ledger
    bytes_read: int
    elements: int


def read_plan(*, source: BinaryIO, limits: Limits | None = None) -> Plan:
    """Reads Microsoft Project XML from a binary stream.

    Raises a `PlanFileRefused`, which says why and how far the stream was read, for anything that is not such
    a file, is hostile, or is larger than `limits`.
    """
    reading = Reading(source, limits)
    try:
        return reading.plan()
    except PlanFileRefused as refused:
        refused.bytes_read, refused.levels = reading.guard.bytes_read, reading.guard.levels
        raise


class Reading:
    """One pass over one file."""

    def __init__(self, source: BinaryIO, limits: Limits | None) -> None:
        self.guard = Guard(source=source, containers=frozenset(RECORDS), repeated=REPEATED, limits=limits)
        self.ledger, self.remarks = Ledger(), Remarks()
        self.links = Links(ledger=self.ledger, remarks=self.remarks)
        self.outline = Outline()
        self.custom_fields: dict[str, CustomField] = {}
        self.calendars: dict[int, Calendar] = {}
        self.tasks: dict[int, Task] = {}
        self.resources: dict[int, Resource] = {}
        self.assignments: list[Assignment] = []
        self.summary_assignments: list[Assignment] = []
        self.summary: Task | None = None
        self.unassigned: Resource | None = None
        self._project_parts: list[Node] = []
        self._root: Node | None = None
        self._waiting: tuple[Record, Place] | None = None
        self._uids: dict[str, set[int]] = {name: set() for name in RECORDS}
        self._reached = 0
        self._takers: dict[str, Callable[[Record], None]] = {
            "ExtendedAttributes": self._take_custom_field,
            "Calendars": self._take_calendar,
            "Tasks": self._take_task,
            "Resources": self._take_resource,
            "Assignments": self._take_assignment,
        }

    def plan(self) -> Plan:
        for piece in self.guard.pieces():
            self._take(piece)
        self._finish_task()
        links = self.links.close(known=self.tasks)
        return Plan(
            project=self._project(),
            summary=self.summary,
            custom_fields=tuple(self.custom_fields.values()),
            calendars=tuple(self.calendars.values()),
            tasks=tuple(self.tasks.values()),
            links=links,
            resources=tuple(self.resources.values()),
            unassigned=self.unassigned,
            assignments=tuple(self.assignments),
            summary_assignments=tuple(self.summary_assignments),
            remarks=self.remarks.all(),
            ledger=self.ledger,
            bytes_read=self.guard.bytes_read,
            elements=self.guard.elements,
        )

    def _take(self, piece: Piece) -> None:
        if piece.parent in RECORDS and piece.node.name == RECORD_NAMES[piece.parent]:
            self._take_record(piece)
        elif piece.parent in RECORDS:
            count_unknown(piece.node, f"Project.{piece.parent}.{piece.node.name[:120]}", self.ledger)
        elif piece.parent:
            self._project_parts.append(piece.node)
        else:
            self._root = piece.node

    def _take_record(self, piece: Piece) -> None:
        self._check_order(piece.parent)
        shape = RECORDS[piece.parent]
        record = Record(node=piece.node, shape=shape, remarks=self.remarks, line=piece.line)
        if "UID" in shape.leaves:
            self._check_uid(piece.parent, record)
        self._takers[piece.parent](record)

    def _check_order(self, container: str) -> None:
        """References are checked against what was read, so that the order of the file matters."""
        rank = ORDER.index(container)
        if rank < self._reached:
            raise WrongOrder(element=container, before=ORDER[self._reached])
        if rank > self._reached:
            self._finish_task()
            self._reached = rank

    def _check_uid(self, container: str, record: Record) -> None:
        uid, known = record.uid(), self._uids[container]
        if uid in known:
            raise DuplicateUid(element=record.node.name, uid=uid)
        known.add(uid)

    def _take_custom_field(self, record: Record) -> None:
        field = read_definition(record)
        self.custom_fields.setdefault(field.field_id, field)
        record.settle(self.ledger)

    def _take_calendar(self, record: Record) -> None:
        calendar = read_calendar(record)
        self.calendars[calendar.uid] = calendar
        record.settle(self.ledger)

    def _take_task(self, record: Record) -> None:
        """Places a task and lets it wait for the next one, which shows whether it has children."""
        if tasks.is_blank(record):
            self._leave_out(record, "blank_rows")
        elif tasks.is_external(record):
            self._leave_out(record, "external_tasks", record.peek("Name") or record.label)
        elif tasks.is_project_summary(record):
            record.take(tasks.LEVEL)
            self._wait(record, ROOT)
        else:
            self._wait(record, self._place(record))

    def _leave_out(self, record: Record, remark: str, example: str = "") -> None:
        record.drop(self.ledger)
        self.remarks.add(remark, example)

    def _place(self, record: Record) -> Place:
        level = record.take(tasks.LEVEL)
        place = self.outline.place(record.uid(), level)
        if place.level != level:
            record.alter("OutlineLevel", place.level)
            self.remarks.add("levels", f"{record.label}: {level} → {place.level}")
        return place

    def _wait(self, record: Record, place: Place) -> None:
        self._finish_task(next_level=place.level)
        self._waiting = record, place

    def _finish_task(self, next_level: int = 0) -> None:
        if self._waiting is None:
            return
        record, place = self._waiting
        self._waiting = None
        links = [] if place is ROOT else record.detach("PredecessorLink")
        task = self._task(record, place, has_children=next_level > place.level)
        if place is ROOT:
            self.summary = task
        else:
            self.tasks[task.uid] = task
        for link in links:
            self.links.add(link, successor=task.uid, known=self.tasks)

    def _task(self, record: Record, place: Place, *, has_children: bool) -> Task:
        task = read_task(
            record,
            place=place,
            has_children=has_children,
            definitions=self.custom_fields,
            calendars=self.calendars,
        )
        if task.is_subproject:
            self.remarks.add("subprojects", task.name or record.label)
        record.settle(self.ledger)
        return task

    def _take_resource(self, record: Record) -> None:
        if resources.is_blank(record):
            self._leave_out(record, "blank_resources")
            return
        resource = read_resource(record, definitions=self.custom_fields, calendars=self.calendars)
        record.settle(self.ledger)
        if resources.is_unassigned(record):
            self.unassigned = resource
        else:
            self.resources[resource.uid] = resource

    def _take_assignment(self, record: Record) -> None:
        assignment = read_assignment(record, self.custom_fields)
        group = self._group(assignment)
        if group is None:
            self._leave_out(record, "broken_assignments", record.label)
        else:
            group.append(assignment)
            record.settle(self.ledger)

    def _group(self, assignment: Assignment) -> list[Assignment] | None:
        """Where an assignment belongs; None where its task or resource is not in the plan."""
        if assignment.resource_uid is not None and assignment.resource_uid not in self.resources:
            return None
        if self.summary and assignment.task_uid == self.summary.uid:
            return self.summary_assignments
        return self.assignments if assignment.task_uid in self.tasks else None

    def _project(self) -> Project:
        root = self._root or Node("Project")
        root.children = self._project_parts
        record = Record(node=root, shape=PROJECT_SHAPE, remarks=self.remarks)
        project = read_project(record, calendars=self.calendars)
        if root.count:
            record.settle(self.ledger)
        else:
            self.ledger.count("Project", KEPT)
        return project
