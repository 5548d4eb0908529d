"""Writing what a draft says, in bulk: the number of statements does not grow with the file's rows."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, Model

from planning.calendars import other_json, rule_json
from planning.events import MilestoneRescheduled
from planning.loading import AssignmentRow, BaselineRow, CalendarRow, ExceptionRow, ResourceRow
from planning.models import (
    Assignment,
    CalendarException,
    Dependency,
    Plan,
    PlanResource,
    Task,
    TaskBaseline,
    WorkCalendar,
)
from planning.services.kept_free import NO_BUFFER
from planning.services.loads import links as of_links
from planning.services.loads import tasks as of_tasks
from planning.services.loads.compare import Batch, Values, digest_of
from planning.services.loads.draft import Draft
from planning.services.places import kind_at
from planning.services.rows import CHUNK, update_rows
from planning.services.whole import reserve_numbers
from planning.services.withdrawals import withdraw_rows
from planning.times import PlanTime
from projects.selectors import Project
from tenancy.actors import Actor


class Loader:
    """One load: the draft, and what every written row shares."""

    def __init__(self, actor: Actor, project: Project, plan: Plan, draft: Draft) -> None:
        self.actor, self.project, self.plan, self.draft = actor, project, plan, draft
        self.source = draft.rows.source
        self.time = PlanTime(project.zone)
        self.rescheduled: list[MilestoneRescheduled] = []
        self.history: list[tuple[Task, Values, Values]] = []

    def apply(self) -> None:
        """Write everything, in the order in which rows point to each other."""
        self.calendars()
        self.resources()
        self.tasks()
        self.leave()
        self.arrange()
        self.links()
        self.assignments()
        self.baselines()
        self.whole()

    def shared(self) -> Values:
        """What every new row of the project carries."""
        return {
            "project_id": self.project.pk,
            "client_id": self.project.client_id,
            "created_at": self.actor.now,
        }

    def sourced(self, row: Any) -> Values:
        """What every row from a file carries."""
        return {"source_fields": dict(row.fields), "source_digest": digest_of(row)}

    def save(self, model: type[Model], batch: Batch[Any], values: dict[UUID, Values], **extra: Any) -> None:
        """Create and update the rows of one kind."""
        create = [model(pk=pk, **extra, **values[pk]) for pk, _key in batch.create]
        model._default_manager.bulk_create(create, batch_size=CHUNK)
        if batch.update:
            columns = tuple(values[batch.update[0][0]])
            update_rows(model, columns, [(pk, tuple(values[pk].values())) for pk, _key in batch.update])

    def calendars(self) -> None:
        """Calendars with their exceptions, which are replaced as a whole."""
        batch, rows = self.draft.calendars, {row.external_id: row for row in self.draft.rows.calendars}
        changed = [*batch.create, *batch.update]
        values = {pk: self._calendar(rows[key]) for pk, key in changed}
        shared = {"project_id": self.project.pk, "created_at": self.actor.now}
        self.save(WorkCalendar, batch, values, **shared)
        if batch.update:
            CalendarException.objects.filter(calendar_id__in=[pk for pk, _key in batch.update]).delete()
        exceptions = [_exception(pk, each) for pk, key in changed for each in rows[key].exceptions]
        CalendarException.objects.bulk_create(exceptions, batch_size=CHUNK)

    def _calendar(self, row: CalendarRow) -> Values:
        return {
            "source": self.source,
            "external_id": row.external_id,
            "name": row.name[:255],
            "base_id": self.draft.calendar_ids.get(row.base),
            "week": [None if day is None else list(day) for day in row.week],
            "weeks": [other_json(week) for week in row.weeks],
            **self.sourced(row),
        }

    def resources(self) -> None:
        """Resources of the plan."""
        rows = {row.external_id: row for row in self.draft.rows.resources}
        batch = self.draft.resources
        values = {pk: self._resource(rows[key]) for pk, key in [*batch.create, *batch.update]}
        self.save(PlanResource, batch, values, **self.shared())

    def _resource(self, row: ResourceRow) -> Values:
        return {
            "source": self.source,
            "external_id": row.external_id,
            "name": row.name[:255],
            "kind": row.kind,
            "initials": row.initials[:255],
            "group": row.group[:255],
            "email": row.email[:255],
            "max_units": row.max_units,
            "calendar_id": self.draft.calendar_ids.get(row.calendar),
            "standard_rate": row.standard_rate,
            "overtime_rate": row.overtime_rate,
            "cost_per_use": row.cost_per_use,
            **self.sourced(row),
        }

    def tasks(self) -> None:
        """New tasks in document order with a block of numbers, and the values of changed ones."""
        rows = {row.external_id: row for row in self.draft.rows.tasks}
        batch, draft = self.draft.tasks, self.draft
        values = {
            pk: of_tasks.values_of(
                rows[key], draft.places[pk], self.time, draft.calendar_ids, draft.known.get(pk)
            )
            for pk, key in [*batch.create, *batch.update]
        }
        number = reserve_numbers(self.plan, len(batch.create)) if batch.create else 0
        create = [
            Task(pk=pk, external_id=key, source=self.source, number=number + n, **self._at(pk), **values[pk])
            for n, (pk, key) in enumerate(batch.create)
        ]
        Task.objects.bulk_create(create, batch_size=CHUNK)
        self._release(pk for pk, _key in batch.update if of_tasks.is_work(values[pk]))
        update_rows(
            Task,
            of_tasks.COLUMNS,
            [(pk, [values[pk][name] for name in of_tasks.COLUMNS]) for pk, _key in batch.update],
        )
        for pk, _key in batch.update:
            self._remember(pk, values[pk])

    def _release(self, ids: Iterable[UUID]) -> None:
        """Buffers of which the file says that they are work, or hold some, are buffers no longer."""
        known = self.draft.known
        gone = [pk for pk in ids if pk in known and known[pk]["is_buffer"]]
        if gone:
            Task.objects.filter(pk__in=gone).update(is_buffer=False, **NO_BUFFER)

    def _at(self, pk: UUID) -> Values:
        place = self.draft.places[pk]
        where = {"position": place.position, "level": place.level, "wbs": place.wbs}
        baseline = self.draft.baseline_rows.get((pk, 0))
        promised = self._promised(baseline) if baseline else None
        return {**self.shared(), "parent_id": place.parent, "promised": promised, **where}

    def _remember(self, pk: UUID, values: Values) -> None:
        was = self.draft.known[pk]
        quiet = ("version", "source_digest", "source_fields")
        changed = [name for name in of_tasks.COLUMNS if was[name] != values[name] and name not in quiet]
        task = Task(pk=pk, number=was["number"], project_id=self.project.pk)
        before = {name: was[name] for name in changed}
        self.history.append((task, before, {name: values[name] for name in changed}))
        if values["kind"] == Task.Kind.MILESTONE and "due" in changed:
            ids = (self.actor.organization.id, self.project.pk, pk)
            self.rescheduled.append(
                MilestoneRescheduled(*ids, was["due"], values["due"], values["due_version"])
            )

    def leave(self) -> None:
        """Tasks that left the file, where the load was asked to withdraw them."""
        if self.draft.leaving:
            withdraw_rows(self.actor, self.draft.leaving, reason=of_links.GONE, root=None)

    def arrange(self) -> None:
        """The places that have changed, also of rows that the file does not know."""
        created = {pk for pk, _key in self.draft.tasks.create}
        updated = dict(self.draft.tasks.update)
        moved: list[tuple[UUID, Any, Any]] = []
        for pk, place in self.draft.places.items():
            if pk in created:
                continue
            was = self.draft.known[pk]
            kind = was["kind"] if pk not in updated else ""
            moved += self._moved(pk, place, was, kind)
        update_rows(Task, ("parent", "position", "level", "wbs"), [(pk, new) for pk, new, _kind in moved])
        turned = [(pk, kind) for pk, _new, kind in moved if kind]
        self._release(pk for pk, _kind in turned)
        update_rows(Task, ("kind", "state"), turned)

    def _moved(self, pk: UUID, place: Any, was: Values, kind: str) -> Iterable[tuple[UUID, Any, Any]]:
        new = (place.parent, place.position, place.level, place.wbs)
        turned = kind_at(place, kind) if kind else ""
        change = (turned, of_tasks.state_as(turned, was["state"])) if turned != kind else None
        if change or new != (was["parent_id"], was["position"], was["level"], was["wbs"]):
            yield pk, new, change

    def links(self) -> None:
        """Links, and those that left the file."""
        batch, draft = self.draft.links, self.draft
        create = [
            Dependency(
                pk=pk,
                predecessor_id=key[0],
                successor_id=key[1],
                kind=key[2],
                **self.shared(),
                **of_links.values_of(draft.link_rows[key], self.source, 1),
            )
            for pk, key in batch.create
        ]
        Dependency.objects.bulk_create(create, batch_size=CHUNK)
        update_rows(Dependency, of_links.COLUMNS, [(pk, self._link(pk, key)) for pk, key in batch.update])
        self._gone(Dependency, batch.remove)

    def _link(self, pk: UUID, key: of_links.Key) -> list[Any]:
        version = self.draft.link_versions[pk] + 1
        values = of_links.values_of(self.draft.link_rows[key], self.source, version)
        return [values[name] for name in of_links.COLUMNS]

    def _gone(self, model: type[Model], keys: list[UUID]) -> None:
        if keys:
            why = {"withdrawn_at": self.actor.now, "withdrawn_reason": of_links.GONE}
            model._default_manager.filter(pk__in=keys).update(**why, version=F("version") + 1)

    def assignments(self) -> None:
        """Assignments, and those that left the file."""
        rows = {row.external_id: row for row in self.draft.rows.assignments}
        batch = self.draft.assignments
        values = {pk: self._assignment(rows[key]) for pk, key in [*batch.create, *batch.update]}
        self.save(Assignment, batch, values, **self.shared())
        self._release(values[pk]["task_id"] for pk, _key in batch.create)
        self._gone(Assignment, batch.remove)

    def _assignment(self, row: AssignmentRow) -> Values:
        return {
            "source": self.source,
            "external_id": row.external_id,
            "task_id": self.draft.task_ids[row.task],
            "resource_id": self.draft.resource_ids.get(row.resource),
            "units": row.units,
            "work_minutes": row.work_minutes,
            "actual_work_minutes": row.actual_work_minutes,
            "remaining_work_minutes": row.remaining_work_minutes,
            "start_at": self.time.utc(row.start),
            "finish_at": self.time.utc(row.finish),
            **self.sourced(row),
        }

    def baselines(self) -> None:
        """Baselines, and with baseline 0 the day that was promised (new tasks carry it already)."""
        batch, rows = self.draft.baselines, self.draft.baseline_rows
        changed = [*batch.create, *batch.update]
        self.save(
            TaskBaseline, batch, {pk: self._baseline(key, rows[key]) for pk, key in changed}, **self.shared()
        )
        promised = {key[0]: [self._promised(rows[key])] for _pk, key in changed if key[1] == 0}
        new = {pk for pk, _key in self.draft.tasks.create}
        update_rows(Task, ("promised",), [(pk, day) for pk, day in promised.items() if pk not in new])

    def _baseline(self, key: tuple[UUID, int], row: BaselineRow) -> Values:
        return {
            "source": self.source,
            "task_id": key[0],
            "number": row.number,
            "start_at": self.time.utc(row.start),
            "finish_at": self.time.utc(row.finish),
            "duration_minutes": row.duration_minutes,
            "work_minutes": row.work_minutes,
            "cost": row.cost,
            **self.sourced(row),
        }

    def _promised(self, row: BaselineRow) -> Any:
        finish = self.time.utc(row.finish)
        return self.time.day(finish) if finish else None

    def whole(self) -> None:
        """What the file says of itself."""
        rows = self.draft.rows
        Plan.objects.filter(pk=self.plan.pk).update(
            source=self.source,
            source_fields=dict(rows.fields),
            source_digest=self.draft.plan_digest,
            outline_digest=self.draft.outline_digest,
            calendar_id=self.draft.calendar_ids.get(rows.calendar) or self.plan.calendar_id,
            start_at=self.time.utc(rows.start),
            status_on=rows.status_on,
            loaded_at=self.actor.now,
            version=F("version") + 1,
        )


def _exception(calendar_id: UUID, row: ExceptionRow) -> CalendarException:
    special = row.special
    return CalendarException(
        calendar_id=calendar_id,
        name=row.name[:255],
        first_on=special.first,
        last_on=special.last,
        spans=[list(span) for span in special.spans],
        rule=rule_json(special.rule),
        source_fields=dict(row.fields),
    )
