"""Ten rules of a room that does not exist, and the words their letters need."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from notifications import services
from notifications.catalogue import NOTICES, Notice, Urgency
from notifications.models import Delivery
from notifications.resolving import Default, Way
from tenancy.scope import tenant_tx
from tests.cast import Cast, Member
from tests.notifications.conftest import letter
from toolkit.identifiers import uuid7

TEN = [f"kettle_{n}" for n in range(10)]
URGENT = {"kettle_7"}


@contextmanager
def rules(*names: str, **fields: Any) -> Iterator[None]:
    """Rules in the catalogue for a while; by default all come in the digest."""
    fields = {"default": Default(Way.DIGEST), **fields}
    for name in names:
        urgency = Urgency.URGENT if name in URGENT else Urgency.NORMAL
        NOTICES[name] = Notice(name, f"Rule {name}", **{"urgency": urgency, **fields})
    try:
        yield
    finally:
        for name in names:
            NOTICES.pop(name)


def tell(cast: Cast, member: Member, rule: str, at: datetime, **more: Any) -> int:
    """One letter of a rule to one person, as of an instant."""
    names = {name: more.pop(name) for name in ("project", "project_name") if name in more}
    written = letter([member.person.pk], version=more.pop("version", 1), **more)
    for name, value in {"subject_id": uuid7(), **names}.items():
        object.__setattr__(written, name, value)
    return services.tell_people(actor=cast.system(at), rule=rule, letter=written, event=uuid7())


def run(cast: Cast, now: datetime) -> int:
    """What the sweep does at an instant: gather digests, send what is due."""
    services.gather_digests(actor=cast.system(now), link="/o/acme/inbox/")
    return services.send_letters(organization_id=cast.acme.pk, now=now)


def choose(cast: Cast, member: Member, now: datetime, **times: Any) -> None:
    services.choose_times(actor=member.actor(now), **times)


def ledger(cast: Cast, **which: Any) -> list[Delivery]:
    with tenant_tx(cast.acme.pk):
        return list(Delivery.objects.filter(**which).order_by("created_at", "pk"))
