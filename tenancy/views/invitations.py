"""Pages of invitations: the administrator's, and the one behind the link."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tenancy import selectors, services
from tenancy.actors import Actor, System
from tenancy.filters.people import InvitationFilters
from tenancy.forms.invitations import FirstSignInForm, InviteForm, OfferForm
from tenancy.models import Invitation, Role, User
from tenancy.rules import CLIENT_ROLES
from tenancy.signin import devices
from tenancy.tables.invitations import InvitationTable
from tenancy.views.organizations import Kept
from tenancy.views.people import INVITE, OF_PERSON, OfPerson
from toolkit.links import Link
from toolkit.pages import ActionPage, FormPage, ListPage, Open

INVITATIONS = Link("tenancy_invitations")
NEW, KNOWN, SIGNED_IN, SOMEBODY_ELSE = "new", "known", "signed_in", "somebody_else"


class InvitationList(Kept, ListPage):
    """Who was invited, and what came of it."""

    policy = "tenancy.view_invitations"
    title = _("Invitations")
    selector = selectors.invitations
    table, filterset = InvitationTable, InvitationFilters
    order = ("-created_at",)
    template = "tenancy/settings_list.html"
    actions = (INVITE,)
    empty_title, empty_icon = _("Nobody is invited yet"), "send"
    empty_text = _("An invitation goes by mail and opens the door once, within seven days.")


def sent(invitation: Invitation) -> str:
    """The fact after sending."""
    return _("The invitation to %(email)s is on its way.") % {"email": invitation.email}


class Invite(FormPage):
    """Invite somebody by mail."""

    policy = "tenancy.invite_person"
    title, verb = _("Invite somebody"), _("Send invitation")
    form = InviteForm
    service = services.invite
    template = "tenancy/invite.html"
    success = staticmethod(sent)
    success_url, cancel_url = INVITATIONS, INVITATIONS

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"language": self.actor.organization.language, "role": "AG"}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor}


class InvitePerson(OfPerson, FormPage):
    """Invite somebody who stands in the list without a login."""

    policy = "tenancy.invite_person"
    title, verb = _("Invite %(name)s"), _("Send invitation")
    form = OfferForm
    service = services.invite_person
    template = "tenancy/invite.html"
    success = staticmethod(sent)
    success_url = cancel_url = OF_PERSON

    def get_initial(self, subject: Any) -> dict[str, Any]:
        return {"language": subject.language, "role": "CV" if subject.client_id else "AG"}

    def get_form_kwargs(self, actor: Actor, subject: Any) -> dict[str, Any]:
        return {"actor": actor, "is_client": subject.client_id is not None}


class OfInvitation:
    """About one invitation."""

    subject_as = "invitation"

    def get_subject(self, actor: Actor, **kwargs: Any) -> Invitation:
        return selectors.invitation_by_id(actor=actor, invitation_id=kwargs["invitation"])


class ResendInvitation(OfInvitation, ActionPage):
    """Send another link."""

    policy = "tenancy.invite_person"
    title, verb = _("Send the invitation to %(email)s again?"), _("Send again")
    consequence = _("A new link goes out, open for seven days. The one before opens nothing from now on.")
    service = services.resend_invitation
    success = staticmethod(sent)
    success_url = cancel_url = INVITATIONS
    versioned = True


class WithdrawInvitation(OfInvitation, ActionPage):
    """Take an invitation back."""

    policy = "tenancy.withdraw_invitation"
    title, verb, danger = _("Withdraw the invitation to %(email)s?"), _("Withdraw invitation"), True
    consequence = _("The link opens nothing from now on. The person stays in the list.")
    service = services.withdraw_invitation
    success = _("The invitation to %(email)s is withdrawn.")
    success_url = cancel_url = INVITATIONS
    versioned = True


def way_in(user: Any, found: selectors.OpenInvitation) -> str:
    """How the link's holder may come in: with a new login, or with the one that has the address."""
    if user.is_authenticated:
        return SIGNED_IN if user.email == found.email else SOMEBODY_ELSE
    return KNOWN if User.objects.filter(email=found.email).exists() else NEW


def language_of(request: HttpRequest, found: selectors.OpenInvitation | None) -> str:
    """The invited person's language, unless this browser or login has one of its own."""
    chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES or request.user.is_authenticated
    return translation.get_language() or "en" if chosen or found is None else found.language


def gone(request: HttpRequest) -> HttpResponse:
    """One answer for used, expired, withdrawn and unknown links."""
    context = {"title": _("This link opens nothing")}
    return render(request, "tenancy/invitation_gone.html", context, status=404)


def invited(found: selectors.OpenInvitation, now: datetime, user: Any) -> Actor:
    """The house, letting in the person who holds the link; the trail names her."""
    user_id = user.pk if user else None
    return replace(System(found.name, found.organization, now=now), via="page", user_id=user_id)


def go_in(request: HttpRequest, user: User, found: selectors.OpenInvitation) -> HttpResponse:
    """Sign the new member in, and lead to the organization's door."""
    door = "portal_home" if found.role in CLIENT_ROLES else "home_my_day"
    response = HttpResponseRedirect(reverse(door, kwargs={"org": found.organization.slug}))
    if not request.user.is_authenticated:
        get_adapter(request).login(request, user)
        devices.remember(request, response, user)
    return response


class BehindTheLink:
    """What a page behind an invitation's link finds, and whom it lets in."""

    request: Any
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(language_of(request, self.found)):
            if self.found is None:
                return gone(request)
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            return answer

    @cached_property
    def found(self) -> Any:
        """The open invitation, or None: then nothing else of this page is asked."""
        return selectors.open_invitation(token=self.kwargs["token"], now=self.now)

    @cached_property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @cached_property
    def way(self) -> str:
        return way_in(self.request.user, self.found)

    def make_form(self, **given: Any) -> forms.Form:
        if self.way != NEW:
            return forms.Form(**given)
        return FirstSignInForm(email=self.found.email, initial={"name": self.found.name}, **given)

    def perform(self, cleaned: dict[str, Any]) -> User:
        user = self.request.user if self.request.user.is_authenticated else None
        actor = invited(self.found, self.now, user)
        return services.accept_invitation(actor=actor, token=self.kwargs["token"], user=user, **cleaned)

    def done(self, result: User) -> HttpResponse:
        return go_in(self.request, result, self.found)


class AcceptInvitation(BehindTheLink, FormPage):
    """A new person names herself, a known login says yes. All other links look alike."""

    policy = Open("whoever holds the link of an open invitation; all other links are answered alike")
    frame = "shell/plain.html"
    template = "tenancy/invitation.html"
    verb = _("Join")

    def get_title(self) -> str:
        return _("Join %(name)s") % {"name": self.found.organization_name}

    def get_context(self) -> dict[str, Any]:
        return {"invitation": self.found, "role": Role(self.found.role).label, "way": self.way}
