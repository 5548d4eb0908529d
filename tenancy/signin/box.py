"""The box that requests put letters about logins into."""

from collections.abc import Mapping

from django.db import transaction

from tenancy.models import AccountLetter
from tenancy.signin import tasks


def write(*, kind: str, address: str, facts: Mapping[str, str] | None = None) -> None:
    """Put a letter into the box, known address or not: the same statement for both. The worker is woken."""
    AccountLetter.objects.create(kind=kind, address=address.lower(), facts=dict(facts or {}))
    transaction.on_commit(tasks.ring)
