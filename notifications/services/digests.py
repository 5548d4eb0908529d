"""Digests: what waited for one becomes one letter, once for each person and slot."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext_lazy as _

from notifications import letters
from notifications.catalogue import DIGEST, ORDER, Urgency, urgency_of, words_of
from notifications.models import Delivery
from notifications.resolving import Way
from notifications.selectors import Reader, Wish, readers, times_of
from notifications.services.placing import KIND, place, used_slots
from notifications.services.telling import new_message_id
from tenancy.actors import Actor
from tenancy.verbs import require, verb
from toolkit.identifiers import uuid7

TEMPLATE = "notifications/mail/digest"


@verb
def gather_digests(*, actor: Actor, link: str) -> int:
    """Make a digest of what waited for one until the actor's now; answers how many digests.

    Everything that is due for one person becomes one letter, however long nobody gathered. A slot that
    had its digest already gets no second one: what is left waits for the next.
    """
    require(actor, "notifications.tell_people")
    rows = Delivery.objects.held().filter(next_at__lte=actor.now).order_by("person_id", "created_at", "id")
    waiting = list(rows.select_for_update(skip_locked=True)[: settings.MILEPOST_GATHER_SIZE])
    people = {row.person_id for row in waiting if row.person_id}
    found = {reader.id: reader for reader in readers(actor=actor, people=people)}
    times, used = times_of(people=people), used_slots(people)
    made = 0
    for person, items in groupby(waiting, key=lambda row: row.person_id):
        if person is not None:
            kind = KIND[times[person].rhythm.hourly]
            wish = Wish(Way.DIGEST, times[person])
            made += _gather(
                actor, list(items), found.get(person), kind, used.get((person, kind), 0), wish, link
            )
    return made


def _gather(
    actor: Actor, items: list[Delivery], reader: Reader | None, kind: str, used: int, wish: Wish, link: str
) -> int:
    ids = [item.pk for item in items]
    number = max(item.slot or 0 for item in items)
    if reader is not None and number <= used:
        later = place(DIGEST, wish, zone=reader.zone, at=actor.now, used=used)
        Delivery.objects.filter(pk__in=ids).update(next_at=later["next_at"], slot=later["slot"])
        return 0
    digest = _digest(actor, items[0], reader, kind, number, link)
    Delivery.objects.bulk_create([digest])
    Delivery.objects.filter(pk__in=ids).update(digest=digest)
    return 1


def _digest(
    actor: Actor, first: Delivery, reader: Reader | None, kind: str, number: int, link: str
) -> Delivery:
    why, person_id = _("You chose a digest for these messages."), first.person_id
    assert person_id is not None
    return Delivery(
        event=uuid7(),
        rule=DIGEST,
        subject_kind=kind,
        subject_id=person_id,
        version=number,
        template=TEMPLATE,
        context=letters.freeze({"why": why}),
        link=link,
        created_at=actor.now,
        person_id=person_id,
        language=reader.language if reader else first.language,
        message_id=new_message_id(),
        next_at=actor.now,
    )


def digest_context(items: Iterable[Delivery]) -> dict[str, Any]:
    """What the digest says, in the active language: by project, the most urgent first, else as written."""
    rows = sorted(items, key=lambda item: (ORDER[urgency_of(item.rule)], item.created_at, item.pk))
    groups: dict[tuple[UUID | None, str], list[dict[str, Any]]] = {}
    for item in rows:
        groups.setdefault((item.project, item.project_name), []).append(_line(item))
    found = [{"name": name, "lines": lines} for (_project, name), lines in groups.items()]
    return {"groups": found, "count": len(rows)}


def _line(item: Delivery) -> dict[str, Any]:
    return {
        "title": title(item),
        "why": letters.reason(item.context),
        "link": letters.absolute(item.link),
        "urgent": urgency_of(item.rule) == Urgency.URGENT,
    }


def title(item: Delivery) -> str:
    """The letter's subject; its rule's words when its room took the template away."""
    try:
        return letters.headline(item.template, item.context)
    except TemplateDoesNotExist:
        return words_of(item.rule)
