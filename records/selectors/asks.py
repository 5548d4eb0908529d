"""Questions about asks, and the two that are asked before a tenant is known."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from records.asking import ASKED, limited_to
from records.models import Ask
from records.models.asks import AskQuerySet
from records.selectors.entries import Carrier, carrier
from tenancy.actors import Actor, OrganizationRef
from tenancy.selectors import digest, people
from toolkit.errors import Missing

LONGEST_TOKEN = 64


@dataclass(frozen=True)
class FoundAsk:
    """What a door knows before it reads the ask itself: which one, of whom, and who may answer."""

    id: UUID
    nonce: int
    organization: OrganizationRef
    person_id: UUID
    name: str
    email: str
    language: str
    zone: str
    client_id: UUID | None
    is_answered: bool

    def actor(
        self, *, now: datetime, ip: str = "", request_id: str = "", user_id: UUID | None = None
    ) -> Actor:
        """The person who was asked, limited to this ask: she can answer it, and nothing else."""
        return Actor(
            organization=self.organization,
            now=now,
            roles=frozenset({ASKED}),
            user_id=user_id,
            person_id=self.person_id,
            name=self.name,
            email=self.email,
            client_id=self.client_id,
            language=self.language,
            zone=self.zone,
            scopes=limited_to(self.id),
            ip=ip,
            request_id=request_id,
        )


@dataclass(frozen=True)
class AskLetter:
    """What a mail about an ask says. `link` is a path, derived anew for each letter: nobody keeps it."""

    email: str
    name: str
    language: str
    zone: str
    link: str
    title: str
    asked_by: str
    organization: str
    expires_on: Any
    is_answered: bool
    receipt: str


def ask_token(*, ask_id: UUID, nonce: int) -> str:
    """The secret of a link: a keyed hash (HMAC-SHA256) of row and count, 43 characters."""
    mac = salted_hmac("milepost.ask", f"{ask_id}:{nonce}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()).rstrip(b"=").decode()


def ask_by_token(*, token: str, now: datetime) -> FoundAsk | None:
    """The ask behind a link: open, or answered within the year; None for all others alike."""
    if len(token) > LONGEST_TOKEN:
        return None
    return _found("SELECT * FROM records_ask_of(%s, %s)", [digest(token), now])


def ask_of_user(*, ask_id: UUID, user_id: UUID, now: datetime) -> FoundAsk | None:
    """The ask of this id, if it was put to the person behind this login and is open or answered."""
    return _found("SELECT * FROM records_ask_for(%s, %s, %s)", [ask_id, user_id, now])


def _found(statement: str, params: list[Any]) -> FoundAsk | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        row = cursor.fetchone()
    if row is None:
        return None
    ask_id, nonce, *about = row
    own = OrganizationRef(*about[:6])
    person_id, name, email, language, zone, client_id, is_answered = about[6:]
    return FoundAsk(ask_id, nonce, own, person_id, name, email, language, zone, client_id, is_answered)


def asks(*, actor: Actor) -> AskQuerySet:
    """Every ask of the organization with its state now, for doors that have asked for the record."""
    return Ask.objects.with_state(at=actor.now)


def asks_of(*, actor: Actor, carrier: Carrier) -> AskQuerySet:
    """What was asked about one record, newest first."""
    rows = asks(actor=actor).filter(entry=carrier.entry).select_related("person", "asked_by")
    return rows.order_by("-sent_at", "-pk")


def asks_concerning(*, actor: Actor) -> QuerySet[Ask]:
    """Those that the actor sent, and those that were put to her."""
    rows = asks(actor=actor).filter(Q(asked_by_id=actor.person_id) | Q(person_id=actor.person_id))
    return rows.annotate(record_key=F("entry__key"), record=F("entry__title"))


def ask_by_id(*, actor: Actor, entry_id: UUID, ask_id: UUID) -> Ask:
    """One ask about a record that the actor may read; raises `Missing`."""
    rows = asks_of(actor=actor, carrier=carrier(actor=actor, entry_id=entry_id))
    found = rows.filter(pk=ask_id).select_related("entry", "person", "asked_by").first()
    if found is None:
        raise Missing()
    return found


def ask_found(*, found: FoundAsk, now: datetime) -> Ask:
    """The ask behind a door, as it stands now; raises `Missing`. In the organization's transaction."""
    rows = Ask.objects.with_state(at=now).filter(pk=found.id, person_id=found.person_id)
    one = rows.select_related("asked_by", "entry").first()
    if one is None:
        raise Missing()
    return one


def unanswered(*, actor: Actor) -> AskQuerySet:
    """What the actor asked and nobody has answered yet, the earliest end first."""
    rows = asks(actor=actor).waiting().filter(Q(asked_by_id=actor.person_id))
    return rows.select_related("person", "entry").order_by("expires_at", "pk")


def asked_of_me(*, actor: Actor) -> AskQuerySet:
    """What waits for the actor's own answer, the earliest end first."""
    rows = asks(actor=actor).open(at=actor.now).filter(Q(person_id=actor.person_id))
    return rows.select_related("asked_by", "entry").order_by("expires_at", "pk")


def ask_letter(*, ask_id: UUID) -> AskLetter | None:
    """What to write to whoever was asked; None when the ask was taken back or she has left."""
    rows = Ask.objects.filter(pk=ask_id, withdrawn_at__isnull=True, person__left_at__isnull=True)
    found = rows.select_related("person", "asked_by", "organization").first()
    if found is None:
        return None
    token = ask_token(ask_id=found.pk, nonce=found.nonce)
    return AskLetter(
        email=found.email,
        name=found.person.name,
        language=found.person.language,
        zone=found.person.zone,
        link=reverse("records_ask_link", kwargs={"token": token}),
        title=found.title,
        asked_by=found.asked_by.name if found.asked_by else found.organization.name,
        organization=found.organization.name,
        expires_on=found.expires_on,
        is_answered=found.answered_at is not None,
        receipt=found.receipt,
    )


def askable_people(*, actor: Actor, carrier: Carrier) -> QuerySet[Any]:
    """Who may be asked about a record: our own people, and those of the record's client."""
    rows = people(actor=actor).present().exclude(email="")
    return rows.filter(Q(client__isnull=True) | Q(client_id=carrier.entry.client_id)).order_by(
        F("client_id").asc(nulls_last=True), "name"
    )
