"""Columns of the demo’s mailbox."""

from django.utils.translation import gettext_lazy as _

from toolkit.tables import Instant, Table, Text


class MailTable(Table):
    """What the list of demo mails reads and exports."""

    id = Text(_("Mail"))
    subject = Text(_("Subject"))
    sender = Text(_("From"))
    to = Text(_("To"))
    sent_at = Instant(_("Sent"))
    copies = Text(_("Arrived"))
