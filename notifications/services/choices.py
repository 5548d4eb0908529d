"""Verbs of what people and projects choose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.catalogue import DIGEST, NOTICES, chosen_rules, default_of, project_rules
from notifications.models import Delivery, NoticeChoice, NoticeTimes, ProjectNotice
from notifications.resolving import Way, resolve
from notifications.selectors import Wish, times_from
from notifications.services.framing import read_stop_token
from notifications.services.placing import KIND, place, used_slots
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import BadInput, Denied, Missing

Ways = Mapping[str, Way | None]


class UnknownRule(BadInput):
    """There is no such rule."""

    code = "unknown_rule"
    message = _("There is no rule “%(rule)s”. The list of rules has their names.")
    field = "rule"


class RuleIsLocked(BadInput):
    """Some letters keep an account safe."""

    code = "rule_is_locked"
    message = _("“%(words)s” keeps accounts and data safe. It cannot be turned off or delayed.")
    field = "way"


class DaysOutOfRange(BadInput):
    """A number of days that makes no sense."""

    code = "days_out_of_range"
    message = _("Write the days as a number from %(least)s to %(most)s.")
    field = "days"


@verb
def choose_ways(*, actor: Actor, ways: Ways) -> None:
    """Say how the actor wants to hear of these rules; None takes a choice back.

    What already waits to be mailed follows: a letter of a rule that is now off is dropped.
    """
    require(actor, "notifications.choose_ways")
    person_id = _person(actor)
    for rule, way in ways.items():
        _check(rule, way)
    rows = {row.rule: row for row in NoticeChoice.objects.filter(person_id=person_id)}
    changes = [_choose(person_id, rule, way, rows.get(rule)) for rule, way in ways.items()]
    rearrange(actor)
    for row, before, after in filter(None, changes):
        record(actor, "notifications.choose_ways", row, before=before, after=after)


def _person(actor: Actor) -> UUID:
    if actor.person_id is None:
        raise Denied("notifications.choose_ways")
    return actor.person_id


def _check(rule: str, way: Way | None) -> None:
    known = next((one for one in chosen_rules() if one.rule == rule), None)
    if known is None:
        raise UnknownRule(rule=rule)
    if known.default.locked and way not in (None, known.default.way):
        raise RuleIsLocked(words=known.subject)


def _choose(person_id: UUID, rule: str, way: Way | None, row: NoticeChoice | None) -> Any:
    """Write one choice; the line for the trail, or None when nothing changed."""
    was = row.way if row else None
    if was == way:
        return None
    if row is not None and way is None:
        NoticeChoice.objects.filter(pk=row.pk).delete()
        return row, {"rule": rule, "way": was}, {"way": None}
    new = NoticeChoice(person_id=person_id, rule=rule, way=str(way))
    NoticeChoice.objects.bulk_create(
        [new],
        update_conflicts=True,
        unique_fields=["organization", "person", "rule"],
        update_fields=["way"],
    )
    return row or new, {"rule": rule, "way": was}, {"way": way}


@verb
def choose_times(*, actor: Actor, **times: Any) -> NoticeTimes:
    """Say when the actor's digest comes and when nothing may come at all (fields of `NoticeTimes`)."""
    require(actor, "notifications.choose_ways")
    person_id = _person(actor)
    before = selectors.own_times(actor=actor)
    row, _made = NoticeTimes.objects.update_or_create(person_id=person_id, defaults=times)
    row.refresh_from_db()
    rearrange(actor)
    was = {name: getattr(before, name) for name in times}
    record(actor, "notifications.choose_times", row, before=was, after=times)
    return row


def rearrange(actor: Actor) -> None:
    """Let what already waits for the actor follow her choices. A constant number of queries."""
    waiting = _waiting(actor)
    if not waiting:
        return
    times = times_from(selectors.own_times(actor=actor))
    used = used_slots([row.person_id for row in waiting[:1] if row.person_id])
    last = used.get((_person(actor), KIND[times.rhythm.hourly]), 0)
    rows = NoticeChoice.objects.filter(person_id=_person(actor)).values_list("rule", "way")
    chosen, projects = {rule: Way(way) for rule, way in rows}, _projects(waiting)
    for row in waiting:
        on = projects.get((row.project, row.rule))
        way = resolve(chosen.get(row.rule), on, default_of(row.rule))
        _replace(row, Wish(way, times), actor, last)
    Delivery.objects.bulk_update(waiting, ["state", "next_at", "slot"], batch_size=500)


def _waiting(actor: Actor) -> list[Delivery]:
    mine = Delivery.objects.filter(person_id=_person(actor)).exclude(rule=DIGEST)
    pending = mine.filter(state=Delivery.State.PENDING, attempts=0)
    return list((pending | mine.held()).select_for_update(of=("self",)))


def _projects(waiting: list[Delivery]) -> dict[tuple[UUID | None, str], bool | None]:
    ids = {row.project for row in waiting if row.project}
    rows = ProjectNotice.objects.filter(project__in=ids)
    return {(row.project, row.rule): row.on for row in rows}


def _replace(row: Delivery, wish: Wish, actor: Actor, used: int) -> None:
    if wish.way in (Way.OFF, Way.INBOX):
        row.state, row.slot = Delivery.State.DROPPED, None
        return
    for name, value in place(row.rule, wish, zone=actor.zone, at=actor.now, used=used).items():
        setattr(row, name, value)


@verb
def stop_by_link(*, actor: Actor, token: str) -> None:
    """Turn off the mails that a signed link names: one rule of one person, nothing else."""
    require(actor, "notifications.stop_by_link")
    named = read_stop_token(token)
    if named is None or named[0] != actor.organization.id:
        raise Missing()
    _organization, person_id, rule = named
    rules = [rule] if rule != DIGEST else _rules_in_digest(person_id)
    known = [one for one in rules if one in NOTICES and not default_of(one).locked]
    rows = {row.rule: row for row in NoticeChoice.objects.filter(person_id=person_id)}
    for one in known:
        row = rows.get(one)
        if row is None or row.way in (Way.MAIL, Way.DIGEST):
            change = _choose(person_id, one, Way.INBOX, row)
            record(actor, "notifications.stop_by_link", change[0], before=change[1], after=change[2])
    waits = [Delivery.State.PENDING, Delivery.State.HELD]
    rows_waiting = Delivery.objects.filter(person_id=person_id, rule__in=known, state__in=waits)
    rows_waiting.update(state=Delivery.State.DROPPED)


def _rules_in_digest(person_id: UUID) -> list[str]:
    rows = NoticeChoice.objects.filter(person_id=person_id).values_list("rule", "way")
    chosen = {rule: Way(way) for rule, way in rows}
    ways = {one.rule: resolve(chosen.get(one.rule), True, one.default) for one in chosen_rules()}
    return [rule for rule, way in ways.items() if way == Way.DIGEST]


@verb
def set_project_notice(
    *, actor: Actor, project: Any, rule: str, on: bool | None = None, days: int | None = None, role: str = ""
) -> ProjectNotice:
    """Say what a project wants of one rule; empty values follow the house."""
    require(actor, "notifications.set_project_notice", project)
    known = next((one for one in project_rules() if one.rule == rule), None)
    if known is None:
        raise UnknownRule(rule=rule)
    if known.days is None:
        days = None
    elif days is not None and not known.days.least <= days <= known.days.most:
        raise DaysOutOfRange(least=known.days.least, most=known.days.most)
    before = selectors.project_choice(project=project.pk, rule=rule)
    values = {"on": on, "days": days, "role": role if known.people else ""}
    row, _made = ProjectNotice.objects.update_or_create(project=project.pk, rule=rule, defaults=values)
    was = {"on": before.on, "days": before.days, "role": before.role}
    record(actor, "notifications.set_project_notice", row, before=was, after={"rule": rule, **values})
    return row
