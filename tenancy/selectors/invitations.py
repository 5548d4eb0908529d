"""Questions about invitations, and the one that is asked before a tenant is known."""

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from tenancy.actors import Actor, OrganizationRef
from tenancy.models import Invitation, Organization, Role
from tenancy.selectors.members import digest
from toolkit.errors import Missing
from toolkit.formats import is_chinese

Label = str | Promise
LONGEST_TOKEN = 64


@dataclass(frozen=True)
class OpenInvitation:
    """What the link's holder may know before she is anybody here."""

    id: UUID
    email: str
    name: str
    language: str
    role: str
    organization: OrganizationRef
    organization_name: str


@dataclass(frozen=True)
class InvitationLetter:
    """What the mail of an invitation says. `link` is a path; `sending` counts how often it was sent."""

    email: str
    name: str
    language: str
    organization: str
    role: Label
    link: str
    expires_on: datetime
    invited_by: str
    sending: int


def invitations(*, actor: Actor) -> QuerySet[Invitation]:
    """All invitations with their state now."""
    return Invitation.objects.with_state(at=actor.now)


def invitation_by_id(*, actor: Actor, invitation_id: UUID) -> Invitation:
    """One invitation with its person; raises `Missing`."""
    found = invitations(actor=actor).filter(pk=invitation_id).select_related("person").first()
    if found is None:
        raise Missing()
    return found


def invitation_projects(*, invitation_id: UUID) -> list[UUID]:
    """The projects that an invitation names."""
    named: list[str] = Invitation.objects.values_list("projects", flat=True).get(pk=invitation_id)
    return [UUID(one) for one in named]


def invitation_letter(*, invitation_id: UUID) -> InvitationLetter | None:
    """What to write to the invited person; None when there is nothing to accept any more.

    The link is derived anew for each letter: nobody keeps it.
    """
    found = (
        Invitation.objects.filter(pk=invitation_id, accepted_at__isnull=True, withdrawn_at__isnull=True)
        .select_related("person", "organization")
        .first()
    )
    if found is None:
        return None
    token = invitation_token(invitation_id=found.pk, nonce=found.nonce)
    return InvitationLetter(
        email=found.email,
        name=found.person.name,
        language=found.language,
        organization=_name(found.organization, found.language),
        role=Role(found.role).label,
        link=reverse("tenancy_invitation", kwargs={"token": token}),
        expires_on=found.expires_at,
        invited_by=found.invited_by,
        sending=found.nonce,
    )


def invitation_token(*, invitation_id: UUID, nonce: int) -> str:
    """The secret of a link: a keyed hash (HMAC-SHA256) of row and count, 43 characters."""
    mac = salted_hmac("milepost.invitation", f"{invitation_id}:{nonce}", algorithm="sha256")
    return urlsafe_b64encode(mac.digest()).rstrip(b"=").decode()


def open_invitation(*, token: str, now: datetime) -> OpenInvitation | None:
    """The open invitation behind a link's token, whosever it is; None for all others alike."""
    if len(token) > LONGEST_TOKEN:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM tenancy_invitation_of(%s, %s)", [digest(token), now])
        row = cursor.fetchone()
    if row is None:
        return None
    invitation_id, email, name, language, role, *organization, name_zh = row
    organization_id, slug, title, spoken, zone = organization
    own = OrganizationRef(organization_id, slug, title, spoken, zone, name_zh)
    called = (is_chinese(language) and name_zh) or own.name
    return OpenInvitation(invitation_id, email, name, language, role, own, called)


def project_choices(*, actor: Actor) -> list[dict[str, Any]]:
    """The projects that an invitation may name (pk, key, name, name_zh), as the room above knows them."""
    rows = import_string(settings.MILEPOST_PROJECTS)(actor=actor).exclude(state__in=("closed", "cancelled"))
    found: list[dict[str, Any]] = list(rows.order_by("key").values("pk", "key", "name", "name_zh"))
    return found


def _name(organization: Organization, language: str) -> str:
    return (is_chinese(language) and organization.name_zh) or organization.name
