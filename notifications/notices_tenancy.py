"""Letters about people, keys, rights and the trail: facts of tenancy, which stands below."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications import selectors
from notifications.events import WebhookDisabled
from notifications.letters import Addressee, Letter
from notifications.notices import Default, Urgency, Way, notice
from tenancy import events
from tenancy.actors import system
from tenancy.jobs import label_of
from tenancy.listeners import Event, handling
from tenancy.selectors import invitation_letter, members, organization_ref
from toolkit.errors import Missing

LOCKED = Default(Way.MAIL, locked=True)
CLIENTS = ("CS", "CV")
THE_PERSON, ADMINISTRATORS = _("The person it is about"), _("The organization’s administrators")
OVERSEERS = _("Administrators, delivery heads and auditors")
ADMIN_WHY = _("You administer this organization.")
OVERSEER_WHY = _("You oversee this organization.")
OWN_WHY = _("It is about your own account.")
NOT_YOU = _("Was it not you? Tell an administrator of your organization.")
Said = str | Promise


def letter(event: Event, *, people: list[UUID], route: str, headline: Said, why: Said, **more: Any) -> Letter:
    """A letter of one sentence or two: `text` and `advice` follow the headline, `at` is an instant."""
    slug = organization_ref(organization_id=event.organization_id).slug
    context = {"headline": headline, **{name: more.get(name) for name in ("text", "advice", "at")}}
    fact = handling()
    return Letter(
        people=people,
        template="notifications/mail/fact",
        link=reverse(route, kwargs={"org": slug, **more.get("where", {})}),
        subject_kind=f"tenancy.{type(event).__name__}",
        subject_id=more.get("subject") or (fact.event_id if fact else event.organization_id),
        version=more.get("version", 1),
        why=why,
        context=context,
    )


def in_roles(*roles: str) -> list[UUID]:
    """Everybody with one of these roles in the organization."""
    rows = members(actor=system("finds readers")).filter(role__in=roles)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


def name_of(person_id: UUID) -> str:
    """What somebody is called."""
    found = members(actor=system("names a person")).filter(person_id=person_id).first()
    return found.person.name if found else str(_("Somebody"))


def role_words(role: str) -> Said:
    """A role's name, in whatever language it is read."""
    choices: Any = members(actor=system("names roles")).model._meta.get_field("role").choices
    return next((label for code, label in choices if code == role), role)


@notice(events.MemberJoined, rule="member_joined", subject=_("Your own membership"), audience=THE_PERSON)
def member_joined(event: events.MemberJoined) -> Letter:
    """Welcome."""
    organization = organization_ref(organization_id=event.organization_id)
    words = {"role": role_words(event.role), "organization": organization.name}
    return letter(
        event,
        people=[event.person_id],
        route="portal_home" if event.role in CLIENTS else "home_my_day",
        headline=format_lazy(_("You are {role} at {organization}"), **words),
        text=format_lazy(_("{by} gave you this role."), by=event.by) if event.by else "",
        why=OWN_WHY,
    )


def invited(invitation_id: UUID) -> Addressee | None:
    """What the mail of an invitation says now; None when it is no longer open."""
    found = invitation_letter(invitation_id=invitation_id)
    if found is None:
        return None
    words = {"organization": found.organization, "role": found.role, "by": found.invited_by}
    context = {**words, "name": found.name, "at": found.expires_on}
    return Addressee(found.email, found.name, found.language, found.link, context)


@notice(
    events.InvitationSent,
    rule="invitation",
    subject=_("Invitations"),
    audience=_("The invited address"),
    addressee=invited,
)
def invitation(event: events.InvitationSent) -> Letter | None:
    """To an address: whoever it belongs to is no member yet. The link is made when it is sent."""
    found = invited(event.invitation_id)
    if found is None:
        return None
    return Letter(
        people=[],
        template="notifications/mail/invitation",
        link="/",
        subject_kind="tenancy.Invitation",
        subject_id=event.invitation_id,
        version=event.sending,
        why=_(
            "Somebody invited this address. If it is not for you, do nothing: the invitation ends by itself."
        ),
        address=found.email,
        language=found.language,
    )


@notice(
    events.InvitationAccepted,
    rule="invitation_accepted",
    subject=_("Accepted invitations"),
    audience=ADMINISTRATORS,
    default=Default(Way.INBOX),
    urgency=Urgency.LOW,
)
def invitation_accepted(event: events.InvitationAccepted) -> Letter:
    """Somebody who was invited is here."""
    return letter(
        event,
        people=in_roles("TA"),
        route="tenancy_person",
        where={"person": event.person_id},
        headline=format_lazy(_("{name} has accepted the invitation"), name=name_of(event.person_id)),
        why=ADMIN_WHY,
        subject=event.invitation_id,
    )


@notice(
    events.TokenIssued,
    rule="token_issued",
    subject=_("New API tokens of yours"),
    audience=THE_PERSON,
    default=LOCKED,
)
def token_issued(event: events.TokenIssued) -> Letter:
    """Whoever holds the key acts as this person."""
    return letter(
        event,
        people=[event.person_id],
        route="tenancy_tokens",
        headline=format_lazy(_("API token “{name}” was made for you"), name=event.name),
        text=_("Whoever has it acts in your name, within its scopes."),
        advice=NOT_YOU,
        why=OWN_WHY,
    )


@notice(
    events.TokenExpiring,
    rule="token_expiring",
    subject=_("API tokens that end soon"),
    audience=THE_PERSON,
)
def token_expiring(event: events.TokenExpiring) -> Letter:
    """Make a new one in time."""
    return letter(
        event,
        people=[event.person_id],
        route="tenancy_tokens",
        headline=format_lazy(_("API token “{name}” ends soon"), name=event.name),
        text=_("What uses it stops working then. Make a new token and put it in its place."),
        at=event.expires_at,
        why=OWN_WHY,
        subject=event.token_id,
    )


@notice(
    events.GlassBroken,
    rule="glass_broken",
    subject=_("Break-glass reading"),
    audience=OVERSEERS,
    default=LOCKED,
    urgency=Urgency.URGENT,
)
def glass_broken(event: events.GlassBroken) -> Letter:
    """An administrator reads what is not hers: told to everybody else who watches over it."""
    others = [one for one in in_roles("TA", "DH", "AU") if one != event.person_id]
    words = {"name": name_of(event.person_id), "reason": event.reason}
    return letter(
        event,
        people=others,
        route="tenancy_glass",
        headline=format_lazy(_("{name} reads clients’ content by break-glass"), **words),
        text=format_lazy(_("Reason: {reason}"), **words),
        advice=_("Every page that is read so stands in the access log."),
        at=event.until,
        why=OVERSEER_WHY,
        subject=event.glass_id,
    )


@notice(
    events.Impersonated,
    rule="impersonated",
    subject=_("Platform staff who look on as you"),
    audience=_("The person it is about, and the organization’s administrators"),
    default=LOCKED,
)
def impersonated(event: events.Impersonated) -> Letter:
    """Read-only, and for minutes; still nobody should learn it from somebody else."""
    return letter(
        event,
        people=[event.person_id, *in_roles("TA")],
        route="home_my_day",
        headline=format_lazy(_("{operator} looks on as a member"), operator=event.operator),
        text=format_lazy(_("Reading only. Reason: {reason}"), reason=event.reason),
        at=event.until,
        why=_("It is about your account, or you administer this organization."),
    )


@notice(
    events.OrganizationEntered,
    rule="organization_entered",
    subject=_("Platform staff in the administration"),
    audience=ADMINISTRATORS,
    default=LOCKED,
)
def organization_entered(event: events.OrganizationEntered) -> Letter:
    """Platform staff came in."""
    return letter(
        event,
        people=in_roles("TA"),
        route="tenancy_audit",
        headline=_("Platform staff entered your organization"),
        text=format_lazy(_("Reason: {reason}"), reason=event.reason),
        why=ADMIN_WHY,
    )


@notice(
    events.AuditAnchored,
    rule="audit_anchored",
    subject=_("Daily anchor of the audit trail"),
    audience=_("Administrators and auditors"),
    default=Default(Way.DIGEST),
    urgency=Urgency.LOW,
)
def audit_anchored(event: events.AuditAnchored) -> Letter:
    """A copy outside the house."""
    words = {"number": event.number, "digest": event.digest}
    return letter(
        event,
        people=in_roles("TA", "AU"),
        route="tenancy_audit",
        headline=format_lazy(_("Audit trail anchored at line {number}: {digest}"), **words),
        text=_("Keep this letter: with it anybody can prove that lines were cut off later."),
        why=OVERSEER_WHY,
        version=event.day.toordinal(),
        subject=event.organization_id,
    )


@notice(
    events.AuditBroken,
    rule="audit_broken",
    subject=_("A broken audit trail"),
    audience=_("Administrators and auditors"),
    default=LOCKED,
    urgency=Urgency.URGENT,
)
def audit_broken(event: events.AuditBroken) -> Letter:
    """Somebody changed what nobody may change."""
    return letter(
        event,
        people=in_roles("TA", "AU"),
        route="tenancy_audit",
        headline=format_lazy(_("The audit trail does not hold at line {number}"), number=event.number),
        text=_(
            "A line was changed, lost or put in beside the house. Ask the platform’s operators for the cause."
        ),
        why=OVERSEER_WHY,
    )


@notice(
    events.SecurityAlarm,
    rule="security_alarm",
    subject=_("Security alarms"),
    audience=ADMINISTRATORS,
    default=LOCKED,
    urgency=Urgency.URGENT,
)
def security_alarm(event: events.SecurityAlarm) -> Letter:
    """Somebody rattles at doors."""
    words = {"name": event.name, "count": event.refusals}
    return letter(
        event,
        people=in_roles("TA"),
        route="tenancy_access",
        headline=format_lazy(_("{name} was refused {count} times within a minute"), **words),
        text=_("Somebody may be trying addresses of records. The access log shows which."),
        why=ADMIN_WHY,
    )


GONE = _("The receiver says that the address is gone (410).")
DEAD = _("Too many deliveries were given up.")


@notice(
    WebhookDisabled,
    rule="webhook_disabled",
    subject=_("Webhooks that the house disabled"),
    audience=_("The webhook’s owner and the organization’s administrators"),
)
def webhook_disabled(event: WebhookDisabled) -> Letter | None:
    """Another system hears nothing any more."""
    try:
        found = selectors.webhook_by_id(actor=system("letter about a webhook"), webhook_id=event.webhook_id)
    except Missing:
        return None
    return letter(
        event,
        people=[found.owner_id, *in_roles("TA")],
        route="notifications_webhook",
        where={"hook": found.pk},
        headline=format_lazy(_("Webhook “{name}” was disabled"), name=found.description or found.host),
        text=GONE if event.reason == "gone" else DEAD,
        advice=_("Mend the receiver, then enable the webhook and replay what it missed."),
        why=_("You own this webhook, or administer this organization."),
        subject=found.pk,
        version=found.version,
    )


JOB_ENDED = {
    "done": _("Your job is done: {job}"),
    "cancelled": _("Your job was cancelled: {job}"),
}
JOB_WHY = _("You asked for this job.")


@notice(
    events.JobEnded,
    rule="job_ended",
    subject=_("Jobs you asked for"),
    audience=_("Whoever asked for it"),
    default=Default(Way.INBOX),
)
def job_ended(event: events.JobEnded) -> Letter:
    """Only for jobs that took longer than one waits."""
    words = JOB_ENDED.get(event.state, _("Your job failed: {job}"))
    return letter(
        event,
        people=[event.person_id],
        route="tenancy_job",
        where={"job": event.job_id},
        subject=event.job_id,
        headline=format_lazy(words, job=label_of(event.kind)),
        why=JOB_WHY,
    )
