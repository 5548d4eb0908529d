"""Verbs of invitations: a single-use link by mail makes a person a member."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from tenancy.actors import Actor
from tenancy.events import InvitationAccepted, InvitationSent, InvitationWithdrawn, PersonAdded
from tenancy.models import AuditLine, Invitation, Membership, Person, User
from tenancy.rules import CLIENT_ROLES
from tenancy.selectors.invitations import invitation_token, project_choices
from tenancy.selectors.members import digest
from tenancy.services.roles import HasLeft, first_day, join
from tenancy.verbs import publish, record, require, verb
from toolkit.errors import BadInput, DomainError, Stale

DAYS_OPEN = 7
AN_HOUR = 60
INVITE, RESEND = "tenancy.invite_person", "tenancy.resend_invitation"
ON_PROJECTS = frozenset({"PM", "TL", "AG", "QA", "WF"})


class HasLogin(DomainError):
    """Who is in needs no way in."""

    code = "has_login"
    message = _("%(name)s has a login already. Give the role on the person’s page.")
    field = "email"


class NoAddress(BadInput):
    """The link goes by mail."""

    code = "no_address"
    message = _("%(name)s has no mail address. Write it into the person’s details first.")


class OtherSide(BadInput):
    """A client's people hold that client's roles, our own people ours."""

    code = "other_side"
    message = _("Client roles are for a client’s people, the other roles for your own. Choose another role.")
    field = "role"


class OtherClient(BadInput):
    """One person, one client."""

    code = "other_client"
    message = _("%(name)s stands in the list of people with another client, or as one of your own.")
    field = "client_id"


class ProjectsNotForRole(BadInput):
    """Some roles see every project, a client's people those that are shared."""

    code = "projects_not_for_role"
    message = _("This role is not held on projects. Choose no project, or another role.")
    field = "projects"


class UnknownProject(BadInput):
    """Missing, or not the inviter's to see: nobody can tell which."""

    code = "unknown_project"
    message = _("There is no such project. Choose one from the list.")
    field = "projects"


class TooManyInvitations(DomainError):
    """A stolen session must not write to the whole world."""

    code = "too_many_invitations"
    message = _("You have sent %(count)s invitations within the hour. Go on in an hour.")


class InvitationNotOpen(DomainError):
    """Accepted and withdrawn ones are over."""

    code = "invitation_not_open"
    message = _("This invitation was accepted or withdrawn. Reload and look again.")


class InvitationGone(DomainError):
    """Used, expired, withdrawn or never there: the link's holder cannot tell which."""

    code = "invitation_gone"
    message = _("This link opens nothing. Ask whoever invited you to send it again.")


class LoginExists(DomainError):
    """The address has a login; its owner proves it by signing in."""

    code = "login_exists"
    message = _("There is a login for this mail address. Sign in and open the link again.")


class OtherLogin(DomainError):
    """The link is for one address."""

    code = "other_login"
    message = _("This invitation is for another mail address. Sign out and open the link again.")


@verb
def invite(
    *,
    actor: Actor,
    email: str,
    name: str,
    role: str,
    language: str = "en",
    client_id: UUID | None = None,
    ends_on: date | None = None,
    projects: Sequence[UUID] = (),
) -> Invitation:
    """Invite somebody by mail; the person is added to the list unless the address stands there.

    Raises what `invite_person` raises, and `OtherClient`.
    """
    require(actor, INVITE)
    email = email.strip().lower()
    person = Person.objects.present().filter(email=email).first() if email else None
    if person is None:
        person = _add(actor, name=name, email=email, language=language, client_id=client_id)
    elif person.client_id != client_id:
        raise OtherClient(name=person.name)
    return _invite(actor, person, role, language, ends_on, projects)


@verb
def invite_person(
    *,
    actor: Actor,
    person: Person,
    role: str,
    language: str = "en",
    ends_on: date | None = None,
    projects: Sequence[UUID] = (),
) -> Invitation:
    """Send a person without a login the link that makes one, open for seven days.

    Raises `HasLogin`, `HasLeft`, `NoAddress`, `OtherSide`, `ProjectsNotForRole`, `UnknownProject`,
    `TooManyInvitations`, and `BadInput` for an auditor without a last day or a person invited already.
    """
    require(actor, INVITE)
    return _invite(actor, person, role, language, ends_on, projects)


@verb
def resend_invitation(*, actor: Actor, invitation: Invitation, version: int | None = None) -> Invitation:
    """Send another link, open for seven days from now; the one before is dead at once.

    Raises `InvitationNotOpen`, `TooManyInvitations`, `Stale`.
    """
    require(actor, INVITE)
    _check_pace(actor)
    nonce = invitation.nonce + 1
    values = {
        "nonce": nonce,
        "digest": digest(invitation_token(invitation_id=invitation.pk, nonce=nonce)),
        "sent_at": actor.now,
        "expires_at": actor.now + timedelta(days=DAYS_OPEN),
    }
    _change(invitation, values, version)
    record(actor, RESEND, invitation, after={"expires_at": invitation.expires_at})
    publish(_sent(actor, invitation), actor=actor)
    return invitation


@verb
def withdraw_invitation(*, actor: Actor, invitation: Invitation, version: int | None = None) -> Invitation:
    """Take an invitation back: its link opens nothing from now on. Raises `InvitationNotOpen`, `Stale`."""
    require(actor, "tenancy.withdraw_invitation")
    _withdraw(actor, invitation, version)
    return invitation


@verb
def accept_invitation(
    *, actor: Actor, token: str, user: User | None = None, name: str = "", password: str = ""
) -> User:
    """Take up an invitation with its link: by the login that signed in, or with a new one.

    The row is taken by one conditional update: of two who come at once, one finds it gone. The address
    counts as confirmed, because the link went there. Raises `InvitationGone`, `LoginExists`, `OtherLogin`.
    """
    require(actor, "tenancy.accept_invitation")
    invitation = _take(actor, token)
    if user is not None and user.email != invitation.email:
        raise OtherLogin()
    user = user or _open_login(invitation, name, password)
    person = _bind(invitation, user, name)
    membership = _membership(actor, invitation, person)
    after = {"person_id": person.pk, "name": person.name, "membership_id": membership.pk}
    record(actor, "tenancy.accept_invitation", invitation, after=after)
    publish(InvitationAccepted(actor.organization.id, invitation.pk, person.pk, invitation.role), actor=actor)
    return user


# --- what the verbs are made of


def withdraw_open(actor: Actor, person: Person) -> None:
    """Withdraw what a person who leaves could still accept."""
    for invitation in person.invitations.filter(accepted_at__isnull=True, withdrawn_at__isnull=True):
        _withdraw(actor, invitation, None)


def _withdraw(actor: Actor, invitation: Invitation, version: int | None) -> None:
    _change(invitation, {"withdrawn_at": actor.now}, version)
    record(actor, "tenancy.withdraw_invitation", invitation, after={"person_id": invitation.person_id})
    publish(InvitationWithdrawn(actor.organization.id, invitation.pk, invitation.person_id), actor=actor)


def _invite(
    actor: Actor,
    person: Person,
    role: str,
    language: str,
    ends_on: date | None,
    projects: Sequence[UUID],
) -> Invitation:
    _check_person(person, role)
    _check_projects(actor, role, projects)
    _check_pace(actor)
    invitation = Invitation(
        person=person,
        email=person.email,
        role=role,
        language=language,
        ends_on=ends_on,
        projects=[str(one) for one in projects],
        invited_by=actor.name[:160],
        created_at=actor.now,
        sent_at=actor.now,
        expires_at=actor.now + timedelta(days=DAYS_OPEN),
    )
    invitation.digest = digest(invitation_token(invitation_id=invitation.pk, nonce=invitation.nonce))
    invitation.save(force_insert=True)
    record(actor, INVITE, invitation, after={"person_id": person.pk, "role": role, "ends_on": ends_on})
    publish(_sent(actor, invitation), actor=actor)
    return invitation


def _add(actor: Actor, *, name: str, email: str, language: str, client_id: UUID | None) -> Person:
    side = Person.Side.CLIENT if client_id else Person.Side.OWN
    zone = actor.organization.zone
    person = Person.objects.create(
        name=name, email=email, language=language, zone=zone, client_id=client_id, side=side
    )
    record(actor, "tenancy.add_person", person, after={"name": name, "email": email, "side": side})
    publish(PersonAdded(actor.organization.id, person.pk), actor=actor)
    return person


def _check_person(person: Person, role: str) -> None:
    if person.left_at is not None:
        raise HasLeft(name=person.name)
    if person.user_id is not None:
        raise HasLogin(name=person.name)
    if not person.email:
        raise NoAddress(name=person.name)
    if (role in CLIENT_ROLES) != (person.client_id is not None):
        raise OtherSide()


def _check_projects(actor: Actor, role: str, projects: Sequence[UUID]) -> None:
    if not projects:
        return
    if role not in ON_PROJECTS:
        raise ProjectsNotForRole()
    if not set(projects) <= {project["pk"] for project in project_choices(actor=actor)}:
        raise UnknownProject()


def _check_pace(actor: Actor) -> None:
    recent = AuditLine.objects.filter(at__gt=actor.now - timedelta(hours=1), action__in=(INVITE, RESEND))
    if not actor.is_system and recent.filter(actor_user=actor.user_id).count() >= AN_HOUR:
        raise TooManyInvitations(count=AN_HOUR)


def _change(invitation: Invitation, values: dict[str, Any], version: int | None) -> None:
    """Write over the version that was seen, and only while the invitation waits."""
    seen = invitation.version if version is None else version
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True)
    if not waiting.filter(version=seen).update(**values, version=F("version") + 1):
        raise Stale() if waiting.exists() else InvitationNotOpen()
    for name, value in {**values, "version": seen + 1}.items():
        setattr(invitation, name, value)


def _sent(actor: Actor, invitation: Invitation) -> InvitationSent:
    return InvitationSent(
        actor.organization.id, invitation.pk, invitation.person_id, invitation.role, invitation.nonce
    )


def _take(actor: Actor, token: str) -> Invitation:
    mine = Invitation.objects.filter(digest=digest(token))
    if not mine.open(at=actor.now).update(accepted_at=actor.now, version=F("version") + 1):
        raise InvitationGone()
    return mine.select_related("person").get()


def _open_login(invitation: Invitation, name: str, password: str) -> User:
    """A new login for the address, which the link has proved."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, name=name, language=invitation.language
            )
    except IntegrityError as error:
        raise LoginExists() from error
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _bind(invitation: Invitation, user: User, name: str) -> Person:
    """Give the invited person the login; a login that is somebody here already stays that one."""
    person: Person = Person.objects.filter(user=user).first() or invitation.person
    if person.left_at is not None or not user.is_active:
        raise InvitationGone()
    person.user, person.name = user, name or person.name
    Person.objects.filter(pk=person.pk).update(user=user, name=person.name, version=F("version") + 1)
    return person


def _membership(actor: Actor, invitation: Invitation, person: Person) -> Membership:
    held = Membership.objects.standing().filter(person=person, role=invitation.role).first()
    return held or join(actor, person, invitation.role, first_day(actor), invitation.ends_on)
