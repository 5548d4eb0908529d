"""The mailbox of the demo."""

from django.db.models import QuerySet

from notifications.models import DemoMail
from tenancy.actors import Actor


def demo_mails(*, actor: Actor | None) -> QuerySet[DemoMail]:
    """Every mail of the demo, newest first, whoever asks."""
    return DemoMail.objects.all()
