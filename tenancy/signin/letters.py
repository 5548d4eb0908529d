"""Letters about a login, as words in one person's language. Their links name the configured host."""

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, engines
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tenancy.models import AccountLetter, User

RESET = "reset"
NOTICES = {
    "password_changed": _("Your password was changed"),
    "password_set": _("Your password was changed"),
    "password_reset": _("Your password was reset"),
    "totp_activated": _("An authenticator app was added to your login"),
    "totp_deactivated": _("The authenticator app was removed from your login"),
    "webauthn_added": _("A passkey was added to your login"),
    "webauthn_removed": _("A passkey was removed from your login"),
    "recovery_codes_generated": _("New recovery codes were made for your login"),
    "account_connected": _("Single sign-on was connected to your login"),
    "account_disconnected": _("Single sign-on was disconnected from your login"),
    "new_device": _("Your login was used on a new device"),
}


def mail(letter: AccountLetter, user: User) -> EmailMultiAlternatives:
    """The letter in the person's language, plain and as HTML."""
    with translation.override(user.language):
        values = _values(letter, user)
        name = "reset" if letter.kind == RESET else "notice"
        text, html = (_render(f"account/mail/{name}.{kind}", values) for kind in ("txt", "html"))
    host = settings.SITE_ADDRESS.partition("://")[2].partition(":")[0]
    headers = {"Message-ID": f"<login-{letter.pk}@{host}>", "Auto-Submitted": "auto-generated"}
    found = EmailMultiAlternatives(values["subject"], text.strip() + "\n", to=[user.email], headers=headers)
    found.attach_alternative(html, "text/html")
    return found


def _values(letter: AccountLetter, user: User) -> dict[str, Any]:
    subject = _("Choose a new password") if letter.kind == RESET else NOTICES[letter.kind]
    path = reset_path(user) if letter.kind == RESET else reverse("account_security")
    return {
        **letter.facts,
        "at": letter.created_at,
        "subject": str(subject),
        "link": settings.SITE_ADDRESS.rstrip("/") + path,
        "name": str(user),
        "language": user.language,
    }


def reset_path(user: User) -> str:
    """The link's address: works once, for an hour, and only while the password stays what it is."""
    uid, key = user_pk_to_url_str(user), default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})


def _render(template: str, values: Mapping[str, Any]) -> str:
    """Names are escaped in HTML only: a plain text has no markup to escape."""
    found: Any = engines["django"].get_template(template)
    rendered: str = found.template.render(Context(dict(values), autoescape=template.endswith(".html")))
    return rendered
