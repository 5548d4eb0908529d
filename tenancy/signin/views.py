"""The page "Security" and what it does; and allauth's views where ours go on differently."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from allauth.socialaccount.adapter import get_adapter as get_identity_adapter
from allauth.socialaccount.internal.flows.connect import disconnect, validate_disconnect
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.internal.flows.sessions import end_other_sessions, end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView

from tenancy.signin import keys, oidc
from tenancy.signin.sessions import device


class SignIn(LoginView):
    """The front door: password, passkey, or the identity provider."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "providers": providers(self.request)}


class PasskeySignIn(LoginWebAuthnView):
    """Sign in by a passkey; a refusal is said at the front door."""

    def form_invalid(self, form: Any) -> HttpResponse:
        context = get_entrance_context_data(self.request)
        front = {"form": SignIn.form_class(), "passkey_refused": True, "providers": providers(self.request)}
        return render(self.request, "account/login.html", {**context, **front})


class ActivateApp(ActivateTOTPView):
    """Add an authenticator app; the code that proved it signs nobody in."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        app = Authenticator.objects.get(user_id=self.request.user.pk, type=Authenticator.Type.TOTP)
        keys.spend(app, form.cleaned_data["code"])
        return response


class AddPasskey(AddWebAuthnView):
    """Add a passkey; a refused one is said in the form."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **kwargs}


class Security(LoginRequiredMixin, TemplateView):
    """What protects one login, and where it is in use."""

    template_name = "account/security.html"
    is_needed = False

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        factors = list(Authenticator.objects.filter(user_id=user.pk).order_by("created_at"))
        return {
            "is_wide": True,
            "is_needed": self.is_needed,
            "app": first(factors, Authenticator.Type.TOTP),
            "passkeys": [passkey(one) for one in factors if one.type == Authenticator.Type.WEBAUTHN],
            "codes": first(factors, Authenticator.Type.RECOVERY_CODES),
            "sessions": sessions(self.request),
            "providers": providers(self.request),
            "identities": list(SocialAccount.objects.filter(user_id=user.pk)),
        }


def first(factors: list[Authenticator], kind: str) -> Any:
    """The only factor of a kind, as allauth speaks of it, or None."""
    return next((one.wrap() for one in factors if one.type == kind), None)


def passkey(factor: Authenticator) -> dict[str, Any]:
    """A passkey as a row of the page."""
    return {
        "id": factor.pk,
        "name": factor.wrap().name,
        "created_at": factor.created_at,
        "used_at": factor.last_used_at,
    }


def sessions(request: Any) -> list[dict[str, Any]]:
    """Where the login is in use, the present session first."""
    found = UserSession.objects.purge_and_list(request.user)
    rows = [
        {
            "id": one.pk,
            "device": device(one.user_agent),
            "ip": one.ip,
            "since": one.created_at,
            "seen": one.last_seen_at,
            "current": one.session_key == request.session.session_key,
        }
        for one in found
    ]
    return sorted(rows, key=lambda row: (not row["current"], -row["seen"].timestamp()))


def providers(request: HttpRequest) -> list[dict[str, str]]:
    """The identity providers of this installation."""
    found = get_identity_adapter().list_providers(request)
    return [
        {"name": one.name, "url": one.get_login_url(request), "connect": oidc.connect_address(one)}
        for one in found
    ]


class EndSession(LoginRequiredMixin, View):
    """Sign one of the login's own sessions out; another login's answers as if it were not there."""

    http_method_names = ["post"]

    def post(self, request: Any, pk: int) -> HttpResponse:
        session = get_object_or_404(UserSession, pk=pk, user_id=request.user.pk)
        end_sessions(request, [session])
        messages.info(request, _("Signed out there."))
        return HttpResponseRedirect(reverse("account_security"))


class EndOtherSessions(LoginRequiredMixin, View):
    """Sign the login out everywhere but here."""

    http_method_names = ["post"]

    def post(self, request: Any) -> HttpResponse:
        end_other_sessions(request, request.user)
        messages.info(request, _("Signed out everywhere else."))
        return HttpResponseRedirect(reverse("account_security"))


class Disconnect(LoginRequiredMixin, View):
    """Take an identity provider away from the login; never the only way in."""

    http_method_names = ["post"]

    def post(self, request: Any, pk: int) -> HttpResponse:
        identity = get_object_or_404(SocialAccount, pk=pk, user_id=request.user.pk)
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
        try:
            validate_disconnect(request, identity)
        except ValidationError:
            messages.error(
                request, _("Choose a password first: without it nothing would be left to sign in with.")
            )
        else:
            disconnect(request, identity)
        return HttpResponseRedirect(reverse("account_security"))
