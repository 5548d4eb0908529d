"""Our answers to allauth's questions about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tenancy.models import User
from tenancy.signin import devices, throttle
from tenancy.signin.box import write
from tenancy.signin.letters import NOTICES
from tenancy.signin.sessions import device


class AccountAdapter(DefaultAccountAdapter):
    """The login's key is `User.email`; letters go there and nowhere else, sent by the worker."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Mail address and password do not fit together. Check both, or reset the password."
        ),
        "incorrect_password": _("This is not your password. Write the one you sign in with."),
        "enter_current_password": _("Write the password you sign in with now."),
        "account_inactive": _("This account is switched off."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this house, as a browser would read them: no scheme, no host, no backslash."""
        if not url or not url.startswith("/") or "\\" in url:
            return False
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        email = str(credentials.get("email", ""))
        self._login_failed_rl_usage = throttle.before_password(request, email)

    def reauthenticate(self, user: Any, password: str) -> bool:
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """A browser that this login never used before is told to its owner."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if not devices.is_known(request, user) and user.signed_in_before:
            self.send_notification_mail("new_device", user)
        devices.remember(request, response, user)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        user.signed_in_before = user.last_login is not None
        super().login(request, user)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_security")

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _dash, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return str(settings.SITE_ADDRESS).rstrip("/") + path

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """What changed in a login goes to its stored address."""
        facts = {
            "ip": self.get_client_ip(self.request),
            "device": device(self.get_http_user_agent(self.request)),
        }
        self.send_mail(template_prefix, user.email, facts)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters that we have no words for are not sent."""
        kind = template_prefix.rpartition("/")[2]
        if kind in NOTICES and User.objects.filter(email=email).exists():
            write(kind=kind, address=email, facts={name: context[name] for name in ("ip", "device")})
