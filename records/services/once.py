"""A form is done once, however often it is sent: the toolkit finds `sent_before` by the settings."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from records.models import SentForm
from tenancy.actors import Actor
from tenancy.scope import current_scope, tenant_tx
from toolkit.errors import Denied

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Sending:
    """One sending of a form: `answer` is what the first one got, None where this is the first."""

    row: SentForm
    answer: dict[str, Any] | None

    def keep(self, answer: dict[str, Any]) -> None:
        """Remember the answer, in the transaction of the change."""
        SentForm.objects.filter(pk=self.row.pk).update(answer=answer)


def sent_before(*, actor: Actor, digest: str) -> Sending | None:
    """Claim a form for this transaction; waits for another one that has it. None outside an organization.

    The unique key is the lock: the second insert waits until the first transaction ends. Taken back with
    the rest when the form is refused, so that it can be corrected and sent again.
    """
    if current_scope() is None:
        return None
    mine = SentForm(digest=digest, sent_at=actor.now)
    SentForm.objects.bulk_create([mine], ignore_conflicts=True)
    first = SentForm.objects.get(digest=digest)
    return Sending(first, None if first.pk == mine.pk else first.answer or {})


def forget_sent_forms(*, actor: Actor) -> int:
    """Drop what was kept for longer than a day; answers how many."""
    if not actor.is_system:
        raise Denied("records.forget_sent_forms")
    with tenant_tx(actor.organization.id):
        dropped, _by_table = SentForm.objects.filter(sent_at__lt=actor.now - KEPT).delete()
    return dropped
