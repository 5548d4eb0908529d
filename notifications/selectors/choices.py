"""Questions about what people and projects chose."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils.module_loading import import_string

from notifications.catalogue import NOTICES, Notice, chosen_rules, default_of, project_rules
from notifications.models import Mute, NoticeChoice, NoticeTimes, ProjectNotice
from notifications.policies import visible
from notifications.resolving import Way, resolve
from notifications.timing import Quiet, Rhythm
from tenancy.actors import Actor
from toolkit.errors import Missing

DAILY, HOURLY = "daily", "hourly"


@dataclass(frozen=True)
class Times:
    """When letters may come to one person."""

    rhythm: Rhythm
    quiet: Quiet
    urgent_passes: bool


@dataclass(frozen=True)
class Wish:
    """How one person hears of one rule."""

    way: Way
    times: Times


@dataclass(frozen=True)
class OwnRule:
    """One rule on a person's page: what she chose (None: nothing), and what counts."""

    notice: Notice
    chosen: Way | None
    way: Way


@dataclass(frozen=True)
class ProjectRule:
    """One rule on a project's page: whether it is told there, its days, and who is told."""

    notice: Notice
    on: bool
    days: int | None
    role: str
    is_own: bool


def usual_times() -> Times:
    """The times of somebody who chose none: digest at 09:00 on working days, no quiet hours."""
    return times_from(NoticeTimes())


def times_from(row: NoticeTimes) -> Times:
    """A row as what the calculations take."""
    days = frozenset(int(day) for day in row.days.split(","))
    rhythm = Rhythm(row.rhythm == HOURLY, Rhythm().at.replace(hour=row.hour), days)
    return Times(rhythm, Quiet(row.quiet_since, row.quiet_until, row.quiet_weekends), row.urgent_passes)


def own_times(*, actor: Actor) -> NoticeTimes:
    """The actor's times, or the usual ones."""
    found = NoticeTimes.objects.filter(visible(actor)).first()
    return found or NoticeTimes()


def times_of(*, people: Collection[UUID]) -> dict[UUID, Times]:
    """The times of each of these people; one query."""
    rows = {row.person_id: times_from(row) for row in NoticeTimes.objects.filter(person_id__in=people)}
    return {person: rows.get(person) or usual_times() for person in people}


def wishes(
    *, rule: str, people: Collection[UUID], subject_kind: str, subject_id: UUID, project: UUID | None
) -> dict[UUID, Wish]:
    """How each of these people hears of this rule about this record. A constant number of queries."""
    default = default_of(rule)
    muted = _muted(people, subject_kind, subject_id) if not default.locked else set()
    chosen = _chosen(people, rule)
    on = project_choice(project=project, rule=rule).on if project else None
    times = times_of(people=people)
    ways = {person: resolve(chosen.get(person), on, default) for person in people}
    return {person: Wish(Way.OFF if person in muted else ways[person], times[person]) for person in people}


def _muted(people: Collection[UUID], subject_kind: str, subject_id: UUID) -> set[UUID]:
    rows = Mute.objects.filter(person_id__in=people, subject_kind=subject_kind, subject_id=subject_id)
    return set(rows.values_list("person_id", flat=True))


def _chosen(people: Collection[UUID], rule: str) -> dict[UUID, Way]:
    rows = NoticeChoice.objects.filter(person_id__in=people, rule=rule).values_list("person_id", "way")
    return {person: Way(way) for person, way in rows}


def muted_here() -> Exists:
    """Whether the person of a row has muted its record."""
    record = {"subject_kind": OuterRef("subject_kind"), "subject_id": OuterRef("subject_id")}
    return Exists(Mute.objects.filter(person_id=OuterRef("person_id"), **record))


def own_rules(*, actor: Actor) -> list[OwnRule]:
    """Every rule that people choose a way for, with what the actor chose."""
    rows = NoticeChoice.objects.filter(visible(actor)).values_list("rule", "way")
    chosen = {rule: Way(way) for rule, way in rows}
    return [_own(known, chosen.get(known.rule)) for known in chosen_rules()]


def _own(known: Notice, chosen: Way | None) -> OwnRule:
    return OwnRule(known, None if known.default.locked else chosen, resolve(chosen, True, known.default))


def project_by_key(*, actor: Actor, key: str) -> Any:
    """A project the actor may know of; raises `Missing`. Projects stand on a higher floor."""
    found = import_string(settings.MILEPOST_PROJECTS)(actor=actor).filter(key=key).first()
    if found is None:
        raise Missing()
    return found


def project_choice(*, project: UUID | None, rule: str) -> ProjectNotice:
    """What a project chose for a rule; empty values where it chose nothing."""
    found = ProjectNotice.objects.filter(Q(project=project), rule=rule).first()
    return found or ProjectNotice(rule=rule)


def rules_of_project(*, actor: Actor, project: Any) -> list[ProjectRule]:
    """Every rule that a project may turn off or adjust, with what this one chose."""
    rows = {row.rule: row for row in ProjectNotice.objects.filter(project=project.pk)}
    return [_of_project(known, rows.get(known.rule)) for known in project_rules()]


def _of_project(known: Notice, row: ProjectNotice | None) -> ProjectRule:
    on = known.default.on if row is None or row.on is None else row.on
    own_days = known.days.default if known.days else None
    days = own_days if row is None or row.days is None else row.days
    return ProjectRule(known, on, days, row.role if row else "", row is not None)


def rule_of_project(*, actor: Actor, project: Any, rule: str) -> ProjectRule:
    """One rule of a project; raises `Missing` for a rule that no project adjusts."""
    found = next(
        (one for one in rules_of_project(actor=actor, project=project) if one.notice.rule == rule), None
    )
    if found is None:
        raise Missing()
    return found


def project_days(*, rule: str) -> tuple[int, Mapping[UUID, int]]:
    """The house's number of days for a rule, and the numbers of projects that chose another; one query."""
    known = NOTICES[rule].days
    if known is None:
        raise LookupError(f"{rule} has no days")
    rows: Any = ProjectNotice.objects.filter(rule=rule, days__isnull=False).values_list("project", "days")
    return known.default, dict(rows)
