"""Columns of the demo’s mailbox."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from toolkit.tables import Instant, Table, Text


class MailTable(Table):
    """What the list of demo mails reads and exports."""

    id = Text(_("Mail"))
    subject = Text(_("Subject"))
    sender = Text(pgettext_lazy("letter", "From"))
    to = Text(pgettext_lazy("letter", "To"))
    sent_at = Instant(pgettext_lazy("when", "Sent"))
    copies = Text(_("Arrived"))
