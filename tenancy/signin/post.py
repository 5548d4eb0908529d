"""Sending letters about logins: claim, send, forget."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tenancy.models import AccountLetter, User
from tenancy.signin.letters import mail
from toolkit.backoff import backoff

log = logging.getLogger(__name__)


def send_due(*, now: datetime) -> int:
    """Send what is due, one letter after the other; answers how many were tried.

    A letter is claimed with a lease, sent outside any transaction and then forgotten. A sender killed in
    between leaves it to the next one, which sends it again under the same Message-ID.
    """
    tried = 0
    while tried < settings.MILEPOST_CLAIM_SIZE and (letter := _claim(now)):
        _try(letter, now)
        tried += 1
    return tried


@transaction.atomic
def _claim(now: datetime) -> AccountLetter | None:
    due = AccountLetter.objects.filter(next_at__lte=now).order_by("next_at")
    letter = due.select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.attempts += 1
        letter.next_at = now + timedelta(seconds=settings.MILEPOST_LEASE_SECONDS)
        letter.save(update_fields=["attempts", "next_at"])
    return letter


def _try(letter: AccountLetter, now: datetime) -> None:
    user = User.objects.filter(email=letter.address, is_active=True).first()
    try:
        if user is not None:
            mail(letter, user).send()
    except Exception:
        log.exception("letter %s about a login was not sent", letter.pk)
        if letter.attempts < settings.MILEPOST_ATTEMPTS:
            AccountLetter.objects.filter(pk=letter.pk).update(next_at=now + _wait(letter))
            return
    AccountLetter.objects.filter(pk=letter.pk).delete()


def _wait(letter: AccountLetter) -> timedelta:
    """As long as other letters wait: a mail server that is away for a day loses no warning about a login."""
    return backoff(
        letter.attempts,
        first=settings.MILEPOST_MAIL_BACKOFF_SECONDS,
        longest=settings.MILEPOST_MAIL_LONGEST_SECONDS,
        seed=str(letter.pk),
    )
