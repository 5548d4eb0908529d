"""The sender of letters about logins, and the bell that wakes it."""

import logging
from datetime import UTC, datetime

from django.conf import settings

from tenancy.signin import post
from tenancy.tasks import sweep_task

log = logging.getLogger(__name__)


@sweep_task
def sweep_account_letters() -> int:
    """Send what is due. A login belongs to no organization, so this sweep rings nobody."""
    return post.send_due(now=datetime.now(UTC))


def ring() -> None:
    """Wake the sender. A dead broker must not fail a sign-in: the timetable finds the rows."""
    try:
        sweep_account_letters.apply_async(retry=False)
    except settings.MILEPOST_BROKER_ERRORS as error:
        log.warning("sender not woken, the sweep will find the letters: %s", error)
