"""Signatures after the Standard Webhooks scheme, with secrets that are stored nowhere.

A secret is HMAC-SHA256 of the house's own key over the webhook and a random nonce. Copies of the database do
not hold it; whoever changes SECRET_KEY keeps the old one in SECRET_KEY_FALLBACKS until receivers have new
secrets, and deliveries carry a signature of each.
"""

import secrets
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook as Signer

PREFIX = "whsec_"
SALT = "notifications.webhook"


def new_nonce() -> str:
    """What tells one secret of a webhook from the next."""
    return secrets.token_urlsafe(32)


def secret_of(webhook_id: UUID, nonce: str, *, key: str | bytes = "") -> str:
    """The secret as its receiver keeps it: `whsec_` and 32 bytes in base64."""
    digest = salted_hmac(SALT, f"{webhook_id}:{nonce}", secret=key or settings.SECRET_KEY, algorithm="sha256")
    return PREFIX + b64encode(digest.digest()).decode()


def secrets_of(webhook_id: UUID, nonces: Iterable[str]) -> list[str]:
    """Every secret that a receiver may hold now, the newest first."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [secret_of(webhook_id, nonce, key=key) for nonce in nonces for key in keys]


def signed(message_id: str, body: str, *, at: datetime, with_: Iterable[str]) -> dict[str, str]:
    """The three headers of a delivery: id, second, and one signature per secret."""
    instant = at.astimezone(UTC)  # the signer takes the wall clock of any zone for UTC
    signatures = [Signer(secret).sign(message_id, instant, body) for secret in with_]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(instant.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
