"""The client's signature under a statement of work: by a question to its signatory, kept with its text."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from projects.documents import document, title_of
from projects.models import SowVersion
from projects.services.errors import step_of
from projects.services.sows import SignatoryMissing, change_sow_state, is_waiting
from projects.states import SOW_VERSION
from records.asking import answers_of, house
from records.selectors import carrier
from records.services.asks import LONGEST_TEXT, AskGone, put
from tenancy.actors import Actor
from tenancy.verbs import record, require, verb
from toolkit.errors import DomainError
from toolkit.writing import write

POLICY, SOW = "projects.ask_sow_signature", "projects.sow"
SIGNED = frozenset({"agree", "agree_with_remark"})


class SignatureAsked(DomainError):
    """One question at a time."""

    code = "signature_asked"
    message = _("%(name)s was asked already and has not answered. Send that question again, or take it back.")


class TooLongToSign(DomainError):
    """What is signed stands in the letter, whole."""

    code = "too_long_to_sign"
    message = _("Version %(number)s has %(count)s characters; %(limit)s can be signed. Shorten its parts.")


@verb
def ask_sow_signature(*, actor: Actor, sow_version: SowVersion, version: int | None = None) -> SowVersion:
    """Send a version in client review to whoever signs for the client, to be signed word for word.

    Raises `StateRefused`, `Denied`, `SignatoryMissing`, `SignatureAsked`, `TooLongToSign`, `AskedGone`,
    `AskedWithoutAddress`, `Stale`.
    """
    require(actor, POLICY)
    step_of(SOW_VERSION, actor, sow_version, "sign", "")
    person, kind = sow_version.client_signatory, answers_of(SOW)
    asked: Any = sow_version.ask
    if person is None or sow_version.our_signatory_id is None:
        raise SignatoryMissing()
    if is_waiting(asked) and asked.expires_at > actor.now:
        raise SignatureAsked(name=person.name)
    assert kind is not None
    ask = put(
        actor,
        entry=carrier(actor=actor, entry_id=sow_version.sow_id).entry,
        person=person,
        kind=kind,
        title=title_of(sow_version, language=person.language),
        texts=_texts(sow_version, person.language),
        arguments={"version": str(sow_version.pk)},
    )
    values = {"ask_id": ask.pk, "text_hash": ask.fingerprint}
    before = write(sow_version, values, version=version)
    record(actor, POLICY, sow_version, before=before, after=values)
    return sow_version


def keep_sow_signature(*, actor: Actor, ask: Any, answer: str) -> None:
    """Sign the version by its signatory's answer, as the house; a refusal changes nothing.

    Raises `AskGone` where the version went another way meanwhile.
    """
    rows = SowVersion.objects.select_for_update(of=("self",)).select_related("sow")
    signing = rows.filter(pk=UUID(ask.arguments["version"]), ask_id=ask.pk, state="client_review").first()
    if signing is None or signing.client_signatory_id != ask.person_id:
        raise AskGone()
    if answer not in SIGNED:
        return
    acting = house(actor, "The client’s signature")
    kept = {"signed_at": ask.answered_at or actor.now, "receipt": ask.receipt}
    write(signing, kept)
    day = actor.today(ask.person.zone)
    change_sow_state(actor=acting, sow_version=signing, step="sign", signed_on=day)


def _texts(signing: SowVersion, language: str) -> tuple[str, str, str]:
    """The version in the person's language, with the heads of the other one beside it."""
    other = "en" if language != "en" else "zh-hans"
    text, beside = (document(signing, language=one) for one in (language, other))
    longest = max(len(text), len(beside))
    if longest > LONGEST_TEXT:
        raise TooLongToSign(number=signing.number, count=longest, limit=LONGEST_TEXT)
    return text, beside, language
