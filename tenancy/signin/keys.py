"""Second factors: secrets are kept encrypted, passkeys belong to the configured host, codes count once."""

import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from fido2.utils import websafe_decode
from fido2.webauthn import AuthenticationResponse, CollectedClientData

log = logging.getLogger(__name__)


def site() -> tuple[str, str]:
    """Host and origin of the configured address: `milepost.example`, `https://milepost.example`."""
    parts = urlsplit(settings.SITE_ADDRESS)
    return parts.hostname or "", f"{parts.scheme}://{parts.netloc}"


class SecondFactors(DefaultMFAAdapter):
    """Our answers to allauth's questions about second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This does not fit. Take the code shown now; each works once."),
    }

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": site()[0], "name": "Milepost"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey %(number)d") % {"number": count + 1}


def _box() -> MultiFernet:
    """The keys secrets are kept under, from SECRET_KEY; former ones still open what they closed."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [sha256(f"milepost second factor {key}".encode()).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


@transaction.atomic
def spend(authenticator: Authenticator, code: str) -> bool:
    """Use up the step of time a one-time code belongs to; no code of this or an earlier step works again."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    step = _step_of(decrypt(row.data["secret"]), code)
    if step is None or step <= row.data.get("spent", -1):
        return False
    row.data["spent"] = step
    row.save(update_fields=["data"])
    return True


def _step_of(secret: str, code: str) -> int | None:
    code = code.replace(" ", "")
    steps = yield_hotp_counters_from_time()
    return next(
        (s for s in steps if constant_time_compare(format_hotp_value(hotp_value(secret, s)), code)), None
    )


def is_from_here(credential: Any) -> bool:
    """Whether the browser made this answer on a page of the configured address, and on no other."""
    try:
        data = CollectedClientData(websafe_decode(credential["response"]["clientDataJSON"]))
    except (KeyError, TypeError, ValueError):
        return False
    return data.origin == site()[1]


def note_counter(authenticator: Authenticator, credential: Any) -> None:
    """Keep the key's counter of signatures; one that falls may come from a copy of the key, and is logged."""
    answer = AuthenticationResponse.from_dict(credential).response.authenticator_data
    enrolled = authenticator.wrap().authenticator_data.counter
    before = authenticator.data.get("counter", enrolled)
    if before and answer.counter <= before:
        log.warning(
            "passkey %s of user %s: counter fell from %s to %s, it may have been copied",
            authenticator.pk,
            authenticator.user_id,
            before,
            answer.counter,
        )
    authenticator.data["counter"] = max(before, answer.counter)
    authenticator.save(update_fields=["data"])
