"""Letters about approvals and asks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from notifications.notices import Addressee, Default, Letter, Urgency, Way, notice
from records.approving import decision_of
from records.events import (
    ApprovalDeferred,
    ApprovalEvent,
    ApprovalGranted,
    ApprovalRefused,
    ApprovalStepOpened,
    ApprovalWaits,
    AskAnswered,
    AskEvent,
    AskExpiring,
    AskSent,
)
from records.models import Approval, ApprovalStep, Ask
from records.selectors.approvals_deciders import people_of_step
from records.selectors.asks import ask_letter
from records.selectors.people import readers_among
from records.states import OPEN
from records.tables.asks import answer_words
from tenancy.actors import system
from tenancy.selectors import organization_ref

Text = str | Promise
DECIDE_WHY, ASKED_WHY = _("You decide on it."), _("You asked for it.")
ASKED_ADDRESS = _("The person who is asked")
LOCKED = Default(Way.MAIL, locked=True)
WRITTEN_WHY = _(
    "Somebody asks you a question about your work together. The link is for you alone: do not pass it on."
)
SHORT = 400


def letter(
    event: ApprovalEvent, approval: Approval, people: Collection[UUID], template: str, why: Text, **more: Any
) -> Letter:
    """A letter about one request, which leads to the approvals of its record."""
    slug = organization_ref(organization_id=event.organization_id).slug
    entry, project = approval.entry, approval.project
    context = {
        "record": f"{entry.key} {entry.title}".strip(),
        "decision": decision_of(approval.decision).name,
        "about": approval.about[:SHORT],
        "due": approval.due,
        "by": approval.asked_by.name if approval.asked_by else "",
    }
    return Letter(
        people=people,
        template=f"records/mail/{template}",
        link=reverse("records_approvals", kwargs={"org": slug, "entry": approval.entry_id}),
        subject_kind="records.Approval",
        subject_id=more.pop("subject", approval.pk),
        version=more.pop("version", 1),
        why=why,
        context={**context, **more},
        project=approval.project_id,
        project_name=f"{project.key} {project.name}" if project else "",
    )


def approval_of(event: ApprovalEvent) -> Approval | None:
    """The request that a fact is about, with what a letter names."""
    rows = Approval.objects.select_related("entry", "asked_by", "project")
    return rows.filter(pk=event.approval_id).first()


def waiting(event: ApprovalStepOpened | ApprovalWaits, template: str) -> Letter | None:
    """To those for whom a step waits; to nobody once it was taken or handed on."""
    approval = approval_of(event)
    step = ApprovalStep.objects.filter(pk=event.step_id, outcome="").select_related("handed_by").first()
    if approval is None or step is None or approval.state not in OPEN:
        return None
    actor = system("letter about an approval")
    people = [one.id for one in people_of_step(actor=actor, approval=approval, step=step)]
    handed = {"handed_by": step.handed_by.name, "reason": step.handed_reason} if step.handed_by else {}
    told = {"subject": step.pk, "version": event.turn}
    return letter(event, approval, people, template, DECIDE_WHY, **told, **handed)


@notice(
    ApprovalStepOpened,
    rule="approval_asked",
    subject=_("Decisions that wait for me"),
    audience=_("Whoever can decide"),
)
def approval_asked(event: ApprovalStepOpened) -> Letter | None:
    """It is the reader's turn."""
    return waiting(event, "approval_asked")


@notice(
    ApprovalWaits,
    rule="approval_reminder",
    subject=_("Reminders of decisions that wait for me"),
    audience=_("Whoever can decide"),
    default=Default(Way.DIGEST),
)
def approval_reminder(event: ApprovalWaits) -> Letter | None:
    """Three days have passed."""
    return waiting(event, "approval_reminder")


def decided(event: Any, outcome: Text, version: int = 1) -> Letter | None:
    """To who asked, and who else made it: the decision, with its reason."""
    approval = approval_of(event)
    if approval is None:
        return None
    makers = dict.fromkeys([approval.asked_by_id, *(UUID(one) for one in approval.authors)])
    people = readers_among(
        actor=system("letter about an approval"),
        entry_id=approval.entry_id,
        people_ids=[one for one in makers if one],
    )
    told = {"outcome": outcome, "reason": approval.reason, "version": version}
    return letter(event, approval, people, "approval_decided", ASKED_WHY, **told)


@notice(
    ApprovalGranted,
    rule="approval_granted",
    subject=_("What I asked for is approved"),
    audience=_("Whoever asked, and the authors"),
)
def approval_granted(event: ApprovalGranted) -> Letter | None:
    """All who had to approve it did."""
    return decided(event, _("Approved"))


@notice(
    ApprovalRefused,
    rule="approval_refused",
    subject=_("What I asked for is refused"),
    audience=_("Whoever asked, and the authors"),
    urgency=Urgency.URGENT,
)
def approval_refused(event: ApprovalRefused) -> Letter | None:
    """One of its deciders refused."""
    return decided(event, _("Refused"))


@notice(
    ApprovalDeferred,
    rule="approval_deferred",
    subject=_("What I asked for is deferred"),
    audience=_("Whoever asked, and the authors"),
)
def approval_deferred(event: ApprovalDeferred) -> Letter | None:
    """One of its deciders put it off."""
    return decided(event, _("Deferred"), version=event.turn)


def addressee(ask_id: UUID, *, answered: bool) -> Addressee | None:
    """Whom a letter about an ask reaches and what it says, at the moment of sending; the link is made now."""
    found = ask_letter(ask_id=ask_id)
    if found is None or found.is_answered != answered:
        return None
    names = ("title", "asked_by", "organization", "expires_on", "receipt")
    context = {name: getattr(found, name) for name in names}
    return Addressee(found.email, found.name, found.language, found.link, context, found.zone)


def to_answer(ask_id: UUID) -> Addressee | None:
    """While it waits for an answer."""
    return addressee(ask_id, answered=False)


def to_keep(ask_id: UUID) -> Addressee | None:
    """Once it is answered."""
    return addressee(ask_id, answered=True)


def to_address(event: AskEvent, template: str, found: Addressee | None, version: int) -> Letter | None:
    """A letter to the address of whoever was asked: she need not be a member."""
    if found is None:
        return None
    return Letter(
        people=[],
        template=f"records/mail/{template}",
        link="/",
        subject_kind="records.Ask",
        subject_id=event.ask_id,
        version=version,
        why=WRITTEN_WHY,
        address=found.email,
        language=found.language,
        project=event.project_id,
    )


@notice(AskSent, rule="ask_sent", subject=_("Questions to me"), audience=ASKED_ADDRESS, addressee=to_answer)
def ask_sent(event: AskSent) -> Letter | None:
    """The question itself, with its link."""
    return to_address(event, "ask_sent", to_answer(event.ask_id), event.sending)


@notice(
    AskExpiring,
    rule="ask_expiring",
    subject=_("Questions to me that run out"),
    audience=ASKED_ADDRESS,
    addressee=to_answer,
)
def ask_expiring(event: AskExpiring) -> Letter | None:
    """Two days before the last day is over."""
    return to_address(event, "ask_expiring", to_answer(event.ask_id), event.sending)


@notice(
    AskAnswered,
    rule="ask_receipt",
    subject=_("Receipts of my answers"),
    audience=ASKED_ADDRESS,
    addressee=to_keep,
)
def ask_receipt(event: AskAnswered) -> Letter | None:
    """What was answered, for keeping."""
    return to_address(event, "ask_receipt", to_keep(event.ask_id), 1)


@notice(
    AskAnswered,
    rule="ask_answered",
    subject=_("Answers to my questions"),
    audience=_("Whoever asked"),
)
def ask_answered(event: AskAnswered) -> Letter | None:
    """To who asked."""
    rows = Ask.objects.select_related("person", "entry", "project").filter(pk=event.ask_id)
    ask = rows.first()
    if ask is None or ask.asked_by_id is None:
        return None
    slug = organization_ref(organization_id=event.organization_id).slug
    return Letter(
        people=[ask.asked_by_id],
        template="records/mail/ask_answered",
        link=reverse("records_ask", kwargs={"org": slug, "entry": ask.entry_id, "ask": ask.pk}),
        subject_kind="records.Ask",
        subject_id=ask.pk,
        version=1,
        why=ASKED_WHY,
        context={
            "name_of": ask.person.name,
            "title": ask.title,
            "answer": answer_words(ask.answers, ask.answer),
            "remark": ask.remark[:SHORT],
        },
        project=ask.project_id,
        project_name=f"{ask.project.key} {ask.project.name}" if ask.project else "",
    )
