"""The client's signature: asked for by a question to one named person, and kept with its text."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from planning.documents import document, title_of
from planning.events import ClientAnswered
from planning.models import Charter, ManagementPlan
from records.asking import answers_of, house
from records.selectors import carrier
from records.services.asks import LONGEST_TEXT, AskedGone, AskGone, put, take_back
from tenancy.actors import Actor
from tenancy.selectors import people
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError
from toolkit.writing import write

POLICY = "planning.ask_signature"
CHARTER, PLAN = "planning.charter", "planning.management_plan"
KINDS: dict[str, type[Charter | ManagementPlan]] = {CHARTER: Charter, PLAN: ManagementPlan}
APPROVED = "approved"


class NotApprovedYet(DomainError):
    """The house says yes first."""

    code = "not_approved_yet"
    message = _("%(key)s is not approved. Ask the client to sign once it is.")


class SignedAlready(DomainError):
    """A signature is given once."""

    code = "signed_already"
    message = _("The client has signed %(key)s. Begin a new version to change it.")


class NotTheClient(BadInput):
    """The signature is the client's."""

    code = "not_the_client"
    message = _("Choose one of the client’s people: the signature is theirs.")
    field = "person_id"


class TooLongToSign(DomainError):
    """What is signed stands in the letter, whole."""

    code = "too_long_to_sign"
    message = _(
        "%(key)s has %(count)s characters; %(limit)s can be signed. Move details into attached files."
    )


@verb
def ask_signature(
    *,
    actor: Actor,
    subject: Charter | ManagementPlan,
    person_id: UUID,
    expires_on: date | None = None,
    version: int | None = None,
) -> Charter | ManagementPlan:
    """Send an approved charter or plan to one of the client's people to be signed, word for word.

    Asked again, the question before is taken back. Raises `NotApprovedYet`, `SignedAlready`, `NotTheClient`,
    `TooLongToSign`, `AskedGone`, `AskedWithoutAddress`, `AskDayOver`, `Stale`.
    """
    require(actor, POLICY, subject)
    _check_open(subject)
    person = _client_person(actor, subject, person_id)
    texts = _texts(subject, person.language)
    if subject.waits_for_client:
        _take_back(actor, subject)
    ask = put(
        actor,
        entry=carrier(actor=actor, entry_id=subject.pk).entry,
        person=person,
        kind=_kind(subject),
        title=title_of(subject, language=person.language)[:200],
        texts=texts,
        expires_on=expires_on,
        arguments={"record": str(subject.pk)},
    )
    nothing = {"client_answer": "", "client_remark": "", "signed_by_id": None, "signed_at": None}
    asked = {"ask_id": ask.pk, **nothing, "text_hash": ask.fingerprint, "receipt": ""}
    before = write(subject, asked, version=version)
    record(actor, POLICY, subject, before=before, after=asked)
    return subject


def keep_signature(*, actor: Actor, ask: Any, answer: str, remark: str) -> None:
    """Write the answer of the person who was asked on the document, as the house. Raises `AskGone`."""
    model = KINDS[ask.answers]
    rows = model.objects.select_for_update(of=("self",)).filter(pk=UUID(ask.arguments["record"]))
    subject: Any = rows.filter(ask_id=ask.pk, state=APPROVED, withdrawn_at__isnull=True).first()
    if subject is None:
        raise AskGone()
    said = {"client_answer": answer, "client_remark": remark}
    kept = {"signed_by_id": ask.person_id, "signed_at": ask.answered_at, "receipt": ask.receipt}
    acting = house(actor, "The client’s answer")
    before = write(subject, {**said, **kept})
    record(acting, "planning.keep_signature", subject, before=before, after={**said, **kept})
    about = (subject.project_id, subject.pk, model._meta.label, subject.key)
    publish(ClientAnswered(actor.organization.id, *about, answer), actor=acting)


def _check_open(subject: Charter | ManagementPlan) -> None:
    if subject.state != APPROVED:
        raise NotApprovedYet(key=subject.key)
    if subject.is_signed:
        raise SignedAlready(key=subject.key)


def _client_person(actor: Actor, subject: Any, person_id: UUID) -> Any:
    person = people(actor=actor).present().filter(pk=person_id).first()
    if person is None:
        raise AskedGone()
    if person.client_id != subject.client_id:
        raise NotTheClient()
    return person


def _texts(subject: Any, language: str) -> tuple[str, str, str]:
    """The document in the person's language, with the heads of the other one beside it."""
    other = "en" if language != "en" else "zh-hans"
    text, beside = (document(subject, language=one) for one in (language, other))
    longest = max(len(text), len(beside))
    if longest > LONGEST_TEXT:
        raise TooLongToSign(key=subject.key, count=longest, limit=LONGEST_TEXT)
    return text, beside, language


def _kind(subject: Any) -> Any:
    kind = answers_of(next(key for key, model in KINDS.items() if isinstance(subject, model)))
    assert kind is not None
    return kind


def _take_back(actor: Actor, subject: Any) -> None:
    ask = type(subject).objects.select_related("ask").get(pk=subject.pk).ask
    if ask.withdrawn_at is None:
        take_back(house(actor, "Asked again"), ask, "Asked again.")
