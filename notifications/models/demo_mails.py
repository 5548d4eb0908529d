"""The mail server of the demo."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from toolkit.identifiers import uuid7


class DemoMail(models.Model):
    """One mail as a mailbox shows it. Global: stands in for the outside mail server, demo only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    sender = models.CharField(_("sender"), max_length=320)
    to = models.TextField(_("recipients"))
    subject = models.TextField(_("subject"))
    text = models.TextField()
    html = models.TextField(blank=True)
    copies = models.PositiveIntegerField(_("arrived"), default=1)
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("demo mail")
        verbose_name_plural = _("demo mails")

    def __str__(self) -> str:
        return self.subject
