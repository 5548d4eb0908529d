"""The mail server of the demo: keeps mails in the database, where `/ui/mail` shows them."""

from collections.abc import Sequence
from email.message import Message
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from notifications.models import DemoMail


class DemoMailBackend(BaseEmailBackend):
    """Like a mailbox, it shows a Message-ID once, however often it arrives."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            deliver(mail)
        return len(email_messages)


def deliver(mail: EmailMessage) -> None:
    """Put one mail into the box, or count one more arrival of it. Refuses headers of two lines."""
    message: Any = mail.message()
    stored, is_new = DemoMail.objects.get_or_create(
        message_id=message["Message-ID"],
        defaults={
            "sender": mail.from_email,
            "to": ", ".join(mail.recipients()),
            "subject": str(mail.subject),
            "text": _part(message, "text/plain"),
            "html": _part(message, "text/html"),
        },
    )
    if not is_new:
        DemoMail.objects.filter(pk=stored.pk).update(copies=F("copies") + 1)


def _part(message: Message, kind: str) -> str:
    for part in message.walk():
        if part.get_content_type() == kind:
            content: Any = part.get_payload(decode=True)
            return str(content.decode(part.get_content_charset() or "utf-8"))
    return ""
