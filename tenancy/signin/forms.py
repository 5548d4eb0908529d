"""allauth's forms with our rules: tries are counted, codes work once, passkeys answer from our address."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenancy.services import end_tokens_everywhere
from tenancy.signin import keys, throttle
from tenancy.signin.box import write
from tenancy.signin.letters import RESET


class ResetForm(ResetPasswordForm):
    """Asks for a link. Who has the address is found out by the sender: the answer here is always the same."""

    def clean_email(self) -> str:
        self.users: list[Any] = []
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = str(self.cleaned_data["email"])
        write(kind=RESET, address=email)
        return email


class NewPassword(forms.Form):
    """A form in which a password is chosen, in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": _("Password now"),
            "password1": _("New password"),
            "password2": _("New password, once more"),
        }
        for name in words.keys() & self.fields.keys():
            self.fields[name].label = words[name]


class ChangeForm(NewPassword, ChangePasswordForm):
    """Another password in place of the present one."""


class SetForm(NewPassword, SetPasswordForm):
    """A first password."""


class ChooseForm(NewPassword, ResetPasswordKeyForm):
    """A password behind the link of a letter: her API tokens end too."""

    def save(self) -> None:
        super().save()
        end_tokens_everywhere(user_id=self.user.pk, reason="the password was reset", now=datetime.now(UTC))


class CountedCode(forms.Form):
    """A typed code: the sixth wrong one in five minutes answers 429, and a right one works once."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        key = str(self.user.pk)
        throttle.consume(context.request, "mfa_failed", key)
        code = str(super().clean_code())  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not keys.spend(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        throttle.clear(context.request, "mfa_failed", key)
        return code


class CodeForm(CountedCode, AuthenticateForm):
    """The second step of a sign-in, by a code."""


class ConfirmByCodeForm(CountedCode, ReauthenticateForm):
    """Confirming that it is still her, by a code."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code shown by the app")


class OurPage(forms.Form):
    """An answer of a passkey: it must have been given on a page of the configured address."""

    def our_credential(self) -> Any:
        """What the browser sent; refused when another page made it."""
        credential = self.cleaned_data["credential"]
        if not keys.is_from_here(credential):
            raise get_adapter().validation_error("incorrect_code")
        return credential


class AddPasskeyForm(OurPage, AddWebAuthnForm):
    """A new passkey, and what it is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].label = _("Sign in with this passkey alone, without the password")
        self.fields["passwordless"].help_text = _("The device asks for your finger, face or PIN.")
        self.fields["passwordless"].initial = True

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("credential"):
            self.our_credential()
        return super().clean() or {}


class KnownPasskey(OurPage):
    """An answer of a passkey that was added before: its counter is kept."""

    def clean_credential(self) -> Authenticator:
        credential = self.our_credential()
        authenticator: Authenticator = super().clean_credential()  # type: ignore[misc]
        keys.note_counter(authenticator, credential)
        return authenticator


class PasskeyForm(KnownPasskey, AuthenticateWebAuthnForm):
    """The second step of a sign-in, by a passkey."""


class PasskeySignInForm(KnownPasskey, LoginWebAuthnForm):
    """A whole sign-in by a passkey."""


class ConfirmByPasskeyForm(KnownPasskey, ReauthenticateWebAuthnForm):
    """Confirming that it is still her, by a passkey."""
