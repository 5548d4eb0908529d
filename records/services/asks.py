"""Verbs of asks: a question to one named person, by mail and by page, answered once."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from records.approving import fingerprint
from records.asking import Answers, answers_of, scope_of
from records.events import AskAnswered, AskExpiring, AskSent, AskWithdrawn
from records.models import Ask, Entry
from records.selectors import Carrier
from records.selectors.approvals_deciders import check_reach, may_manage
from records.selectors.asks import ask_token
from tenancy.actors import Actor
from tenancy.selectors import digest, people
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, Denied, DomainError, Stale
from toolkit.formats import zone_of

DAYS_OPEN, LONGEST_DAYS = 14, 366
WARN_BEFORE = timedelta(days=2)
AN_HOUR = 60
LONGEST_TEXT, LONGEST_REMARK = 20_000, 4_000
SEND, RESEND, ANSWER = "records.send_ask", "records.resend_ask", "records.answer_ask"


class AskedGone(BadInput):
    """Questions are for people who are here."""

    code = "asked_gone"
    message = _("This person has left. Choose somebody else.")
    field = "person_id"


class AskedWithoutAddress(BadInput):
    """The link goes by mail."""

    code = "asked_without_address"
    message = _("%(name)s has no mail address. Write it into the person’s details first.")
    field = "person_id"


class AskedOfOtherClient(BadInput):
    """One client's record is nothing for another client's people."""

    code = "asked_of_other_client"
    message = _("%(name)s works for another client. Choose one of this client’s people, or one of your own.")
    field = "person_id"


class AnswersUnknown(BadInput):
    """No room declares such a question."""

    code = "answers_unknown"
    message = _("Choose what can be answered.")
    field = "answers"


class AskDayOver(BadInput):
    """An ask needs a day in which to answer."""

    code = "ask_day_over"
    message = _("Choose a last day from today on, at most a year ahead.")
    field = "expires_on"


class TooManyAsks(DomainError):
    """A stolen session must not write to the whole world."""

    code = "too_many_asks"
    message = _("You have sent %(count)s questions within the hour. Go on in an hour.")


class AskNotOpen(DomainError):
    """Answered and withdrawn ones are over."""

    code = "ask_not_open"
    message = _("This question was answered or taken back. Reload and look again.")


class AskSentByHouse(DomainError):
    """What a verb asks, that verb takes back."""

    code = "ask_sent_by_house"
    message = _("This question belongs to a request for approval. Withdraw the request instead.")


class AskGone(DomainError):
    """Answered, expired, withdrawn: somebody was faster, or it is too late."""

    code = "ask_gone"
    message = _("This question cannot be answered any more: it was answered, taken back or has run out.")


class AnswerMissing(BadInput):
    """One of the answers has to be chosen."""

    code = "answer_missing"
    message = _("Choose one of the answers.")
    field = "answer"


class RemarkMissing(BadInput):
    """Some answers say why."""

    code = "remark_missing"
    message = _("Write a remark: this answer needs one.")
    field = "remark"


@verb
def send_ask(
    *,
    actor: Actor,
    carrier: Carrier,
    person_id: UUID,
    title: str,
    text: str,
    answers: str = "records.agree",
    text_beside: str = "",
    language: str = "",
    expires_on: date | None = None,
) -> Ask:
    """Ask one person about a record: `text` in `language`, `text_beside` in the other one.

    Open to the end of `expires_on` (else fourteen days on) in the person's own zone. Raises
    `AnswersUnknown`, `AskedGone`, `AskedWithoutAddress`, `AskedOfOtherClient`, `AskDayOver`, `TooManyAsks`.
    """
    require(actor, SEND, carrier.entry)
    check_reach(actor, carrier.id)
    kind = answers_of(answers)
    if kind is None or not kind.by_hand:
        raise AnswersUnknown()
    _check_pace(actor)
    return put(
        actor,
        entry=carrier.entry,
        person=_person(actor, person_id),
        kind=kind,
        title=title,
        texts=(text, text_beside, language),
        expires_on=expires_on,
    )


@verb
def resend_ask(*, actor: Actor, ask: Ask, expires_on: date | None = None, version: int | None = None) -> Ask:
    """Send another link, to the address of today; the one before is dead at once.

    Raises `AskNotOpen`, `AskedGone`, `AskedWithoutAddress`, `AskDayOver`, `TooManyAsks`, `Stale`.
    """
    require(actor, RESEND, ask)
    _check_sender(actor, RESEND, ask)
    _check_pace(actor)
    person = _person(actor, ask.person_id)
    _check_person(person, ask.entry)
    day = expires_on or max(ask.expires_on, actor.today(person.zone) + timedelta(days=DAYS_OPEN))
    nonce = ask.nonce + 1
    values = {
        "nonce": nonce,
        "digest": _digest(ask.pk, nonce),
        "email": person.email,
        "sent_at": actor.now,
        "warned_at": None,
        **_until(actor, day, person.zone),
    }
    _change(ask, values, version)
    record(actor, RESEND, ask, after={"expires_on": day})
    publish(AskSent(*_about(actor, ask), nonce), actor=actor)
    return ask


@verb
def withdraw_ask(*, actor: Actor, ask: Ask, reason: str, version: int | None = None) -> Ask:
    """Take a question back: its link opens nothing. Raises `AskNotOpen`, `AskSentByHouse`, `Stale`."""
    require(actor, "records.withdraw_ask", ask)
    _check_sender(actor, "records.withdraw_ask", ask)
    kind = answers_of(ask.answers)
    if kind and not kind.by_hand:
        raise AskSentByHouse()
    take_back(actor, ask, reason, version)
    return ask


@verb
def answer_ask(
    *,
    actor: Actor,
    ask: Ask,
    answer: str,
    remark: str = "",
    given: dict[str, Any] | None = None,
    via: str = Ask.Via.PAGE,
    nonce: int | None = None,
) -> Ask:
    """Answer an ask, once: what the answer does happens in the same transaction.

    The row is taken by one conditional update: of two who come at once, one finds it gone. `nonce` is that
    of the link it came by. Raises `AskGone`, `AnswerMissing`, `RemarkMissing`, and what the room refuses.
    """
    require(actor, ANSWER, ask)
    if scope_of(ask.pk) not in (actor.scopes or ()):
        raise Denied(ANSWER, ask)
    kind = answers_of(ask.answers)
    choice = kind.choice(answer) if kind else None
    remark = remark.strip()[:LONGEST_REMARK]
    if kind is None or choice is None:
        raise AnswerMissing()
    if choice.needs_remark and not remark:
        raise RemarkMissing()
    _keep(actor, ask, {"answer": answer, "remark": remark, "given": given or {}, "via": via}, nonce)
    kind.perform(actor=actor, ask=ask, answer=answer, remark=remark, given=ask.given)
    record(actor, ANSWER, ask, after={"answer": answer, "remark": remark, "via": via, "receipt": ask.receipt})
    publish(AskAnswered(*_about(actor, ask), answer), actor=actor)
    return ask


@verb
def warn_of_asks(*, actor: Actor) -> int:
    """Announce the asks whose last two days have begun, once for each sending; answers how many."""
    require(actor, "records.keep_asks")
    near = Ask.objects.open(at=actor.now).filter(expires_at__lte=actor.now + WARN_BEFORE, warned_at=None)
    # What was open for two days or less from the start had its letter just now.
    long = near.filter(expires_at__gt=F("sent_at") + 2 * WARN_BEFORE)
    warned = 0
    for ask in long.order_by("pk"):
        if long.filter(pk=ask.pk).update(warned_at=actor.now, version=F("version") + 1):
            record(actor, "records.warn_of_ask", ask, after={"expires_on": ask.expires_on})
            publish(AskExpiring(*_about(actor, ask), ask.nonce), actor=actor)
            warned += 1
    return warned


# --- what the verbs are made of; approvals ask sponsors by the same


def put(
    actor: Actor,
    *,
    entry: Entry,
    person: Any,
    kind: Answers,
    title: str,
    texts: tuple[str, str, str],
    expires_on: date | None = None,
    arguments: dict[str, Any] | None = None,
    asked_by_id: UUID | None = None,
) -> Ask:
    """Write the ask and announce it; its mail is made from the row when it is sent."""
    _check_person(person, entry)
    text, beside, language = (one.strip() for one in texts)
    ask = Ask(
        entry=entry,
        client_id=entry.client_id,
        project_id=entry.project_id,
        person=person,
        email=person.email,
        asked_by_id=asked_by_id or actor.person_id,
        answers=kind.key,
        arguments=arguments or {},
        title=title.strip(),
        text=text[:LONGEST_TEXT],
        text_beside=beside[:LONGEST_TEXT],
        language=language or person.language,
        created_at=actor.now,
        sent_at=actor.now,
        **_until(actor, expires_on or actor.today(person.zone) + timedelta(days=DAYS_OPEN), person.zone),
    )
    ask.fingerprint = text_fingerprint(ask)
    ask.digest = _digest(ask.pk, ask.nonce)
    ask.save(force_insert=True)
    after = {"person_id": person.pk, "title": ask.title, "expires_on": ask.expires_on}
    record(actor, SEND, ask, after={**after, "fingerprint": ask.fingerprint})
    publish(AskSent(*_about(actor, ask), ask.nonce), actor=actor)
    return ask


def take_back(actor: Actor, ask: Ask, reason: str, version: int | None = None) -> None:
    """Withdraw an ask, whoever sent it."""
    _change(ask, {"withdrawn_at": actor.now, "withdrawn_reason": reason[:500]}, version)
    record(actor, "records.withdraw_ask", ask, after={"reason": reason})
    publish(AskWithdrawn(*_about(actor, ask)), actor=actor)


def text_fingerprint(ask: Ask) -> str:
    """SHA-256 of what the person reads: subject, both texts, and in which language the first is."""
    return fingerprint({name: getattr(ask, name) for name in ("title", "text", "text_beside", "language")})


def end_of(day: date, zone: str) -> datetime:
    """The instant at which a day is over in a zone."""
    return datetime.combine(day + timedelta(days=1), time.min, zone_of(zone)).astimezone(UTC)


def _until(actor: Actor, day: date, zone: str) -> dict[str, Any]:
    today = actor.today(zone)
    if not today <= day <= today + timedelta(days=LONGEST_DAYS):
        raise AskDayOver()
    return {"expires_on": day, "expires_at": end_of(day, zone)}


def _keep(actor: Actor, ask: Ask, values: dict[str, Any], nonce: int | None) -> None:
    """Write the answer while the ask is open, and only by the link that was sent last."""
    values = {**values, "answered_at": actor.now, "ip": actor.ip or None}
    told = {"ask": str(ask.pk), "text": ask.fingerprint, "person": str(ask.person_id)}
    values["receipt"] = fingerprint({**told, **{name: values[name] for name in KEPT}})
    mine = Ask.objects.open(at=actor.now).filter(Q(person_id=actor.person_id), pk=ask.pk)
    mine = mine if nonce is None else mine.filter(nonce=nonce)
    if not mine.update(**values, version=F("version") + 1):
        raise AskGone()
    for name, value in values.items():
        setattr(ask, name, value)


KEPT = ("answer", "remark", "given", "answered_at")


def _change(ask: Ask, values: dict[str, Any], version: int | None) -> None:
    """Write over the version that was seen, and only while nobody has answered."""
    seen = ask.version if version is None else version
    waiting = Ask.objects.waiting().filter(pk=ask.pk)
    if not waiting.filter(version=seen).update(**values, version=F("version") + 1):
        raise Stale() if waiting.exists() else AskNotOpen()
    for name, value in {**values, "version": seen + 1}.items():
        setattr(ask, name, value)


def _person(actor: Actor, person_id: UUID) -> Any:
    found = people(actor=actor).present().filter(pk=person_id).first()
    if found is None:
        raise AskedGone()
    return found


def _check_person(person: Any, entry: Entry) -> None:
    if not person.email:
        raise AskedWithoutAddress(name=person.name)
    if person.client_id and person.client_id != entry.client_id:
        raise AskedOfOtherClient(name=person.name)


def _check_sender(actor: Actor, action: str, ask: Ask) -> None:
    check_reach(actor, ask.entry_id)
    if not may_manage(actor, ask):
        raise Denied(action, ask)


def _check_pace(actor: Actor) -> None:
    recent = Ask.objects.filter(asked_by_id=actor.person_id, sent_at__gt=actor.now - timedelta(hours=1))
    sent = recent.aggregate(n=Sum("nonce"))["n"] or 0
    if not actor.is_system and sent >= AN_HOUR:
        raise TooManyAsks(count=AN_HOUR)


def _digest(ask_id: UUID, nonce: int) -> str:
    return digest(ask_token(ask_id=ask_id, nonce=nonce))


def _about(actor: Actor, ask: Ask) -> tuple[UUID, UUID | None, UUID, UUID]:
    return (actor.organization.id, ask.project_id, ask.entry_id, ask.pk)
