"""Verbs of the access log."""

from datetime import timedelta

from django.conf import settings
from django.db import connection

from tenancy.actors import Actor
from tenancy.events import SecurityAlarm
from tenancy.listeners import event_name
from tenancy.models import Event
from tenancy.selectors.access import often_refused
from tenancy.verbs import publish, require, verb

QUIET = timedelta(hours=1)


@verb
def raise_alarms(*, actor: Actor) -> int:
    """Tell of everybody who was refused too often within a minute; of each at most once an hour.

    Looks back an hour, so that a house that slept tells what it missed. Answers how many alarms.
    """
    require(actor, "tenancy.raise_alarms")
    own = actor.organization.id
    with connection.cursor() as cursor:
        # Two sweeps at once: the second waits, then finds what the first has told.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"alarms {own}"])
    since = actor.now - QUIET
    said = Event.objects.filter(name=event_name(SecurityAlarm), occurred_at__gt=since)
    known = set(said.values_list("payload__user_id", flat=True))
    found = often_refused(organization_id=own, since=since, now=actor.now, times=settings.MILEPOST_REFUSALS)
    fresh = [one for one in found if str(one.user_id) not in known]
    for one in fresh:
        publish(SecurityAlarm(own, one.user_id, one.name, one.count, one.last_at), actor=actor)
    return len(fresh)
