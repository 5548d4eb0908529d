"""Verbs of the inbox."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from notifications.models import InboxLine, Mute
from notifications.policies import visible
from notifications.selectors import UNREAD
from notifications.services.snoozing import snooze_until
from tenancy.actors import Actor
from tenancy.verbs import record, record_all, require, verb
from toolkit.errors import BadInput, Missing
from toolkit.many import Changed, Picked, check


class SnoozeIsOver(BadInput):
    """A line cannot come back before now."""

    code = "snooze_is_over"
    message = _("Choose a day after today.")
    field = "day"


@verb
def mark_read(*, actor: Actor, line: InboxLine) -> None:
    """Note that the actor has read one of her lines. Reading it again changes nothing."""
    require(actor, "notifications.mark_read", line)
    mine = InboxLine.objects.filter(visible(actor), pk=line.pk)
    if not mine.exists():
        raise Missing()
    if mine.unread().update(read_at=actor.now):
        actor.memo.pop(UNREAD, None)
        record(actor, "notifications.mark_read", line)


@verb
def mark_all_read(*, actor: Actor) -> int:
    """Note that the actor has read all lines she can see; answers how many were unread."""
    require(actor, "notifications.mark_read")
    unread = InboxLine.objects.filter(visible(actor)).unread().awake(now=actor.now)
    lines = list(unread.select_for_update(of=("self",)))
    InboxLine.objects.filter(pk__in=[line.pk for line in lines]).update(read_at=actor.now)
    actor.memo.pop(UNREAD, None)
    record_all(actor, "notifications.mark_read", [(line, None, None) for line in lines])
    return len(lines)


@verb
def mark_rows_read(*, actor: Actor, rows: list[Picked]) -> Changed:
    """Note that the actor has read these of her lines. Reading one again changes nothing.

    Raises `RowsRefused` with those that are not hers.
    """
    require(actor, "notifications.mark_read")
    keys = [one.id for one in rows]
    mine = InboxLine.objects.filter(visible(actor), pk__in=keys).select_for_update(of=("self",))
    found = check(rows, {line.pk: line for line in mine}, may=lambda line: True)
    unread = [line for line in found if line.read_at is None]
    InboxLine.objects.filter(pk__in=[line.pk for line in unread]).update(read_at=actor.now)
    actor.memo.pop(UNREAD, None)
    record_all(actor, "notifications.mark_read", [(line, None, None) for line in unread])
    return Changed(len(unread))


@verb
def snooze_line(*, actor: Actor, line: InboxLine, when: str, day: date | None = None) -> InboxLine:
    """Put one of the actor's lines out of sight; in the morning, or after an hour, it is back and unread.

    `when`: hour, tomorrow, monday or day (then `day` names it), all by the clock of the actor's zone.
    """
    require(actor, "notifications.snooze_line", line)
    until = snooze_until(when=when, day=day, now=actor.now, zone=actor.zone)
    if until <= actor.now:
        raise SnoozeIsOver()
    mine = InboxLine.objects.filter(visible(actor), pk=line.pk)
    if not mine.update(snoozed_until=until, read_at=None):
        raise Missing()
    actor.memo.pop(UNREAD, None)
    record(actor, "notifications.snooze_line", line, after={"until": until})
    return mine.get()


@verb
def wake_line(*, actor: Actor, line: InboxLine) -> None:
    """Bring a snoozed line back now."""
    require(actor, "notifications.snooze_line", line)
    mine = InboxLine.objects.filter(visible(actor), pk=line.pk)
    if not mine.exists():
        raise Missing()
    if mine.asleep(now=actor.now).update(snoozed_until=actor.now):
        actor.memo.pop(UNREAD, None)
        record(actor, "notifications.wake_line", line)


@verb
def mute_record(*, actor: Actor, line: InboxLine) -> None:
    """Hear nothing more of the record a line is about, except what cannot be turned off."""
    require(actor, "notifications.mute_record", line)
    if not InboxLine.objects.filter(visible(actor), pk=line.pk).exists():
        raise Missing()
    mute = Mute(
        person_id=line.person_id,
        subject_kind=line.subject_kind,
        subject_id=line.subject_id,
        created_at=actor.now,
    )
    Mute.objects.bulk_create([mute], ignore_conflicts=True)
    if Mute.objects.filter(pk=mute.pk).exists():
        record(actor, "notifications.mute_record", mute, after={"record": str(line.subject_id)})


@verb
def unmute_record(*, actor: Actor, line: InboxLine) -> None:
    """Hear of the record again."""
    require(actor, "notifications.mute_record", line)
    rows = Mute.objects.filter(visible(actor), subject_kind=line.subject_kind, subject_id=line.subject_id)
    for mute in rows:
        record(actor, "notifications.unmute_record", mute, before={"record": str(line.subject_id)})
    rows.delete()
